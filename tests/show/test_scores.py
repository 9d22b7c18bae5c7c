"""The scorecard as people see it."""

import numpy as np
from typer.testing import CliRunner

from canvas_sim.cli import app

ENVIRONMENT = {"COLUMNS": "160"}


def test_score_prints_rows_and_the_total(tmp_path):
    canvas = np.random.default_rng(1).integers(0, 16, (145, 20, 30)).astype(np.uint8)
    canvas[0] = 0
    np.savez(tmp_path / "a.npz", canvas=canvas, ts=1_490_979_600 + 1800 * np.arange(145))
    done = CliRunner().invoke(app, ["score", str(tmp_path / "a.npz")], env=ENVIRONMENT)
    assert done.exit_code == 0
    assert "of 16 earned rows met" in done.output and "isolated pixels" in done.output
    done = CliRunner().invoke(app, ["score", str(tmp_path / "a.npz"), "--against", "2022"], env=ENVIRONMENT)
    assert "of 13 earned rows met" in done.output


def test_mistakes_are_told_in_a_line(tmp_path):
    done = CliRunner().invoke(app, ["score", str(tmp_path)])
    assert done.exit_code == 2 and "not a run folder" in done.output
    done = CliRunner().invoke(app, ["score", str(tmp_path), "--against", "1999"])
    assert done.exit_code == 2
