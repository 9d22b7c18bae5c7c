"""Counterfactuals of an event of two hours: a whole study, what it writes and says, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from small_events import TOWN
from typer.testing import CliRunner

from canvas_sim.base.errors import UserError
from canvas_sim.cli.app import app
from canvas_sim.metrics.templates import shares_right
from canvas_sim.record.images import read_canvas
from canvas_sim.record.run import Run
from canvas_sim.scenario.loading import load, with_values
from canvas_sim.study import runner
from canvas_sim.study.counterfactual import differences, findings, summary
from canvas_sim.study.counterfactual.counterfactual import counterfactual
from canvas_sim.study.workers.pool import task_result
from canvas_sim.study.workers.process import answer

AT = 3_600_000
EVENT = with_values(TOWN, ["interventions=[]", "event.hours=1.5"])
TABLES = ("alliances", "curves", "outcomes", "pairs", "works")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return runner.run(EVENT, seed=2, threads=1, out=tmp_path_factory.mktemp("runs") / "town")


@pytest.fixture(scope="module")
def done(source):
    """A study by two workers."""
    return counterfactual(source, source.folder.parent / "done", without="alliances", at="1h", workers=2)


@pytest.fixture
def here(monkeypatch):
    """Let this process work."""

    def perform(tasks, workers):
        for task in tasks:
            yield task_result(task.key, json.loads(json.dumps(answer(task._asdict()))))

    monkeypatch.setattr("canvas_sim.study.counterfactual.counterfactual.run_in_processes", perform)


def test_the_folder_is_whole(done):
    files = {"summary.json", "difference.png", "scenario.toml", *(f"{name}.parquet" for name in TABLES)}
    assert {path.name for path in done.folder.iterdir()} == files
    told = done.summary
    assert (told["cause"], told["fork_hours"], told["placebos"], told["pairs"]) == ("without alliances", 1, 8, 8)


def test_the_branch_can_be_run_by_itself(source, done):
    branch = runner.run(load(done.folder / "scenario.toml"), seed=2, threads=2)
    assert branch.digest == done.summary["digests"]["branch"] != source.digest
    assert differences.log_hash(branch, AT) == differences.log_hash(source, AT) == done.summary["log_before_fork"]
    parted = differences.first_difference(differences.log_from(source, AT), differences.log_from(branch, AT))
    assert parted.items() <= done.summary["parting"].items()
    assert done.summary["pixels"]["branch"] == np.mean(branch.canvas != source.canvas)
    works = pd.read_parquet(done.folder / "works.parquet")
    right = dict(zip(source.designs["design"], shares_right(source.designs, branch.canvas), strict=True))
    assert works["branch"].tolist() == [right[design] for design in works["design"]]


def test_curves_begin_at_nothing(done):
    curves = pd.read_parquet(done.folder / "curves.parquet")
    assert set(curves["branch"]) == {"cause", *(f"placebo {i}" for i in range(8))}
    assert (curves[curves["hours"] == 1]["pixels"] == 0).all()
    ends = curves[curves["hours"] == 1.5].set_index("branch")["pixels"]
    assert ends["cause"] == done.summary["pixels"]["branch"]
    assert ends.drop("cause").min() == done.summary["pixels"]["placebo_low"] > 0


def test_pairs_are_runs_of_other_seeds(done):
    pairs = pd.read_parquet(done.folder / "pairs.parquet").query("outcome == 'placements'").set_index("seed")
    assert pairs.index.tolist() == list(range(3, 11))
    for column, scenario in (("run", EVENT), ("branch", load(done.folder / "scenario.toml"))):
        assert pairs[column][5] == runner.run(scenario, seed=5, threads=1).info["counts"]["placements"]
    table = pd.read_parquet(done.folder / "outcomes.parquet").set_index("outcome")
    assert table["correlation"]["placements"] == pytest.approx(np.corrcoef(pairs["run"], pairs["branch"])[0, 1])
    variance = pairs["run"].var() + pairs["branch"].var()
    assert table["saved"]["placements"] == pytest.approx(1 - (pairs["branch"] - pairs["run"]).var() / variance)


def test_what_is_beyond_exceeds_all_placebos(done):
    table = pd.read_parquet(done.folder / "outcomes.parquet")
    for row in table.itertuples():
        reach = max(abs(row.placebo_low - row.run), abs(row.placebo_high - row.run))
        assert row.beyond == (abs(row.branch - row.run) > reach), row.outcome
    assert table.set_index("outcome")["branch"]["alliances"] == 0


def test_a_work_differs_if_it_is_further_from_the_run_than_in_any_placebo(source):
    mine = shares_right(source.designs, source.canvas)
    (stands,) = np.flatnonzero(mine == np.nanmax(mine))[:1]

    def beyond(branch: float, *placebos: float) -> bool:
        def shifted(by: float) -> dict:
            return {"right": [value - by if i == stands else value for i, value in enumerate(mine)]}

        found = {"branch": shifted(branch), "placebos": [shifted(runner) for runner in placebos]}
        table = findings.work_table(source, AT, found | {"canvases": source.canvas[None]})
        return bool(table["beyond"].loc[stands])

    assert beyond(0.4, 0, 0.3)
    assert not beyond(0.4, 0, 0.5)
    assert not beyond(0.4, 0, -0.5)
    assert not beyond(0.05, 0, 0)  # too little to tell


def test_it_says_what_followed_and_no_effect(source, done):
    text = str(done)
    assert text.startswith("without alliances, from 1 h on, of 1.5 h; all before the fork is the same\nparted ")
    assert "placebos (8)" in text
    assert text.endswith("This describes one run. Effects need at least 20 seeds: canvas-sim sweep.")
    assert "effect" not in text.lower().replace("effects need", "")
    picture = read_canvas(done.folder / "difference.png")
    assert picture.shape == (576 + 52, 576)
    unlike = picture[:576:18, ::18] >= 2
    assert set(np.unique(picture[576:])) == set(range(5))  # a legend with every color, in letters
    branch = runner.run(load(done.folder / "scenario.toml"), seed=2, threads=1)
    np.testing.assert_array_equal(unlike, branch.canvas != source.canvas)


@pytest.mark.slow
def test_it_comes_out_the_same_again(source, done, here, tmp_path):
    again = counterfactual(source.folder, tmp_path / "again", without="alliances", at=1)
    assert again.summary == done.summary
    for name in TABLES:
        pd.testing.assert_frame_equal(*(pd.read_parquet(runner.folder / f"{name}.parquet") for runner in (again, done)))


@pytest.mark.slow
def test_a_cause_that_changes_nothing(here, tmp_path):
    quiet = with_values(EVENT, ["people.bots=0"])
    source = runner.run(quiet, seed=2, threads=1, out=tmp_path / "quiet", log=False)
    told = []
    done = counterfactual(source, tmp_path / "out", without="bots", progress=lambda *now: told.append(now))
    assert "The branch never parted from the run" in str(done)
    assert (done.summary["parting"], done.summary["pixels"]["branch"]) == (None, 0)
    assert done.summary["works"]["beyond"] == 0
    assert done.summary["fork_hours"] == 0.75
    assert told[0] == (0, 0)
    assert told[-1] == (1, 26)


def test_a_run_that_comes_out_otherwise_is_refused(source, here, tmp_path):
    other = tmp_path / "other"
    runner.run(EVENT, seed=2, threads=1, out=other)
    info = json.loads((other / "run.json").read_text())
    (other / "run.json").write_text(json.dumps(info | {"digest": "0" * 64}))
    with pytest.raises(UserError, match=r"other cannot be made again: its digest comes out otherwise"):
        counterfactual(other, tmp_path / "out", without="forum")
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


@pytest.mark.parametrize(("options", "said"), [
    ({}, "name one cause"),
    ({"without": "forum", "interventions": "a.toml"}, "name one cause"),
    ({"without": "forum", "at": "1.5h"}, "a fork at 1.5 h is not within the event of 1.5 h"),
    ({"without": "forum", "at": "soon"}, "'soon' is not a time; write it like 12h"),
    ({"without": "forum", "pairs": 7}, "there must be at least 8 placebos and as many pairs"),
    ({"without": "forums"}, "did you mean forum"),
])  # fmt: skip
def test_mistakes_are_one_line(source, tmp_path, options, said):
    with pytest.raises(UserError, match=said):
        counterfactual(source, tmp_path / "out", **options)
    assert not list(tmp_path.iterdir())


def test_a_run_in_memory_or_a_taken_folder_is_refused(source, done, tmp_path):
    with pytest.raises(UserError, match="a counterfactual needs a run folder"):
        counterfactual(Run(info=source.info, _scenario=EVENT), tmp_path / "out", without="forum")
    with pytest.raises(UserError, match="done is taken"):
        counterfactual(source, done.folder, without="forum")


@pytest.mark.parametrize(("more", "said"), [
    ({"seed": -1, "source": {"log": "placements"}}, "imported from a log"),
    ({"null": {"model": "random"}}, "made by a null model"),
])  # fmt: skip
def test_what_was_not_simulated_cannot_be_forked(source, tmp_path, more, said):
    with pytest.raises(UserError, match=f"town was {said}, and has no rules to fork; name a run that was simulated"):
        counterfactual(replace(source, info=source.info | more), tmp_path / "out", without="forum")


def test_what_is_typed(source, monkeypatch):
    calls = []
    module = "canvas_sim.study.counterfactual.counterfactual.counterfactual"
    monkeypatch.setattr(module, lambda *given, **options: calls.append((*given, options)) or "What followed.")
    monkeypatch.chdir(source.folder.parent)
    result = CliRunner().invoke(app, ["counterfactual", "town", "--without", "community:A B/c", "--at", "1h"])
    assert result.exit_code == 0
    (run, out, options) = calls[0]
    assert (str(run), str(out)) == ("town", "town-without-community-A-B-c-1h")
    assert (options["without"], options["at"], options["placebos"], options["workers"]) == (
        "community:A B/c",
        "1h",
        8,
        None,
    )
    assert result.stdout == "What followed.\n\nThe picture is town-without-community-A-B-c-1h/difference.png.\n"
    CliRunner().invoke(app, ["counterfactual", "town", "--with", "storm.toml"])
    assert str(calls[1][1]) == "town-with-storm"
    for line in (["gone", "--without", "forum"], ["town", "--without", "forum", "--pairs", "7"]):
        assert CliRunner().invoke(app, ["counterfactual", *line]).exit_code == (2 if "--pairs" in line else 0)


def test_told_from_chaos_is_when_it_stays_ahead():
    def frame(cause, *placebos):
        series = {"cause": cause} | {f"placebo {i}": runner for i, runner in enumerate(placebos)}
        rows = [(h, name, v) for name, values in series.items() for h, v in enumerate(values)]
        return pd.DataFrame(rows, columns=["hours", "branch", "pixels"])

    assert summary.told_from_chaos(frame([0, 3, 1, 4, 5], [0, 1, 2, 3, 3], [0, 2, 0, 0, 4])) == 3
    assert summary.told_from_chaos(frame([1, 2], [0, 1])) == 0
    assert summary.told_from_chaos(frame([0, 2], [0, 2])) is None
