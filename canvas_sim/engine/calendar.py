"""Who is due in a tick: a calendar of buckets made of fixed blocks, so that idle users cost nothing."""

from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel, rule

IDS = 30
EMPTY = -1


class Queue(NamedTuple):
    """Buckets of user numbers, one a tick."""

    head: np.ndarray  # (ticks,) first block of each bucket, EMPTY if none
    sizes: np.ndarray  # (ticks,) users in each bucket
    blocks: np.ndarray  # (m, 32) count, next block, then up to 30 users
    state: np.ndarray  # (2,) first free block, blocks used so far


def make_queue(users: int, ticks: int) -> Queue:
    """An empty queue; the blocks suffice for every user being in it twice."""
    blocks = np.zeros((2 * users // IDS + min(2 * users, ticks) + 2, IDS + 2), np.int32)
    head = np.full(ticks + 1, EMPTY, np.int32)
    return Queue(head, np.zeros(ticks + 1, np.int32), blocks, np.array([EMPTY, 0], np.int32))


@rule
def add(queue, tick, user):
    """Put a user into the bucket of a tick."""
    block = queue.head[tick]
    if block == EMPTY or queue.blocks[block, 0] == IDS:
        fresh = queue.state[0]
        if fresh == EMPTY:
            fresh = queue.state[1]
            queue.state[1] += 1
        else:
            queue.state[0] = queue.blocks[fresh, 1]
        queue.blocks[fresh, 0] = 0
        queue.blocks[fresh, 1] = block
        queue.head[tick] = fresh
        block = fresh
    count = queue.blocks[block, 0]
    queue.blocks[block, 2 + count] = user
    queue.blocks[block, 0] = count + 1
    queue.sizes[tick] += 1


@kernel
def fill(queue, users, tick_ms, end):
    """Put every user into the bucket of its first turn."""
    for i in range(len(users)):
        if users[i].due < end:
            add(queue, users[i].due // tick_ms, i)


@kernel
def take(queue, tick, users, span, out):
    """Empty the bucket of a tick into `out`, but for who is no longer due in `span` (low, high); returns how many."""
    n = 0
    block = queue.head[tick]
    while block != EMPTY:
        for i in range(queue.blocks[block, 0]):
            user = queue.blocks[block, 2 + i]
            if span[0] <= users[user].due < span[1]:
                out[n] = user
                n += 1
        following = queue.blocks[block, 1]
        queue.blocks[block, 1] = queue.state[0]
        queue.state[0] = block
        block = following
    queue.head[tick] = EMPTY
    queue.sizes[tick] = 0
    return n
