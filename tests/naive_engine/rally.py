"""Who rests, and to whom a leader's call is passed on, from docs/odd.md section 3."""

import math

from naive.attend import is_called
from naive.come_back import awake
from naive.draws import unit

from canvas_sim.world import tables as T
from naive_engine.relations import change

PLACES = 256
REST = 30 * 60_000


def rest(eye, plan):
    club, me = eye.user(plan["user"])["club"], plan["user"]
    if club >= 0 and plan["next"] > plan["due"] + REST and plan["next"] != T.NEVER:
        count = eye.community(club)["rested"]
        eye.world.resting[club, count % PLACES] = me
        eye.world.communities["rested"][club] = count + 1


def pass_on(eye, plan):
    """A call that was not heard is; returns when those come who come for it: {user: due}."""
    club, called = eye.user(plan["user"])["club"], {}
    if club < 0:
        return called
    group = eye.community(club)
    if not group["heard"] and eye.clock["forum"] and is_called(eye, club, plan["due"]):
        for me in map(int, eye.world.resting[club, : min(group["rested"], PLACES)]):
            due = answer(eye, me, club)
            if due is not None:
                change(eye.world.users, me, bucket=eye.user(me)["due"] // eye.clock["tick"], due=due)
                called[me] = due
        change(eye.world.communities, club, heard=1, rested=0)
    return called


def answer(eye, me, club):
    """When somebody comes who is called, or None."""
    user, tick = eye.user(me), eye.clock["tick"]
    soon = eye.clock["now"] + tick
    a, b, _, _ = eye.draw(me, "rally")
    if user["club"] != club or user["due"] < soon + REST or user["due"] == T.NEVER:
        return None
    if user["bucket"] >= soon // tick or unit(a) >= eye.set["forum_rally"]:
        return None
    due = max(soon, user["free"]) + math.floor(unit(b) * eye.set["forum_call_minutes"] * 60_000)
    comes = due < user["due"] and due < eye.clock["end"] and awake(eye, me, due) == due
    return due if comes else None
