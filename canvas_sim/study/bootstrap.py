"""Bootstrap intervals: whole pairs of runs are drawn anew, with draws that a seed fixes."""

from collections.abc import Callable
from typing import Any, Literal

import numpy as np

ENOUGH = 20  # pairs below which nothing is judged, and no effect printed
LEVEL = 0.95

Statistic = Callable[..., Any]


def bootstrap_interval(
    data: np.ndarray, statistic: Statistic, *, method: Literal["BCa", "percentile"], resamples: int, seed: int = 0
) -> tuple[float, float]:
    """Interval of a statistic at 95 %.

    Parameters
    ----------
    data : float64 [..., pair]
    statistic : takes data of the same form; with the method BCa several of them at once, and an ``axis``
    method : "BCa" is the bias-corrected and accelerated one (Efron 1987), for one series; "percentile" the simple one,
        for which draws without a finite number do not count
    resamples : how many draws
    seed : of the draws

    Returns
    -------
    low, high
        NaN where no draw gives a number.
    """
    draws = np.random.default_rng(seed)
    if method == "BCa":
        from scipy.stats import bootstrap

        options: dict[str, Any] = {"n_resamples": resamples, "confidence_level": LEVEL, "vectorized": True}
        found = bootstrap((data,), statistic, method="BCa", **options, rng=draws).confidence_interval
        return float(found.low), float(found.high)
    pairs = data.shape[-1]
    with np.errstate(all="ignore"):
        values = np.array([statistic(data[..., draw]) for draw in draws.integers(0, pairs, (resamples, pairs))])
    known = values[np.isfinite(values)]
    tail = 100 * (1 - LEVEL) / 2
    low, high = np.percentile(known, [tail, 100 - tail]) if len(known) else (float("nan"),) * 2
    return float(low), float(high)
