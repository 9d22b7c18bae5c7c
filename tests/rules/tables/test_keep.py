"""Keep: who has one small picture of its own, in tables and beside its twin."""

import naive
import numpy as np
import pytest
from drawn import BLACK, BLANK, EMPTY, RED, drawn

from canvas_sim.base.user_kinds import KEEPER
from canvas_sim.base.vocabulary import BUILD, REPAIR
from canvas_sim.engine.simulation import Simulation
from canvas_sim.rules.act import act
from canvas_sim.rules.attend import attend
from canvas_sim.rules.keep import act_as_keeper
from canvas_sim.rules.look import unseen
from canvas_sim.rules.types import ALONE
from canvas_sim.scenario.loading import load
from canvas_sim.world.keepers import LARGEST, SMALLEST

BOX = {"x0": 1, "y0": 2, "x1": 4, "y1": 5}
KEEPERS = [
    *("canvas.width=60", "canvas.height=40", "activity.users=150", "event.hours=20", "interventions=[]"),
    *("people.keepers=0.7", "people.bots=0", "people.vandals=0", "activity.arrivals=[[0, 1], [3, 1]]"),
    *("activity.placements=200", "activity.shape=4", "activity.awake_hours=24"),
]


def keeper(ground=BLACK, color=RED, canvas=EMPTY, **life):
    return drawn(canvas, user={"kind": KEEPER}, life=BOX | {"color": color, "ground": ground} | life)


def painted(world):
    """What a keeper does, turn after turn, until it finds nothing to do."""
    done = []
    while (deed := act_as_keeper(world, 0)).placed:
        world.canvas[deed.y, deed.x] = deed.color
        world.users[0].turns += np.uint32(1)
        done.append(deed)
    return done


def test_a_keeper_draws_its_picture_in_two_colors_and_is_content():
    world = keeper()
    done = painted(world)
    assert len(done) == len({(deed.x, deed.y) for deed in done}) == 9
    assert set(world.canvas[2:5, 1:4].ravel()) == {RED, BLACK}
    assert {deed.intent for deed in done} == {BUILD}


def test_a_pixel_that_was_painted_over_is_repaired():
    world = keeper()
    painted(world)
    right = world.canvas[3, 2]
    world.canvas[3, 2] = RED + BLACK - right
    done = act_as_keeper(world, 0)
    assert tuple(done) == (1, 2, 3, right, REPAIR)


@pytest.mark.parametrize("box", [{"x1": 1}, {"ground": BLANK, "color": BLANK}])
def test_who_has_nothing_to_draw_does_nothing(box):
    assert tuple(act_as_keeper(keeper(**box), 0)) == (0, 0, 0, 0, 0)


def test_each_wrong_pixel_is_as_likely():
    world, found = keeper(), np.zeros((5, 5))
    for turn in range(9000):
        world.users[0].turns = turn
        done = act_as_keeper(world, 0)
        found[done.y, done.x] += 1
    assert found[2:5, 1:4].min() > 850 and found.sum() == found[2:5, 1:4].sum()


def test_pictures_fit_on_what_is_open():
    event = load("quickstart", [*KEEPERS, "canvas.open=[3, 4, 20, 11]", 'canvas.colors=["E50000", "FFFFFF"]'])
    world = Simulation(event, 1).world
    life = world.lives[world.users["kind"] == KEEPER]
    assert 80 < len(life) < 130
    assert life["x0"].min() == 3 and life["x1"].max() == 20 and life["y0"].min() == 4 and life["y1"].max() == 11
    assert set(life["x1"] - life["x0"]) == set(range(SMALLEST, LARGEST + 1))
    assert (life["color"] != life["ground"]).all()


def test_keepers_do_what_is_described():
    simulation = Simulation(load("quickstart", KEEPERS), 1)
    intents, sides = set(), set()
    for hours in (1, 8, 20):
        simulation.advance(hours * naive.HOUR)
        world, eye = simulation.world, naive.Eye(simulation.world)
        for me in map(int, np.flatnonzero(world.users["kind"] == KEEPER)):
            chosen = attend(world, me, simulation.now)
            assert tuple(chosen) == naive.attend(eye, me, simulation.now) and chosen.purpose == ALONE
            done = act_as_keeper(world, me)
            assert tuple(done) == naive.act_as_keeper(eye, me)
            assert tuple(act(world, me, chosen, unseen(), simulation.now)) == tuple(done)
            intents.add((int(done.placed), int(done.intent)))
            sides.add(int(world.lives[me].y1 - world.lives[me].y0))
    assert intents >= {(1, BUILD), (1, REPAIR)} and sides == set(range(SMALLEST, LARGEST + 1))
    assert (world.users["club"][world.users["kind"] == KEEPER] == -1).all()
