"""Log: rows of what was placed, as they wait to be handed on."""

from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import rule


class Log(NamedTuple):
    """Rows of the event log that were not handed on yet."""

    ts: np.ndarray
    user: np.ndarray
    x: np.ndarray
    y: np.ndarray
    color: np.ndarray
    intent: np.ndarray
    community: np.ndarray
    design: np.ndarray
    post: np.ndarray


def make_log(capacity: int) -> Log:
    """An empty log with room for `capacity` rows."""
    kinds = (np.int32, np.int32, np.uint16, np.uint16, np.uint8, np.uint8, np.int32, np.int32, np.int32)
    return Log(*(np.zeros(capacity, kind) for kind in kinds))


@rule
def write_row(log, row, plan):
    """Put what a plan placed into a row of the log."""
    log.ts[row] = plan.due
    log.user[row] = plan.user
    log.x[row] = plan.x
    log.y[row] = plan.y
    log.color[row] = plan.color
    log.intent[row] = plan.intent
    log.community[row] = plan.community
    log.design[row] = plan.work
    log.post[row] = plan.post
