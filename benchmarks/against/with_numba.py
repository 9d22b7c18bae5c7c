"""numba by hand: one compiled loop with a calendar of linked lists, as an expert writes it in an afternoon."""

import math
from typing import NamedTuple

import numba
import numpy as np

from against.model import OUTSIDE

NOBODY = -1


class State(NamedTuple):
    """Everything there is."""

    canvas: np.ndarray  # (side, side) uint8
    x: np.ndarray  # (n,) int32
    y: np.ndarray
    width: np.ndarray  # (n,) uint8
    height: np.ndarray
    pictures: np.ndarray  # (n, 10, 10) uint8
    pause: np.ndarray  # (n,)
    head: np.ndarray  # (ticks + 1,) the first user of each tick
    following: np.ndarray  # (n,) the next user of the same tick
    counts: np.ndarray  # (3,) ticks, turns and placements so far
    cooldown: int


class Record(NamedTuple):
    """What canvas_sim keeps as well: who placed each pixel last, and when, and a row for each placement."""

    owner: np.ndarray  # (side, side) int32
    time: np.ndarray
    log_time: np.ndarray  # (rows,) int32, begun anew when full
    log_user: np.ndarray
    log_x: np.ndarray  # (rows,) uint16
    log_y: np.ndarray
    log_color: np.ndarray  # (rows,) uint8


@numba.njit(cache=True)
def seed_draws(seed):
    """Seed numba's own generator, which is not Python's."""
    np.random.seed(seed)  # noqa: NPY002 (numba draws fastest so)


@numba.njit(cache=True)
def run(state, record, ticks):
    """So many ticks; `record` may be None."""
    for _ in range(ticks):
        tick = state.counts[0]
        user = state.head[tick]
        while user != NOBODY:
            after = state.following[user]
            placed = mend(state, record, user, tick)
            wait = 1 + placed * state.cooldown
            if state.pause[user] > 0:
                wait += int(-math.log(1.0 - np.random.random()) * state.pause[user])  # noqa: NPY002
            due = tick + wait
            if due < len(state.head):
                state.following[user] = state.head[due]
                state.head[due] = user
            state.counts[1] += 1
            user = after
        state.counts[0] += 1


@numba.njit(cache=True)
def mend(state, record, user, tick):
    """Place one of the wrong pixels of a user's picture; returns how many were placed, 0 or 1."""
    x0, y0 = state.x[user], state.y[user]
    wrong = 0
    for row in range(state.height[user]):
        for column in range(state.width[user]):
            wrong += state.canvas[y0 + row, x0 + column] != state.pictures[user, row, column]
    if wrong == 0:
        return 0
    left = int(np.random.random() * wrong)  # noqa: NPY002
    for row in range(state.height[user]):
        for column in range(state.width[user]):
            color = state.pictures[user, row, column]
            if state.canvas[y0 + row, x0 + column] != color:
                if left == 0:
                    state.canvas[y0 + row, x0 + column] = color
                    if record is not None:
                        note(record, state.counts[2], (tick, user, x0 + column, y0 + row, color))
                    state.counts[2] += 1
                    return 1
                left -= 1
    return 0


@numba.njit(cache=True)
def note(record, number, placement):
    """Write down a placement: tick, user, x, y, color."""
    tick, user, x, y, color = placement
    record.owner[y, x] = user
    record.time[y, x] = tick
    row = number % len(record.log_time)
    record.log_time[row] = tick
    record.log_user[row] = user
    record.log_x[row] = x
    record.log_y[row] = y
    record.log_color[row] = color


class Numba:
    """The canvas, and nothing else, is kept."""

    def __init__(self, people, seed):
        n = len(people.x)
        head, following = np.full(people.ticks + 1, NOBODY, np.int32), np.full(n, NOBODY, np.int32)
        for user, due in enumerate(people.first.tolist()):
            if due < len(head):
                following[user], head[due] = head[due], user
        self.state = State(
            canvas=np.full((people.side, people.side), people.background, np.uint8),
            x=people.x.astype(np.int32),
            y=people.y.astype(np.int32),
            width=(people.pictures[:, 0] != OUTSIDE).sum(axis=1).astype(np.uint8),
            height=(people.pictures[:, :, 0] != OUTSIDE).sum(axis=1).astype(np.uint8),
            pictures=people.pictures,
            pause=people.pause,
            head=head,
            following=following,
            counts=np.zeros(3, np.int64),
            cooldown=people.cooldown,
        )
        self.record = self.made_record()
        seed_draws(seed)

    def made_record(self):
        return None

    def advance(self, ticks):
        run(self.state, self.record, ticks)

    canvas = property(lambda self: self.state.canvas)
    turns = property(lambda self: int(self.state.counts[1]))
    placements = property(lambda self: int(self.state.counts[2]))


class NumbaWithRecord(Numba):
    """The last owner and time of each pixel, and a log, are kept as well."""

    def made_record(self):
        shape, rows = self.state.canvas.shape, 1 << 17
        pixels = (np.full(shape, NOBODY, np.int32) for _ in range(2))
        columns = (np.zeros(rows, kind) for kind in (np.int32, np.int32, np.uint16, np.uint16, np.uint8))
        return Record(*pixels, *columns)
