"""Posts: votes, calls, and the boards that they go to."""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.vocabulary import CALL_ATTACK, TREATY
from canvas_sim.rules.war import front
from canvas_sim.world.tables import BOARD, NOBODY


@rule
def speak(world, plan):
    """Votes and posts."""
    if plan.vote == 1:
        world.posts[plan.post].votes += 1
    if plan.call > 0 and plan.community >= 0:
        x, y = place_called(world, plan)
        if plan.call == CALL_ATTACK and x < 0:
            return
        publish(world, plan.community, plan.user, plan.call, (plan.design, plan.target, x, y))


@rule
def place_called(world, plan):
    """Where a call asks to come: to attack, the front; else the pixel just placed."""
    if plan.call == CALL_ATTACK and plan.target >= 0:
        return front(world, plan.community, plan.target)
    if plan.call != CALL_ATTACK and plan.placed == 1:
        return np.int64(plan.x), np.int64(plan.y)
    return np.int64(NOBODY), np.int64(NOBODY)


@rule
def center_of(world, number):
    """The pixel in the middle of design `number`: x, y."""
    design = world.designs[number]
    return np.int64(design.x + design.width // 2), np.int64(design.y + design.height // 2)


@rule
def publish(world, community, author, kind, about):
    """Put a post on a board: `about` is (design, target, x, y). It is seen once the board was ranked."""
    clock = world.clock[0]
    number = clock.posts
    clock.posts += 1
    post = world.posts[number]
    post.author = author
    post.turn = world.users[author].turns
    # Within a turn the moment is that of the turn; a leader at a meeting is not due, and speaks now.
    due = world.users[author].due
    post.ts = due if clock.now <= due < clock.now + clock.tick else clock.now
    post.community = community
    post.kind = kind
    post.design = about[0]
    post.target = about[1]
    post.x = about[2]
    post.y = about[3]
    post.votes = 1
    group = world.communities[community]
    world.inbox[community, group.fresh % BOARD] = number
    group.fresh += 1
    if kind != TREATY and author in (group.leader0, group.leader1, group.leader2):
        group.call = number
        group.heard = 0
