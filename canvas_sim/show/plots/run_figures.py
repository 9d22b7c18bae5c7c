"""Figures of one run, for reports and notebooks: each takes a run and gives a matplotlib figure."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from canvas_sim.base.color import rgb_array
from canvas_sim.base.errors import UserError
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.record.run import Run
from canvas_sim.show.plots import run_data, style

FATES = {"held": style.BLUE, "ended": style.GRAY, "broken": style.GOLD, "betrayed": style.ORANGE}
PURPOSE_COLORS = (style.BLUE, style.GREEN, style.GOLD, style.ORANGE, style.GRAY)  # as `run_data.PURPOSES` has them
THIN = 0.05  # share of the height of a figure that a name needs


@style.with_style
def plot_canvases(pictures: Mapping[str, np.ndarray], colors: Sequence[str]) -> Figure:
    """Canvases, uint8 [h, w] each, side by side under their names."""
    figure = style.new_figure(3.1 * len(pictures), 3.3)[0]
    figure.clear()
    for axes, (name, canvas) in zip(np.ravel(figure.subplots(1, len(pictures))), pictures.items(), strict=True):
        axes.imshow(rgb_array(colors)[canvas], interpolation="nearest")
        axes.set_title(name)
        axes.axis("off")
    return figure


@style.with_style
def plot_activity(run: Run) -> Figure:
    """Placements per hour over the event, with what was changed from outside."""
    figure, axes = style.new_figure()
    bounds, rate = run_data.interval_bounds(run) / HOUR, run_data.placements_per_hour(run)
    axes.stairs(rate, bounds, fill=True, color=style.BLUE, alpha=0.25)
    axes.stairs(rate, bounds, color=style.BLUE, linewidth=1.4)
    axes.yaxis.set_major_formatter("{x:,.0f}")
    _hours(axes, run, "placements per hour")
    _mark_changes(axes, run)
    return figure


@style.with_style
def plot_order(run: Run) -> Figure:
    """How full the canvas is and how well its pixels hold together, over the event."""
    figure, axes = style.new_figure()
    looks = run_data.canvas_over_time(run)
    hours = looks["ts"] / HOUR
    lines = {
        "not_white": ("not blank", style.GRAY),
        "same_neighbor": ("same color as\na neighbor", style.BLUE),
        "isolated": ("alone", style.ORANGE),
    }
    ends = [_line(axes, hours, looks[name], label, color) for name, (label, color) in lines.items()]
    axes.set_ylim(0, 1)
    _hours(axes, run, "share of pixels")
    style.label_ends(axes, ends, gap=0.13)
    return figure


@style.with_style
def plot_purposes(run: Run) -> Figure:
    """What placements were for, over the event.

    Raises
    ------
    UserError
        The log does not say.
    """
    shares = run_data.purpose_shares(run)
    if shares is None:
        raise UserError("this log does not say what placements were for")
    figure, axes = style.new_figure()
    middle = _middles(run)
    base = np.zeros(len(shares))
    ends = []
    for name, color in zip(shares, PURPOSE_COLORS, strict=True):
        top = base + shares[name].fillna(0).to_numpy()
        axes.fill_between(middle, base, top, color=color, alpha=0.85, linewidth=0)
        wide = max(int(np.argmax(top - base)), len(top) // 6)
        if top[-1] - base[-1] < THIN < top[wide] - base[wide]:  # beside it there is no room for its name
            axes.text(middle[wide], (base[wide] + top[wide]) / 2, name, color="white", ha="center", va="center")
        else:
            ends.append((float(middle[-1]), float(base[-1] + top[-1]) / 2, name, color))
        base = top
    axes.set_ylim(0, 1)
    _hours(axes, run, "share of placements", float(middle[-1]))
    style.label_ends(axes, ends)
    return figure


@style.with_style
def plot_sides(run: Run) -> Figure:
    """Attacks and defenses per hour, told from pixels."""
    figure, axes = style.new_figure()
    counts = run_data.sides_per_hour(run)
    ends = [
        _line(axes, _middles(run), counts[name], name, color)
        for name, color in (("attacks", style.ORANGE), ("defenses", style.BLUE))
    ]
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter("{x:,.0f}")
    _hours(axes, run, "placements per hour")
    _mark_changes(axes, run, only=("raid", "wipe", "remove", "white_out", "forum_down"))
    style.label_ends(axes, ends)
    return figure


@style.with_style
def plot_lives(run: Run, most: int = 14) -> Figure:
    """When the largest works lived, and how much of each the last canvas shows."""
    works = run_data.works_by_size(run).head(most)
    figure, axes = style.new_figure(height=0.6 + 0.24 * max(len(works), 3))
    for place, work in enumerate(works.itertuples()):
        color = style.BLUE if work.alive else style.GRAY
        start, length = work.founded / HOUR, (work.ended - work.founded) / HOUR
        axes.barh(place, length, left=start, height=0.6, color=color, alpha=0.9 if work.alive else 0.45)
        axes.annotate(
            f"{work.match:.0%}", (run.end / HOUR, place), (5, 0), textcoords="offset points", va="center", color=color
        )
    style.name_rows(axes, [f"{_short(one.name)}  {one.area:,} px" for one in works.itertuples()])
    axes.invert_yaxis()
    _hours(axes, run)
    axes.set_title("as planned\nat the end", loc="right", color=style.MUTED)
    return figure


@style.with_style
def plot_rivals(run: Run, most: int = 10) -> Figure:
    """Who hit whose template how often: rows attack, columns are hit."""
    counts = run_data.hits_between(run, most)
    size = 1.6 + 0.42 * max(len(counts), 3)
    figure, axes = style.new_figure(min(size + 1.0, 6.2), size)
    shown = np.log10(counts.to_numpy(float) + 1)
    top = max(shown.max(initial=0), 1e-9)
    axes.pcolormesh(shown, cmap="Oranges", vmin=0, vmax=top * 1.15, edgecolors="none")
    style.write_cells(axes, counts.to_numpy(), lambda count: f"{count:,}" if count else "", shown > 0.6 * top, 8)
    names = [_short(name) for name in counts.index]
    axes.set_xticks(np.arange(len(names)) + 0.5, names, rotation=45, ha="left", rotation_mode="anchor")
    axes.set_yticks(np.arange(len(names)) + 0.5, names)
    axes.xaxis.tick_top()
    axes.tick_params(labelcolor=style.INK)
    axes.invert_yaxis()
    axes.spines[:].set_visible(False)
    axes.set(xlabel="whose work was hit (placements)", ylabel="who hit it")
    return figure


@style.with_style
def plot_alliances(run: Run) -> Figure:
    """Alliances on the faded canvas: a line from work to work for each, by how it went."""
    figure, axes = style.new_figure(6.2, 6.2 * run.canvas.shape[0] / run.canvas.shape[1] + 0.3)
    axes.imshow(rgb_array(run.colors)[run.canvas], interpolation="nearest", alpha=0.25)
    works = run_data.works_by_size(run).drop_duplicates("community").itertuples()  # the largest of each
    centers = {one.community: (one.x + one.width / 2 - 0.5, one.y + one.height / 2 - 0.5) for one in works}
    drawn = set()
    pacts = alliance_spans(run).sort_values("fate", ascending=False, kind="stable")  # betrayals on top
    for one in pacts.itertuples():
        if one.a not in centers or one.b not in centers:
            continue
        (x0, y0), (x1, y1) = centers[one.a], centers[one.b]
        axes.plot([x0, x1], [y0, y1], color=FATES[one.fate], linewidth=1.8, marker="o", markersize=4)
        drawn.add(one.fate)
    x = 0.0
    for fate, color in FATES.items():
        if fate in drawn:
            axes.annotate(fate, (x, 1), (0, 6), "axes fraction", "offset points", color=color, fontweight="bold")
            x += 0.16
    axes.axis("off")
    return figure


@style.with_style
def plot_people(run: Run) -> Figure:
    """How unequal people are: the share who placed at least so many pixels."""
    figure, axes = style.new_figure()
    counts = run_data.placements_a_user(run)
    at_least = np.unique(counts)
    share = (len(counts) - np.searchsorted(counts[::-1], at_least)) / len(counts)
    axes.step(at_least, share, where="pre", color=style.BLUE)
    axes.set(xscale="log", yscale="log", xlabel="placements", ylabel="users with as many or more")
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_formatter(lambda share, _: f"{100 * share:g} %")
    axes.minorticks_off()
    median = float(np.median(counts))
    for value, text in ((median, f"half: {median:g} or more"), (float(counts[0]), f"most: {counts[0]:,}")):
        y = float(np.mean(counts >= value))
        axes.plot([value], [y], marker="o", color=style.ORANGE, markersize=5)
        right = value > 10 * median
        place, side = ((-8, 6), "right") if right else ((8, 6), "left")
        axes.annotate(text, (value, y), place, textcoords="offset points", color=style.ORANGE, ha=side)
    return figure


def _short(name: str, longest: int = 16) -> str:
    """A name that fits beside an axis."""
    return name if len(name) <= longest else name[: longest - 1] + "…"


def _middles(run: Run) -> np.ndarray:
    """Middles of the intervals of `run_data`, h."""
    bounds = run_data.interval_bounds(run) / HOUR
    return (bounds[1:] + bounds[:-1]) / 2


def _line(axes: Axes, x: ArrayLike, y: ArrayLike, name: str, color: str) -> tuple[float, float, str, str]:
    """Draw a line; gives its end with name and color, for `style.label_ends`."""
    axes.plot(x, y, color=color)
    return float(np.asarray(x)[-1]), float(np.asarray(y)[-1]), name, color


def _hours(axes: Axes, run: Run, label: str = "", until: float | None = None) -> None:
    """An axis of hours; `label` is the other one's."""
    axes.set(xlim=(0, run.end / HOUR if until is None else until), xlabel="hours since the start", ylabel=label)
    axes.grid(axis="x", visible=False)


def _mark_changes(axes: Axes, run: Run, only: tuple[str, ...] | None = None) -> None:
    """A line at each change from outside; what it was is written where there is room for it."""
    last = -np.inf
    changes = run.interventions if only is None else run.interventions[run.interventions["kind"].isin(only)]
    room = run.end / HOUR / 8
    for one in changes.itertuples():
        at = one.ts / HOUR
        axes.axvline(at, color=style.GRID, linewidth=1, zorder=0)
        if at - last > room:
            minutes = f"{one.value / 60:g} min"
            text = one.kind.replace("_", " ")
            if one.kind == "cooldown":
                text = minutes if last > 0 else f"wait {minutes}"
            ends = ("data", "axes fraction")
            axes.annotate(text, (at, 1), (2, 2), ends, "offset points", color=style.PURPLE, fontsize=8)
            last = at
