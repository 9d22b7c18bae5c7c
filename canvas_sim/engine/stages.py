"""The stages of a turn one at a time, compiled, for users whose turn is decided in Python.

Each kernel is compiled when it is first called, so that nobody pays who has no such users.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from canvas_sim.compiling import kernel
from canvas_sim.engine.queue import fill, make_queue
from canvas_sim.engine.turn import glimpse, write
from canvas_sim.rules.act import act
from canvas_sim.rules.attend import attend
from canvas_sim.rules.come_back import come_back
from canvas_sim.rules.seeing import is_open
from canvas_sim.rules.tell import tell
from canvas_sim.world.draws import below, block, unit


@kernel
def attend_alone(world, me, t):
    """What user `me` turns to at time `t`, as a `Focus`."""
    return attend(world, me, t)


@kernel
def look_alone(world, me, chosen, t):
    """What it sees there, as a `Sight`."""
    return glimpse(world, me, chosen, t)


@kernel
def act_alone(world, me, chosen, sight, t):
    """What it does, as a `Deed`."""
    return act(world, me, chosen, sight, t)


@kernel
def tell_alone(world, me, thoughts, t):
    """What it says, as `Words`; `thoughts` are (focus, sight, deed)."""
    return tell(world, me, thoughts[0], thoughts[1], thoughts[2], t)


@kernel
def come_back_alone(world, me, placed, t):
    """When it is due again, in ms."""
    return come_back(world, me, placed, t)


@kernel
def write_alone(world, me, thoughts, plans):
    """Put (focus, sight, deed, words, due) into ``plans[0]``."""
    write(world, me, thoughts, plans[0])


@kernel
def draw_unit(seed, name, entity, count, slot):
    """A float in [0, 1): one draw of the stream numbered `name`."""
    return unit(block(seed, name, entity, count, slot)[0])


@kernel
def draw_below(seed, name, place, n):
    """An integer in 0..n-1; `place` is (entity, count, slot)."""
    return below(block(seed, name, place[0], place[1], place[2])[0], n)


@kernel
def may_place(world, x, y):
    """Whether (x, y) lies on the open canvas."""
    return is_open(world, x, y)


def requeue(simulation: Any) -> None:
    """Make the queue of turns anew, after due times were changed by hand before the first tick."""
    clock = simulation.world.clock[0]
    queue = make_queue(len(simulation.world.users), int(clock.end // clock.tick) + 1)
    fill(queue, simulation.world.users, clock.tick, clock.end)
    simulation._queue = queue


def flush(simulation: Any) -> None:
    """Hand the recorder all rows so far; the digest does not depend on when that is done."""
    simulation._hand_on()


def own_numbers(world: Any, me: int) -> tuple[np.uint64, np.uint32]:
    """Identity and action number of user `me`, which its draws depend on."""
    user = world.users[me]
    return user.key, user.turns
