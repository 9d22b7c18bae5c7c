"""What may be placed where, at any time of an event: the canvas grows, and palettes change."""

from typing import NamedTuple

import numpy as np

from canvas_sim.record.run import Run

OPENING, PALETTE = "expand", ("palette", "white_out")


class Stages(NamedTuple):
    """Times between two changes, in order.

    Attributes
    ----------
    since : int64 [stage], ms; the first is 0
    open : int64 [stage, 4], the rectangle x0, y0, x1, y1 that is open, its far sides not included
    allowed : bool [stage, color], which colors may be placed
    """

    since: np.ndarray
    open: np.ndarray
    allowed: np.ndarray

    def at(self, ts: np.ndarray) -> np.ndarray:
        """Number of the stage at each time (ms); interventions come before the placements of the same moment."""
        return np.searchsorted(self.since, ts, side="right") - 1


def stages_of(run: Run) -> Stages:
    """The stages of a run, from its scenario and its log of interventions."""
    size = run.scenario.canvas
    opened = np.array(size.open or (0, 0, size.width, size.height), np.int64)
    every, allowed = np.arange(len(run.colors)), np.ones(len(run.colors), bool)
    if size.colors is not None:
        from canvas_sim.scenario.palettes import index_of

        allowed = np.isin(every, [index_of(run.scenario, color) for color in size.colors])
    rows = [(0, opened, allowed)]
    for change in run.interventions.itertuples():
        if change.kind == OPENING:
            opened = np.array((change.x0, change.y0, change.x1, change.y1), np.int64)
        elif change.kind in PALETTE:
            allowed = np.isin(every, [int(color) for color in change.colors.split(",")])
        else:
            continue
        rows.append((change.ts, opened, allowed))
    since, rectangles, colors = zip(*rows, strict=True)
    return Stages(np.array(since, np.int64), np.array(rectangles), np.array(colors))
