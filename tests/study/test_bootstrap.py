"""Bootstrap intervals: the percentile one by hand, and what is no number."""

import numpy as np
import pytest

from canvas_sim.study.effects import LEVEL, bootstrap_interval


def test_the_percentile_interval_is_that_of_the_draws():
    data = np.random.default_rng(1).exponential(size=(2, 12))
    places = np.random.default_rng(3).integers(0, 12, (50, 12))
    ratios = sorted(data[0, draw].mean() / data[1, draw].mean() for draw in places)
    found = bootstrap_interval(
        data, lambda part: part[0].mean() / part[1].mean(), method="percentile", resamples=50, seed=3
    )
    assert found == pytest.approx(np.quantile(ratios, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]))


def test_pairs_are_drawn_whole():
    data = np.stack([np.arange(9.0), 2 * np.arange(9.0)])
    found = bootstrap_interval(data, lambda part: (part[1] - 2 * part[0]).mean(), method="percentile", resamples=20)
    assert found == (0, 0)


def test_draws_without_a_number_do_not_count():
    values = np.array([0.0, 1, 1, 1])
    low, high = bootstrap_interval(values, lambda part: 1 / part.min(), method="percentile", resamples=100)
    assert (low, high) == (1, 1)
    nothing = bootstrap_interval(np.zeros(4), lambda part: np.nan, method="percentile", resamples=10)
    assert np.isnan(nothing).all()


def test_skew_moves_the_accelerated_interval_only():
    values = np.random.default_rng(2).exponential(size=30)
    simple, accelerated = (
        bootstrap_interval(values, np.mean, method=method, resamples=2_000) for method in ("percentile", "BCa")
    )
    assert simple[0] < values.mean() < simple[1]
    assert accelerated[0] > simple[0]
    assert accelerated[1] > simple[1]
