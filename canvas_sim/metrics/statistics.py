"""Statistics that several measures are made of."""

import numpy as np


def entropy(counts: np.ndarray) -> float:
    """Shannon entropy in bits of what was counted so often, all counts above 0.

    Source: Shannon 1948.
    """
    shares = counts / counts.sum()
    return float(-np.sum(shares * np.log2(shares)))


def gini(values: np.ndarray) -> float:
    """Gini coefficient: half the mean difference of two values, over their mean; NaN if they are all zero.

    Source: Gini 1912.
    """
    ordered = np.sort(values).astype(np.float64)
    n, total = len(ordered), ordered.sum()
    return float((2 * np.arange(1, n + 1) - n - 1) @ ordered / (n * total)) if total else float("nan")


def log_slope(x: np.ndarray, y: np.ndarray) -> float:
    """Slope of log10 y on log10 x by least squares; NaN if x does not vary."""
    x, y = np.log10(x), np.log10(y)
    if len(x) < 2 or np.ptp(x) == 0:
        return float("nan")
    x = x - x.mean()
    return float(x @ y / (x @ x))


def auc(score: np.ndarray, positive: np.ndarray) -> float:
    """Probability that a positive has the larger score, ties counted by half; NaN without both kinds.

    Source: Mann & Whitney 1947.
    """
    high, low = score[positive], np.sort(score[~positive])
    if not len(high) or not len(low):
        return float("nan")
    below, upto = np.searchsorted(low, high, "left"), np.searchsorted(low, high, "right")
    return float((below + upto).sum() / 2 / (len(high) * len(low)))


def survival(time: np.ndarray, ended: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share that lasts beyond each time at which some end: times and shares, float64.

    Parameters
    ----------
    time : how long each was watched
    ended : bool, whether it ended then; else nobody knows

    Source: Kaplan & Meier 1958.
    """
    order = np.argsort(time, kind="stable")
    time, ended = time[order], ended[order]
    times, first = np.unique(time, return_index=True)
    ends = np.add.reduceat(ended.astype(np.int64), first)
    lasting = np.cumprod(1 - ends / (len(time) - first))
    return times[ends > 0], lasting[ends > 0]


def half_life(times: np.ndarray, lasting: np.ndarray, left: float = 0.5) -> float:
    """The first time at which half (or `left`) or less lasts, of what `survival` gives; infinite if there is none."""
    reached = times[lasting <= left + 1e-9]  # room for rounding
    return float(reached[0]) if len(reached) else float("inf")
