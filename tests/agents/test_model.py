"""CanvasModel: the laws that every run keeps, and what Mesa expects of a model."""

import inspect
import os
import subprocess
import sys
import warnings

import mesa
import networkx as nx
import numpy as np
import pytest
import small_events
from small_events import FULL, SMALL, TINY, TOWN, Gardener, Same, SameAct, SameLook, equal_events

from canvas_sim.agents.mesa_versions import AgentSet
from canvas_sim.agents.model import CanvasModel
from canvas_sim.agents.user import User
from canvas_sim.base.errors import UserError
from canvas_sim.engine.simulation import Simulation
from canvas_sim.record.images import read_canvas
from canvas_sim.record.recorder import Recorder
from canvas_sim.rules.types import Focus, Words
from canvas_sim.scenario.loading import with_values


@pytest.fixture(scope="module")
def stock():
    return CanvasModel(SMALL, seed=7, log=True).run()


def plain_digest(scenario, seed):
    simulation = Simulation(scenario, seed, recorder=Recorder(None))
    while not simulation.done:
        simulation.tick()
    return simulation.finish()


# --- law 1: same seed, same bytes


def test_model_is_the_engine_and_nothing_more(stock):
    assert stock.digest() == plain_digest(SMALL, 7)


def test_another_seed_is_another_run(stock):
    assert CanvasModel(SMALL, seed=8).run().digest() != stock.digest()


def test_stepped_and_run_in_one_go_are_the_same(stock):
    stepped = CanvasModel(SMALL, seed=7)
    stepped.run_for("1h")
    assert (stepped.hours, stepped.steps, stepped.running) == (1.0, 6, True)
    while stepped.running:
        stepped.step()
    assert stepped.digest() == stock.digest()
    assert (stepped.hours, stepped.steps) == (3.0, 6 + 720)


@pytest.mark.parametrize("scenario", [SMALL, FULL, TOWN], ids=["small", "saturated", "town"])
def test_one_and_two_threads_are_the_same(scenario):
    digests = {CanvasModel(scenario, seed=3, threads=threads).run().digest() for threads in (1, 2)}
    assert len(digests) == 1


def test_users_that_override_every_rule_to_do_the_same_are_the_same(stock):
    people = {Same: 1000, SameAct: 800, SameLook: 800}
    same = CanvasModel(SMALL, seed=7, people=people, log=True).run()
    for kind in people:
        assert same.users.select(agent_type=kind).agg("turns", sum) > 1000
    assert equal_events(same, stock)
    assert same.digest() == stock.digest()


@pytest.mark.parametrize("scenario", [FULL, TOWN], ids=["saturated", "town"])
def test_in_other_events_too(scenario):
    same = CanvasModel(scenario, seed=1, people={Same: 80, SameAct: 40}).run()
    assert same.digest() == CanvasModel(scenario, seed=1).run().digest()


SCRIPT = """
import sys
import small_events
from canvas_sim.agents.model import CanvasModel
people = {small_events.Same: 20, small_events.SameAct: 10, small_events.Gardener: 5}
print(CanvasModel(getattr(small_events, sys.argv[1]), seed=5, people=people).run().digest())
"""


@pytest.mark.parametrize("name", ["TINY", pytest.param("TOWN", marks=pytest.mark.slow)])
def test_compiled_or_not_is_the_same(name):
    here = os.path.dirname(small_events.__file__)
    env = os.environ | {
        "NUMBA_DISABLE_JIT": "1",
        "PYTHONPATH": os.pathsep.join([here, os.environ.get("PYTHONPATH", "")]),
    }
    done = subprocess.run([sys.executable, "-c", SCRIPT, name], env=env, capture_output=True, text=True, check=True)
    compiled = CanvasModel(getattr(small_events, name), seed=5, people={Same: 20, SameAct: 10, Gardener: 5}).run()
    assert compiled.placements > 400
    assert done.stdout.strip() == compiled.digest()


# --- law 2: who is taken away or added shifts nobody else


class Silent(User):
    """Comes and goes, but never joins, places or speaks."""

    def attend(self):
        return Focus(0, -1, -1, -1, -1, -1, 0, 0)

    def act(self, focus, sight):
        return None

    def tell(self, focus, sight, deed):
        return Words(0, 0, -1, 0, 0)


@pytest.mark.parametrize("scenario", [SMALL, TOWN], ids=["small", "town"])
def test_a_silent_user_more_changes_nothing_else(scenario):
    users = scenario.activity.users
    twin = CanvasModel(scenario, seed=3, log=True).run()
    model = CanvasModel(scenario, seed=3, users=users + 1, people={Silent: [users]}, log=True).run()
    silent = model.user(users)
    assert (type(silent), silent.placed, silent.club) == (Silent, 0, -1)
    assert silent.turns > 0
    for name, values in model.events.items():
        # Raiders stand behind the users, a row further on than in the twin.
        same = values - (values > users) if name == "user" else values
        np.testing.assert_array_equal(same, twin.events[name], name)
    for name in ("scars", "tile_placements", "canvas"):
        np.testing.assert_array_equal(getattr(model.world, name), getattr(twin.world, name))
    assert model.world.scars.any()
    np.testing.assert_array_equal(model.canvas, twin.canvas)
    assert model.timeline == twin.timeline


# --- laws 3 and 4: the log is the run, and breaks no rule


@pytest.mark.parametrize("scenario", [SMALL, FULL, TOWN], ids=["small", "saturated", "town"])
def test_log_keeps_cooldown_canvas_and_palette(scenario):
    model = CanvasModel(scenario, seed=4, people={Gardener: 50}, log=True).run()
    events = model.events
    assert len(events["ts"]) == model.placements > 1000
    assert (np.diff(events["ts"]) >= 0).all()
    assert (events["x"].astype(int) < scenario.canvas.width).all()
    assert (events["y"].astype(int) < scenario.canvas.height).all()
    assert (events["color"] < 16).all()
    order = np.lexsort((events["ts"], events["user"]))
    again = np.diff(events["user"][order]) == 0
    times = events["ts"][order].astype(np.int64)
    cooldowns = np.full(len(times), scenario.canvas.cooldown * 1000)
    for change in [item for item in scenario.interventions if item.kind == "cooldown"]:
        cooldowns[times >= change.at * 3_600_000] = change.seconds * 1000
    early = np.diff(times) - cooldowns[:-1]
    assert np.count_nonzero(again) > 500
    assert early[again].min() >= 0


def test_replay_of_the_log_is_the_canvas(stock):
    canvas = np.zeros_like(stock.canvas)
    canvas[stock.events["y"], stock.events["x"]] = stock.events["color"]
    np.testing.assert_array_equal(canvas, stock.canvas)


def test_a_tick_in_which_everybody_is_due_overruns_nothing():
    everybody = with_values(
        FULL, ["activity.users=200000", "event.hours=0.012", "canvas.cooldown=1", "communities.founding=100"]
    )
    model = CanvasModel(everybody, seed=0, log=True).run()
    assert np.unique(model.events["ts"] // 10_000, return_counts=True)[1].max() > 1 << 17
    assert model.world.clock[0].broken == 0
    assert len(model.events["ts"]) == model.placements
    assert model.communities.agg("members", sum) == np.count_nonzero(model.users.get("club") >= 0)


# --- what Mesa expects


def test_settings_are_as_in_the_scenario_unless_given():
    model = CanvasModel(SMALL, seed=1)
    assert model.event == SMALL
    given = dict(hours=np.float64(2), users=50, cooldown=30, width=40, height=np.int64(30), founding=9, noise=0.1)
    event = CanvasModel(SMALL, seed=1, **given, reading=0.2, yields=0.3, alliances=False).event
    assert (event.event.hours, event.activity.users, event.canvas.cooldown) == (2, 50, 30)
    assert (event.canvas.width, event.canvas.height, event.communities.founding) == (40, 30, 9)
    assert (event.loners.noise, event.people.reading, event.communities.yields) == (0.1, 0.2, 0.3)
    assert event.alliances.allowed is False


def test_bad_values_are_told_in_one_line():
    for wrong in ({"cooldown": 0}, {"users": 2.5}, {"seed": -1}, {"seed": 2**32}, {"scenario": "quickstrat"}):
        with pytest.raises(UserError) as caught:
            CanvasModel(**({"scenario": SMALL, "seed": 1} | wrong))
        assert "\n" not in str(caught.value)


def test_signature_is_one_that_sliders_and_sweeps_can_fill():
    parameters = list(inspect.signature(CanvasModel.__init__).parameters.values())[1:]
    assert all(one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY) for one in parameters)
    assert all(one.default is None for one in parameters if one.name not in ("scenario", "ticks", "log"))
    assert "rng" not in {one.name for one in parameters}


def test_seed_is_drawn_and_kept_if_none_is_given():
    first, second = CanvasModel(TINY), CanvasModel(TINY)
    assert first.seed != second.seed
    assert CanvasModel(TINY, seed=first.seed).run().digest() == first.run().digest()
    assert CanvasModel(TINY, seed=np.int64(5)).seed == 5


def test_nothing_warns():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = CanvasModel(TINY, seed=1)
        model.step()
        assert model.run().running is False


def test_a_finished_model_stays_as_it_is():
    model = CanvasModel(TINY, seed=1)
    with pytest.raises(UserError, match="once the event is over"):
        model.digest()
    digest = model.run().digest()
    model.step()
    assert model.digest() == digest
    assert model.placements == CanvasModel(TINY, seed=1).run().placements


def test_data_collector_has_a_row_a_step():
    model = CanvasModel(TINY, seed=1)
    while model.running:
        model.step()
    table = model.datacollector.get_model_vars_dataframe()
    assert len(table) == model.steps == 360
    assert table["hour"].tolist() == [tick / 360 for tick in range(1, 361)]


def test_a_run_collects_with_the_timeline(stock):
    table = stock.datacollector.get_model_vars_dataframe()
    assert len(table) == stock.steps == 18
    assert table["hour"].tolist() == [row / 6 for row in range(1, 19)]
    assert table["placements"].is_monotonic_increasing
    assert table["placements"].iloc[-1] == stock.placements
    assert table["not_white"].iloc[-1] == np.mean(stock.canvas != 0)
    assert table["communities"].iloc[-1] == len(stock.communities)


@pytest.mark.parametrize("ticks", [7, 60, 10_000])
def test_a_step_may_be_more_ticks(stock, ticks):
    model = CanvasModel(SMALL, seed=7, ticks=ticks)
    while model.running:
        model.step()
    assert model.digest() == stock.digest()
    assert model.steps == len(model.datacollector.get_model_vars_dataframe()) == -(-1080 // ticks)


@pytest.mark.parametrize(
    "wrong", [{"ticks": 0}, {"ticks": 2.5}, {"seed": -1}, {"seed": 2**32}, {"seed": "x"}, {"seed": True}]
)
def test_whole_numbers_that_are_out_of_range(wrong):
    ((name, value),) = wrong.items()
    with pytest.raises(UserError, match=f"^{name} {value!r} is out of range; it must be a whole number from"):
        CanvasModel(TINY, **({"seed": 1} | wrong))


def test_batch_run():
    mine = {"scenario": [TINY], "noise": [0.0, 1.0], "ticks": 6}
    if "rng" in mesa.batch_run.__code__.co_varnames:
        rows = mesa.batch_run(CanvasModel, mine, rng=[1, 2], display_progress=False)
    else:
        rows = mesa.batch_run(CanvasModel, mine | {"seed": [1, 2]}, display_progress=False)
    assert {(row["noise"], row["seed"]) for row in rows} == {(0.0, 1), (0.0, 2), (1.0, 1), (1.0, 2)}
    for row in rows:
        assert row["placements"] == CanvasModel(TINY, seed=row["seed"], noise=row["noise"]).run().placements


def test_a_row_of_batch_run_has_parameters_and_measures():
    model = CanvasModel(TINY, seed=1)
    assert model.datacollector.model_vars.keys().isdisjoint(inspect.signature(CanvasModel).parameters)
    assert model.datacollector.model_vars.keys() >= {"hour", "living_alliances", "communities"}


BATCH = """
import mesa
from small_events import TINY
from canvas_sim import CanvasModel
if __name__ == "__main__":
    given = {"scenario": TINY, "alliances": [True, False], "hours": 0.5}
    options = {"max_steps": 100, "data_collection_period": 30, "display_progress": False}
    if "rng" in mesa.batch_run.__code__.co_varnames:
        rows = mesa.batch_run(CanvasModel, given, number_processes=2, rng=[1, 2], **options)
    else:
        rows = mesa.batch_run(CanvasModel, given | {"seed": [1, 2]}, number_processes=2, **options)
    for row in rows:
        print(row["alliances"], row["seed"], row["hours"], row["placements"], round(row["hour"] * 360))
"""


@pytest.mark.slow
def test_batch_run_on_two_processes_stops_and_collects_as_told(tmp_path):
    """A scenario is one value; rows come every so many steps, until there were as many as allowed."""
    (tmp_path / "batch.py").write_text(BATCH)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, tmp_path / "batch.py"], env=environment, capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    assert {(row[0], row[1]) for row in rows} == {(a, s) for a in ("True", "False") for s in ("1", "2")}
    for row in rows:
        model = CanvasModel(TINY, seed=int(row[1]), alliances=row[0] == "True", hours=0.5)
        model.run_for(f"{10 * int(row[4])}s")
        assert (row[2], int(row[3])) == ("0.5", model.placements)
    ticks = [int(row[4]) for row in rows]
    assert sorted(set(ticks))[:4] == [1, 31, 61, 91]
    assert max(ticks) in (100, 101)  # versions of Mesa differ


def test_canvas_is_a_view_that_cannot_be_painted(stock):
    assert stock.canvas.shape == (SMALL.canvas.height, SMALL.canvas.width)
    with pytest.raises(ValueError, match="read-only"):
        stock.canvas[0, 0] = 1


def test_notebooks_show_the_canvas(stock, tmp_path):
    (tmp_path / "a.png").write_bytes(stock._repr_png_())
    np.testing.assert_array_equal(read_canvas(tmp_path / "a.png"), stock.canvas)


def test_log_is_kept_only_if_asked():
    with pytest.raises(UserError, match="log=True"):
        _ = CanvasModel(TINY, seed=1).events


def test_agents_are_users_and_living_communities(stock):
    assert isinstance(stock.agents, AgentSet)
    assert len(stock.agents) == len(stock.users) + len(stock.communities)
    assert len({agent.unique_id for agent in stock.agents}) == len(stock.agents)
    assert sum(len(agents) for agents in stock.agents_by_type.values()) == len(stock.agents)
    for refused in (lambda: setattr(stock, "agents", []), stock.remove_all_agents, lambda: mesa.Agent(stock)):
        with pytest.raises((UserError, AttributeError)):
            refused()


def test_graphs(stock):
    ties = stock.world.ties
    graph = stock.social_graph
    users, slots = np.nonzero(ties >= 0)
    assert len(graph) == len(stock.users)
    assert all(graph.has_edge(u, ties[u, slot]) for u, slot in zip(users[:500], slots[:500], strict=True))
    assert graph.number_of_edges() == len({frozenset(p) for p in zip(users, ties[users, slots], strict=True)})
    living = set(stock.communities.get("row").tolist())
    assert set(stock.community_graph) == set(stock.alliances) == set(stock.relations) == living
    assert isinstance(stock.alliances, nx.Graph)
    clubs = stock.users.get("club")
    a, b, weight = next(iter(stock.community_graph.edges(data="weight")))
    crossing = {(clubs[u], clubs[v]) for u, v in zip(users, ties[users, slots], strict=True)}
    assert (a, b) in crossing or (b, a) in crossing
    pairs = zip(clubs[users].tolist(), clubs[ties[users, slots]].tolist(), strict=True)
    assert weight == sum(pair in ((a, b), (b, a)) for pair in pairs)


def test_a_graph_can_be_handed_in():
    ring = nx.cycle_graph(60)
    model = CanvasModel(TINY, seed=1, graph=ring)
    assert nx.utils.graphs_equal(model.social_graph, nx.Graph(ring.edges))
    assert {user.row for user in model.user(0).neighbors} == {1, 59}


def test_a_graph_that_was_handed_in_matters(stock):
    assert CanvasModel(SMALL, seed=7, graph=nx.star_graph(3749)).run().digest() != stock.digest()


def test_living_alliances_are_edges():
    easy = ["alliances.forms=0", "alliances.ties=0", "alliances.talk=20", "event.hours=6"]
    model = CanvasModel(with_values(SMALL, easy), seed=7).run()
    graph = model.alliances
    relations = model.world.relations[: model.world.clock[0].communities]
    count = np.count_nonzero((relations["allied"] == 1) & (relations["other"] >= 0))
    assert graph.number_of_edges() == count / 2 > 0
    a, b, data = next(iter(graph.edges(data=True)))
    assert 0 < data["since"] <= model.now
    assert model.community(b) in model.community(a).allies
    assert model.relations.edges[a, b]["allied"]


@pytest.mark.parametrize("threads", [0, -1, "x", 1.5])
def test_threads_are_a_whole_number(threads):
    with pytest.raises(UserError, match=r"^threads is .*; it must be a whole number from 1"):
        CanvasModel(SMALL, threads=threads)


def test_threads_may_come_from_numpy():
    assert CanvasModel(SMALL, threads=np.int64(1)).simulation.threads == 1
