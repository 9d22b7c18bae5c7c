"""Figures of a sweep's table: outcomes by arm, effects within pairs, dose and response, maps of two factors.

Each takes the table first and gives a matplotlib figure. Below 20 seeds runs are drawn one by one, and no mean effect.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import cycle
from typing import Any

import numpy as np
import pandas
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from canvas_sim.base.errors import UserError
from canvas_sim.show.plots import style
from canvas_sim.study.effects import ENOUGH, need_columns
from canvas_sim.study.experiment.judging import resampled
from canvas_sim.study.sweep.factors import TREATMENT

FAR = 6  # standard deviations at which colors end


@style.with_style
def plot_arms(
    table: pandas.DataFrame, outcome: str, factor: str = TREATMENT, unit: str = "", base: Any = None
) -> Figure:
    """An outcome by arm: a dot a run, and the mean with its interval where there are enough."""
    values = {level: _finite(table.loc[table[factor] == level, outcome]) for level in _levels(table, factor)}
    figure, axes = style.new_figure(height=0.9 + 0.34 * len(values))
    _strips(axes, values, base)
    if len(values.get(base, ())):
        axes.axvline(float(values[base].mean()), color=style.MUTED, linewidth=0.9, linestyle=(0, (4, 3)), zorder=0)
    axes.set_xlabel(_axis(outcome, unit))
    return figure


@style.with_style
def plot_effects(
    table: pandas.DataFrame, outcome: str, factor: str = TREATMENT, unit: str = "", base: Any = None
) -> Figure:
    """Differences within pairs of one seed, arm minus base: a dot a pair, the mean where it may be told."""
    levels = [level for level in _levels(table, factor) if level != base]
    wide = table.pivot(index="seed", columns=factor, values=outcome)
    if base not in wide:
        raise UserError(f"{factor} has no level {base!r}")
    figure, axes = style.new_figure(height=0.9 + 0.34 * len(levels))
    axes.axvline(0, color=style.MUTED, linewidth=0.9)
    _strips(axes, {level: _finite(wide[level] - wide[base]) for level in levels})
    axes.set_xlabel(f"{_axis(outcome, unit)}, minus {base}")
    return figure


@style.with_style
def plot_levels(  # noqa: PLR0913, PLR0917 (what a figure may be told)
    table: pandas.DataFrame,
    outcome: str,
    x: str,
    by: str | None = None,
    unit: str = "",
    log: bool = True,
    x_name: str = "",
    where: Mapping[str, Any] | None = None,
    by_name: str = "",
) -> Figure:
    """Dose and response: the mean of an outcome over a factor in numbers, a line for each level of another."""
    rows = _where(table, where)
    figure, axes = style.new_figure()
    ends = []
    groups = [(None, rows)] if by is None else [(level, rows[rows[by] == level]) for level in _levels(rows, by)]
    for (level, part), color in zip(groups, cycle(style.SERIES), strict=False):
        places = sorted(part[x].dropna().unique())
        means = [float(_finite(part.loc[part[x] == place, outcome]).mean()) for place in places]
        axes.plot(places, means, "-o", color=color, markersize=4)
        for place in places:
            _interval(axes, _finite(part.loc[part[x] == place, outcome]), place, color, upright=True)
        if level is not None and places:
            ends.append((float(places[-1]), means[-1], f"{level} {by_name}".strip(), color))
    if log:
        axes.set_xscale("log")
        axes.minorticks_off()
    ticks = _apart(sorted(rows[x].dropna().unique()), log)
    axes.set_xticks(ticks, [f"{tick:.3g}" for tick in ticks])
    axes.set(xlabel=x_name or x.rpartition(".")[2], ylabel=_axis(outcome, unit))
    style.label_ends(axes, ends)
    return figure


@style.with_style
def plot_map(  # noqa: PLR0913, PLR0917 (what a figure may be told)
    table: pandas.DataFrame,
    outcome: str,
    x: str,
    y: str,
    unit: str = "",
    where: Mapping[str, Any] | None = None,
    x_name: str = "",
    y_name: str = "",
) -> Figure:
    """A map: the mean of an outcome over two factors."""
    rows = _where(table, where)
    means = rows.pivot_table(index=y, columns=x, values=outcome, aggfunc="mean", dropna=False)
    figure, axes = style.new_figure(height=1.0 + 0.5 * len(means))
    shown = means.to_numpy(float)
    low, high = np.nanmin(shown), np.nanmax(shown)
    axes.pcolormesh(shown, cmap="cividis", vmin=low, vmax=max(high, low + 1e-12))
    style.write_cells(axes, shown, lambda value: "–" if np.isnan(value) else f"{value:.2g}", shown < (low + high) / 2)
    axes.set_xticks(np.arange(means.shape[1]) + 0.5, [_tick(value) for value in means.columns])
    axes.set_yticks(np.arange(means.shape[0]) + 0.5, [_tick(value) for value in means.index])
    axes.spines[:].set_visible(False)
    axes.set(xlabel=x_name or x.rpartition(".")[2], ylabel=y_name or y.rpartition(".")[2])
    axes.set_title(_axis(outcome, unit), loc="left", color=style.INK)
    return figure


@style.with_style
def plot_rows(
    table: pandas.DataFrame, outcomes: Sequence[str], factor: str = TREATMENT, base: Any = None, x_name: str = ""
) -> Figure:
    """A map of arms and outcomes: how far each arm is from the base, in standard deviations of the base's seeds.

    With fewer than 20 seeds it shows the mean of each arm instead, light where it is the largest of its column.
    """
    levels = [level for level in _levels(table, factor) if level != base]
    means = table.groupby(factor, sort=False)[list(outcomes)].mean()
    of_base = table[table[factor] == base][list(outcomes)].astype(float)
    few = len(of_base) < ENOUGH
    apart = (means - of_base.mean()) / of_base.std().replace(0, np.nan)
    shown = (means.rank(pct=True) if few else apart).loc[levels].to_numpy(float)
    figure, axes = style.new_figure(6.2, 1.4 + 0.28 * len(levels))
    if few:
        told = means.loc[levels].to_numpy(float)
        axes.pcolormesh(shown, cmap="cividis", vmin=0, vmax=1)
        style.write_cells(axes, told, lambda mean: f"{mean:.2f}" if np.isfinite(mean) else "", shown < 0.5, 7)
    else:
        axes.pcolormesh(np.clip(shown, -FAR, FAR), cmap="PuOr_r", vmin=-FAR, vmax=FAR)
        dark = np.abs(shown) > 0.7 * FAR
        style.write_cells(axes, shown, lambda far: f"{far:+.0f}" if 1 <= abs(far) < np.inf else "", dark, 7)
    names = [name.rpartition("_")[2] if x_name else name for name in outcomes]
    axes.set_xticks(np.arange(len(names)) + 0.5, names)
    axes.set_xlabel(x_name)
    _rows(axes, [str(level) for level in levels], offset=0.5)
    axes.set_title("means" if few else f"standard deviations from {base}", loc="left", color=style.INK)
    return figure


KINDS: dict[str, Callable[..., Figure]] = {
    **{"arms": plot_arms, "effects": plot_effects, "levels": plot_levels, "phase": plot_map, "rows": plot_rows}
}
"""Kinds of figures that an experiment may ask for by name."""


def draw(table: pandas.DataFrame, kind: str, **how: Any) -> Figure:
    """A figure by its kind.

    Raises
    ------
    UserError
        There is no such kind.
    """
    if kind not in KINDS:
        raise UserError(f"there is no figure {kind!r}; kinds: {', '.join(KINDS)}")
    return KINDS[kind](table, **how)


def _levels(table: pandas.DataFrame, factor: str) -> list[Any]:
    """Levels of a factor, in the order in which they first stand there."""
    need_columns(table, [factor])
    return list(table[factor].unique())


def _where(table: pandas.DataFrame, where: Mapping[str, Any] | None) -> pandas.DataFrame:
    """The rows with some values."""
    for name, value in (where or {}).items():
        table = table[table[name] == value]
    return table


def _finite(values: pandas.Series) -> np.ndarray:
    """The numbers among some values."""
    found = values.to_numpy(float)
    return found[np.isfinite(found)]


def _strips(axes: Axes, values: Mapping[Any, np.ndarray], base: Any = None) -> None:
    """A row a level: its dots, and their mean; gray for the base."""
    for place, (level, found) in enumerate(values.items()):
        color = style.GRAY if level == base else style.BLUE
        _dots(axes, found, place, color)
        _interval(axes, found, place, color)
    _rows(axes, [str(level) for level in values])


def _dots(axes: Axes, values: np.ndarray, place: float, color: str) -> None:
    """A dot for each run or pair, fainter where a mean stands over them."""
    few = len(values) < ENOUGH
    size, alpha = (5.5, 0.8) if few else (3.5, 0.3)
    axes.plot(values, np.full(len(values), place), "o", markersize=size, color=color, alpha=alpha, markeredgewidth=0)


def _interval(axes: Axes, values: np.ndarray, place: float, color: str, upright: bool = False) -> None:
    """The mean with its interval, where there are enough values."""
    if len(values) < ENOUGH:
        return
    found = resampled("", lambda part: float(part.mean()), values[None])
    if upright:
        axes.plot([place, place], [found.low, found.high], color=color, linewidth=1.2, alpha=0.7)
        return
    axes.plot([found.low, found.high], [place, place], color=color, linewidth=2.6)
    axes.plot([found.value], [place], "o", color=color, markersize=6.5)


def _rows(axes: Axes, names: Sequence[str], offset: float = 0.0) -> None:
    """Names of rows beside the axis, the first on top."""
    style.name_rows(axes, names, offset)
    axes.set_ylim(len(names) - 0.5 + offset, -0.5 + offset)


def _axis(outcome: str, unit: str) -> str:
    """Name of an axis."""
    name = outcome.replace("_", " ")
    return f"{name} ({unit})" if unit and unit != "1" else name


def _tick(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float | np.number) else str(value)


def _apart(places: Sequence[float], log: bool) -> list[float]:
    """Places of an axis, without those that would stand in each other's way."""
    kept: list[float] = []
    span = max(places) - min(places) if places else 0.0
    for place in places:
        if not kept or (place > 1.35 * kept[-1] if log else place > kept[-1] + 0.06 * span):
            kept.append(place)
    return kept
