"""Experiments: every expectation has a judge, what is measured was named first, and quick ones tell no effect."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from itertools import product
from pathlib import Path

import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.cli import experiment as scripts
from canvas_sim.show.report.make import report
from canvas_sim.study.experiment.experiment import FINDING, Experiment, with_changes
from canvas_sim.study.experiment.judging import more
from canvas_sim.study.experiment.readme import read_readme
from canvas_sim.study.sweep.plan import read_plan

HOME = Path(__file__).parents[1] / "experiments"
NAMES = (
    *("coordination", "attack_defense", "alliances", "resilience", "early_warning", "cooldown", "origins", "scale"),
    "season",
)
SWEEPS = [name for name in NAMES if (HOME / name / "sweep.toml").is_file()]
DERIVED = {
    "early_warning": {"auc", "auc_single", "auc_raid", "auc_founding", "auc_real", "caught"},  # of all samples together
    **{"coordination": set(), "attack_defense": {"edge", "width"}, "alliances": set(), "resilience": {"outlived"}},
    **{"cooldown": {"elasticity"}, "origins": {"misses"}, "scale": {"forum_effect"}, "season": set()},
}
"""Outcomes that come of several columns, or of several runs."""


def script(name: str):
    """The module of an experiment's script."""
    spec = importlib.util.spec_from_file_location(f"experiment_{name}", HOME / name / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_readmes_say_what_is_asked_and_expected():
    for name in NAMES:
        readme = read_readme(HOME / name / "README.md")
        assert "?" in readme.question, name
        assert any(one.primary for one in readme.outcomes), name
        assert list(readme.expectations) == [f"E{place + 1}" for place in range(len(readme.expectations))], name
        assert readme.arms, name


def test_every_expectation_has_a_judge():
    for name in SWEEPS:
        experiment = script(name).EXPERIMENT
        assert set(experiment.readme.expectations) == set(experiment.judges), name


def test_what_is_measured_was_named_first():
    for name in SWEEPS:
        named = {one.name for one in read_readme(HOME / name / "README.md").outcomes}
        raw = tomllib.loads((HOME / name / "sweep.toml").read_text())
        measured = {metric.rpartition(":")[2] for metric in raw["metrics"]}
        assert named - measured == DERIVED[name] - measured, name
        assert len(raw["seeds"]) == 20, name


def test_plans_are_sound():
    for name, quick in product(SWEEPS, (False, True)):
        experiment = script(name).EXPERIMENT
        plan = read_plan(experiment.plan(quick))
        arms = {arm.values.get("treatment") for arm in plan.arms}
        assert experiment.base in arms, name
        assert set(experiment.pictures) <= arms, name
        assert len(plan.seeds) == (2 if quick else 20), name


def test_arms_are_those_of_the_readme():
    for name in set(SWEEPS) - {"attack_defense", "scale", "origins"}:
        told = [arm for row, _ in read_readme(HOME / name / "README.md").arms for arm in re.findall("`([^`]+)`", row)]
        assert told == list(tomllib.loads((HOME / name / "sweep.toml").read_text())["treatments"]), name


README = """# Reading

**Question.** Does reading help?

## Outcomes

- `placements` (placements): all of them. **Primary.**

## Arms

| arm | change |
|---|---|
| `as is` | none |
| `mute` | nobody posts |

## Expectation

- **E1** There are placements.
- **E2** There are a million
  of them.
"""
SWEEP = """scenario = "tiny.toml"
seeds = [1, 2, 3]
metrics = ["placements", "same_neighbor"]
[treatments]
"as is" = {}
mute = { set.forum.post = 0 }
"""


@pytest.fixture
def tiny(tmp_path):
    """An experiment that is over in a second."""
    from small_events import TINY

    from canvas_sim.scenario.toml import to_toml

    (tmp_path / "README.md").write_text(README)
    (tmp_path / "sweep.toml").write_text(SWEEP)
    (tmp_path / "tiny.toml").write_text(to_toml(TINY))
    judges = {"E1": lambda r: more(r.mean("placements")), "E2": lambda r: more(r.mean("placements"), 1e6)}
    figures = [{"kind": kind, "outcome": "placements", "base": "as is"} for kind in ("effects", "arms")]
    return Experiment(folder=tmp_path, judges=judges, figures=figures, pictures=("as is", "mute"))


def test_a_quick_experiment_tells_no_effect(tiny, tmp_path):
    said = scripts.conduct(tiny, tmp_path / "quick", quick=True, workers=1)
    assert [said["verdicts"][name]["right"] for name in ("E1", "E2")] == [False, False]  # two pairs decide nothing
    assert scripts.verdict_lines(said) == ["illustration, 2 pairs: 2 expectations, none is judged"]
    text = (tmp_path / "quick" / "report" / "report.md").read_text()
    assert "illustration, 2 pairs" in text
    assert said["verdicts"]["E1"]["evidence"] not in text
    assert "| right |" not in text and "| wrong |" not in text
    assert (tmp_path / "README.md").read_text() == README
    sweep = report(tmp_path / "quick" / "sweep").read_text()
    assert "Illustration, 2 pairs: 20 are needed to speak of effects." in sweep
    assert not re.search(r"https?:|<script", sweep)
    pictured = json.loads((tmp_path / "quick" / FINDING).read_text())["pictures"]
    table = read_table(tmp_path / "quick")
    for one in pictured:
        row = table[(table["treatment"] == one["treatment"]) & (table["seed"] == one["seed"])]
        assert row["digest"].item() == one["digest"]


def read_table(folder):
    import pandas

    return pandas.read_parquet(folder / "sweep" / "table.parquet")


def test_a_full_one_judges_and_writes_its_finding(tiny, tmp_path, monkeypatch):
    monkeypatch.setattr(scripts, "ENOUGH", 3)
    monkeypatch.setattr("canvas_sim.show.report.experiment.ENOUGH", 3)
    monkeypatch.setattr("canvas_sim.study.experiment.judging.ENOUGH", 3)
    for _ in range(2):  # the second time nothing is left to run, and the finding is replaced
        scripts.conduct(tiny, tmp_path / "results", workers=1)
    text = (tmp_path / "README.md").read_text()
    assert text.startswith(README.rstrip())
    assert text.count("## Finding") == 1
    assert re.search(r"- \*\*E1 right\*\*: placements: \d+ \[", text)
    assert "**E2 wrong**" in text
    report = (tmp_path / "results" / "report" / "report.md").read_text()
    assert "Expectations: 1 of 2 right, 1 wrong." in report
    assert "There are a million of them." in report


def test_an_expectation_without_a_judge_is_one_line(tiny, tmp_path):
    lacking = Experiment(folder=tiny.folder, judges={"E1": tiny.judges["E1"]}, figures=[])
    with pytest.raises(UserError, match="E2 must have both an expectation and a judge"):
        scripts.conduct(lacking, tmp_path / "out", quick=True)


def test_changes_go_key_by_key():
    assert with_changes({"a": {"b": 1, "c": 2}, "d": 3}, {"a": {"b": 4}, "e": 5}) == {
        "a": {"b": 4, "c": 2},
        "d": 3,
        "e": 5,
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_quick_ones_run(name, tmp_path):
    command = [sys.executable, str(HOME / name / "run.py"), "--quick", "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    assert "illustration, " in done.stdout
    page = (tmp_path / "out" / "report" / "report.html").read_text()
    assert not re.search(r"https?:|<script", page)
    said = json.loads((tmp_path / "out" / FINDING).read_text())
    assert set(said["verdicts"]) == set(read_readme(HOME / name / "README.md").expectations)
    assert all(isinstance(one["right"], bool) for one in said["verdicts"].values())
