"""Calibration: what its pages and tables compare is what the measures give."""

import importlib
import math
import re
from pathlib import Path
from statistics import mean, stdev

import pytest
from small_events import TINY, TOWN

from canvas_sim.base.errors import UserError
from canvas_sim.metrics.frames.change import change_per_placement
from canvas_sim.metrics.frames.frames import frames_of
from canvas_sim.metrics.frames.order import hump
from canvas_sim.record.run import Run
from canvas_sim.scenario.loading import with_values
from canvas_sim.study.runner import run

HOME = Path(__file__).parents[1] / "experiments" / "calibration"
BARE = with_values(TINY, ["event.hours=13", "designs.patterns=[]"])


@pytest.fixture
def script(monkeypatch):
    """A function that imports a module of the folder by its name."""
    monkeypatch.syspath_prepend(HOME)
    return importlib.import_module


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """Folders of runs without patterns: two of the size of TINY, one of twice its sides."""
    home = tmp_path_factory.mktemp("bare")
    larger = with_values(BARE, ["canvas.width=48", "canvas.height=48", "activity.users=240"])
    events = {"larger": (larger, 1), "first": (BARE, 1), "second": (BARE, 2)}
    return [str(run(event, seed, out=home / name).folder) for name, (event, seed) in events.items()]


def test_runs_without_patterns_are_grouped_by_canvas_the_smallest_first(script, bare):
    groups = script("compared").by_canvas(bare)
    assert {size: [one.info["seed"] for one in runs] for size, runs in groups.items()} == {
        "24 x 24": [1, 2],
        "48 x 48": [1],
    }
    assert list(groups) == ["24 x 24", "48 x 48"]


def test_runs_with_patterns_are_no_bare_ones(script, tmp_path):
    run(TINY, 1, out=tmp_path / "normal")
    with pytest.raises(UserError, match=r"normal has patterns; make it with --set 'designs.patterns=\[\]'"):
        script("compared").by_canvas([str(tmp_path / "normal")])


def test_numbers_of_frontiers_are_computed(script, bare):
    compared = script("compared")
    lines = compared.frontiers(compared.by_canvas(bare)).splitlines()[2:]
    frames = [frames_of(Run.load(folder)) for folder in bare]
    expected = []
    for row, label, values in (
        ("13", "12 h", [hump(one, [12])["12h"] for one in frames]),
        ("15", "first 3 h", [change_per_placement(one)["first"] for one in frames]),
    ):
        large, small = values[0], values[1:]
        far = abs(mean(small) - large) / (stdev(small) * math.sqrt(1 / 2 + 1))
        said = "no" if far <= 2 else f"{far:.1f} standard errors"
        expected.append(
            [row, label, "24 x 24", "2", compared.readable(mean(small)), compared.readable(stdev(small)), ""]
        )
        expected.append([row, label, "48 x 48", "1", compared.readable(large), "none", said])
    assert [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines] == expected


def test_how_far_means_are_apart(script):
    compared = script("compared")
    for some, others, far, said in (
        ([1, 3], [2, 2], 0, "no"),
        ([1, 3], [12, 12], 10 / math.sqrt(2), "7.1 standard errors"),
        ([2, 2], [2], 0, "no"),
        ([2, 2], [3], math.inf, "inf standard errors"),
        ([2], [3, 4], math.nan, "unknown"),
    ):
        assert compared.errors_apart(some, others) == pytest.approx(far, nan_ok=True)
        assert compared.in_errors(far) == said


def test_no_number_of_the_page_is_typed(script):
    validate = script("validate")
    assert not re.search(r"\d*\.\d", validate.SIZES + validate.BARE)


def test_page_has_the_table_of_frontiers_only_with_bare_runs(script, bare):
    validate = script("validate")
    card = validate.score(bare[1:], "2017")
    without = validate.whole_size(card, bare[:1], [])
    with_them = validate.whole_size(card, bare[:1], bare)
    assert with_them[: len(without)] == without
    told = "\n".join(with_them[len(without) :])
    assert all(Run.load(folder).digest[:16] in told for folder in bare)
    assert "| 15 | first 3 h | 48 x 48 | 1 |" in told


def test_shares_of_allied_works_are_as_the_tables_say(script):
    event = run(with_values(TOWN, ["event.hours=4", "interventions=[]"]), 4)
    ever, now = set(), set()
    for one in event.alliances.itertuples():
        pair = frozenset((one.a, one.b))
        ever |= pair
        now = now | {pair} if one.what == "formed" else now - {pair}
    works = [one for one in event.designs.itertuples() if one.community >= 0 and one.kind == "template"]
    living = [one for one in works if one.ended < 0]
    allied = [any(one.community in pair for pair in now) for one in living]
    expected = (mean(one.community in ever for one in works), mean(allied))
    assert 0 < expected[1] < expected[0] < 1
    assert script("weights").shares(event) == pytest.approx(expected)
