"""Commit: what was decided takes effect in the order of due times, equal ones by a keyed draw.

On a contested pixel the last wins, and both have spent their cooldown. Serial, and the only place but meetings and
interventions that writes to the world.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel, rule
from canvas_sim.base.prefetch import fetch
from canvas_sim.base.rng import founded_key
from canvas_sim.engine.calendar import add
from canvas_sim.rules.diplomacy import slot_of, weakest_slot
from canvas_sim.world.queries import is_open
from canvas_sim.world.tables import ATTACK, BOARD, CALL_ATTACK, CLUBS, NOBODY, RELATIONS, REPAIR, SCARS, SEARCHING, TILE

AHEAD = 8  # turns; what they touch is fetched so early
SOON = 4  # turns; what lies behind what was fetched, too
BYTE = np.uint64(0xFF)


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


@kernel
def commit(world, plans, n, queue, log, tally):
    """Carry out ``plans[:n]``. The caller sees to it that tables and log have room for n more rows.

    `tally`, (6,) int64, is counted up: rows in the log; and, since the last row of the timeline, whose time is in its
    last place: placements, repairs, attacks and users who placed.
    """
    keys = np.empty(n, np.uint64)
    for k in range(n):
        keys[k] = (np.uint64(plans[k].due - world.clock[0].now) << np.uint64(32)) | np.uint64(plans[k].order)
    order = in_order(keys)
    for k in range(n):
        if k + AHEAD < n:
            _fetch(world, plans[order[k + AHEAD]], queue)
        if k + SOON < n:
            _fetch_friends(world, plans[order[k + SOON]])
        plan = plans[order[k]]
        if plan.placed == 1:
            _place(world, plan, log, tally)
        _belong(world, plan)
        _report(world, plan)
        _speak(world, plan)
        user = world.users[plan.user]
        user.turns += np.uint32(1)
        user.left -= 1
        user.due = plan.next
        if plan.next < world.clock[0].end:
            add(queue, plan.next // world.clock[0].tick, plan.user)


@kernel
def in_order(keys):
    """Row numbers of `keys`, the smallest key first, of equal ones the first: radix sort by bytes that differ."""
    n = len(keys)
    order = np.arange(n)
    other = np.empty(n, np.int64)
    counts = np.empty(257, np.int64)
    differ = np.uint64(0)
    for key in keys:
        differ |= key ^ keys[0]
    for shift in range(0, 64, 8):
        if (differ >> np.uint64(shift)) & BYTE == 0:
            continue
        counts[:] = 0
        for key in keys:
            counts[np.int64((key >> np.uint64(shift)) & BYTE) + 1] += 1
        for smaller in range(256):
            counts[smaller + 1] += counts[smaller]
        for k in range(n):
            digit = np.int64((keys[order[k]] >> np.uint64(shift)) & BYTE)
            other[counts[digit]] = order[k]
            counts[digit] += 1
        order, other = other, order
    return order


@rule
def _fetch(world, plan, queue):
    """Ask for the rows that a plan will touch."""
    fetch(world.users, (plan.user,))
    if plan.next < world.clock[0].end:
        fetch(queue.blocks, (max(queue.head[plan.next // world.clock[0].tick], 0), 0))
    if plan.placed == 1:
        fetch(world.owner, (plan.y, plan.x))
        fetch(world.time, (plan.y, plan.x))
        fetch(world.canvas, (plan.y, plan.x))
    if plan.community >= 0:
        fetch(world.communities, (plan.community,))
        if plan.blame >= 0 or plan.thanks >= 0 or plan.harmed >= 0 or plan.helped >= 0:
            for slot in range(RELATIONS):
                fetch(world.relations, (plan.community, slot))
    if plan.joined == 1:
        fetch(world.ties, (plan.user, 0))
        fetch(world.clubs, (plan.user, 0))


@rule
def _fetch_friends(world, plan):
    """Ask for the rows of a joiner's friends, whose numbers were asked for before."""
    if plan.joined == 1:
        for tie in range(world.ties.shape[1]):
            fetch(world.users, (max(world.ties[plan.user, tie], 0),))


@rule
def _place(world, plan, log, tally):
    """One pixel and its row in the log; what would break a law is counted and not done."""
    clock = world.clock[0]
    user = world.users[plan.user]
    usable = False
    for i in range(clock.colors):
        usable = usable or world.colors[i] == plan.color
    if plan.due < user.free or not usable or not is_open(world, plan.x, plan.y):
        clock.broken += 1
        return
    clock.placed += 1
    world.tread[plan.y // TILE, plan.x // TILE] += 1
    if plan.scarred >= 0:
        design = world.designs[plan.scarred]
        world.scars[plan.scarred, design.scarred % SCARS] = np.int64(plan.y) * 65536 + plan.x + 1
        design.scarred += np.uint32(1)
    world.canvas[plan.y, plan.x] = plan.color
    world.owner[plan.y, plan.x] = plan.user
    world.time[plan.y, plan.x] = plan.due
    user.free = plan.due + clock.cooldown
    user.x = plan.x
    user.y = plan.y
    user.color = plan.color
    tally[4] += user.placed == 0 or user.last < tally[5]
    user.placed = 1
    user.last = plan.due
    row = tally[0]
    log.ts[row] = plan.due
    log.user[row] = plan.user
    log.x[row] = plan.x
    log.y[row] = plan.y
    log.color[row] = plan.color
    log.intent[row] = plan.intent
    log.community[row] = plan.community
    log.design[row] = plan.design
    log.post[row] = plan.post
    tally[0] += 1
    tally[1] += 1
    tally[2] += plan.intent == REPAIR
    tally[3] += plan.intent == ATTACK


@rule
def _belong(world, plan):
    """Joining, leaving, and which design one works on."""
    user = world.users[plan.user]
    if plan.community != user.club:
        if user.club >= 0:
            world.communities[user.club].members -= 1
        user.club = plan.community
        if plan.community >= 0:
            join(world, plan.user, plan.community)
    if plan.design >= 0 and world.designs[plan.design].community == user.club:
        user.design = plan.design
    if plan.read == 1:
        user.read = plan.due


@rule
def join(world, me, community):
    """User `me` becomes a member, perhaps a leader; ties to others' members tie the communities."""
    user = world.users[me]
    group = world.communities[community]
    group.members += 1
    world.clubs[me, user.joined % CLUBS] = community
    user.joined = min(user.joined + 1, 255)
    if group.leader1 < 0 and group.leader0 != me:
        group.leader1 = me
    elif group.leader2 < 0 and group.leader0 != me and group.leader1 != me:
        group.leader2 = me
    if world.settings[0].society_between == 0:
        return
    for tie in range(world.ties.shape[1]):
        friend = world.ties[me, tie]
        if friend >= 0 and world.users[friend].club >= 0 and world.users[friend].club != community:
            _acquaint(world, community, world.users[friend].club)
            _acquaint(world, world.users[friend].club, community)


@rule
def _acquaint(world, a, b):
    slot = slot_for(world, a, b)
    if slot >= 0:
        world.relations[a, slot].ties += np.float32(1)


@rule
def slot_for(world, a, b):
    """The slot of `b` in `a`'s relations, made if there is room; NOBODY if not."""
    slot = slot_of(world, a, b)
    if slot >= 0:
        return slot
    slot = weakest_slot(world, a)
    if slot >= 0:
        relation = world.relations[a, slot]
        relation.other = b
        relation.since = NOBODY
        relation.met = world.clock[0].now
        relation.ties = 0
        relation.border = 0
        relation.grievance = 0
        relation.gratitude = 0
        relation.blows = 0
        relation.chosen = 0
        relation.trust = 0
        relation.allied = 0
    return slot


@rule
def _report(world, plan):
    """What the glances add to what the community knows, whom it blames and thanks, and the blows it deals."""
    club = np.int64(world.users[plan.user].club)
    if club < 0:
        return
    group = world.communities[club]
    if plan.placed == 1:
        group.worked = plan.due
    if plan.design >= 0 and world.designs[plan.design].community == club:
        group.looked += plan.looked
        group.wrong += plan.wrong
        group.blank += plan.blank
        group.yielded += plan.yielded
        if plan.blame >= 0 and plan.blame != club:
            slot = slot_for(world, club, plan.blame)
            if slot >= 0:
                world.relations[club, slot].grievance += np.float32(1)
                world.relations[club, slot].met = plan.due
        if plan.thanks >= 0 and plan.thanks != club:
            slot = slot_for(world, club, plan.thanks)
            if slot >= 0:
                world.relations[club, slot].gratitude += np.float32(1)
                world.relations[club, slot].ties += np.float32(world.settings[0].society_between)
                world.relations[club, slot].met = plan.due
    if plan.harmed >= 0:
        slot = slot_of(world, club, plan.harmed)
        if slot >= 0:
            world.relations[club, slot].blows += np.float32(1)
            if plan.post >= 0 and world.posts[plan.post].kind == CALL_ATTACK:
                world.relations[club, slot].chosen += np.float32(1)
    if plan.helped >= 0:
        slot = slot_of(world, club, plan.helped)
        if slot >= 0:
            world.relations[club, slot].blows -= np.float32(1)


@rule
def _speak(world, plan):
    """Votes, posts and foundings."""
    if plan.vote == 1:
        world.posts[plan.post].votes += 1
    if plan.call > 0 and plan.community >= 0:
        x, y = _place_called(world, plan)
        publish(world, plan.community, plan.user, plan.call, (plan.design, plan.target, x, y))
    if plan.found == 1:
        _found(world, plan)


@rule
def _place_called(world, plan):
    """Where a call asks to come: the pixel just placed; else, to attack, the middle of the target's newest design."""
    if plan.placed == 1:
        return np.int64(plan.x), np.int64(plan.y)
    if plan.call == CALL_ATTACK and plan.target >= 0 and world.communities[plan.target].design >= 0:
        goal = world.designs[world.communities[plan.target].design]
        return np.int64(goal.x + goal.width // 2), np.int64(goal.y + goal.height // 2)
    return np.int64(NOBODY), np.int64(NOBODY)


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


@rule
def _found(world, plan):
    """A new community with one member; it looks for a site when communities meet."""
    clock = world.clock[0]
    number = clock.communities
    clock.communities += 1
    user = world.users[plan.user]
    group = world.communities[number]
    group.key = founded_key(user.key, user.turns)
    group.founder = plan.user
    group.founded = plan.due
    group.worked = plan.due
    group.ended = NOBODY
    group.design = NOBODY
    group.leader0 = plan.user
    group.leader1 = NOBODY
    group.leader2 = NOBODY
    group.circle = world.lives[plan.user].circle
    group.given = NOBODY
    group.state = SEARCHING
    for slot in range(world.relations.shape[1]):
        world.relations[number, slot].other = NOBODY
    for rank in range(BOARD):
        world.boards[number, rank] = NOBODY
        world.inbox[number, rank] = NOBODY
    if user.club >= 0:
        world.communities[user.club].members -= 1
    user.club = number
    join(world, plan.user, number)
