"""What is typed to run sweeps, and what comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_sweep import FACTORS, write
from typer.testing import CliRunner

from canvas_sim.cli.app import app
from canvas_sim.cli.studies import _duration
from canvas_sim.metrics.registry import catalog
from canvas_sim.study.sweep import plan as plans
from canvas_sim.study.sweep.forecast import _line, forecast

HOME = Path(__file__).parents[2]


@pytest.fixture
def typed(monkeypatch, tmp_path):
    """A function that types a line in a folder with a sweep file."""
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return lambda line: CliRunner().invoke(app, line.split())


def test_a_sweep_and_what_it_says(typed, tmp_path):
    result = typed("sweep sweep.toml --out out --workers 1")
    assert (result.exit_code, result.stdout) == (0, "The table is out/table.parquet: 8 runs.\n")
    (tmp_path / "more.toml").write_text(FACTORS.replace("[0, 0.9]", "[0]"))
    result = typed("sweep more.toml --out out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Error: out holds another sweep (other scenario, factors or metrics); name another with --out\n"
    )


def test_a_dry_run_writes_nothing(typed, tmp_path):
    before = sorted(tmp_path.iterdir())
    result = typed("sweep sweep.toml --out out --workers 2 --dry-run")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["runs", "hours", "disk", "memory"]
    assert "8: 4 arms x 2 seeds" in result.stdout
    assert "with 2 workers" in result.stdout
    assert sorted(tmp_path.iterdir()) == before


def test_a_forecast_goes_by_the_size_of_the_arms(tmp_path):
    small = forecast(write(tmp_path, FACTORS.replace("people.reading = [0, 0.9]", "activity.users = [60]")), workers=1)
    raw = plans.read_plan(
        write(tmp_path, FACTORS.replace("people.reading = [0, 0.9]", "activity.users = [60, 600]"))
    ).raw
    large = forecast(raw, workers=1)
    assert large.placements == pytest.approx(11 * small.placements)
    assert (small.runs, large.runs) == (4, 8)
    assert 0 < small.hours < 1
    assert 500 < small.disk < 50_000


def test_a_forecast_counts_placements_whatever_is_measured(tmp_path):
    raw = plans.read_plan(write(tmp_path)).raw
    named = {**raw, "metrics": [f"{HOME}/experiments/cooldown/outcomes.py:placements"]}  # per user
    assert forecast(named, workers=1).placements == forecast(raw, workers=1).placements


def test_time_is_a_start_and_a_pace():
    assert _line((100, 2.0), (1100, 4.0)) == pytest.approx((1.8, 0.002))
    assert _line((100, 2.0), (100, 3.0)) == (0.0, 0.03)
    assert _line((100, 2.0), (1000, 1.0)) == (0.0, 0.001)


@pytest.mark.parametrize(("line", "said"), [
    ("sweep gone.toml --out out", "cannot read gone.toml: No such file or directory"),
    ("sweep tiny.toml --out out", "tiny.toml: unknown key event; keys: "
     "scenario, scale, seeds, metrics, set, treatments, factors, points, table, sample"),
    ("sweep sweep.toml --out sweep.toml", "sweep.toml is taken, and not by a sweep; name another folder with --out"),
])  # fmt: skip
def test_mistakes_are_one_line(typed, tmp_path, line, said):
    before = sorted(tmp_path.iterdir())
    result = typed(line)
    assert (result.exit_code, result.stderr, result.stdout) == (2, f"Error: {said}\n", "")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("line", ["sweep", "sweep sweep.toml", "sweep sweep.toml --out out --workers 0"])
def test_wrong_usage(typed, line):
    result = typed(line)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_durations_are_for_people():
    assert [_duration(seconds) for seconds in (float("nan"), 59.6, 61, 7300)] == [
        "?",
        "1 min 0 s",
        "1 min 1 s",
        "2 h 1 min",
    ]


def test_measures_are_listed(typed):
    lines = typed("sweep --measures").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(catalog())
    assert any(
        line.startswith("entropy               Shannon entropy of the colors, in bits. [bits]") for line in lines
    )
