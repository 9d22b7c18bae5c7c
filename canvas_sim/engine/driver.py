"""Driver: many ticks in one compiled call, up to what only Python can do.

A tick is mostly empty, and handing `World` over costs more than the work in it: so Python is asked only where it is
needed, for users whose class overrides a rule, for room in a table, for a log that is full.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.engine.calendar import Queue, take
from canvas_sim.engine.commit import Log, commit
from canvas_sim.engine.turn import decide

BATCH_OF_ROWS = 1 << 16


class Books(NamedTuple):
    """What the engine keeps beside the world."""

    queue: Queue
    log: Log
    tally: np.ndarray  # (6,) see `commit`
    due: np.ndarray  # (n,) users who are due in the tick at hand
    plans: np.ndarray  # (n,) PLAN, what they decided
    in_python: np.ndarray  # (users,) 1 for users whose turns are decided in Python; empty if there are none


@kernel
def drive(world, books, until):
    """Ticks that begin before `until`; returns how many plans of the tick at hand wait for Python, 0 if none do.

    Stops early where the next tick may need more room than there is, and where the log is to be handed on.
    """
    clock = world.clock[0]
    while clock.now < until:
        number = clock.now // clock.tick
        most = books.queue.sizes[number]
        following = min(clock.now + clock.tick, clock.end)
        if most > 0:
            if not _has_room(world, books, most):
                return 0
            n = take(books.queue, number, world.users, (clock.now, following), books.due)
            decide(world, books.due, n, books.plans)
            if _some_in_python(books, n):
                return n
            commit(world, books.plans, n, books.queue, books.log, books.tally)
        clock.now = following
        if clock.broken > 0 or books.tally[0] >= BATCH_OF_ROWS:
            return 0
    return 0


@kernel
def _has_room(world, books, n):
    """Whether nothing that n turns can add overruns its table."""
    clock = world.clock[0]
    return (
        clock.posts + n <= len(world.posts)
        and clock.communities + n <= len(world.communities)
        and n <= len(books.due)
        and books.tally[0] + n <= len(books.log.ts)
    )


@kernel
def _some_in_python(books, n):
    if len(books.in_python) > 0:
        for k in range(n):
            if books.in_python[books.due[k]]:
                return True
    return False
