"""Meetings, from docs/odd.md section 7.12."""

import math

from naive.consider import consider
from naive.constants import HOUR
from naive.rank import hot
from naive.relate import trust
from naive.seeing import alive

from canvas_sim.base.vocabulary import LAPSED, TRUCE_OVER
from canvas_sim.world import tables as T
from naive_engine.claims import unclaim
from naive_engine.relations import SEEN, change
from naive_engine.treaties import negotiate, part


def meet(eye, hours):
    """A meeting; returns what each community wishes: "", "site", "other", "larger" or "more"."""
    count = int(eye.world.clock["communities"][0])
    wishes = [gather(eye, number, hours) for number in range(count)]
    for number in range(count):
        if alive(eye, number):
            negotiate(eye, number, hours)
    front(eye)
    return wishes


def gather(eye, number, hours):
    world = eye.world
    if eye.community(number)["state"] == T.ENDED:
        return ""
    world.communities["meetings"][number] += 1
    feel(eye, number, hours)
    rank_board(eye, number)
    wish = carry_out(eye, number, consider(eye, number, hours))
    for name in SEEN:
        world.communities[name][number] *= 0.5 ** (hours / 0.75)
    return wish


def feel(eye, number, hours):
    feelings = eye.world.relations
    slow, fast = 0.5 ** (hours / eye.set["alliances_half_life"]), 0.5 ** (2 * hours)
    for slot, relation in enumerate(eye.relations(number)):
        if relation["other"] >= 0:
            for name, fade in (("grievance", slow), ("gratitude", slow), ("blows", fast), ("chosen", fast)):
                feelings[name][number, slot] = relation[name] * fade
            feelings["trust"][number, slot] = trust(eye, number, slot)


def ranked(eye, posts, length):
    """Posts inserted one after the other, each behind all that are not less hot."""
    kept = []
    for post in posts:
        behind = sum(hot(eye, other) >= hot(eye, post) for other in kept)
        kept = [*kept[:behind], post, *kept[behind:]][:length]
    return kept + [-1] * (length - len(kept))


def rank_board(eye, number):
    world, oldest = eye.world, eye.clock["now"] - math.floor(eye.set["forum_stale"] * HOUR)
    old = [int(post) for post in world.boards[number] if post >= 0 and eye.post(post)["ts"] >= oldest]
    new = [int(post) for post in world.inbox[number][: min(8, eye.community(number)["fresh"])]]
    world.boards[number] = ranked(eye, old + new, 8)
    world.communities["fresh"][number] = 0


def front(eye):
    world = eye.world
    best = [int(world.boards[n, 0]) for n in range(int(world.clock["communities"][0])) if alive(eye, n)]
    length = eye.set["forum_front"]
    world.front[0, :] = -1
    world.front[0, :length] = ranked(eye, [post for post in best if post >= 0], length)


def carry_out(eye, number, decision):
    """Returns the wish that is left."""
    if decision == "relocate":
        leave_site(eye, number)
        eye.world.communities["state"][number] = T.SEARCHING
    elif decision == "disband":
        end(eye, number)
    else:
        return decision
    return ""


def leave_site(eye, number):
    world = eye.world
    for design in range(int(world.clock["designs"][0])):
        row = eye.design(design)
        if row["community"] == number and row["state"] == T.ALIVE:
            unclaim(eye, design)
            change(world.designs, design, state=T.ENDED, ended=eye.clock["now"])
    change(world.communities, number, works=0, looked=0)


def end(eye, number):
    leave_site(eye, number)
    change(eye.world.communities, number, state=T.ENDED, ended=eye.clock["now"])
    for slot, relation in enumerate(eye.relations(number)):
        if relation["other"] >= 0 and relation["settled"]:
            part(eye, number, slot, LAPSED if relation["allied"] else TRUCE_OVER, "end of a side")
