"""Act: one placement, or none."""

import naive
from drawn import BLACK, BLANK, GREEN, HOUR, OURS, RED, THEIRS, drawn, sees_does
from drawn import ally as allied

from canvas_sim.base.user_kinds import BOT, ORDINARY
from canvas_sim.base.vocabulary import ATTACK, BUILD, BY_BOARD, BY_TREATY, GUARD, HELP, NOISE, REPAIR, UNTOLD
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
    sight = look(world, 0, focus, t, True) if focus.purpose in (naive.OWN, naive.AID, naive.DEFEND) else unseen()
    return tuple(act(world, 0, focus, sight, t))


@sees_does(
    ("canvas", "settings", "expected"),
    ("a hole with four right neighbors", "fills it, as a repair", HOLE, {}, (1, 1, 1, GREEN, REPAIR)),
    ("a spoiled pixel", "repairs it", SPOILED, {}, (1, 1, 1, GREEN, REPAIR)),
    ("a design of which little is there", "builds", BARE, {}, BUILD),
    ("a hole, but that color may not be placed", "does nothing", HOLE, {"allowed": [BLACK]}, NOTHING),
)
def test_work(canvas, settings, expected):
    settings = dict(settings)
    allowed = settings.pop("allowed", None)
    world = drawn(canvas, (OURS, PLAN), **settings)
    if allowed:
        world.colors[:2], world.clock["colors"] = [*allowed, RED], 2
    found = done(world, turned())
    assert found == expected if isinstance(expected, tuple) else (found[0], found[4]) == (1, expected)


RED_PLAN = ["rrr--"] * 3 + ["-----"] * 2
RED_DONE = ["rrr.."] * 3 + ["....."] * 2


@sees_does(
    ("scarred", "hurt", "guard", "guards"),
    ("a work that was damaged just now, and is whole again", "guards a right pixel of it", 1, 9, 1, True),
    ("a work that was damaged after its turn came", "guards a right pixel of it", 1, 10, 1, True),
    ("a work that was damaged long ago", "does not guard it", 1, 0, 1, False),
    ("a work that was never damaged", "does not guard it", 0, 9, 1, False),
    ("a work that was damaged just now, and never guards", "does not guard it", 1, 9, 0, False),
)
def test_guard(scarred, hurt, guard, guards):
    world = drawn(RED_DONE, (OURS, RED_PLAN), people_guard=guard, people_guard_hours=0.01)
    world.designs[0].scarred, world.designs[0].hurt = scarred, hurt * HOUR
    placed, x, y, color, intent = done(world, turned())
    assert (placed, intent == GUARD) == (guards, guards)
    assert not guards or (x < 3 and y < 3 and color == RED)


@sees_does(
    ("pixel", "told", "expected"),
    ("a blank pixel of an ally's plan", "fills it", ".", BY_TREATY, (1, 4, 3, BLACK, HELP)),
    ("a blank pixel, and does not know the plan", "cannot tell that it is wrong", ".", UNTOLD, NOTHING),
    ("a hole, and does not know the plan", "fills it all the same", "b", UNTOLD, (1, 4, 3, BLACK, HELP)),
)
def test_who_helps_a_neighbor(pixel, told, expected):
    canvas = ["rrr..", "rgr..", "rrrkk", f"...k{pixel}", "...kk"]
    world = drawn(canvas, (OURS, PLAN), (THEIRS, THEIR_PLAN), user={"placed": 1, "x": 0, "y": 4})
    assert done(world, turned(naive.AID, 1, news=(told, NOBODY))) == expected


def test_who_finds_nothing_wrong_at_home_gives_a_neighbor_a_hand():
    canvas = ["rrr..", "rgr..", "rrrkk", "...kb", "...kk"]
    world = drawn(canvas, (OURS, PLAN), (THEIRS, THEIR_PLAN), toward={"trust": 0.5}, people_help=1)
    assert done(world, turned()) == (1, 4, 3, BLACK, HELP)


def test_who_turns_to_its_last_pixel_places_it_again():
    assert done(drawn(SPOILED, (OURS, PLAN)), turned(AGAIN, place=(1, 1))) == (1, 1, 1, GREEN, REPAIR)


@sees_does(
    ("kind", "known", "found"),
    ("nothing, as it does not look", "places by the plan, whatever is there", ORDINARY, 0, 1),
    ("nothing, and does not know the plan", "finds nothing to do", ORDINARY, NOBODY, 0),
    ("all, as a script does", "finds nothing to do", BOT, 0, 0),
)
def test_blind_placing(kind, known, found):
    world = drawn(["rrrrr"] * 5, (OURS, ["rrrrr"] * 5), user={"kind": kind, "design": known}, people_blind=1)
    assert done(world, turned())[0] == found


GRUDGE = {"grievance": 99.0, "met": 0}


@sees_does(
    ("temper", "toward", "known", "expected"),
    ("a deep grudge against whom it blames, and is hot-tempered", "strikes", 1.0, GRUDGE, 0, ATTACK),
    ("a deep grudge, and is calm", "repairs", 0.0, GRUDGE, 0, REPAIR),
    ("no grudge", "repairs", 1.0, {"grievance": 0.0}, 0, REPAIR),
    ("a grudge against an ally, whose treaty is in its plan", "repairs", 1.0, GRUDGE | allied(), 0, REPAIR),
    ("a grudge against an ally, but knew no plan so far", "strikes", 1.0, GRUDGE | allied(), NOBODY, ATTACK),
)
def test_anger(temper, toward, known, expected):
    canvas = ["rrr..", "rgr..", "rrkkk", "..kkk", "..kkk"]
    plans = ((OURS, PLAN), (THEIRS, ["-----", "-----", "--kkk", "--kkk", "--kkk"]))
    changes = {"life": {"temper": temper}, "user": {"design": known}, "communities_yields": 0}
    world = drawn(canvas, *plans, toward=toward, **changes)
    assert done(world, turned(news=(BY_BOARD, NOBODY)))[4] == expected


def test_a_strike_paints_their_pixel_in_our_ground():
    world = drawn(["kkkkk"] * 5, (OURS, PLAN), (THEIRS, ["kkkkk"] * 5))
    placed, x, y, color, intent = strike(world, 0, 1, (2, 2))
    assert (placed, color, intent) == (1, RED, ATTACK)
    assert 0 <= x < 5 and 0 <= y < 5


def struck(column, turns=400):
    """How many strikes hit the second column of their picture, the first of which is ours or not."""
    world = drawn([f"{column}kkkk"] * 5, (OURS, PLAN), (THEIRS, ["-kkkk"] * 5))
    hits = []
    for turn in range(turns):
        world.users[0].turns = turn
        hits.append(strike(world, 0, 1, (2, 2)))
    placed = [done for done in hits if done.placed]
    assert len(placed) > turns / 3 and {int(done.color) for done in placed} == {RED}
    return sum(done.x == 1 for done in placed) / len(placed)


def test_strikes_begin_beside_the_own_ground():
    assert struck("r") > 1.3 * struck("b")


def test_a_raider_paints_its_region():
    world = drawn(["....."] * 5, life={"x0": 1, "y0": 1, "x1": 3, "y1": 3, "color": BLACK})
    placed, x, y, color, intent = done(world, Focus(*naive.focus(RAID, NOBODY)))
    assert (placed, color, intent) == (1, BLACK, ATTACK)
    assert 1 <= x < 3 and 1 <= y < 3


def test_with_one_color_left_everybody_paints_over():
    world = drawn(["k...."] + ["....."] * 4, (OURS, PLAN))
    world.colors[0], world.clock["colors"] = BLANK, 1
    assert done(world, turned()) in ((1, 0, 0, BLANK, NOISE), NOTHING)
