"""From a table of paired runs to verdicts: estimates with bootstrap intervals over seeds, and what was expected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas

from canvas_sim.base.errors import UserError
from canvas_sim.study.effects import ENOUGH, bootstrap_interval, need_columns
from canvas_sim.study.sweep.factors import TREATMENT

RESAMPLES = 4_000

Arm = str | Mapping[str, Any]


@dataclass(frozen=True)
class Estimate:
    """A number with its bootstrap interval.

    Attributes
    ----------
    what : in words
    value, low, high : NaN if it cannot be told
    pairs : seeds that it rests on
    """

    what: str
    value: float
    low: float
    high: float
    pairs: int

    def __str__(self) -> str:
        if np.isnan(self.value):
            return f"{self.what}: undefined in every pair" if self.pairs == 0 else f"{self.what}: undefined"
        if self.pairs < ENOUGH:
            return f"{self.what}: known in {self.pairs} of the pairs, too few to tell"
        return f"{self.what}: {self.value:.3g} [{self.low:.3g}, {self.high:.3g}]"


@dataclass(frozen=True)
class Verdict:
    """Whether an expectation was right, with what that rests on."""

    right: bool
    evidence: str
    pairs: int


@dataclass(frozen=True)
class Results:
    """A sweep's table, to take estimates from.

    Attributes
    ----------
    table : a row a run
    base : treatment that others are compared with
    """

    table: pandas.DataFrame
    base: str

    def values(self, outcome: str, arm: Arm | None = None) -> pandas.Series:
        """An outcome of one arm, by seed.

        Parameters
        ----------
        arm : a treatment, or columns and their values; the base if None

        Raises
        ------
        UserError
            There is no such column, or no such arm.
        """
        chosen = {TREATMENT: self.base if arm is None else arm} if arm is None or isinstance(arm, str) else arm
        need_columns(self.table, chosen)
        rows = self.table
        for name, value in chosen.items():
            rows = rows[np.isclose(rows[name], value) if isinstance(value, float) else rows[name] == value]
        if rows.empty:
            raise UserError(f"no run has {', '.join(f'{name} = {value}' for name, value in chosen.items())}")
        if outcome not in rows.columns:
            failed = next((str(error) for error in self.table["error"] if error), "")
            raise UserError(failed or f"the table has no outcome {outcome!r}; it has {', '.join(self.table.columns)}")
        return rows.set_index("seed")[outcome].astype(float)

    def estimate(self, what: str, function: Callable[..., float], *series: tuple[str, Arm | None]) -> Estimate:
        """`function` of the means of some outcomes in some arms, each a pair (outcome, arm).

        The interval is the percentile bootstrap over seeds, 4,000 resamples; a seed counts if all outcomes are known.
        """
        columns = [self.values(*one) for one in series]
        seeds = sorted(set.intersection(*(set(column.dropna().index) for column in columns)))
        data = np.array([column.loc[seeds].to_numpy() for column in columns])
        return resampled(what, lambda part: function(*part.mean(axis=1)), data)

    def mean(self, outcome: str, arm: Arm | None = None) -> Estimate:
        """Mean of an outcome in an arm."""
        return self.estimate(f"{outcome}{_of(arm)}", lambda value: value, (outcome, arm))

    def difference(self, outcome: str, arm: Arm, base: Arm | None = None) -> Estimate:
        """Mean difference within pairs, arm minus base."""
        what = f"{outcome}, {_name(arm)} minus {_name(base or self.base)}"
        return self.estimate(what, lambda one, other: one - other, (outcome, arm), (outcome, base))

    def relative(self, outcome: str, arm: Arm, base: Arm | None = None) -> Estimate:
        """The same as a share of the base's mean."""
        what = f"{outcome}, {_name(arm)} over {_name(base or self.base)}, minus 1"
        return self.estimate(what, lambda one, other: one / other - 1, (outcome, arm), (outcome, base))

    def reach(self, outcome: str, arm: Arm, other: Arm) -> Estimate:
        """How much further `arm` moves an outcome from the base than `other` does, in whichever direction."""
        return self.estimate(
            f"{outcome}, how much further {_name(arm)} moves it than {_name(other)}",
            lambda one, another, base: abs(one - base) - abs(another - base),
            *((outcome, arm), (outcome, other), (outcome, None)),
        )


def resampled(
    what: str, function: Callable[[np.ndarray], float], data: np.ndarray, resamples: int = RESAMPLES
) -> Estimate:
    """`function` of `data`, float64 [series, seed], with its percentile bootstrap interval over seeds."""
    pairs = data.shape[-1]
    if pairs == 0:
        return Estimate(what, *(float("nan"),) * 3, 0)
    with np.errstate(all="ignore"):
        value = float(function(data))
    low, high = bootstrap_interval(data, function, method="percentile", resamples=resamples)
    return Estimate(what, value, low, high, pairs)


# --- verdicts: the whole interval must lie where it was expected, and rest on enough pairs


def less(estimate: Estimate, than: float = 0.0) -> Verdict:
    """Right if the whole interval is below `than`."""
    return _judged(estimate, estimate.high < than, f"below {than:g}")


def more(estimate: Estimate, than: float = 0.0) -> Verdict:
    """Right if the whole interval is above `than`."""
    return _judged(estimate, estimate.low > than, f"above {than:g}")


def inside(estimate: Estimate, low: float, high: float | None = None) -> Verdict:
    """Right if the whole interval lies from `low` to `high`; from -`low` to `low` if there is no `high`."""
    low, high = (-low, low) if high is None else (low, high)
    return _judged(estimate, low <= estimate.low and estimate.high <= high, f"from {low:g} to {high:g}")


def outside(estimate: Estimate, margin: float) -> Verdict:
    """Right if the whole interval lies beyond `margin`, on one side."""
    beyond = estimate.low > margin or estimate.high < -margin
    return _judged(estimate, beyond, f"outside {-margin:g} to {margin:g}")


def _judged(estimate: Estimate, inside: bool, expected: str) -> Verdict:
    right = bool(inside) and estimate.pairs >= ENOUGH
    return Verdict(right, f"{estimate}; expected {expected}", estimate.pairs)


def every(*verdicts: Verdict) -> Verdict:
    """Right if all are."""
    return _joined(verdicts, all(one.right for one in verdicts))


def some(*verdicts: Verdict, least: int = 1) -> Verdict:
    """Right if at least so many are."""
    return _joined(verdicts, sum(one.right for one in verdicts) >= least)


def _joined(verdicts: tuple[Verdict, ...], right: bool) -> Verdict:
    evidence = ". ".join(f"{one.evidence} ({'yes' if one.right else 'no'})" for one in verdicts)
    return Verdict(right, evidence, min(one.pairs for one in verdicts))


def _name(arm: Arm) -> str:
    return (
        arm if isinstance(arm, str) else ", ".join(f"{name.rpartition('.')[2]} {value}" for name, value in arm.items())
    )


def _of(arm: Arm | None) -> str:
    return "" if arm is None else f", {_name(arm)}"
