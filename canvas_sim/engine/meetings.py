"""Meetings: every few minutes boards are ranked, feelings fade, alliances form and end, and communities give up.

Communities meet in the order of their numbers. What a meeting decides about designs (a site, another design, one more)
is left as a wish, which `founding` carries out.
"""

from __future__ import annotations

import numpy as np

from canvas_sim.base.jit import kernel, rule
from canvas_sim.base.rng import block, stream, unit
from canvas_sim.base.times import HOUR
from canvas_sim.engine.commit import publish
from canvas_sim.rules.diplomacy import FEW, slot_of, trust, willing
from canvas_sim.rules.rank import hot
from canvas_sim.rules.site import gives_up
from canvas_sim.world.claims import release
from canvas_sim.world.tables import (
    ALIVE,
    BETRAYED,
    BOARD,
    BROKEN,
    CALL_ATTACK,
    ENDED,
    FORMED,
    LAPSED,
    NOBODY,
    RELATIONS,
    SEARCHING,
    TREATY,
)

MEET = stream("meet")
TALK = stream("meet/talk")
BREAK = stream("meet/defect")
BORDER, HELPED, ENEMY, DAMAGE, UNREAD, CHOSEN, NO_CONTACT, SIDE_ENDED, FORBIDDEN = range(1, 10)
NO_WISH, WISH_SITE, WISH_OTHER, WISH_MORE = range(4)
FINISHED = 0.08  # a design that looks less wrong than this is finished
MEMORY_HOURS = 0.75  # how long members' reports stay fresh


@kernel
def meet(world, hours, wishes):
    """One meeting of all communities, `hours` after the last; wishes about designs go into `wishes`."""
    clock = world.clock[0]
    fade = 0.5 ** (hours / world.settings[0].alliances_half_life)
    hourly = 0.5 ** (2.0 * hours)
    memory = 0.5 ** (hours / MEMORY_HOURS)
    for community in range(clock.communities):
        wishes[community] = NO_WISH
        group = world.communities[community]
        if group.state == ENDED:
            continue
        group.meetings += np.uint32(1)
        _feel(world, community, fade, hourly)
        _rank_board(world, community)
        if group.state == SEARCHING:
            wishes[community] = WISH_SITE
        else:
            wishes[community] = _consider(world, community, hours)
        group.looked *= memory
        group.wrong *= memory
        group.blank *= memory
        group.yielded *= memory
    for community in range(clock.communities):
        if world.communities[community].state == ALIVE:
            _negotiate(world, community, hours)
    _rank_front(world)


@rule
def _feel(world, community, fade, hourly):
    for slot in range(RELATIONS):
        relation = world.relations[community, slot]
        if relation.other >= 0:
            relation.grievance = np.float32(np.float64(relation.grievance) * fade)
            relation.gratitude = np.float32(np.float64(relation.gratitude) * fade)
            relation.blows = np.float32(np.float64(relation.blows) * hourly)
            relation.chosen = np.float32(np.float64(relation.chosen) * hourly)
            relation.trust = np.float32(trust(world, community, slot))


@rule
def _insert(world, lists, row, length, number):
    """Put a post into ``lists[row, :length]``, which is sorted by `hot`, best first; the last one may drop out."""
    place = length
    while place > 0 and (lists[row, place - 1] < 0 or hot(world, lists[row, place - 1]) < hot(world, number)):
        place -= 1
    if place < length:
        for i in range(length - 1, place, -1):
            lists[row, i] = lists[row, i - 1]
        lists[row, place] = number


@rule
def _rank_board(world, community):
    """Sort the board anew, for votes have moved, let stale posts sink, and merge new ones."""
    group = world.communities[community]
    oldest = world.clock[0].now - np.int64(world.settings[0].forum_stale * HOUR)
    kept = 0
    for rank in range(BOARD):
        number = np.int64(world.boards[community, rank])
        world.boards[community, rank] = NOBODY
        if number >= 0 and world.posts[number].ts >= oldest:
            kept += 1
            _insert(world, world.boards, community, kept, number)
    for i in range(min(group.fresh, BOARD)):
        _insert(world, world.boards, community, BOARD, np.int64(world.inbox[community, i]))
    group.fresh = 0


@rule
def _rank_front(world):
    for rank in range(world.front.shape[1]):
        world.front[0, rank] = NOBODY
    for community in range(world.clock[0].communities):
        number = np.int64(world.boards[community, 0])
        if number >= 0 and world.communities[community].state == ALIVE:
            _insert(world, world.front, 0, world.settings[0].forum_front, number)


@rule
def _consider(world, community, hours):
    """Whether a community gives up, ends, takes another design or one more."""
    group = world.communities[community]
    settings = world.settings[0]
    a, b, c, d = block(world.clock[0].seed, MEET, group.key, group.meetings, 0)
    now = world.clock[0].now
    if group.raid == 1:
        if now - group.founded > settings.communities_raid_hours * HOUR:
            end(world, community)
        return NO_WISH
    if group.kind != 0:
        return NO_WISH
    if now - group.worked > settings.communities_idle * HOUR:
        end(world, community)
        return NO_WISH
    if gives_up(world, community, hours, a):
        if unit(b) < settings.communities_relocate:
            _leave_site(world, community)
            group.state = SEARCHING
        else:
            end(world, community)
        return NO_WISH
    if unit(c) < settings.communities_redesign * hours:
        return WISH_OTHER
    finished = group.looked >= 40.0 and group.wrong < FINISHED * group.looked
    if finished and unit(d) < settings.communities_expand * hours:
        return WISH_MORE
    return NO_WISH


@rule
def _leave_site(world, community):
    """All designs of a community are given up; what is painted stays."""
    for number in range(world.clock[0].designs):
        design = world.designs[number]
        if design.community == community and design.state == ALIVE:
            release(world, number)
            design.state = ENDED
            design.ended = world.clock[0].now
    world.communities[community].works = 0
    world.communities[community].looked = 0.0


@rule
def end(world, community):
    """A community ends: its designs are given up, its alliances end, its members are free."""
    _leave_site(world, community)
    group = world.communities[community]
    group.state = ENDED
    group.ended = world.clock[0].now
    for slot in range(RELATIONS):
        if world.relations[community, slot].other >= 0 and world.relations[community, slot].allied == 1:
            part(world, community, slot, LAPSED, SIDE_ENDED)


@kernel
def close(world, community):
    """`end` for set-up code."""
    end(world, community)


@rule
def part(world, community, slot, what, cause):
    """An alliance ends, on both sides."""
    relation = world.relations[community, slot]
    relation.allied = 0
    back = slot_of(world, relation.other, community)
    if back >= 0:
        world.relations[relation.other, back].allied = 0
    _write_treaty(world, community, slot, what, cause)


@rule
def _write_treaty(world, community, slot, what, cause):
    clock = world.clock[0]
    row = world.treaties[clock.treaties]
    clock.treaties += 1
    row.ts = clock.now
    row.a = community
    row.b = world.relations[community, slot].other
    row.strength = world.relations[community, slot].trust
    row.what = what
    row.cause = cause


@rule
def _negotiate(world, community, hours):
    """Alliances of one community: betrayed, broken, lapsed; or formed with one who trusts it as well."""
    for slot in range(RELATIONS):
        relation = world.relations[community, slot]
        if relation.other < 0:
            continue
        if relation.allied == 1:
            _review(world, community, slot, hours)
        elif relation.other > community and world.clock[0].allowed == 1:
            _talk(world, community, slot, hours)


@rule
def _review(world, community, slot, hours):
    relation = world.relations[community, slot]
    settings = world.settings[0]
    now = world.clock[0].now
    if relation.blows >= settings.alliances_betrayal:
        chosen = relation.chosen * 2.0 > relation.blows
        part(world, community, slot, BETRAYED, CHOSEN if chosen else UNREAD)
        back = slot_of(world, relation.other, community)
        if back >= 0:
            # The betrayed remember it, each of them: it cools with all grudges.
            world.relations[relation.other, back].grievance += np.float32(
                world.communities[relation.other].members + FEW
            )
    elif relation.trust <= settings.alliances_breaks:
        part(world, community, slot, BROKEN, DAMAGE)
    elif now - relation.met > settings.alliances_idle * HOUR and now - relation.since > settings.alliances_idle * HOUR:
        part(world, community, slot, LAPSED, NO_CONTACT)
    else:
        _defect(world, community, slot, hours)


@rule
def _defect(world, community, slot, hours):
    """A leader whose community yields much of its ground to an ally may call to attack it."""
    group = world.communities[community]
    other = world.relations[community, slot].other
    if group.yielded == 0 or group.yielded < 0.2 * group.looked or group.leader0 < 0 or world.clock[0].forum == 0:
        return
    a, _b, _c, _d = block(world.clock[0].seed, BREAK, group.key, group.meetings, slot)
    if unit(a) < world.settings[0].alliances_defect * hours and world.communities[other].state == ALIVE:
        design = world.designs[world.communities[other].design]
        middle = (design.x + design.width // 2, design.y + design.height // 2)
        publish(world, community, group.leader0, CALL_ATTACK, (group.design, other, middle[0], middle[1]))


@rule
def _talk(world, community, slot, hours):
    relation = world.relations[community, slot]
    other = relation.other
    if not willing(world, community, slot):
        return
    back = slot_of(world, other, community)
    if back < 0 or not willing(world, other, back):
        return
    group = world.communities[community]
    pair = group.key ^ (np.uint64(world.communities[other].key) << np.uint64(1))
    a, _b, _c, _d = block(world.clock[0].seed, TALK, pair, group.meetings, 0)
    if world.clock[0].forum == 0 or unit(a) >= world.settings[0].alliances_talk * hours:
        return
    clock = world.clock[0]
    for side in range(2):
        mine = relation if side == 0 else world.relations[other, back]
        mine.allied = 1
        mine.since = clock.now
        mine.met = clock.now
        mine.blows = 0
        mine.chosen = 0
    _write_treaty(world, community, slot, FORMED, _cause(world, community, slot))
    for side in range(2):
        author = world.communities[community if side == 0 else other].leader0
        about = world.communities[community if side == 0 else other].design
        if author >= 0:
            target = other if side == 0 else community
            publish(world, community if side == 0 else other, author, TREATY, (about, target, NOBODY, NOBODY))


@rule
def _cause(world, community, slot):
    """The largest of the terms that made the trust."""
    weights = world.settings[0]
    relation = world.relations[community, slot]
    border = weights.alliances_border * relation.border
    helped = weights.alliances_help * min(1.0, relation.gratitude / (world.communities[community].members + 5.0))
    rest = relation.trust - border - helped
    if border >= helped and border >= rest:
        return BORDER
    return HELPED if helped >= rest else ENEMY
