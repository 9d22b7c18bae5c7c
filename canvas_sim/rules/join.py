"""Join: how somebody without a community finds one.

Through people one follows, through a post on the front page, or by looking at a few places of the canvas and taking
up with what is drawn there: so large works draw in proportion to their area, and young ones call louder. Source:
users who agree with a work grow with its area^.94, and recruitment runs through communities (docs/odd.md, section 7).
"""

import math

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.rng import alternative, block, stream, unit
from canvas_sim.base.times import HOUR
from canvas_sim.world.queries import alive, between, wear
from canvas_sim.world.tables import CLAIMS, CLUBS, NOBODY

JOIN = stream("join")
SPOTS = stream("join/spots")


@rule
def join(world, me, t):
    """The design that user `me`, who has no community, takes up at time `t`, and who posted of it; NOBODY if none."""
    user = world.users[me]
    settings = world.settings[0]
    a, b, c, d = block(world.clock[0].seed, JOIN, user.key, user.turns, 0)
    nobody = np.int64(NOBODY)
    if user.placed == 1 and user.joined == 0:
        if unit(a) < settings.loners_join_here:
            return _here(world, user.x, user.y, t, (c, d)), nobody
        return nobody, nobody
    organized = 1.0 - math.exp(-((wear(world) / settings.people_join_wear) ** 2))
    share = settings.people_join_first + (settings.people_join_last - settings.people_join_first) * organized
    if user.joined == 0 and unit(a) >= share:
        return nobody, nobody
    found = nobody
    if user.joined > 0 and unit(a) < settings.people_back:
        found = _back(world, me, (c, d))
        if found >= 0:
            return found, nobody
    author = nobody
    if unit(b) < settings.people_join_ties:
        found = _through_ties(world, me, (c, d))
    elif unit(b) < settings.people_join_ties + settings.people_join_posts and world.clock[0].forum == 1:
        found, author = _through_posts(world, (c, d))
    if found < 0:
        found = _by_looking(world, me, t, (c, d))
    if found < 0 and world.clock[0].forum == 1:
        found, author = _through_posts(world, (c, d))
    return found, author


@rule
def _back(world, me, words):
    """The newest design of a community that I know from before, but for the last one."""
    user = world.users[me]
    found = np.int64(NOBODY)
    best = np.uint64(0)
    for place in range(CLUBS):
        club = np.int64(world.clubs[me, place])
        if place == (np.int64(user.joined) - 1) % CLUBS or not alive(world, club):
            continue
        number = alternative(words[0], words[1], world.communities[club].key)
        if number >= best:
            best = number
            found = np.int64(world.communities[club].design)
    return found


@rule
def _through_ties(world, me, words):
    """The design of somebody whom I follow."""
    found = np.int64(NOBODY)
    best = np.uint64(0)
    for tie in range(world.ties.shape[1]):
        friend = world.ties[me, tie]
        if friend < 0:
            continue
        club = np.int64(world.users[friend].club)
        number = alternative(words[0], words[1], world.users[friend].key)
        if alive(world, club) and number >= best:
            best = number
            found = _current(world, club, world.users[friend].design)
    return found


@rule
def _through_posts(world, words):
    """The design that a post on the front page is about, and its author; the weight of rank r is 1 / (r + 1)."""
    found = np.int64(NOBODY)
    author = np.int64(NOBODY)
    best = 1e300
    for rank in range(world.settings[0].forum_front):
        number = world.front[0, rank]
        if number < 0:
            break
        post = world.posts[number]
        word = unit(alternative(words[0], words[1], (np.uint64(post.author) << np.uint64(12)) ^ np.uint64(post.turn)))
        cost = -math.log(1.0 - word) * (rank + 1)
        if cost < best and alive(world, post.community):
            best = cost
            found = _current(world, post.community, post.design)
            author = np.int64(post.author)
    return found, author


@rule
def _current(world, community, number):
    """Design `number` if it lives and is the community's, else the newest of the community."""
    if number >= 0 and world.designs[number].community == community and world.designs[number].ended < 0:
        return np.int64(number)
    return np.int64(world.communities[community].design)


@rule
def _by_looking(world, me, t, words):
    """What is drawn at one of a few places that I look at; young works call louder."""
    clock = world.clock[0]
    user = world.users[me]
    found = np.int64(NOBODY)
    best = 1e300
    for glance in range(world.settings[0].people_join_glances):
        a, b, c, d = block(clock.seed, SPOTS, user.key, user.turns, glance)
        x = between(a, clock.x0, clock.x1)
        y = between(b, clock.y0, clock.y1)
        for layer in range(CLAIMS):
            number = np.int64(world.claims[y, x, layer]) - 1
            if number < 0:
                break
            cost = -math.log(1.0 - unit(alternative(c, d, world.designs[number].key))) / _call(world, number, t)
            if cost < best:
                best = cost
                found = number
    return found


@rule
def _here(world, x, y, t, words):
    """The design that covers the place where I am."""
    found = np.int64(NOBODY)
    best = 1e300
    for layer in range(CLAIMS):
        number = np.int64(world.claims[y, x, layer]) - 1
        if number < 0:
            break
        key = world.designs[number].key
        cost = -math.log(1.0 - unit(alternative(words[0], words[1], key))) / _call(world, number, t)
        if cost < best:
            best = cost
            found = number
    return found


@rule
def _call(world, number, t):
    """How loud a design calls for hands: exp(-age / join_young) + join_old."""
    settings = world.settings[0]
    age = (t - world.designs[number].founded) / HOUR
    return math.exp(-age / settings.people_join_young) + settings.people_join_old
