"""The log in one pass, with what each placement found on its pixel."""

from collections.abc import Iterable, Iterator

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.record.replay import paint, paintings_of, stretches
from canvas_sim.record.run import Run

Chunk = dict[str, np.ndarray]


def passing(run: Run, *names: str) -> Iterator[Chunk]:
    """Chunks of the log in commit order: ts, x, y, color and columns `names`, and `old`, the color that was there.

    A chunk is in memory at a time. Interventions that paint are seen in `old`.
    """
    return with_old_colors(blank_canvas(run), run.chunks(*dict.fromkeys(("ts", "x", "y", "color", *names))), run)


def blank_canvas(run: Run) -> np.ndarray:
    """The canvas before anything was placed: uint8 [h, w]."""
    return np.full(run.shape, run.background, np.uint8)


def with_old_colors(canvas: np.ndarray, chunks: Iterable[Chunk], run: Run) -> Iterator[Chunk]:
    """Draw chunks of placements, and a run's interventions, on a canvas [h, w]; gives the chunks with `old` added."""
    paintings = paintings_of(run)
    for chunk in chunks:
        old = np.empty(len(chunk["ts"]), np.uint8)
        for rows, painting in stretches(chunk["ts"], paintings):
            exchange(canvas, chunk["x"], chunk["y"], chunk["color"], rows, old)
            if painting:
                paint(canvas, painting)
        yield chunk | {"old": old}
    for painting in paintings:
        paint(canvas, painting)


@kernel
def exchange(canvas, x, y, color, rows, old):
    """Write colors to a canvas [h, w] for rows first <= i < last, and put what was there into `old`."""
    for i in range(rows[0], rows[1]):
        old[i] = canvas[y[i], x[i]]
        canvas[y[i], x[i]] = color[i]
