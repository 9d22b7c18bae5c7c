"""Attend: what a user turns to first.

My own last pixel, if somebody painted over it; a call of a leader, while it is fresh; a post on my board; my own work.
Who has no community looks for one, or stays alone. Sources: users stay near their own project (moderate); they are
recruited through communities, by what they see and by whom they follow (strong).
"""

import math

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.rng import alternative, block, stream, unit
from canvas_sim.base.times import MINUTE
from canvas_sim.base.user_kinds import KEEPS, RAIDS, SETTLED, SPOILS
from canvas_sim.base.vocabulary import BY_BOARD, BY_FRONT, BY_TREATY, CALL_ATTACK, CALL_HELP, TREATY, UNTOLD
from canvas_sim.rules.join import join
from canvas_sim.rules.knowledge import news_of
from canvas_sim.rules.types import AGAIN, AID, ALONE, DEFEND, NO_NEWS, NOWHERE, OWN, RAID, SPOIL, STRIKE, focus
from canvas_sim.world.queries import alive, has_trait, planned
from canvas_sim.world.relations import relation_slot
from canvas_sim.world.tables import BOARD, CLAIMS, NOBODY, RELATIONS, SEARCHING, UNPLANNED

ATTEND = stream("attend")
READ = stream("attend/board")
SIDE = stream("attend/neighbor")
PASSING = 0.05  # what a neighbor weighs without a common border, in shares of the own outline


@rule
def attend(world, me, t):
    """What user `me` turns to at time `t`, as a `Focus`."""
    user = world.users[me]
    if has_trait(user, RAIDS):
        return focus(RAID, NOBODY, NOBODY, NOWHERE, NO_NEWS)
    if has_trait(user, KEEPS):
        return focus(ALONE, NOBODY, NOBODY, NOWHERE, NO_NEWS)
    a, b, c, d = block(world.clock[0].seed, ATTEND, user.key, user.turns, 0)
    if has_trait(user, SPOILS) and unit(a) < 0.5:
        return focus(SPOIL, user.club, NOBODY, NOWHERE, NO_NEWS)
    if not alive(world, user.club):
        if user.club >= 0 and _waits(world, me, a):
            return focus(ALONE, user.club, NOBODY, NOWHERE, NO_NEWS)
        return _newcomer(world, me, t)
    forum = world.clock[0].forum == 1
    if has_trait(user, SETTLED):
        return _own_work(world, me, forum)
    if user.placed == 1 and unit(b) < world.settings[0].people_redo and _overwritten(world, me):
        return focus(AGAIN, user.club, user.design, (NOBODY, user.x, user.y), NO_NEWS)
    if forum and is_called(world, user.club, t) and unit(d) < world.settings[0].forum_heed:
        return _follow(world, me, np.int64(world.communities[user.club].call))
    if forum and unit(c) < world.lives[me].reading:
        return _read(world, me, t)
    return _own_work(world, me, False)


@rule
def is_called(world, community, t):
    """Whether a leader of `community` called for hands of late, so that members still turn to it."""
    group = world.communities[community]
    return group.call >= 0 and t - world.posts[group.call].ts < world.settings[0].forum_call_minutes * MINUTE


@rule
def _newcomer(world, me, t):
    design, author = join(world, me, t)
    if design < 0:
        return focus(ALONE, NOBODY, NOBODY, NOWHERE, NO_NEWS)
    club = np.int64(world.designs[design].community)
    told, source = news_of(world, me, club, design)
    if author >= 0:
        told, source = np.int64(BY_FRONT), author
    return focus(OWN, club, design, NOWHERE, (0, 1, told, source))


@rule
def _waits(world, me, word):
    """The loyal wait while their community looks for a site."""
    return world.communities[world.users[me].club].state == SEARCHING and unit(word) < world.lives[me].loyalty


@rule
def _own_work(world, me, reads):
    """The work whose plan I know, while it lives; else the newest of my community.

    Who does not hear that another picture took the place of the one it knows goes on with that.
    """
    user = world.users[me]
    club = np.int64(user.club)
    known = np.int64(user.design)
    if known >= 0 and world.designs[known].community == club and world.designs[known].ended < 0:
        return focus(OWN, club, known, NOWHERE, (reads, 0, UNTOLD, NOBODY))
    newest = np.int64(world.communities[club].design)
    if reads:
        return focus(OWN, club, newest, NOWHERE, (1, 0, BY_BOARD, world.communities[club].leader0))
    told, source = news_of(world, me, club, newest)
    if told == UNTOLD and known >= 0 and world.designs[newest].before == known:
        return focus(OWN, club, known, NOWHERE, NO_NEWS)
    return focus(OWN, club, newest, NOWHERE, (0, 0, told, source))


@rule
def _overwritten(world, me):
    """My last pixel is no longer as I left it, and it is one of my design."""
    user = world.users[me]
    if user.design < 0 or world.designs[user.design].community != user.club or world.designs[user.design].ended >= 0:
        return False
    return world.canvas[user.y, user.x] != user.color and planned(world, user.design, user.x, user.y) != UNPLANNED


@rule
def _read(world, me, t):
    """Act on one post of my board; high ones draw more: the weight of rank r is 1 / (r + 1)."""
    user = world.users[me]
    a, b, _c, _d = block(world.clock[0].seed, READ, user.key, user.turns, 0)
    chosen = np.int64(NOBODY)
    best = 1e300
    for rank in range(BOARD):
        number = np.int64(world.boards[user.club, rank])
        if number < 0:
            break
        post = world.posts[number]
        if post.kind == TREATY:
            continue
        word = unit(alternative(a, b, (np.uint64(post.author) << np.uint64(12)) ^ np.uint64(post.turn)))
        cost = -math.log(1.0 - word) * (rank + 1)
        if cost < best:
            best = cost
            chosen = number
    if chosen < 0:
        return _own_work(world, me, True)
    return _follow(world, me, chosen)


@rule
def _follow(world, me, number):
    """What a post asks for: build or defend a work, help a friend, or strike. Who reads of a plan knows it."""
    post = world.posts[number]
    here = (np.int64(number), np.int64(NOBODY), np.int64(NOBODY))
    news = (1, 0, BY_BOARD, post.author)
    club = np.int64(world.users[me].club)
    if post.kind == CALL_HELP and alive(world, post.target):
        return focus(AID, club, world.communities[post.target].design, here, news)
    if post.kind == CALL_ATTACK and alive(world, post.target) and not _is_at_peace(world, club, post):
        place = (np.int64(number), np.int64(post.x), np.int64(post.y))
        return focus(STRIKE, club, _struck(world, post), place, news)
    if post.design >= 0 and world.designs[post.design].ended < 0:
        return focus(DEFEND, club, post.design, here, news)
    return _own_work(world, me, True)


@rule
def _is_at_peace(world, club, post):
    """Whether the two have agreed since the call to attack: what a leader called for before counts no more."""
    slot = relation_slot(world, club, post.target)
    return slot >= 0 and world.relations[club, slot].since >= post.ts


@rule
def _struck(world, post):
    """The work of the target that lies where a call to attack points, the newest if several; else its newest of all."""
    if post.x >= 0:
        for layer in range(CLAIMS):
            number = np.int64(world.claims[post.y, post.x, layer]) - 1
            if number >= 0 and world.designs[number].community == post.target:
                return number
    return np.int64(world.communities[post.target].design)


@rule
def neighbor_to_help(world, me):
    """The work of a neighbor, as a `Focus`: rather an ally, and rather a long border; its design is NOBODY if none.

    An ally's plan is known by the treaty; of another's work one sees what stands. Nobody helps whom its community is
    angry with.
    """
    user = world.users[me]
    a, b, _c, _d = block(world.clock[0].seed, SIDE, user.key, 0, 0)
    chosen = np.int64(NOBODY)
    best = 1e300
    told = np.int64(UNTOLD)
    for slot in range(RELATIONS):
        relation = world.relations[user.club, slot]
        if relation.other < 0 or not alive(world, relation.other) or relation.trust < 0:
            continue
        weight = (4.0 if relation.allied == 1 else 1.0) * (np.float64(relation.border) + PASSING)
        other = world.communities[relation.other]
        cost = -math.log(1.0 - unit(alternative(a, b, other.key))) / weight
        if cost < best and world.designs[other.design].kind == TEMPLATE:
            best = cost
            chosen = np.int64(relation.other)
            told = np.int64(BY_TREATY if relation.allied == 1 else UNTOLD)
    if chosen < 0:
        return focus(ALONE, user.club, NOBODY, NOWHERE, NO_NEWS)
    return focus(AID, user.club, world.communities[chosen].design, NOWHERE, (0, 0, told, NOBODY))
