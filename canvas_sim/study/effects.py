"""Effects: differences within pairs, with bootstrap intervals over whole pairs, or none where there are too few."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
import pandas

from canvas_sim.base.errors import UserError

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


RESAMPLES = 9_999


@dataclass(frozen=True)
class Effect:
    """What one level of a factor does to one outcome, against the base.

    Attributes
    ----------
    where : values of other factors, by name
    pairs : seeds that have both arms, with a number in each
    of_base, of_level : means of the outcome
    effect, low, high : mean difference within pairs, and its 95 % interval (NaN with fewer than 2 pairs)
    correlation : of the two arms, over pairs
    saved : share of the variance of the difference that pairing saves, 1 - var(a - b) / (var a + var b)
    """

    outcome: str
    factor: str
    level: Any
    base: Any
    where: dict[str, Any]
    pairs: int
    of_base: float
    of_level: float
    effect: float
    low: float
    high: float
    correlation: float
    saved: float

    @property
    def enough(self) -> bool:
        """Whether there are enough pairs to speak of an effect."""
        return self.pairs >= ENOUGH

    def __str__(self) -> str:
        """One line for people."""
        place = "".join(f", {name} = {value}" for name, value in self.where.items())
        head = f"{self.outcome}: {self.factor} = {self.level} against {self.base}{place}: "
        if not self.enough:
            return f"{head}illustration, {self.pairs} pairs"
        return f"{head}{self.effect:+.4g} [{self.low:.4g}, {self.high:.4g}], {self.pairs} pairs"


class Effects(list[Effect]):
    """Effects of the levels of a factor; prints one a line."""

    def frame(self) -> pandas.DataFrame:
        """A row an effect, for figures; what may be printed of it is in the column `text`."""
        rows = [asdict(one) | {"text": str(one)} for one in self]
        return pandas.DataFrame([{**row.pop("where"), **row} for row in rows])

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    def _repr_html_(self) -> str:
        return "<br>".join(map(str, self))


def paired(  # noqa: PLR0913 (five say what, two how)
    table: pandas.DataFrame,
    outcome: str,
    factor: str,
    base: Any,
    seeds: str = "seed",
    *,
    by: Sequence[str] = (),
    seed: int = 0,
) -> Effects:
    """Effects of a factor's levels on an outcome, each against the base level.

    Parameters
    ----------
    table : of a sweep, a row a run
    outcome : column that is compared
    factor : column whose levels are compared
    base : the level that others are compared with
    seeds : column that tells which runs belong together
    by : other factors, for each setting of which there is an effect of its own
    seed : of the bootstrap

    Returns
    -------
    Effects
        Levels in the order in which they first stand in the table. The interval is the bias-corrected and accelerated
        bootstrap over pairs (Efron 1987), 9,999 resamples.

    Raises
    ------
    UserError
        There is no such column or level, or several runs of one level share a seed (name the other factors in `by`).
    """
    need_columns(table, [outcome, factor, seeds, *by])
    groups = list(table.groupby(list(by), sort=False, dropna=False)) if by else [((), table)]
    return Effects(
        effect
        for values, rows in groups
        for effect in _levels(rows, (outcome, factor, base, seeds), dict(zip(by, values, strict=True)), seed)
    )


def need_columns(table: pandas.DataFrame, names: Iterable[str]) -> None:
    """Refuse a table that lacks one of these columns, by a `UserError`."""
    for name in names:
        if name not in table.columns:
            raise UserError(f"the table has no column {name!r}; it has {', '.join(table.columns)}")


def _levels(
    rows: pandas.DataFrame, about: tuple[str, str, Any, str], where: dict[str, Any], seed: int
) -> Iterator[Effect]:
    """The effects of all levels in some rows."""
    outcome, factor, base, seeds = about
    if rows.duplicated([factor, seeds]).any():
        raise UserError(f"several runs of one {factor} share a {seeds}; name the other factors in by=[...]")
    wide = rows.pivot(index=seeds, columns=factor, values=outcome)
    levels = list(rows[factor].unique())
    if base not in levels:
        raise UserError(f"{factor} has no level {base!r}; its levels: {', '.join(map(str, levels))}")
    for level in levels:
        if level != base:
            both = wide[[base, level]].dropna().sort_index().to_numpy(float)
            yield Effect(outcome, factor, level, base, where, **pair_statistics(both[:, 0], both[:, 1], seed))


def pair_statistics(base: np.ndarray, level: np.ndarray, seed: int = 0) -> dict[str, Any]:
    """Numbers of an effect, from the outcome of each pair, float64 [pair]: the fields of `Effect` from `pairs` on."""
    difference = level - base
    low, high = interval(difference, seed)
    apart = _variance(base) + _variance(level)
    mean = [float(values.mean()) if len(values) else float("nan") for values in (base, level, difference)]
    return {
        "pairs": len(base),
        **dict(zip(("of_base", "of_level", "effect"), mean, strict=True)),
        **{"low": low, "high": high, "correlation": pearson(base, level)},
        "saved": 1 - _variance(difference) / apart if apart > 0 else float("nan"),
    }


def interval(values: np.ndarray, seed: int = 0) -> tuple[float, float]:
    """Bootstrap interval of the mean, 95 %; NaN for fewer than two values."""
    if len(values) < 2:
        return float("nan"), float("nan")
    if np.ptp(values) == 0:
        return float(values[0]), float(values[0])
    return bootstrap_interval(values, np.mean, method="BCa", resamples=RESAMPLES, seed=seed)


def pearson(a: np.ndarray, b: np.ndarray) -> float:
    """Pearson's; NaN where one side does not vary."""
    if len(a) < 2 or np.ptp(a) == 0 or np.ptp(b) == 0:
        return float("nan")
    return float(np.corrcoef(a, b)[0, 1])


def _variance(values: np.ndarray) -> float:
    return float(np.var(values, ddof=1)) if len(values) > 1 else 0.0
