"""A turn: attend, look, act, tell, come back. All who are due in a tick decide together on the same world."""

import numpy as np
from numba import prange

from canvas_sim.base.jit import parallel_kernel, rule
from canvas_sim.base.prefetch import fetch
from canvas_sim.base.rng import block, stream
from canvas_sim.base.user_kinds import KEEPS
from canvas_sim.engine.attribution import consequences
from canvas_sim.rules.act import act
from canvas_sim.rules.attend import attend
from canvas_sim.rules.blame import thanked
from canvas_sim.rules.come_back import come_back
from canvas_sim.rules.look import look
from canvas_sim.rules.tell import tell
from canvas_sim.rules.types import deed, worked_on
from canvas_sim.world.queries import has_trait
from canvas_sim.world.tables import NOBODY

ORDER = stream("order")
BATCH = 32


@rule
def decide_one(world, me, plan):
    """One user's turn, put into its row of the plan; the caller adds whom it thanks, and what follows (`attribute`)."""
    t = np.int64(world.users[me].due)
    chosen = attend(world, me, t)
    sight = look(world, me, chosen, t, False)
    done = act(world, me, chosen, sight, t)
    words = tell(world, me, chosen, sight, done)
    due = come_back(world, me, done.placed, t)
    fill_plan(world, me, (chosen, sight, done, words, due), plan)
    if done.placed == 1:
        fetch(world.claims, (done.y, done.x, 0))
        fetch(world.wanted, (done.y, done.x, 0))
    if sight.right == 1:
        fetch(world.owner, (sight.right_y, sight.right_x))


@rule
def complete_plan(world, me, outcomes, plan):
    """Put the outcome of a turn, and what follows from it, into its row of the plan."""
    fill_plan(world, me, outcomes, plan)
    attribute(world, me, plan)


@rule
def turn_to(world, me):
    """Ask for what a user will look at first."""
    user = world.users[me]
    if has_trait(user, KEEPS):
        life = world.lives[me]
        for y in range(life.y0, life.y1):
            fetch(world.canvas, (y, life.x0))
    if user.club >= 0:
        fetch(world.communities, (user.club,))
        fetch(world.boards, (user.club, 0))
    if user.design >= 0:
        fetch(world.designs, (user.design,))
        fetch(world.scars, (user.design, 0))
    if user.placed == 1:
        fetch(world.canvas, (user.y, user.x))


@rule
def meet_owner(world, plan):
    """Ask for the row of the user whose name is on the right pixel that was seen; its number waits in `thanks`."""
    if plan.right == 1:
        plan.thanks = world.owner[plan.right_y, plan.right_x]
        fetch(world.users, (max(plan.thanks, 0),))


@rule
def attribute(world, me, plan):
    """Which design loses a pixel by the placement, whom it harms, and whom it helps."""
    if plan.placed == 1:
        done = deed(plan.x, plan.y, plan.color, plan.intent)
        scarred, harmed, helped = consequences(world, me, done)
        plan.scarred = scarred
        plan.harmed = harmed
        plan.helped = helped


@rule
def fill_plan(world, me, outcomes, plan):
    """Put the outcome of a turn into its row of the plan: the one place where numbers are cast."""
    chosen, sight, done, words, due = outcomes
    user = world.users[me]
    plan.user = me
    plan.due = user.due
    plan.next = due
    first, _b, _c, _d = block(world.clock[0].seed, ORDER, user.key, user.turns, 0)
    plan.order = first
    plan.community = NOBODY if words.leave == 1 else chosen.community
    plan.design = chosen.design
    plan.work = worked_on(chosen, sight)
    plan.told = chosen.told
    plan.source = chosen.source
    plan.post = chosen.post
    plan.read = chosen.read
    plan.joined = chosen.joined
    plan.placed = done.placed
    plan.x = done.x
    plan.y = done.y
    plan.color = done.color
    plan.intent = done.intent
    plan.scarred = NOBODY
    plan.harmed = NOBODY
    plan.helped = NOBODY
    plan.vote = words.vote
    plan.call = words.call
    plan.target = words.target
    plan.found = words.found
    plan.looked = sight.looked
    plan.wrong = sight.wrong
    plan.blank = sight.blank
    plan.yielded = sight.yielded
    plan.blame = sight.blame
    plan.thanks = sight.thanks
    plan.right = sight.right
    plan.right_x = max(sight.right_x, 0)
    plan.right_y = max(sight.right_y, 0)


@parallel_kernel
def decide(world, due, n, plans):
    """The turns of users ``due[:n]``, each into its own row of `plans`; reads the world, writes nothing else."""
    for batch in prange((n + BATCH - 1) // BATCH):
        low = batch * BATCH
        high = min(n, low + BATCH)
        # Waiting for memory is what a turn costs most: ask for all rows of the batch before deciding.
        for k in range(low, high):
            plans[k].due = world.users[due[k]].due
            plans[k].order = world.lives[due[k]].glances
        for k in range(low, high):
            turn_to(world, due[k])
        for k in range(low, high):
            decide_one(world, due[k], plans[k])
        for k in range(low, high):
            meet_owner(world, plans[k])
        for k in range(low, high):
            if plans[k].right == 1:
                plans[k].thanks = thanked(world, due[k], plans[k].thanks)
            attribute(world, due[k], plans[k])
