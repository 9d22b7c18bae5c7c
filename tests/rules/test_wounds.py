"""What just changed catches the eye, and what changes in an event follows wear: tables, on 12 x 12 pixels."""

import naive
import numpy as np
import pytest
from village import OURS, RED, THEIRS, USERS, WHITE, draw, rules_of, village, wound

from canvas_sim.base.vocabulary import BUILD, CALL_DEFEND, GUARD, NOISE, REPAIR
from canvas_sim.engine.attribution import consequences
from canvas_sim.rules import act, join, look, tell
from canvas_sim.rules.loner import act_as_loner
from canvas_sim.rules.types import Deed, Focus
from canvas_sim.world import queries, tables

HOUR = 3_600_000
READ = Focus(*naive.focus(naive.OWN, 0, 0, read=1))
UNREAD = Focus(*naive.focus(naive.OWN, 0, 0))
CALLED = Focus(*naive.focus(naive.DEFEND, 0, 0, 0, read=1))


def noticing(**values):
    return rules_of(village(), **{"people_notice": 1} | values)


def fresh(world):
    wound(world, 4, 4, RED)


def erased(world):
    wound(world, 4, 4, WHITE)


def healed(world):
    wound(world, 4, 4, OURS)


def masked(world):
    wound(world, 4, 4, RED)
    world.ink[2 * 5 + 2] = tables.OUTSIDE


def closed(world):
    wound(world, 4, 4, RED)
    world.clock["x1"] = 4


def covered(world):
    draw(world, 1, np.full((3, 3), THEIRS), (4, 4))
    wound(world, 4, 4, THEIRS)


def covered_and_spoiled(world):
    covered(world)
    wound(world, 4, 4, RED)


def older(world):
    covered(world)
    world.claims[4, 4, :2], world.wanted[4, 4, :2] = world.claims[4, 4, 1::-1], world.wanted[4, 4, 1::-1]


def nowhere(_):
    pass


@pytest.mark.parametrize(("happened", "settings", "sore"), [
    (fresh, {}, 1),
    (erased, {}, 1),
    (fresh, {"people_notice": 0}, 0),
    (healed, {}, 0),
    (masked, {}, 0),
    (closed, {}, 0),
    (nowhere, {}, 0),
    (covered, {"communities_yields": 1}, 0),
    (covered, {"communities_yields": 0}, 1),
    (covered_and_spoiled, {"communities_yields": 1}, 1),
    (older, {"communities_yields": 1}, 1),
])  # fmt: skip
def test_a_fresh_wound_is_seen_and_repaired(happened, settings, sore):
    world = noticing(**settings)
    happened(world)
    sight = look.look(world, 0, READ, HOUR, True)
    assert (sight.sore, sight.found, sight.looked, sight.wrong, sight.yielded) == (sore, sore, 0, 0, 0)
    done = act.act(world, 0, READ, sight, HOUR)
    assert tuple(done) == ((1, 4, 4, OURS, REPAIR) if sore else (0, 0, 0, 0, 0))


def test_the_wound_that_lies_among_right_pixels_is_pressing():
    world = noticing()
    for x, y in ((2, 2), (4, 4), (6, 6)):
        wound(world, x, y, RED)
    sight = look.look(world, 0, READ, HOUR, True)
    assert (sight.x, sight.y, sight.color) == (4, 4, OURS)


def test_whose_color_it_is_gets_the_blame():
    world = noticing(communities_yields=0)
    covered(world)
    assert look.look(world, 0, READ, HOUR, True).blame == 1


def test_who_sees_a_wound_calls_for_defense_and_stays():
    world = noticing(forum_post=1, people_move=1)
    fresh(world)
    world.lives["glances"] = 1
    assert world.clock["forum"] == 1
    sight = look.look(world, 0, READ, HOUR, True)
    words = tell.tell(world, 0, READ, sight, act.act(world, 0, READ, sight, HOUR))
    assert (sight.sore, words.call, words.leave) == (1, CALL_DEFEND, 0)
    world.canvas[4, 4] = OURS
    sight = look.look(world, 0, READ, HOUR, True)
    words = tell.tell(world, 0, READ, sight, Deed(0, 0, 0, 0, 0))
    assert (sight.looked, words.call, words.leave) == (1, 0, 1)


@pytest.mark.parametrize(("chosen", "sore"), [(READ, 1), (CALLED, 1), (UNREAD, 0)])
def test_who_has_not_read_the_board_does_not_know_what_was_damaged(chosen, sore):
    world = noticing()
    fresh(world)
    sight = look.look(world, 0, chosen, HOUR, True)
    assert (sight.sore, sight.found) == (sore, sore)


def test_all_24_scars_are_on_the_list():
    world = noticing()
    for x, y in list(np.ndindex(5, 5))[:24]:
        wound(world, x + 2, y + 2, OURS)
    world.canvas[6, 5] = RED  # the last of them
    sight = look.look(world, 0, READ, HOUR, True)
    assert (sight.sore, sight.x, sight.y) == (1, 5, 6)


@pytest.mark.parametrize("chosen", [READ, UNREAD, CALLED])
@pytest.mark.parametrize(("hours", "guards"), [(0, True), (-1, True), (9, False), (None, False)])
def test_who_finds_nothing_wrong_guards_what_is_under_threat(chosen, hours, guards):
    world = rules_of(village(), people_guard=1, people_guard_hours=0.01)
    world.lives["glances"] = 5
    if hours is not None:
        wound(world, 4, 4, OURS)
        world.designs[0].hurt = (10 - hours) * HOUR
    sight = look.look(world, 0, chosen, 10 * HOUR, True)
    assert (sight.looked, sight.wrong, sight.right) == (5, 0, 1)
    done = act.act(world, 0, chosen, sight, 10 * HOUR)
    assert (done.placed, done.intent == GUARD) == (guards, guards)


@pytest.mark.parametrize(("place", "color", "club", "expected"), [
    ((4, 4), RED, 1, (0, 0, -1)),
    ((4, 4), RED, 0, (0, -1, -1)),
    ((4, 4), OURS, 1, (-1, -1, -1)),
    ((9, 9), RED, 1, (-1, -1, -1)),
])  # fmt: skip
def test_who_paints_over_what_was_planned_leaves_a_scar(place, color, club, expected):
    world = village()
    world.users["club"][0] = club
    assert consequences(world, 0, Deed(1, *place, color, BUILD)) == expected


def test_the_newest_design_that_loses_the_pixel_is_scarred():
    world = village()
    newer = draw(world, 1, np.full((3, 3), THEIRS), (4, 4))
    assert consequences(world, 0, Deed(1, 4, 4, RED, BUILD)) == (newer, 1, -1)
    world.canvas[4, 4] = OURS
    assert consequences(world, 0, Deed(1, 4, 4, THEIRS, BUILD)) == (0, -1, 1)


# --- wear, not the clock


def worn(placed, now=0):
    """A village after so many placements, and at so many hours."""
    world = rules_of(
        village(), communities_founding=1000, loners_noise=0.9, people_join_first=0.1, people_join_last=0.9
    )
    world.clock["placed"], world.clock["now"], world.users["due"] = placed, now * HOUR, now * HOUR
    world.tile_placements[:] = placed
    world.communities["state"][1] = tables.ENDED
    return world


def shares(world):
    """How many of the users make noise, found, and join."""
    others = range(1, USERS)
    t = int(world.clock["now"][0])
    quiet = (Focus(*naive.focus(naive.ALONE)), look.unseen(), Deed(0, 0, 0, 0, 0))
    noise = [me for me in others if act_as_loner(world, me).intent == NOISE]
    founding = [me for me in others if tell.tell(world, me, *quiet).found]
    joining = [me for me in others if join.join(world, me, t)[0] >= 0]
    return noise, founding, joining


def test_noise_founding_and_joining_follow_wear_and_not_the_clock():
    young, later, old = shares(worn(10)), shares(worn(10, now=60)), shares(worn(5000))
    assert young == later
    assert len(young[0]) > 2 * len(old[0])
    assert len(young[1]) > 100
    assert len(young[1]) > 4 * len(old[1])
    assert len(old[2]) > 2 * len(young[2])


def test_wear_counts_placements_an_open_pixel():
    world = worn(360)
    assert queries.wear(world) == naive.wear(naive.Eye(world)) == 2.5
    world.clock["x1"], world.clock["y1"] = 6, 6
    assert queries.wear(world) == naive.wear(naive.Eye(world)) == 10
