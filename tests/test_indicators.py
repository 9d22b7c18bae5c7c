"""Early warning: indicators against slow twins and libraries, and an event made to warn."""

import math
from pathlib import Path

import naive_works as naive
import numpy as np
import pytest
from made_events import chance, event, shaken
from scipy import stats

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs.histories import histories, references
from canvas_sim.metrics.logs.repair import lost_pixels
from canvas_sim.metrics.logs.series import STEP, RegionSeries
from canvas_sim.study.functions import module_at

warning = module_at(Path(__file__).parents[1] / "experiments" / "early_warning" / "indicators.py")
HOUR = 3_600_000
DRAWS = np.random.default_rng(9)
DAMAGE = DRAWS.random((3, 20)).round(2)


def test_windows_against_slow_twins():
    DAMAGE[2, 3:12] = 0.5  # does not vary for a while
    spread, same = warning.variance(DAMAGE, 6), warning.autocorrelation(DAMAGE, 6)
    assert np.isnan(spread[:, :5]).all() and np.isnan(same[:, :5]).all()
    for region, k in np.ndindex(3, 15):
        last = DAMAGE[region, k : k + 6].tolist()
        assert spread[region, k + 5] == pytest.approx(naive.variance(last), abs=1e-12)
        assert same[region, k + 5] == pytest.approx(naive.correlation(last[1:], last[:-1]), abs=1e-9)
    assert same[0, 5] == pytest.approx(stats.pearsonr(DAMAGE[0, 1:6], DAMAGE[0, :5]).statistic)


def test_trends_on_paper():
    """Two were back after 10 and 20 in the earlier half, one after 60 in the later: 60 - 15."""
    time, count = np.array([[30.0, 0, 0, 60.0, 0]]), np.array([[2.0, 0, 0, 1, 0]])
    assert warning.return_trend(time, count, 4)[0, 3:].tolist() == [45, 0]
    assert warning.new_users(np.array([[1.0, 0, 1]]), np.array([[2.0, 0, 3]]), 2)[0, 1:].tolist() == [0.5, 1 / 3]
    assert np.isnan(warning.variance(np.zeros((1, 3)), 4)).all()


def test_alarm_against_twin_and_libraries():
    score, true = DRAWS.integers(0, 30, 400) / 10, DRAWS.random(400) < 0.2
    auc, found = warning.alarm(score, true, 0.1)
    assert auc == pytest.approx(naive.auc(score.tolist(), true.tolist()))
    assert auc == pytest.approx(stats.mannwhitneyu(score[true], score[~true]).statistic / (true.sum() * (~true).sum()))
    limit = min(x for x in np.unique(score) if np.mean(score[~true] > x) <= 0.1)
    assert found == np.mean(score[true] > limit)
    metrics = pytest.importorskip("sklearn.metrics")
    assert auc == pytest.approx(metrics.roc_auc_score(true, score))


def test_alarm_on_paper():
    """Of ten quiet moments one may give a false alarm: above 8 are 9 and 10, of four true ones two."""
    score = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9.5, 9, 10, 7.5, 2])
    assert warning.alarm(score, np.arange(14) > 9, 0.1)[1] == 0.5
    assert all(math.isnan(x) for x in warning.alarm(score, np.zeros(14, bool)))


def test_labels_on_paper():
    """A transition at sample 40, over at 42: the twelve samples before it are warned of, those in it do not count."""
    damage, after = np.zeros((2, 60)), np.zeros((2, 60))
    damage[0, 40:45], after[0, 40:42] = 0.5, 0.5
    ts = STEP * np.arange(1, 61)
    blank = np.zeros((2, 60))
    blank[1] = 0.7
    soon, counts = warning.labels(RegionSeries(ts, np.array([100, 100]), damage, after, blank, damage), HOUR)
    assert np.flatnonzero(soon[0]).tolist() == list(range(28, 40))
    assert np.flatnonzero(~counts[0]).tolist() == [40, 41, 42]
    assert not soon[1].any() and not counts[1].any()


def test_what_happened_in_each_sample_against_slow_twins():
    rows = [(ts, user - 1, *rest) for ts, user, *rest in chance(2500, (8, 9), hours=2)]
    run = event(rows, (8, 9), hours=2)
    region = np.arange(72) % 3
    first, active = warning.newcomers(run, region, (3, 24))
    seen = set()
    expected = np.zeros((2, 3, 24))
    for ts, user, x, y, _ in rows:
        where, k = (y * 8 + x) % 3, max(-(-ts // STEP) - 1, 0)
        if user >= 0:
            expected[0, where, k] += (user, where) not in seen
            expected[1, where, k] += 1
            seen.add((user, where))
    np.testing.assert_array_equal((first, active), expected)
    history = histories(run)
    lost = lost_pixels(history, references(run, 3 * HOUR)[0], run.end)
    expected = np.zeros((2, 3, 24))
    for entry, time, back in zip(*(values.tolist() for values in lost), strict=True):
        pixel = np.searchsorted(history.starts, entry, side="right") - 1
        if back:
            k = max(-(-(history.ts[entry] + time) // STEP) - 1, 0)
            expected[:, pixel % 3, k] += (time, 1)
    np.testing.assert_array_equal(warning.settled(run, region, (3, 24)), expected)
    assert expected[1].sum() > 50


def test_an_event_made_to_warn():
    found = warning.warning(shaken())
    assert found["variance_auc"] > 0.8
    assert found["new_users_auc"] > 0.9
    assert set(found) == {f"{name}_{what}" for name in ("variance", "autocorrelation", "return_trend", "new_users")
                          for what in ("auc", "found")}  # fmt: skip


def test_no_transition():
    with pytest.raises(NotAvailable, match="no transition"):
        warning.warning(event(chance(50)))
