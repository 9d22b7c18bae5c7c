"""What comes of drawing together: how much of it helps, and how much stands in the end."""

import numpy as np

from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.logs.log_scan import passing
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.templates import lay, piece_of, standing
from canvas_sim.record.run import Run


@metric(unit="share of the canvas", needs="works")
def output(run: Run) -> float:
    """Share of the canvas that is as some living template has it at the end."""
    done = np.zeros(run.canvas.size, bool)
    pixel, color, _ = lay(standing(run), run.canvas.shape)
    done[pixel[run.canvas.ravel()[pixel] == color]] = True
    return float(done.mean())


@metric(unit="share of placements", needs="works")
def useful(run: Run) -> float:
    """Share of the placements of members on their community's templates that turn a wrong pixel right.

    NaN without any.
    """
    drawn = run.designs[run.designs["pixels"].str.len() > 0]
    pixel, color, area = lay(map(piece_of, drawn.itertuples()), run.shape)
    if not len(pixel):
        return float("nan")
    design, owner = (np.repeat(drawn[name].to_numpy(np.int64), area) for name in ("design", "community"))
    goal = design << 32 | pixel
    order = np.argsort(goal)
    goal, color, owner = goal[order], color[order], owner[order]
    mine = right = 0
    for chunk in passing(run, "community", "design", "intent"):
        asked = chunk["design"].astype(np.int64) << 32 | chunk["y"].astype(np.int64) * run.shape[1] + chunk["x"]
        at = np.searchsorted(goal, asked).clip(max=len(goal) - 1)
        own = (goal[at] == asked) & (owner[at] == chunk["community"]) & (owner[at] >= 0)
        own &= chunk["intent"] != INTENTS.index("help")
        mine += int(np.count_nonzero(own))
        right += int(np.count_nonzero(own & (chunk["color"] == color[at]) & (chunk["old"] != color[at])))
    return right / mine if mine else float("nan")
