"""Logs that keep everything but one thing: the moments within hours, who placed what, or where the pixels are."""

from collections.abc import Iterator

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.log_scan import Chunk
from canvas_sim.record.replay import covered, paintings_of
from canvas_sim.record.run import Run

WINDOW = 3 * HOUR


def paced(run: Run) -> Iterator[Chunk]:
    """Placements of a run in their order, those of each `WINDOW` spread evenly over it.

    A null model that was handed the times themselves would be handed with them how people answer to a change of the
    cooldown, which is over within minutes.

    Returns
    -------
    iterator of chunks of ts, user, x, y and color
    """
    counts = np.zeros(run.end // WINDOW + 1, np.int64)
    for chunk in run.chunks("ts"):
        counts += np.bincount(np.minimum(chunk["ts"], run.end) // WINDOW, minlength=len(counts))
    first = np.cumsum(counts) - counts
    begins = np.arange(len(counts)) * WINDOW
    lengths = np.minimum(begins + WINDOW, run.end + 1) - begins
    seen = 0
    for chunk in run.chunks("ts", "user", "x", "y", "color"):
        window = np.minimum(chunk["ts"], run.end) // WINDOW
        rank = seen + np.arange(len(window)) - first[window]
        seen += len(window)
        yield chunk | {"ts": begins[window] + (2 * rank + 1) * lengths[window] // (2 * counts[window])}


def shuffled_users(run: Run, draws: np.random.Generator) -> Iterator[Chunk]:
    """The placements of a run, its users permuted among them; the canvas is the same at any time."""
    shuffled = draws.permutation(np.concatenate([chunk["user"] for chunk in run.chunks("user")]))
    first = 0
    for chunk in run.chunks("ts", "x", "y", "color"):
        last = first + len(chunk["ts"])
        yield chunk | {"user": shuffled[first:last]}
        first = last


def pixel_map(run: Run, opened: np.ndarray, draws: np.random.Generator) -> np.ndarray:
    """Where each pixel of the canvas goes when pixels are shuffled: int64 [pixel], a permutation.

    Each pixel keeps its history. Pixels are exchanged only with those that were opened at the same time and painted
    over by the same interventions, so that these still fit.

    Parameters
    ----------
    opened : int [n, 4], rectangles x0, y0, x1, y1 that were open at some time
    """
    kind = np.zeros(run.shape, np.int64)
    for x0, y0, x1, y1 in opened:
        kind = _split(kind, (slice(y0, y1), slice(x0, x1)), True)
    for painting in paintings_of(run):
        kind = _split(kind, *covered(painting, kind.shape))
    result = np.arange(kind.size)
    for number in range(kind.max() + 1):
        pixels = np.flatnonzero(kind.ravel() == number)
        result[pixels] = draws.permutation(pixels)
    return result


def _split(kind: np.ndarray, box: tuple[slice, slice], inside: np.ndarray | bool) -> np.ndarray:
    """Kinds of pixels, those inside a shape told apart from those outside; numbered from 0."""
    finer = kind * 2
    finer[box] += inside
    return np.unique(finer, return_inverse=True)[1].reshape(kind.shape)
