"""The scorecard as people see it."""

import json
import re

import numpy as np
import pytest
from made_run import make_run
from typer.testing import CliRunner

from canvas_sim.base.errors import UserError
from canvas_sim.cli.app import app
from canvas_sim.metrics.frames.frames import from_npz
from canvas_sim.metrics.scorecard.curves import event_curves
from canvas_sim.metrics.scorecard.scorecard import score
from canvas_sim.show import score_page, score_table
from canvas_sim.show.plots import score_figures

ENVIRONMENT = {"COLUMNS": "160"}


@pytest.fixture
def snapshots(tmp_path):
    """An archive of random canvases."""
    canvas = np.random.default_rng(1).integers(0, 16, (145, 20, 30)).astype(np.uint8)
    canvas[0] = 0
    np.savez(tmp_path / "a.npz", canvas=canvas, ts=1_490_979_600 + 1800 * np.arange(145))
    return tmp_path / "a.npz"


def run(*words):
    return CliRunner().invoke(app, ["score", *map(str, words)], env=ENVIRONMENT)


def test_score_prints_rows_and_the_total(snapshots):
    done = run(snapshots)
    assert done.exit_code == 0
    assert "of 14 earned rows met" in done.output and "isolated pixels" in done.output
    assert "of 9 earned rows met" in run(snapshots, "--against", "2022").output


def test_the_table_fits_a_terminal(tmp_path):
    make_run(tmp_path / "a", 1, hours=6)
    for columns in (80, 120):
        done = CliRunner().invoke(app, ["score", str(tmp_path / "a")], env={"COLUMNS": str(columns)})
        lines = done.output.splitlines()
        assert max(map(len, lines[: lines.index("")])) < min(columns, 101)
        assert " 4  most placements of a user, as a share of the allowed" in done.output  # not wrapped
        assert "✓ near enough, ≈ off by at most twice as much, ✗ further off" in done.output
        assert "Rows that are given" in done.output


def test_what_is_not_available_says_why_and_does_not_count(tmp_path):
    make_run(tmp_path / "a", 1, hours=6)
    said = run(tmp_path / "a").output
    assert "17  the same color after a time  not available: the event ends after 6 h, before hour 6.5\n" in said
    assert "Not available, and so not counted: rows 6, 8-9, 13, 16-19, 24-27.\n" in said
    assert "Without a number in rows 20-23: there is no artwork" in said
    assert "What is compared at the end is hour 6 here, and hour 72 of the real event.\n" in said
    assert re.search(r"\d of 9 earned rows met", said)
    (tmp_path / "a" / "events.parquet").unlink()
    said = run(tmp_path / "a").output
    assert said.count("not available: no log, make it again without --no-log") == 27
    assert "rows 1-27." in said and "missed" not in said and "✗ missed" not in said
    assert "0 of 0 earned rows met" in said


def test_mistakes_are_told_in_a_line(tmp_path, snapshots):
    for words, said in (
        ([tmp_path], "not a run folder"),
        ([snapshots, "--against", "1999"], "no real numbers of '1999'"),
        ([snapshots, "--html", tmp_path / "none" / "a.html"], "no folder"),
        ([snapshots, "--nulls"], "made from a log"),
    ):
        done = run(*words)
        assert done.exit_code == 2 and said in done.output
        assert len(done.output.strip().splitlines()) == 1


def test_null_models_stand_beside_the_runs(tmp_path):
    make_run(tmp_path / "a", 1, hours=9)
    done = run(tmp_path / "a", "--nulls", "--html", tmp_path / "a.html")
    assert done.exit_code == 0
    assert re.search(r"random: \d of 9 earned rows met", done.output)
    assert "pixels shuffled: 0 of 3 earned rows met" in done.output
    assert "area: the null model" in done.output  # that cannot be made, as there are no artworks
    page = (tmp_path / "a.html").read_text()
    assert "Null models" in page and "How the canvas fills" in page and 'src="http' not in page


def test_folders_of_null_models_are_told_apart(tmp_path):
    make_run(tmp_path / "a", 1)
    make_run(tmp_path / "b", 2)
    info = json.loads((tmp_path / "b" / "run.json").read_text())
    (tmp_path / "b" / "run.json").write_text(json.dumps(info | {"null": {"model": "users_shuffled"}}))
    found = score_table.score_folders([tmp_path / "a", tmp_path / "b"], "2017")
    assert found.card.names == ("a",)
    assert [scored.row.number for scored in found.nulls["users_shuffled"].card.rows] == [21, 22, 23]
    with pytest.raises(
        UserError, match=r"b is of the null model users_shuffled, which is scored beside a run: name one as well"
    ):
        score_table.score_folders([tmp_path / "b"], "2017")


def test_the_page_has_every_row_and_curve(snapshots):
    frames = from_npz(snapshots)
    card = score([frames, frames])
    page = score_page.scorecard_page(card, [frames, frames], {})
    names = [type(block).__name__ for block in page.blocks]
    assert names == ["Facts", "Text", "Chart", "Gallery", "Heading", "Beside", "Heading", "DataTable", "Details"]
    charts = [chart.name for chart in page.blocks[5].blocks]
    assert charts == ["filling", "same_neighbor", "isolated", "hump", "net_change", "row-17", "row-22"]
    assert len(page.blocks[7].frame) == sum(len(scored.points) for scored in card.rows)


def test_curves_pass_through_the_numbers_of_the_scorecard(snapshots):
    frames = from_npz(snapshots)
    drawn = event_curves(frames)
    ends = {scored.row.measure: scored.points[0].mean for scored in score(frames).rows}
    for name in ("same_neighbor", "isolated"):
        assert drawn[name].values[-1] == ends[name]
    hours, values = drawn["net_change"]
    changed = [np.mean(frames.canvas[j] != frames.canvas[j - 1]) for j in range(1, 145)]
    at = hours.index(24)
    assert values[at] == pytest.approx(np.mean(changed[2 * 21 : 2 * 24]))


def test_how_far_a_number_is_off_in_tolerances(snapshots):
    card = score(from_npz(snapshots))
    points = {one.point.key: one for scored in card.rows for one in scored.points}
    isolated = points["isolated"]
    assert score_figures.offset(isolated, "2017") == pytest.approx((isolated.mean - 0.09) / (isolated.high - 0.09))
    assert score_figures.offset(isolated, "2017") > 2
    neighbors = points["same_neighbor"]
    assert score_figures.offset(neighbors, "2017") == pytest.approx((neighbors.mean - 0.631) / (0.631 - neighbors.low))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([1, 5, 9], [1, 5, 9]),
        ([5, 5], [4.5, 5.5]),
        ([5, 5, 5.5], [4 + 1 / 6, 5 + 1 / 6, 6 + 1 / 6]),
        ([0, 0.1], [0, 1]),
        ([3, 10, 10, 10], [3, 8, 9, 10]),
        ([7.5, 10, 10, 10], [7, 8, 9, 10]),
    ],
)
def test_names_are_moved_apart_and_stay_inside(wanted, expected):
    assert score_figures.placed_apart(wanted, 1, (0, 10)) == pytest.approx(expected)


def test_bars_stand_where_the_scorecard_has_numbers(snapshots):
    card = score(from_npz(snapshots))
    assert [hour for hour, *_ in score_figures.tolerance_ranges("hump", card, 71.98)] == [2, 12, 64, 72]
    (end,) = score_figures.tolerance_ranges("isolated", card, 71.98)
    assert end[0] == 71.98 and end[1] < 0.09 < end[2]
    assert score_figures.tolerance_ranges("net_change", card, 72) == []  # a median of the whole curve
