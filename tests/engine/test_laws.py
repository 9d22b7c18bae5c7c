"""What the commit pass refuses, and what no turn can overrun."""

import numpy as np
import pytest
from moments import copied, moments

from canvas_sim.engine import driver
from canvas_sim.engine.calendar import make_queue
from canvas_sim.engine.commit import commit, in_order
from canvas_sim.engine.driver import BATCH_OF_ROWS
from canvas_sim.engine.log import make_log
from canvas_sim.engine.simulation import Simulation
from canvas_sim.engine.turn import decide
from canvas_sim.scenario.loading import load
from canvas_sim.world.tables import PLAN, SCARS

HELD_RESPONSIBLE = ("blame", "thanks", "harmed", "helped", "scarred", "target")


@pytest.fixture(scope="module")
def world():
    return next(iter(moments(1)))


def carried_out(world, plans):
    log, tally = make_log(len(plans)), np.zeros(6, np.int64)
    commit(world, plans, len(plans), make_queue(len(world.users), 3000), log, tally)
    return log, int(tally[0])


def one_plan(world, **values):
    """A user who may place now, and its plan to do so at (3, 2)."""
    plan = np.zeros(1, PLAN)
    for name in ("community", "design", "work", "post", "source", *HELD_RESPONSIBLE):
        plan[name] = -1
    now = int(world.clock["now"][0])
    me = int(np.flatnonzero(world.users["free"] <= now)[0])
    wanted = {"user": me, "due": now + 7, "next": now + 600_000, "placed": 1, "x": 3, "y": 2, "color": world.colors[0]}
    for name, value in (wanted | values).items():
        plan[name] = value
    return plan


def test_a_placement_takes_effect(world):
    world = copied(world)
    plan = one_plan(world)
    _log, rows = carried_out(world, plan)
    assert (rows, world.clock["broken"][0]) == (1, 0)
    assert (world.canvas[2, 3], world.owner[2, 3], world.time[2, 3]) == (plan["color"], plan["user"], plan["due"])
    assert world.users["free"][plan["user"]] == plan["due"] + world.clock["cooldown"]


def test_a_scar_too_many_takes_the_place_of_the_first(world):
    world = copied(world)
    world.designs["scarred"][4], world.scars[4] = 0, 0
    placed, trodden = int(world.clock["placed"][0]), int(world.tile_placements.sum())
    for x in range(3, 4 + SCARS):
        world.users["free"] = 0
        plan = one_plan(world, x=x, scarred=4)
        carried_out(world, plan)
        assert world.designs["hurt"][4] == plan["due"][0]
    assert world.designs["scarred"][4] == SCARS + 1
    assert (world.scars[4] - 1).tolist() == [2 * 65536 + x for x in (3 + SCARS, *range(4, 3 + SCARS))]
    assert (
        world.clock["placed"][0] - placed,
        world.tile_placements.sum() - trodden,
        world.tile_placements[0, 0] > 8,
    ) == (SCARS + 1, SCARS + 1, True)


@pytest.mark.parametrize("wrong", ["cooldown", "color", "right", "below", "left", "above"])
def test_what_would_break_a_law_is_counted_and_not_done(world, wrong):
    world = copied(world)
    world.clock["x0"], world.clock["y0"] = 1, 1
    values = {
        "color": {"color": 254},
        "right": {"x": int(world.clock["x1"][0])},
        "below": {"y": int(world.clock["y1"][0])},
        "left": {"x": 0},
        "above": {"y": 0},
        "cooldown": {},
    }
    plan = one_plan(world, **values[wrong])
    if wrong == "cooldown":
        world.users["free"][plan["user"]] = plan["due"] + 1
    before = np.copy(world.canvas)
    _log, rows = carried_out(world, plan)
    assert (rows, world.clock["broken"][0]) == (0, 1)
    np.testing.assert_array_equal(world.canvas, before)


def in_place_of_decide(monkeypatch, decision):
    """Let a function in Python decide."""
    monkeypatch.setattr(driver, "decide", decision)
    monkeypatch.setattr("canvas_sim.engine.simulation.drive", driver.drive.py_func)


def test_a_broken_law_stops_the_run(monkeypatch):
    simulation = Simulation(load("quickstart", ["event.hours=1"], scale=0.02), 0)

    def cheat(world, due, n, plans):
        decide(world, due, n, plans)
        plans["placed"][:n], plans["x"][:n] = 1, 60_000

    in_place_of_decide(monkeypatch, cheat)
    with pytest.raises(AssertionError, match="bug in canvas_sim"):
        while not simulation.done:
            simulation.tick()


def test_on_a_contested_pixel_the_last_wins_and_both_wait(world):
    world = copied(world)
    first = one_plan(world)
    second = one_plan(world, color=world.colors[1], due=int(first["due"][0]) - 3)
    second["user"] = np.flatnonzero(world.users["free"] <= world.clock["now"])[1]
    _log, rows = carried_out(world, np.concatenate([first, second]))
    assert rows == 2
    assert world.canvas[2, 3] == first["color"]
    for plan in (first, second):
        assert world.users["free"][plan["user"]] == plan["due"] + world.clock["cooldown"]


def test_equal_moments_are_ordered_by_the_draw(world):
    world = copied(world)
    early, late = (one_plan(world, color=world.colors[k], order=order) for k, order in enumerate((2**31, 2**32 - 1)))
    late["user"] = np.flatnonzero(world.users["free"] <= world.clock["now"])[1]
    carried_out(world, np.concatenate([late, early]))
    assert world.canvas[2, 3] == late["color"]


@pytest.mark.parametrize("n", [0, 1, 2, 3000])
def test_in_order_is_a_stable_sort(n):
    rng = np.random.default_rng(n)
    keys = rng.integers(0, 2**64, n, np.uint64) >> rng.choice(np.array([20, 40, 63], np.uint64), n)
    np.testing.assert_array_equal(in_order(keys), np.argsort(keys, kind="stable"))


def test_no_tick_can_overrun_the_log_or_a_table(monkeypatch):
    """All users due at once, far more than the log was made for, each with a post and a founding."""
    simulation = Simulation(load("quickstart", ["event.hours=1", "activity.users=150000"], scale=1), 0)
    n = len(simulation.world.users)
    assert n > 2 * BATCH_OF_ROWS
    simulation.world.users["due"] = 5
    simulation.requeue()
    seen = []

    def everybody(world, due, n, plans):
        plans[:n] = one_plan(world)[0]
        plans["user"][:n] = due[:n]
        for field, value in {"due": 5, "found": 1, "call": 1, "community": 0}.items():
            plans[field][:n] = value
        seen.append(n)

    in_place_of_decide(monkeypatch, everybody)
    simulation.tick()
    assert seen == [n]
    clock, world = simulation.world.clock[0], simulation.world
    assert (clock.posts, simulation.placements) == (n, n)
    assert len(world.posts) >= n
    assert len(world.communities) == len(world.relations) == len(world.boards) == len(world.inbox) >= clock.communities
    assert clock.communities >= n
