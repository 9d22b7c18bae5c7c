"""Statistics: by hand, against slow twins, and against libraries that know the same."""

import math

import naive_metrics
import naive_works as naive
import numpy as np
import pytest
from scipy import stats

from canvas_sim.metrics.statistics import auc, entropy, gini, half_life, log_slope, survival


def test_survival_against_twin_and_libraries():
    draws = np.random.default_rng(3)
    time, ended = draws.integers(1, 40, 200), draws.random(200) < 0.6
    times, lasting = survival(time, ended)
    assert lasting.tolist() == pytest.approx([naive.lasting(time.tolist(), ended.tolist(), t) for t in times])
    known = stats.ecdf(stats.CensoredData(time[ended], right=time[~ended])).sf
    np.testing.assert_allclose(lasting, known.evaluate(times))
    fitter = pytest.importorskip("lifelines").KaplanMeierFitter().fit(time, ended)
    np.testing.assert_allclose(lasting, fitter.survival_function_at_times(times))


def test_against_scipy_and_definition():
    draws = np.random.default_rng(2)
    x, y = draws.lognormal(size=50), draws.lognormal(size=50)
    assert log_slope(x, y) == pytest.approx(stats.linregress(np.log10(x), np.log10(y)).slope)
    assert gini(x) == pytest.approx(naive.gini(x.tolist()))
    assert gini(np.array([0, 0, 0, 1])) == 0.75
    assert math.isnan(gini(np.zeros(3)))


def test_area_under_the_curve():
    score, positive = np.array([1.0, 2, 2, 3, 0]), np.array([False, True, False, True, False])
    pairs = [(a > b) + (a == b) / 2 for a in score[positive] for b in score[~positive]]
    assert auc(score, positive) == np.mean(pairs)
    assert np.isnan(auc(score, np.zeros(5, bool)))
    draws = np.random.default_rng(4)
    score, positive = draws.integers(0, 20, 300), draws.random(300) < 0.3
    found = stats.mannwhitneyu(score[positive], score[~positive]).statistic
    assert auc(score, positive) == pytest.approx(found / (positive.sum() * (~positive).sum()))


def test_entropy_and_half_life():
    assert entropy(np.array([1, 1, 2])) == 1.5
    assert entropy(np.array([2, 3, 4])) == pytest.approx(naive_metrics.entropy([[0] * 2 + [1] * 3 + [2] * 4]))
    assert half_life(np.array([3, 5, 9]), np.array([0.8, 0.5, 0.2])) == 5
    assert math.isinf(half_life(np.array([3]), np.array([0.8])))
