"""The queue of turns holds everybody once and gives out who is due, tick by tick."""

import numpy as np

from canvas_sim.engine.calendar import EMPTY, IDS, fill, make_queue, take
from canvas_sim.world import tables


def users_due(times):
    users = np.zeros(len(times), tables.USER)
    users["due"] = times
    return users


def emptied(queue, users, tick):
    out = np.empty(len(users), np.int32)
    return sorted(out[: take(queue, tick, users, (tick * 10, tick * 10 + 10), out)].tolist())


def test_everybody_comes_out_in_the_tick_in_which_it_is_due():
    times = np.random.default_rng(0).integers(0, 200, 500)
    users = users_due(times)
    queue = make_queue(500, 20)
    fill(queue, users, 10, 200)
    assert queue.sizes.tolist() == [*np.bincount(times // 10, minlength=20).tolist(), 0]
    for tick in range(20):
        assert emptied(queue, users, tick) == np.flatnonzero(times // 10 == tick).tolist()
        assert queue.sizes[tick] == 0
        assert emptied(queue, users, tick) == []


def test_who_is_not_due_before_the_end_is_not_in_it():
    users = users_due([5, 199, 200, tables.NEVER])
    queue = make_queue(4, 20)
    fill(queue, users, 10, 200)
    assert queue.sizes.sum() == 2


def test_who_was_put_off_does_not_come():
    users = users_due([3, 4, 5])
    queue = make_queue(3, 20)
    fill(queue, users, 10, 200)
    users["due"][1] = tables.NEVER
    assert emptied(queue, users, 0) == [0, 2]


def test_blocks_are_used_again_and_never_run_out():
    """As many users as there are, all in one tick, then all in the next: no more blocks than the first time."""
    many = 5 * IDS + 1
    queue = make_queue(many, 20)
    for tick in range(20):
        users = users_due(np.full(many, tick * 10))
        fill(queue, users, 10, 200)
        assert emptied(queue, users, tick) == list(range(many))
        assert queue.state[1] <= len(queue.blocks)
    assert queue.state[1] == 6
    assert (queue.head == EMPTY).all()
