"""A logistic detector of what comes: trained on samples with labels, judged by the area under its curve."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

RIDGE = 1.0
ROUNDS = 30
FALSE_ALARMS = 0.036  # at which half of the transitions of 2022 were found


class Detector(NamedTuple):
    """Weights of signs in units of their spread.

    Attributes
    ----------
    middle, spread, weight : float64 [sign]
    """

    middle: np.ndarray
    spread: np.ndarray
    weight: np.ndarray

    def score(self, signs: np.ndarray) -> np.ndarray:
        """How much each sample looks like what comes before a break, float64 [sample]."""
        return ((signs - self.middle) / self.spread).clip(-5, 5) @ self.weight


def trained(signs: np.ndarray, positive: np.ndarray) -> Detector | None:
    """A detector by ridged logistic regression, both kinds of equal weight; None without both.

    Parameters
    ----------
    signs : float64 [sample, sign]
    positive : bool [sample]
    """
    if not positive.any() or positive.all():
        return None
    middle, spread = signs.mean(axis=0), signs.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    x = np.column_stack([np.ones(len(signs)), ((signs - middle) / spread).clip(-5, 5)])
    weight = np.where(positive, 0.5 / positive.mean(), 0.5 / (1 - positive.mean()))
    ridge = RIDGE * np.diag([0.0, *np.ones(signs.shape[1])])
    beta = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-(x @ beta).clip(-30, 30)))
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(hessian, x.T @ (weight * (positive - p)) - ridge @ beta)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return Detector(middle, spread, beta[1:])


def caught(score: np.ndarray, positive: np.ndarray) -> float:
    """Share of the positives found at 3.6 % false alarms; NaN without both kinds."""
    if not positive.any() or positive.all():
        return float("nan")
    return float(np.mean(score[positive] > np.quantile(score[~positive], 1 - FALSE_ALARMS)))
