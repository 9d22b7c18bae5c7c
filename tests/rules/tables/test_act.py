"""Act: one placement, or none."""

import naive
from drawn import BLACK, BLANK, GREEN, HOUR, OURS, RED, THEIRS, drawn, sees_does
from drawn import ally as allied

from canvas_sim.base.user_kinds import BOT, ORDINARY
from canvas_sim.base.vocabulary import ATTACK, BUILD, GUARD, HELP, NOISE, REPAIR
from canvas_sim.rules.act import act, strike
from canvas_sim.rules.look import look, unseen
from canvas_sim.rules.types import AGAIN, RAID, Focus
from canvas_sim.world.tables import NOBODY

PLAN = ["rrr--", "rgr--", "rrr--", "-----", "-----"]
DONE = ["rrr..", "rgr..", "rrr..", ".....", "....."]
HOLE = ["rrr..", "r.r..", "rrr..", ".....", "....."]
SPOILED = ["rrr..", "rkr..", "rrr..", ".....", "....."]
BARE = ["....."] * 4 + [".k..."]
THEIR_PLAN = ["-----", "-----", "---kk", "---kk", "---kk"]
NOTHING = (0, 0, 0, 0, 0)


def turned(purpose=naive.OWN, design=0, **more):
    return Focus(*naive.focus(purpose, OURS, design, **more))


def done(world, focus, t=9 * HOUR):
    sight = look(world, 0, focus, t) if focus.purpose in (naive.OWN, naive.AID, naive.DEFEND) else unseen()
    return tuple(act(world, 0, focus, sight, t))


@sees_does(
    ("canvas", "settings", "expected"),
    ("a hole with four right neighbors", "fills it, as a repair", HOLE, {}, (1, 1, 1, GREEN, REPAIR)),
    ("a spoiled pixel", "repairs it", SPOILED, {}, (1, 1, 1, GREEN, REPAIR)),
    ("a finished old design", "guards a right pixel of it", DONE, {"people_guard": 1}, GUARD),
    ("a design of which little is there", "builds", BARE, {}, BUILD),
    ("a hole, but that color may not be placed", "does nothing", HOLE, {"allowed": [BLACK]}, NOTHING),
)
def test_work(canvas, settings, expected):
    settings = dict(settings)
    allowed = settings.pop("allowed", None)
    world = drawn(canvas, (OURS, PLAN), **settings, people_guard_hours=0.01)
    if allowed:
        world.colors[:2], world.clock["colors"] = [*allowed, RED], 2
    found = done(world, turned())
    assert found == expected if isinstance(expected, tuple) else (found[0], found[4]) == (1, expected)


def test_who_helps_a_neighbor_fills_its_hole():
    world = drawn(["rrr..", "rgr..", "rrrkk", "...k.", "...kk"], (OURS, PLAN), (THEIRS, THEIR_PLAN))
    assert done(world, turned(naive.AID, 1)) == (1, 4, 3, BLACK, HELP)


def test_who_turns_to_its_last_pixel_places_it_again():
    assert done(drawn(SPOILED, (OURS, PLAN)), turned(AGAIN, place=(1, 1))) == (1, 1, 1, GREEN, REPAIR)


@sees_does(
    ("kind", "blind", "found"),
    ("nothing, as it does not look", "places by the plan, whatever is there", ORDINARY, 1, 1),
    ("all, as a script does", "finds nothing to do", BOT, 1, 0),
)
def test_blind_placing(kind, blind, found):
    world = drawn(["rrrrr"] * 5, (OURS, ["rrrrr"] * 5), user={"kind": kind}, people_blind=blind)
    assert done(world, turned())[0] == found


GRUDGE = {"grievance": 99.0, "met": 0}


@sees_does(
    ("temper", "toward", "expected"),
    ("a deep grudge against whom it blames, and is hot-tempered", "strikes", 1.0, GRUDGE, ATTACK),
    ("a deep grudge, and is calm", "repairs", 0.0, GRUDGE, REPAIR),
    ("no grudge", "repairs", 1.0, {"grievance": 0.0}, REPAIR),
    ("a grudge against an ally, whose treaty it has read", "repairs", 1.0, GRUDGE | allied(), REPAIR),
)
def test_anger(temper, toward, expected):
    canvas = ["rrr..", "rgr..", "rrkkk", "..kkk", "..kkk"]
    plans = ((OURS, PLAN), (THEIRS, ["-----", "-----", "--kkk", "--kkk", "--kkk"]))
    world = drawn(canvas, *plans, life={"temper": temper}, toward=toward, communities_yields=0)
    world.users["read"][0] = -1 if "allied" not in toward else 1
    if "allied" in toward:  # it lets stand what is an ally's, and is shown the wound by a third one's color
        world.canvas[1, 1] = BLANK
    assert done(world, turned())[4] == expected


def test_a_strike_paints_their_pixel_in_our_ground():
    world = drawn(["kkkkk"] * 5, (OURS, PLAN), (THEIRS, ["kkkkk"] * 5))
    placed, x, y, color, intent = strike(world, 0, 1, (2, 2))
    assert (placed, color, intent) == (1, RED, ATTACK)
    assert 0 <= x < 5 and 0 <= y < 5


def test_a_raider_paints_its_region():
    world = drawn(["....."] * 5, life={"x0": 1, "y0": 1, "x1": 3, "y1": 3, "color": BLACK})
    placed, x, y, color, intent = done(world, Focus(*naive.focus(RAID, NOBODY)))
    assert (placed, color, intent) == (1, BLACK, ATTACK)
    assert 1 <= x < 3 and 1 <= y < 3


def test_with_one_color_left_everybody_paints_over():
    world = drawn(["k...."] + ["....."] * 4, (OURS, PLAN))
    world.colors[0], world.clock["colors"] = BLANK, 1
    assert done(world, turned()) in ((1, 0, 0, BLANK, NOISE), NOTHING)
