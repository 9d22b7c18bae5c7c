"""Pictures of canvases, and two runs side by side."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from rich.markup import escape
from rich.table import Table

from canvas_sim.base.color import rgb_array
from canvas_sim.base.errors import UserError
from canvas_sim.metrics.frames import order
from canvas_sim.record.folder import new_file
from canvas_sim.record.run import Run

CHANGED = (229, 0, 0)  # color of what differs
PALE = (229, 229, 229)  # what the legend shows for the rest
FADE = 0.8  # how far everything else goes toward white
KINDS = ("png", "pdf", "svg")  # of pictures

CANVAS_MEASURES: dict[str, Callable[[Run], float]] = {
    "not white": lambda run: order.not_white(run.canvas, run.background),
    "same as a neighbor": lambda run: order.same_neighbor(run.canvas),
    "isolated pixels": lambda run: order.isolated(run.canvas),
    "color entropy, bits": lambda run: order.color_entropy(run.canvas),
    "PNG bits a pixel": lambda run: order.png_bits(run.canvas),
}


def rgb(run: Run) -> np.ndarray:
    """The canvas of a run in colors, uint8 [h, w, 3]."""
    return rgb_array(run.colors)[run.canvas]


def differs(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Where two pictures, uint8 [h, w, 3] of one size, differ: bool [h, w]."""
    return np.any(a != b, axis=2)


def difference(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Picture of a difference, uint8 [h, w, 3]: what is the same is faded, what differs is red.

    Raises
    ------
    UserError
        The two differ in size.
    """
    if a.shape != b.shape:
        raise UserError(f"canvases of {a.shape[1]} x {a.shape[0]} and {b.shape[1]} x {b.shape[0]} have no difference")
    result = (a * (1 - FADE) + 255 * FADE).astype(np.uint8)
    result[differs(a, b)] = CHANGED
    return result


def run_measures(run: Run, done: Callable[[], None] = lambda: None) -> dict[str, float | str]:
    """What `compare_runs` puts side by side for one run; calls `done` after each measure of the canvas."""
    counts = {name: int(count) for name, count in run.info["counts"].items()}
    formed = int((run.alliances["what"] == "formed").sum())
    values = {}
    for name, measure in CANVAS_MEASURES.items():
        values[name] = measure(run)
        done()
    return {"seed": int(run.info["seed"]), **counts, "alliances formed": formed, **values, "digest": run.digest[:16]}


def compare_runs(
    a: str | Path | Run,
    b: str | Path | Run,
    out: str | Path | None = None,
    progress: Callable[[float, int], None] | None = None,
) -> dict[str, tuple]:
    """Two runs side by side: their measures, and a picture of canvases and difference.

    Parameters
    ----------
    a, b : runs or run folders
    out : picture to write, a PNG, PDF or SVG; none if None
    progress : called with the share that is done (0 to 1) and the measures so far

    Returns
    -------
    dict
        The measures: name to a pair of values.

    Raises
    ------
    UserError
        A folder is not a run folder, or the picture cannot be written.
    """
    kind = _picture_kind(out) if out is not None else ""
    runs = [given if isinstance(given, Run) else Run.load(given) for given in (a, b)]
    taken = iter(range(1, 2 * len(CANVAS_MEASURES) + 1))
    total = 2 * len(CANVAS_MEASURES) + (out is not None)  # the picture takes as long as a measure

    def done() -> None:
        number = next(taken)
        if progress:
            progress(number / total, number)

    first, second = (run_measures(run, done) for run in runs)
    names = list(dict.fromkeys([*first, *second]))
    pairs = {name: (first.get(name, ""), second.get(name, "")) for name in names}
    pictures = [rgb(run) for run in runs]
    if pictures[0].shape == pictures[1].shape:
        share = float(differs(*pictures).mean())
        pairs["pixels that differ"] = (share, share)
    else:
        one, other = (f"{picture.shape[1]} x {picture.shape[0]}" for picture in pictures)
        pairs["canvas, pixels"] = (one, other)
        pairs["pixels that differ"] = ("sizes differ", "sizes differ")
    if out is not None:
        with new_file(Path(out)) as partial:
            side_by_side(runs[0], runs[1]).savefig(partial, dpi=150, format=kind)
    return pairs


def _picture_kind(out: str | Path) -> str:
    """The format that the name of a picture asks for; refused before work is done for it."""
    kind = Path(out).suffix.lower().lstrip(".")
    if kind not in KINDS:
        raise UserError(f"{out} is no name of a picture; it must end in .{', .'.join(KINDS[:-1])} or .{KINDS[-1]}")
    return kind


def run_title(run: Run) -> str:
    """How a run is called in a comparison."""
    return f"{run.folder.name if run.folder else run.scenario.event.name} (seed {run.info['seed']})"


def comparison_table(titles: list[str], pairs: Mapping[str, tuple]) -> Table:
    """Measures of two runs as a table; what differs stands in bold."""
    result = Table("", *(escape(title) for title in titles))
    for column in result.columns[1:]:
        column.justify = "right"
    for name, (one, other) in pairs.items():
        result.add_row(name, _text(one), _text(other), style="bold" if one != other else None)
    return result


def side_by_side(a: Run, b: Run) -> Figure:
    """Figure of two canvases and, if they are of one size, their difference with what its colors mean."""
    panels = [(run_title(a), rgb(a)), (run_title(b), rgb(b))]
    if rgb(a).shape == rgb(b).shape:
        share = differs(rgb(a), rgb(b)).mean()
        panels.append((f"different: {share:.1%} of the pixels", difference(rgb(a), rgb(b))))
    figure = Figure(figsize=(5.2 * len(panels), 6.0), layout="constrained")
    for axes, (name, picture) in zip(figure.subplots(1, len(panels)), panels, strict=True):
        axes.imshow(picture, interpolation="nearest" if max(picture.shape) < 600 else "antialiased")
        axes.set_title(name)
        axes.axis("off")
    if len(panels) > 2:
        red, pale = (np.array(color) / 255 for color in (CHANGED, PALE))
        handles = [Patch(fc=red, ec="gray", label="differs"), Patch(fc=pale, ec="gray", label="pale: the same")]
        axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=2, frameon=False)
    return figure


def _text(value: float | str) -> str:
    """A value for people."""
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else value
