"""The log in one pass, with what each placement found on its pixel."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from canvas_sim.compiling import kernel
from canvas_sim.record.replay import PAINTING
from canvas_sim.record.run import Run


def passing(run: Run, *names: str) -> Iterator[dict[str, np.ndarray]]:
    """Chunks of the log in commit order: ts, x, y, color and columns `names`, and `old`, the color that was there.

    A chunk is in memory at a time. Interventions that paint are seen in `old`.

    Raises
    ------
    UserError
        The run has no log.
    """
    size = run.scenario.canvas
    canvas = np.full((size.height, size.width), run.background, np.uint8)
    painted = list(run.interventions[run.interventions["kind"].isin(PAINTING)].itertuples())
    for chunk in run.chunks(*dict.fromkeys(("ts", "x", "y", "color", *names))):
        old = np.empty(len(chunk["ts"]), np.uint8)
        first = 0
        while painted and len(old) and painted[0].ts <= chunk["ts"][-1]:
            row = painted.pop(0)
            stop = int(np.searchsorted(chunk["ts"], row.ts))
            exchange(canvas, chunk["x"], chunk["y"], chunk["color"], (first, stop), old)
            canvas[max(row.y0, 0) : row.y1, max(row.x0, 0) : row.x1] = row.color
            first = stop
        exchange(canvas, chunk["x"], chunk["y"], chunk["color"], (first, len(old)), old)
        yield chunk | {"old": old}


@kernel
def exchange(canvas, x, y, color, rows, old):
    """Write colors to a canvas [h, w] for rows first <= i < last, and put what was there into `old`."""
    for i in range(rows[0], rows[1]):
        old[i] = canvas[y[i], x[i]]
        canvas[y[i], x[i]] = color[i]
