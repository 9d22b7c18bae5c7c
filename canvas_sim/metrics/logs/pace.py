"""The pace of an event: how many placements there were in every few hours, and nothing finer."""

from collections.abc import Iterator

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.log_scan import Chunk
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
