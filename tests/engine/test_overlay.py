"""Allies, and who has a truce, leave each other's pixels out of their plans."""

from itertools import combinations

import numpy as np
import pytest
from drawn import OURS, THEIRS, THIRD, add_plan, drawn, pixels, sees_does
from small_events import TOWN

from canvas_sim.engine.overlay import share_ground
from canvas_sim.engine.simulation import Simulation
from canvas_sim.scenario.loading import with_values
from canvas_sim.world.queries import planned
from canvas_sim.world.tables import ALIVE, ENDED, UNPLANNED

RED_PLAN = ["rrr--", *["-----"] * 4]
BLACK_PLAN = ["--kkk", *["-----"] * 4]
BOTH, ONLY_OURS, ONLY_THEIRS = (True, True), (True, False), (False, True)


@sees_does(
    ("color", "ours_first", "keeps"),
    ("the ally's color", "leaves the pixel out", "k", True, ONLY_THEIRS),
    ("its own color", "keeps the pixel, and the ally leaves it out", "r", False, ONLY_OURS),
    ("neither color, and planned first", "keeps the pixel", ".", True, ONLY_OURS),
    ("neither color, and planned second", "leaves the pixel out", ".", False, ONLY_THEIRS),
)
@pytest.mark.parametrize("order", [(OURS, THEIRS), (THEIRS, OURS)])
def test_who_keeps_a_pixel(color, ours_first, keeps, order):
    plans = [(OURS, RED_PLAN), (THEIRS, BLACK_PLAN)]
    world = drawn([f"..{color}..", *["....."] * 4], *plans[:: 1 if ours_first else -1])
    share_ground(world, *order)
    designs = [int(world.communities[side].design) for side in (OURS, THEIRS)]
    assert tuple(planned(world, number, 2, 0) != UNPLANNED for number in designs) == keeps
    assert [int(world.designs[number].area) for number in designs] == [2 + kept for kept in keeps]
    claims = [number + 1 for number, kept in zip(designs, keeps, strict=True) if kept]
    assert world.claims[0, 2].tolist() == [*claims, 0, 0, 0]
    assert world.wanted[0, 2, 1:].tolist() == [0, 0, 0]
    assert planned(world, designs[0], 1, 0) != UNPLANNED != planned(world, designs[1], 3, 0)


def test_what_both_plan_alike_stays_with_both():
    world = drawn(["....."] * 5, (OURS, RED_PLAN), (THEIRS, ["--rrr", *["-----"] * 4]))
    share_ground(world, OURS, THEIRS)
    assert [planned(world, number, 2, 0) != UNPLANNED for number in (0, 1)] == list(BOTH)


def test_what_ended_and_what_is_of_others_is_left_alone():
    world = drawn(["....."] * 5, (OURS, RED_PLAN), (THEIRS, BLACK_PLAN))
    add_plan(world, THIRD, pixels(BLACK_PLAN))
    world.designs[1].state = ENDED
    before = np.copy(world.ink)
    share_ground(world, OURS, THEIRS)
    np.testing.assert_array_equal(world.ink, before)


def overlaps(world):
    """Pixels that two works plan differently though the border is settled, and how many such pairs there are."""
    count = int(world.clock["designs"][0])
    living = [n for n in range(count) if world.designs[n].state == ALIVE and not world.designs[n].kind]
    pairs = found = 0
    for one, other in combinations(living, 2):
        sides = [int(world.designs[n].community) for n in (one, other)]
        slots = world.relations[sides[0]]
        if ((slots["other"] == sides[1]) & (slots["settled"] == 1)).any():
            pairs += 1
            a = world.designs[one]
            for y in range(a.y, a.y + a.height):
                for x in range(a.x, a.x + a.width):
                    plans = {int(planned(world, n, x, y)) for n in (one, other)} - {UNPLANNED}
                    found += len(plans) == 2
    return found, pairs


def test_allies_never_have_different_plans_for_a_pixel():
    changes = ["interventions=[]", "communities.redesign=1", "communities.expand=3", "alliances.breaks=-9"]
    simulation = Simulation(with_values(TOWN, changes), 4)
    pairs = given = 0
    before = np.zeros(0, np.int32)
    while not simulation.done:
        simulation.tick()
        if simulation.now % 600_000 == 0:
            world = simulation.world
            different, some = overlaps(world)
            assert different == 0
            pairs += some
            areas = checked_areas(world)
            given += (areas[: len(before)] < before).sum()
            before = areas
    assert pairs > 20 and given > 2


def checked_areas(world):
    """How many pixels each design plans: those of living templates are counted, and claimed, as far as they can be."""
    count = int(world.clock["designs"][0])
    for number, row in enumerate(world.designs[:count]):
        if row.state == ALIVE and not row.kind:
            box = np.argwhere(np.ones((row.height, row.width))) + np.array([row.y, row.x])
            mine = [(y, x) for y, x in box.tolist() if planned(world, number, x, y) != UNPLANNED]
            assert len(mine) == row.area
            claims = np.argwhere(world.claims == number + 1)[:, :2].tolist()
            assert {tuple(place) for place in claims} <= set(mine)
    return np.copy(world.designs["area"][:count])
