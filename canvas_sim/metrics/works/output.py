"""What comes of drawing together: how much of it helps, and how much stands in the end."""

import numpy as np

from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.logs.log_scan import passing
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.templates import standing, template_pixels
from canvas_sim.record.columns import NO_PIXEL
from canvas_sim.record.run import Run


@metric(unit="share of the canvas", needs="works")
def output(run: Run) -> float:
    """Share of the canvas that is as some living template has it at the end."""
    done = np.zeros(run.canvas.size, bool)
    for piece in standing(run):
        pixel, color = template_pixels(piece, run.canvas.shape)
        done[pixel[run.canvas.ravel()[pixel] == color]] = True
    return float(done.mean())


@metric(unit="share of placements", needs="works")
def useful(run: Run) -> float:
    """Share of the placements of members on their community's templates that turn a wrong pixel right.

    NaN without any.
    """
    owner, rows, plans = _plans(run)
    helping = INTENTS.index("help")
    mine, right = 0, 0
    for chunk in passing(run, "community", "design", "intent"):
        design, community = chunk["design"].astype(np.int64), chunk["community"]
        own = (design >= 0) & (community >= 0) & (chunk["intent"] != helping)
        own[own] = owner[design[own]] == community[own]
        at = np.flatnonzero(own)
        wanted = plans.color(rows[design[at]], chunk["x"][at], chunk["y"][at])
        on_template = wanted != NO_PIXEL
        mine += int(on_template.sum())
        right += int((on_template & (chunk["color"][at] == wanted) & (chunk["old"][at] != wanted)).sum())
    return right / mine if mine else float("nan")


class Plans:
    """The templates of a run, by rows of its table, to be asked for many pixels at once."""

    def __init__(self, run: Run) -> None:
        designs = run.designs
        areas = (designs["width"] * designs["height"]).where(designs["pixels"].str.len() > 0, 0).to_numpy(np.int64)
        self._starts = np.concatenate([[0], np.cumsum(areas)])
        self._ink = np.frombuffer(b"".join(designs["pixels"]), np.uint8)
        self._box = designs[["x", "y", "width", "height"]].to_numpy(np.int64)
        self._drawn = areas > 0

    def color(self, design: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The planned color of each pixel in each design, `NO_PIXEL` where there is none: uint8 [pixel]."""
        left, top, width, height = (self._box[design, column] for column in range(4))
        x, y = x.astype(np.int64) - left, y.astype(np.int64) - top
        inside = self._drawn[design] & (x >= 0) & (x < width) & (y >= 0) & (y < height)
        result = np.full(len(design), NO_PIXEL, np.uint8)
        result[inside] = self._ink[(self._starts[design] + y * width + x)[inside]]
        return result


def _plans(run: Run) -> tuple[np.ndarray, np.ndarray, Plans]:
    """Whose each design is and its row in the table, int64 [id], and what they plan. Some ids found no site."""
    ids = run.designs["design"].to_numpy(np.int64)
    most = max([ids.max(initial=-1), *(chunk["design"].max(initial=-1) for chunk in run.chunks("design"))])
    owner, rows = np.full(most + 1, -1), np.zeros(most + 1, np.int64)
    owner[ids], rows[ids] = run.designs["community"].to_numpy(np.int64), np.arange(len(ids))
    return owner, rows, Plans(run)
