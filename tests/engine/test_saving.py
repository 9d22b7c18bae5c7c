"""Any number of pauses, saves and loads: the digest is that of the run that nobody stopped."""

import subprocess
import sys
import tomllib
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest
from golden import event_of, goldens
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_events import TINY, TOWN

from canvas_sim.base.errors import UserError
from canvas_sim.engine import saving
from canvas_sim.engine.simulation import Simulation
from canvas_sim.record.recorder import Recorder
from canvas_sim.scenario.loading import with_values
from canvas_sim.scenario.schema import Scenario
from canvas_sim.scenario.toml import to_toml
from canvas_sim.world import tables

GO_ON = """
import sys
from canvas_sim.engine import saving
from canvas_sim.record.recorder import Recorder
simulation = saving.load_simulation(sys.argv[1], threads=1, recorder=Recorder())
simulation.advance(1e12)
print(simulation.finish())
"""


def unbroken(event, seed):
    return _unbroken(to_toml(event), seed)


@cache
def _unbroken(text, seed):
    simulation = Simulation(Scenario.model_validate(tomllib.loads(text)), seed, recorder=Recorder())
    simulation.advance(float("inf"))
    return simulation.finish()


def broken_up(event, seed, folder, pauses, remember=True):
    """The digest of a run that is saved, thrown away and loaded at each of the pauses, ms."""
    simulation = Simulation(event, seed, recorder=Recorder())
    if remember:
        saving.remember_start(simulation)
    for number, pause in enumerate(sorted(pauses)):
        simulation.advance(pause)
        saving.save(simulation, folder / str(number))
        simulation = saving.load_simulation(folder / str(number), recorder=Recorder())
    simulation.advance(float("inf"))
    return simulation.finish()


def test_with_everything_that_there_is(tmp_path):
    pauses = [0, 1, 1_500_000, 1_900_000, 2_300_000, 3_700_000, 5_500_000, 7_199_000]
    assert broken_up(TOWN, 3, tmp_path, pauses) == unbroken(TOWN, 3)


def test_who_did_not_note_the_start_saves_the_same(tmp_path):
    assert broken_up(TINY, 3, tmp_path, [600_000], remember=False) == unbroken(TINY, 3)
    found = saving.open_checkpoint(tmp_path / "0").about["arrays"]
    assert not {**found["simulation.world.ties"]["columns"], **found["simulation.world.lives"]["columns"]}


@given(st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_events_with_random_pauses(tmp_path_factory, data):
    some = {
        "communities.founding": st.sampled_from([0, 20, 60]),
        "alliances.forms": st.sampled_from([0, 0.5]),
        "loners.spread": st.sampled_from([0, 0.5]),
        "people.help": st.floats(0, 1),
        "communities.raids": st.floats(0, 1),
        "forum.rally": st.floats(0, 1),
        "activity.users": st.integers(20, 250),
        "event.tick": st.sampled_from([1, 10, 60]),
        "record.timeline": st.sampled_from([3, 10]),
    }
    changes = [f"{name}={data.draw(values, label=name)}" for name, values in some.items()]
    event, seed = with_values(TOWN, changes), data.draw(st.integers(0, 99), label="seed")
    pauses = data.draw(st.lists(st.integers(0, 7_200_000), min_size=1, max_size=4), label="pauses")
    assert broken_up(event, seed, tmp_path_factory.mktemp("saved"), pauses) == unbroken(event, seed)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, entry in goldens().items() if not {"people", "circles"} & set(entry)])
def test_golden_events(tmp_path, name):
    entry = goldens()[name]
    event = event_of(**entry)
    pauses = np.random.default_rng(len(name)).integers(0, int(event.event.hours * 3_600_000), 3)
    assert broken_up(event, entry["seed"], tmp_path, pauses.tolist()) == entry["digest"]


def test_in_another_process(tmp_path):
    simulation = Simulation(TOWN, 3, recorder=Recorder())
    simulation.advance(3_000_000)
    saving.save(simulation, tmp_path / "saved")
    done = subprocess.run([sys.executable, "-c", GO_ON, str(tmp_path / "saved")], capture_output=True, check=True)
    assert done.stdout.decode().strip() == unbroken(TOWN, 3)


def test_who_saves_goes_on_as_if_nothing_were(tmp_path):
    simulation = Simulation(TOWN, 3, recorder=Recorder())
    for number in range(5):
        simulation.advance(number * 1_000_000 + 1)
        saving.save(simulation, tmp_path / str(number))
    simulation.advance(float("inf"))
    assert simulation.finish() == unbroken(TOWN, 3)


def test_without_a_recorder(tmp_path):
    first = Simulation(TOWN, 3)
    first.advance(2_000_000)
    saving.save(first, tmp_path / "saved")
    second = saving.load_simulation(tmp_path / "saved")
    for simulation in (first, second):
        simulation.advance(float("inf"))
    np.testing.assert_array_equal(first.canvas, second.canvas)
    for one, other in zip(first.world, second.world, strict=True):
        np.testing.assert_array_equal(one, other)


def test_what_is_new_is_saved_without_anybody_thinking_of_it(tmp_path):
    """A table more, a column more, an attribute more."""

    class Larger(NamedTuple("Larger", [(name, np.ndarray) for name in (*tables.World._fields, "hats")])):
        pass

    def larger():
        simulation = Simulation(TINY, 3)
        users = simulation.world.users
        wider = np.zeros(len(users), [*((name, users.dtype[name]) for name in users.dtype.names), ("hat", "f8")])
        for name in users.dtype.names:
            wider[name] = users[name]
        simulation.world = Larger(*simulation.world._replace(users=wider), hats=np.zeros((3, 2)))
        return simulation

    first, second = larger(), larger()
    first.world.hats[:] = 7
    first.world.users["hat"] = 2.5
    first.founding.mood = {"a": 1}
    saving.save(first, tmp_path / "saved")
    saving.restore(second, saving.open_checkpoint(tmp_path / "saved"))
    assert (second.world.hats == 7).all()
    assert (second.world.users["hat"] == 2.5).all()
    assert second.founding.mood == {"a": 1}
    first.founding.mood = object()
    with pytest.raises(UserError, match=r"founding\.mood is an? object.* cannot be saved"):
        saving.save(first, tmp_path / "more")


def test_another_event_is_refused_with_both_named(tmp_path):
    simulation = Simulation(TINY, 3)
    saving.save(simulation, tmp_path / "saved")
    saved = saving.open_checkpoint(tmp_path / "saved")
    for other in (Simulation(TINY, 4), Simulation(with_values(TINY, ["people.help=0.123"]), 3)):
        with pytest.raises(UserError, match=r"is of scenario [0-9a-f]{8} and seed 3, not of"):
            saving.restore(other, saved)
