"""How two runs differ: on canvases and logs made by hand, and against slow twins."""

from __future__ import annotations

import numpy as np
import pytest
from small_events import TOWN

from canvas_sim.metrics.templates import shares_right
from canvas_sim.record.replay import canvas_at
from canvas_sim.scenario.loading import with_values
from canvas_sim.study import runner
from canvas_sim.study.counterfactual import differences

HOUR = 3_600_000


@pytest.fixture(scope="module")
def run():
    return runner.run(TOWN, seed=2, threads=1)


def log(*rows):
    columns = zip(*rows, strict=True) if rows else [()] * 5
    return {name: np.array(values, int) for name, values in zip(differences.LOGGED, columns, strict=True)}


def test_tiles_are_means_of_their_pixels():
    values = np.random.default_rng(0).random((60, 31)) < 0.3
    found = differences.tile_means(values)
    assert found.shape == (3, 2)
    for i in range(3):
        for j in range(2):
            tile = values[i * 25 : (i + 1) * 25, j * 25 : (j + 1) * 25]
            assert found[i, j] == pytest.approx(tile.mean(), rel=1e-12)


def test_spread_counts_pixels_tiles_and_distance():
    a = np.zeros((2, 50, 50), np.uint8)
    b = a.copy()
    b[1, 0, :40] = 1  # 25 in the left upper tile, which makes 4 %, and 15 in the right one
    b[1, 1, 0:10] = 1
    found = differences.divergence(a, b, (0, 0))
    assert found["pixels"] == [0, 50 / 2500]
    assert found["tiles"] == [0, 1 / 4]
    assert np.isnan(found["distance"][0])
    x, y = [*range(40), *range(10)], [0] * 40 + [1] * 10
    assert found["distance"][1] == np.median(np.hypot(x, y))


def test_the_parting_is_the_first_placement_that_differs():
    same = [(5, 1, 2, 3, 4), (6, 2, 2, 3, 4)]
    assert differences.first_difference(log(*same), log(*same)) is None
    assert differences.first_difference(log(), log()) is None
    other = log(same[0], (6, 2, 2, 3, 5))
    assert differences.first_difference(log(*same), other) == {"ts": 6, "user": 2, "x": 2, "y": 3}
    early = log(same[0], (5, 9, 7, 7, 1), same[1])
    assert differences.first_difference(log(*same), early) == {"ts": 5, "user": 9, "x": 7, "y": 7}
    assert differences.first_difference(log(same[0]), log(*same)) == {"ts": 6, "user": 2, "x": 2, "y": 3}


def test_canvases_are_those_of_the_run(run):
    found, when = differences.canvases_since(run, HOUR), differences.comparison_times(HOUR, run.end)
    assert len(found) == len(when) == differences.STEPS + 1
    np.testing.assert_array_equal(found[0], canvas_at(run, HOUR - 1))
    np.testing.assert_array_equal(found[10], canvas_at(run, int(when[10])))
    np.testing.assert_array_equal(found[-1], run.canvas)
    wiped = round(1.2 * HOUR)
    np.testing.assert_array_equal(differences.canvases_since(run, wiped)[0], canvas_at(run, wiped - 1))
    assert not np.array_equal(canvas_at(run, wiped - 1), canvas_at(run, wiped))


def test_logs_before_a_fork_have_the_same_hash(run):
    other = runner.run(with_values(TOWN, ["interventions.7.at=1.6"]), seed=2, threads=1)
    assert differences.log_hash(run, round(1.6 * HOUR)) == differences.log_hash(other, round(1.6 * HOUR))
    assert differences.log_hash(run, round(1.9 * HOUR)) != differences.log_hash(other, round(1.9 * HOUR))
    rows = run.events[run.events["ts"] >= HOUR]
    found = differences.log_from(run, HOUR)
    for name in differences.LOGGED:
        np.testing.assert_array_equal(found[name], rows[name])


def test_works_are_right_where_they_look_as_planned(run):
    found = shares_right(run.designs, run.canvas)
    for (_, row), share in zip(run.designs.iterrows(), found, strict=True):
        if row["kind"] != "template":
            assert np.isnan(share)
            continue
        template = run.template(row["design"])
        pixels = [
            template[j, i] == run.canvas[row["y"] + j, row["x"] + i]
            for j in range(row["height"])
            for i in range(row["width"])
            if template[j, i] != 255
        ]
        assert share == np.mean(pixels)


def test_alliances_that_hold_at_the_end(run):
    assert set(run.alliances["what"]) >= {"formed", "broken"}
    assert differences.allied_at_end(run) == []  # they are forbidden at 1.5 h
    free = runner.run(with_values(TOWN, ["interventions=[]"]), seed=2, threads=1)
    names = differences.identities(free)
    holds = set()
    for _, row in free.alliances.iterrows():
        both = frozenset((names[row["a"]], names[row["b"]]))
        holds = holds | {both} if row["what"] == "formed" else holds - {both}
    assert {frozenset(pair) for pair in differences.allied_at_end(free)} == holds
    assert len(holds) > 0


def test_works_founded_since(run):
    found = differences.founded_since(run, HOUR)
    assert len(found) == (run.designs["founded"] >= HOUR).sum() > 0
    assert set(found) <= set(differences.founded_since(run, 0))
