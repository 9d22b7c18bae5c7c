"""When somebody comes back, from docs/odd.md section 7.8."""

import math

from canvas_sim.base.user_kinds import BOT
from canvas_sim.world import tables as T
from naive.constants import HOUR
from naive.draws import block, luck, unit


def come_back(eye, me, placed, t):
    user, life, rules, clock = eye.user(me), eye.life(me), eye.set, eye.clock
    wait = clock["cooldown"] if placed else 0
    if rules["activity_saturated"]:
        return t + max(wait, clock["tick"])
    a, b, c, d = eye.draw(me, "come_back")
    if user["kind"] == BOT:
        return awake(eye, me, t + max(wait, clock["tick"]) + math.floor(2000 * unit(a)))
    if user["left"] <= 1:
        return T.NEVER
    late = luck(a) * rules["activity_lag_share"] * clock["cooldown"] + luck(b) * rules["activity_lag_seconds"] * 1000
    due = t + wait + clock["tick"] + math.floor(late * life["lag"])
    session = rules["activity_session_turns"] * math.sqrt(1 + life["appetite"] / rules["activity_placements"])
    if unit(c) < 1 / session:
        due += math.floor(luck(d) * rules["activity_break_hours"] * HOUR * life["lag"])
    return awake(eye, me, due)


def awake(eye, me, due):
    life, launch = eye.life(me), eye.clock["launch"]
    hour = launch + due / HOUR - life["wake"]
    day = math.floor(hour / 24)
    if due >= T.NEVER:
        return T.NEVER
    if hour - 24 * day >= life["awake"]:
        word = block(eye.seed, "come_back/night", eye.user(me)["key"], day + 1, 0)[0]
        due = math.floor(((day + 1) * 24 + life["wake"] - launch - 1.5 * math.log(1 - unit(word))) * HOUR)
    return min(due, T.NEVER)
