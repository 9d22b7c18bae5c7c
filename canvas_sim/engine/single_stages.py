"""The stages of a turn one at a time, compiled, for users whose turn is decided in Python.

Each kernel is compiled when it is first called, so that nobody pays who has no such users.
"""

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.rng import below, block, unit
from canvas_sim.engine.turn import complete_plan
from canvas_sim.rules.act import act
from canvas_sim.rules.attend import attend
from canvas_sim.rules.come_back import come_back
from canvas_sim.rules.look import look
from canvas_sim.rules.tell import tell


@kernel
def attend_alone(world, me):
    """What user `me` turns to, as a `Focus`."""
    return attend(world, me, np.int64(world.users[me].due))


@kernel
def look_alone(world, me, chosen):
    """What it sees there, as a `Sight`."""
    return look(world, me, chosen, np.int64(world.users[me].due), True)


@kernel
def open_alone(world, me):
    """Both: (focus, sight)."""
    t = np.int64(world.users[me].due)
    chosen = attend(world, me, t)
    return chosen, look(world, me, chosen, t, True)


@kernel
def act_alone(world, me, chosen, sight):
    """What it does, as a `Deed`."""
    return act(world, me, chosen, sight, np.int64(world.users[me].due))


@kernel
def tell_alone(world, me, outcomes):
    """What it says, as `Words`; `outcomes` are (focus, sight, deed)."""
    return tell(world, me, outcomes[0], outcomes[1], outcomes[2])


@kernel
def come_back_alone(world, me, placed):
    """When it is due again, in ms."""
    return come_back(world, me, placed, np.int64(world.users[me].due))


@kernel
def write_alone(world, me, outcomes, plans):
    """Put (focus, sight, deed, words, due) into ``plans[0]``."""
    complete_plan(world, me, outcomes, plans[0])


@kernel
def close_alone(world, me, outcomes, plans):
    """What follows the deed, all at once; `outcomes` are (focus, sight, deed)."""
    t = np.int64(world.users[me].due)
    chosen, sight, done = outcomes
    words = tell(world, me, chosen, sight, done)
    complete_plan(world, me, (chosen, sight, done, words, come_back(world, me, done.placed, t)), plans[0])


@kernel
def draw_unit(users, me, seed, name, slot):
    """A float in [0, 1): one draw of user `me` from the stream numbered `name`."""
    return unit(block(seed, name, users[me].key, users[me].turns, slot)[0])


@kernel
def draw_below(users, me, seed, name, slots):
    """An integer in 0..n-1; `slots` is (slot, n)."""
    return below(block(seed, name, users[me].key, users[me].turns, slots[0])[0], slots[1])
