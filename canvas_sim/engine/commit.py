"""Commit: what was decided takes effect in the order of due times, equal ones by a keyed draw.

On a contested pixel the last wins, and both have spent their cooldown. Serial: with founding, meetings and
interventions all that writes to the world.
"""

import numpy as np

from canvas_sim.base.jit import kernel, rule
from canvas_sim.base.prefetch import fetch
from canvas_sim.engine.calendar import add
from canvas_sim.engine.membership import belong, found_community
from canvas_sim.engine.placing import place_pixel
from canvas_sim.engine.posts import speak
from canvas_sim.engine.rally import note_rest, pass_on
from canvas_sim.engine.reports import add_report
from canvas_sim.world.tables import RELATIONS

AHEAD = 8  # turns; what they touch is fetched so early
SOON = 4  # turns; what lies behind what was fetched, too
BYTE = np.uint64(0xFF)


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
            place_pixel(world, plan, log, tally)
        belong(world, plan)
        add_report(world, plan)
        speak(world, plan)
        if plan.found == 1:
            found_community(world, plan)
        user = world.users[plan.user]
        user.turns += np.uint32(1)
        user.left -= 1
        user.due = plan.next
        bucket = plan.next // world.clock[0].tick
        if plan.next < world.clock[0].end and bucket != user.bucket:
            add(queue, bucket, plan.user)
        pass_on(world, plan, queue)
        note_rest(world, plan)


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
