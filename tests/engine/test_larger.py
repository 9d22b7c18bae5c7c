"""A finished work may be drawn larger, where it stands."""

import numpy as np
import pytest

from canvas_sim.base.times import HOUR
from canvas_sim.designs.artist import plan
from canvas_sim.engine.simulation import Simulation
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.palettes import palettes
from canvas_sim.world.tables import ALIVE, NOBODY

SEED = 2
GROWING = [
    *("canvas.width=96", "canvas.height=96", "activity.users=9000", "event.hours=16", "interventions=[]"),
    *("designs.patterns=[]", "communities.redesign=0", "communities.expand=4", "communities.give_up=0"),
    *("communities.founding=2", "communities.raids=0", "people.vandals=0.02", "communities.war=0", "people.move=0.1"),
    *("designs.area=2.3", "designs.early=0.5"),
]


def played(enlarge):
    simulation = Simulation(load("quickstart", [*GROWING, f"communities.enlarge={enlarge}"]), SEED)
    while not simulation.done:
        simulation.tick()
    return simulation


@pytest.fixture(scope="module")
def grown():
    return played(1)


def planned(simulation, old):
    """What the artist would draw of twice the area, or as large as works may be, with the same key and name."""
    canvas, designs = simulation.scenario.canvas, simulation.scenario.designs
    area = min(2 * int(old.area), max(12, int(designs.largest * canvas.width * canvas.height)))
    name = simulation.founding.community_names[old.community]
    return plan(SEED, int(old.key), list(palettes()["2017"]), area, name=name)


def successions(world):
    """(old design, the one that replaced it)."""
    for row in world.designs[: world.clock["designs"][0]]:
        if row.before != NOBODY:
            yield world.designs[row.before], row


def test_it_is_larger_and_stands_where_the_old_one_stood(grown):
    pairs = list(successions(grown.world))
    assert len(pairs) > 5
    for old, new in pairs:
        assert (new.key, new.community) == (old.key, old.community)
        assert old.ended == new.founded and old.state != ALIVE
        shape = planned(grown, old)
        x, y = (old[at] + (old[size] - getattr(shape, size)) // 2 for at, size in (("x", "width"), ("y", "height")))
        if shape.free:
            assert (new.x, new.y, new.width, new.height) == (x, y, shape.width, shape.height)
        else:
            box = (x, y, x + shape.width, y + shape.height)
            fitted = np.array((new.x, new.y, new.x + new.width, new.y + new.height))
            assert np.abs(fitted - box).max() <= max(8, max(shape.width, shape.height) // 4)
            assert new.width * new.height >= 1.2 * old.width * old.height


def test_it_keeps_its_name_and_its_claims_replace_the_old_ones(grown):
    world, names = grown.world, grown.founding.design_names
    for number, row in enumerate(world.designs[: world.clock["designs"][0]]):
        claimed = (world.claims == number + 1).any()
        assert claimed <= (row.state == ALIVE)
        if row.before != NOBODY:
            assert names[number] == names[row.before]


def test_members_learn_of_it_by_and_by(grown):
    world = grown.world
    rows = world.learned[: world.clock["learned"][0]]
    delays = rows["ts"] - world.designs["founded"][rows["design"]]
    larger = world.designs["before"][rows["design"]] != NOBODY
    assert (delays >= 0).all()
    assert delays[larger].max() > HOUR / 2


def test_without_it_a_community_draws_one_more_beside():
    world = played(0).world
    assert not list(successions(world))
    works = np.bincount(world.designs["community"][: world.clock["designs"][0]])
    assert works.max() > 1
