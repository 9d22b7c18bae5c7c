"""A model is saved and goes on: people of one's own, collector, log, graph, draws, all to the same bytes."""

import copy
import pickle

import networkx as nx
import numpy as np
import pytest
from small_events import TINY, TOWN, Gardener, Same, SameAct, equal_events

from canvas_sim import CanvasModel, UserError
from canvas_sim.agents import timeline
from canvas_sim.record import recorder
from canvas_sim.record.replay import canvas_at
from canvas_sim.study import runner
from canvas_sim.study.unfinished import Saving, run_saved

PEOPLE = {Gardener: 20, Same: 15, SameAct: 10}


def saved_at(model, folder, people=()):
    """The model, saved and loaded."""
    model.save(folder)
    return type(model).load(folder, people=people)


def assert_equal(a, b):
    assert a.digest() == b.digest()
    assert equal_events(a, b)
    assert a.timeline == b.timeline
    assert a.steps == b.steps
    assert a.datacollector.get_model_vars_dataframe().equals(b.datacollector.get_model_vars_dataframe())
    for name, values in a.declared.values.items():
        np.testing.assert_array_equal(values, b.declared.values[name])


def test_with_people_collector_log_and_graph(tmp_path):
    def fresh():
        graph = nx.watts_strogatz_graph(30, 4, 0.1, seed=1)
        return CanvasModel(TOWN, 3, people=PEOPLE, graph=graph, log=True, ticks=6)

    whole, broken = fresh(), fresh()
    for number in range(4):
        whole.run_for("25min")
        broken.run_for("25min")
        broken = saved_at(broken, tmp_path / str(number), PEOPLE if number % 2 else list(PEOPLE)[::-1])
        assert broken.ticks == 6
        assert (broken.datacollector.model_vars["hour"], broken.now) == (
            whole.datacollector.model_vars["hour"],
            whole.now,
        )
    whole.run()
    broken.run()
    assert broken.declared.values["mood"].any()
    assert_equal(whole, broken)
    over = saved_at(broken, tmp_path / "end", PEOPLE)
    assert_equal(whole, over)
    assert not over.running


def test_what_was_changed_on_the_way_stays(tmp_path):
    def fresh():
        model = CanvasModel(TINY, 3, log=True)
        model.run_for("10min")
        model.users.set("temper", 0.25)
        model.notes = {"said": ["hello", 3], "seen": np.arange(5)}
        model.random.random()
        model.rng.random()
        return model

    whole, broken = fresh(), saved_at(fresh(), tmp_path / "saved")
    assert (np.array(broken.users.get("temper")) == 0.25).all()
    assert broken.notes["said"] == ["hello", 3]
    assert broken.notes["seen"].tolist() == [0, 1, 2, 3, 4]
    assert broken.random.random() == whole.random.random()
    assert broken.rng.random() == whole.rng.random()
    assert_equal(whole.run(), broken.run())


def test_people_are_handed_in_again_by_name(tmp_path):
    CanvasModel(TINY, 3, people={Gardener: 2}).save(tmp_path / "saved")
    for others in ((), [Same], [Gardener, Same]):
        with pytest.raises(UserError, match=r"was saved with people=\[Gardener\]; hand them in, not"):
            CanvasModel.load(tmp_path / "saved", people=others)
    CanvasModel(TINY, 3).save(tmp_path / "none")
    with pytest.raises(UserError, match="was saved with no people"):
        CanvasModel.load(tmp_path / "none", people=[Same])


def test_what_cannot_be_saved_is_named(tmp_path):
    model = CanvasModel(TINY, 3)
    model.friend = object()
    with pytest.raises(UserError, match=r"model\.attributes\.friend is an? object.* cannot be saved"):
        model.save(tmp_path / "saved")
    assert not list(tmp_path.iterdir())


class Saver(Gardener):
    def act(self, focus, sight):
        self.model.save("nowhere")
        return super().act(focus, sight)


def test_not_during_a_turn():
    with pytest.raises(UserError, match="cannot be saved during a turn"):
        CanvasModel(TINY, 3, people={Saver: 5}).run()


@pytest.mark.parametrize("way", [pickle.dumps, copy.copy, copy.deepcopy])
def test_pickle_and_copy_say_what_to_use(way):
    with pytest.raises(TypeError, match=r"use model\.save\(DIR\) and CanvasModel\.load\(DIR\)"):
        way(CanvasModel(TINY, 3))


@pytest.mark.parametrize("kept", [True, False])
def test_a_live_model_from_a_moment_of_a_run(tmp_path, monkeypatch, kept):
    for module in (recorder, timeline):
        monkeypatch.setattr(module, "CHUNK", 128)
    monkeypatch.setattr("canvas_sim.record.parquet.CHUNK", 128)
    if kept:
        run = run_saved(TOWN, 3, tmp_path / "run", Saving(600_000, keep=True))
    else:
        run = runner.run(TOWN, 3, out=tmp_path / "run")
    whole = CanvasModel(TOWN, 3, log=True).run()
    for at, now in (("0h", 0), ("65min", 3_900_000), (1.5, 5_400_000)):
        model = CanvasModel.at(run.folder if kept else run, at, log=True)
        assert model.now == now
        assert_same_course(model.run(), whole)
    with pytest.raises(UserError, match="has no moment 3 h; it goes from 0 to 2 h"):
        CanvasModel.at(run, "3h")
    monkeypatch.setattr("canvas_sim.record.replay.canvas_at", lambda run, ms: canvas_at(run, ms) + 1)
    with pytest.raises(UserError, match="comes out otherwise"):
        CanvasModel.at(run, "1h")


def assert_same_course(model, whole):
    assert model.digest() == whole.digest()
    assert equal_events(model, whole)
    assert model.timeline == whole.timeline
