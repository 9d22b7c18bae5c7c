"""Figures of a scorecard: the real event, the runs and null models in one plot."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from canvas_sim.metrics.scorecard.curves import Curve
from canvas_sim.metrics.scorecard.scorecard import GIVEN, LEFT_OUT, MET, NOT_AVAILABLE, Scorecard, Scored, real_value
from canvas_sim.show.plots import style

HOURLY = ("same_neighbor", "isolated", "hump", "change_over_null")  # whose numbers are points on the curve
FAR = 3.0  # tolerances: what is further off is drawn here


class CurveStyle(NamedTuple):
    """What a curve shows: its name for people, the axis' label, and hours and values that are drawn."""

    title: str
    label: str
    since: float = 0.0
    top: float | None = None


KINDS = {
    "filling": CurveStyle("How the canvas fills", "share of open pixels not blank", 0, 1),
    "same_neighbor": CurveStyle("Neighbors of one color", "share of pairs", 0, 1),
    "isolated": CurveStyle("Isolated pixels", "share of pixels"),
    "hump": CurveStyle("Complexity: a hump", "PNG, bits a pixel"),
    "net_change": CurveStyle("Net change in half an hour", "share of open pixels"),
    "change_per_placement": CurveStyle("Net change over placements", "ratio", 0, 1),
    "change_over_null": CurveStyle("Net change over that of random placements", "ratio", 5, 1.3),
}


class Sources(NamedTuple):
    """Curves of one kind: of the real event, of each run, and of null models by name."""

    real: Curve | None
    runs: Sequence[Curve]
    nulls: Mapping[str, Curve]


@style.with_style
def plot_over_time(name: str, sources: Sources, card: Scorecard) -> Figure:
    """One curve over the hours of the event, with bars for what counts as met at some of them.

    Parameters
    ----------
    name : a key of `KINDS`
    """
    kind = KINDS[name]
    figure, axes = style.new_figure()
    ends = [_draw(axes, curve, kind, (null.replace("_", " "), style.GRAY)) for null, curve in sources.nulls.items()]
    ends += [_draw(axes, curve, kind, ("here" if i == 0 else "", style.BLUE)) for i, curve in enumerate(sources.runs)]
    if sources.real:
        ends.append(_draw(axes, sources.real, kind, (card.against, style.INK)))
    for hour, low, high in tolerance_ranges(name, card, max((x for x, *_ in ends), default=0.0)):
        axes.vlines(hour, low, high, color=style.INK, alpha=0.22, linewidth=5)
    axes.set_xlim(left=0)
    axes.set(ylim=(0, kind.top), xlabel="hours since the start", ylabel=kind.label)
    _label(axes, ends)
    return figure


def tolerance_ranges(name: str, card: Scorecard, end: float) -> list[tuple[float, float, float]]:
    """Hours at which the scorecard has a number on a curve, and the lowest and highest that is met.

    Parameters
    ----------
    end : hour at which numbers of the final canvas lie
    """
    points = [one for scored in card.rows if scored.row.measure == name and name in HOURLY for one in scored.points]
    hours = [one.point.key.removeprefix(f"{name}_").removesuffix("h") for one in points]
    return [(end if hour == name else float(hour), one.low, one.high) for hour, one in zip(hours, points, strict=True)]


def _draw(axes: Axes, curve: Curve, kind: CurveStyle, named: tuple[str, str]) -> tuple[float, float, str, str]:
    """Draw a curve; gives its end with name and color."""
    points = [(h, v) for h, v in zip(*curve, strict=True) if h >= kind.since and not math.isnan(v)]
    name, color = named
    x, y = zip(*points, strict=True) if points else ((0.0,), (math.nan,))
    linewidth, alpha = {style.INK: (2.2, 1), style.BLUE: (1.4, 0.85)}.get(color, (1.0, 0.7))
    axes.plot(x, y, color=color, linewidth=linewidth, alpha=alpha)
    return x[-1], y[-1], name, color


def _label(axes: Axes, ends: Sequence[tuple[float, float, str, str]]) -> None:
    """Name the ends of curves that have a name, all at the right side."""
    low, high = axes.get_ylim()
    right = max((x for x, *_ in ends), default=0.0)
    named = [(min(max(y, low), high), name, color) for _, y, name, color in ends if name and not math.isnan(y)]
    named.sort()
    places = placed_apart([y for y, *_ in named], 0.075 * (high - low), (low, high))
    style.label_ends(axes, [(right, y, name, color) for y, (_, name, color) in zip(places, named, strict=True)], gap=0)


def placed_apart(wanted: Sequence[float], gap: float, within: tuple[float, float]) -> list[float]:
    """Places near those that are wanted, in order, at least `gap` from each other; groups keep their middle.

    Parameters
    ----------
    within : lowest and highest place, as far as there is room
    """
    groups: list[list[float]] = []
    for place in wanted:
        groups.append([place])
        while (
            len(groups) > 1
            and _lowest(groups[-1], gap, within) < _lowest(groups[-2], gap, within) + len(groups[-2]) * gap
        ):
            last = groups.pop()
            groups[-1] += last
    return [_lowest(group, gap, within) + gap * i for group in groups for i in range(len(group))]


def _lowest(group: Sequence[float], gap: float, within: tuple[float, float]) -> float:
    """Place of the lowest of a group, if its middle stays where it is, or as near as it can."""
    height = (len(group) - 1) * gap
    return max(within[0], min(sum(group) / len(group) - height / 2, within[1] - height))


@style.with_style
def plot_by_point(card: Scorecard, row: int, label: str, nulls: Mapping[str, Scorecard]) -> Figure:
    """The points of a row as a curve, with the range that is near enough.

    Parameters
    ----------
    row : its number
    label : of the axis on which its points lie
    """
    figure, axes = style.new_figure()
    points = _points_of(card, row)
    places = list(range(len(points)))
    lows, highs = [one.low for one in points], [one.high for one in points]
    axes.fill_between(places, lows, highs, color=style.INK, alpha=0.1, linewidth=0)
    ends = []
    for name, other in nulls.items():
        values = [one.mean for one in _points_of(other, row)]
        if values and not all(map(math.isnan, values)):
            axes.plot(places, values, color=style.GRAY, linewidth=1, alpha=0.7)
            ends.append((places[-1], values[-1], name.replace("_", " "), style.GRAY))
    for each in zip(*(one.values for one in points), strict=True):
        axes.plot(places, each, color=style.BLUE, marker="o", markersize=3.5, linewidth=1.4, alpha=0.85)
    ends.append((places[-1], points[-1].mean, "here", style.BLUE))
    known = [real_value(one, card.against) for one in points]
    axes.plot(places, known, color=style.INK, marker="o", markersize=4, linewidth=2.2)
    ends.append((places[-1], known[-1], card.against, style.INK))
    axes.set_xticks(places, [one.point.label for one in points])
    axes.set(ylim=(0, 1), xlabel=label, ylabel="share")
    _label(axes, ends)
    return figure


def _points_of(card: Scorecard, row: int) -> Sequence[Scored]:
    """The points of a row, by its number; none if it is not scored."""
    return next((scored.points for scored in card.rows if scored.row.number == row), ())


@style.with_style
def plot_offsets(card: Scorecard) -> Figure:
    """How far each number is off, in tolerances: within one it is met."""
    shown = [(scored, one) for scored in card.rows if scored.verdict != GIVEN for one in scored.points]
    shown = [(scored, one) for scored, one in shown if one.verdict not in (LEFT_OUT, NOT_AVAILABLE)]
    figure, axes = style.new_figure(7.6, 0.7 + 0.23 * len(shown))
    axes.axvspan(-1, 1, color=style.GRID, alpha=0.6, linewidth=0)
    axes.axvline(0, color=style.INK, linewidth=1)
    labels = []
    for place, (scored, one) in enumerate(shown):
        first = place == 0 or shown[place - 1][0] is not scored
        title = f"{scored.row.number}  {scored.row.title}" if first else ""
        labels.append(" · ".join(filter(None, (title, one.point.label))))
        off = offset(one, card.against)
        color = style.BLUE if one.verdict == MET else style.ORANGE
        if math.isnan(off):
            axes.annotate("undefined", (0, place), (6, 0), textcoords="offset points", va="center", color=style.MUTED)
        else:
            marker = "o" if abs(off) <= FAR else ">" if off > 0 else "<"
            axes.plot(max(-FAR, min(off, FAR)), place, marker=marker, color=color, markersize=6)
    style.name_rows(axes, labels)
    axes.set(ylim=(len(labels) - 0.4, -0.6), xlim=(-FAR - 0.2, FAR + 0.2), xlabel="off by how many tolerances")
    return figure


def offset(one: Scored, event: str) -> float:
    """How far a number is off, in tolerances; 0 within a range."""
    real = one.point.real[event]
    low, high = real if isinstance(real, tuple) else (real, real)
    if math.isnan(one.mean) or low <= one.mean <= high:
        return one.mean if math.isnan(one.mean) else 0.0
    return (one.mean - high) / (one.high - high) if one.mean > high else (one.mean - low) / (low - one.low)
