"""Come back: when the next turn is due.

After the cooldown, late by a part in proportion to it and by one that is not (only so does throughput answer to the
cooldown as it did in 2017), or after a break, or in the morning. Scripts are never late, but they too stand still for
some hours a day: nobody took all slots that there were (moderate). Sources: users act later than they may (strong);
throughput times .62 and 1.6 when the cooldown doubles and halves (docs/odd.md, section 1).
"""

import math

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.rng import block, stream, unit
from canvas_sim.base.times import HOUR
from canvas_sim.base.user_kinds import PUNCTUAL
from canvas_sim.world.queries import has_trait
from canvas_sim.world.tables import NEVER

BACK = stream("come_back")
NIGHT = stream("come_back/night")
DAY = 24.0


@rule
def come_back(world, me, placed, t):
    """Time in ms at which user `me` is due again after a turn at `t` that placed something (`placed` 1) or not."""
    user = world.users[me]
    clock = world.clock[0]
    wait = clock.cooldown if placed == 1 else 0
    if world.settings[0].activity_saturated == 1:
        return np.int64(t + max(wait, clock.tick))
    a, b, c, d = block(clock.seed, BACK, user.key, user.turns, 0)
    if has_trait(user, PUNCTUAL):
        return awake(world, me, np.int64(t + max(wait, clock.tick) + math.floor(2000.0 * unit(a))))
    if user.left <= 1:
        return np.int64(NEVER)
    settings = world.settings[0]
    life = world.lives[me]
    late = -math.log(1.0 - unit(a)) * settings.activity_lag_share * clock.cooldown
    late += -math.log(1.0 - unit(b)) * settings.activity_lag_seconds * 1000.0
    due = t + wait + clock.tick + math.floor(late * np.float64(life.lag))
    sitting = settings.activity_session_turns * math.sqrt(
        1.0 + np.float64(life.appetite) / settings.activity_placements
    )
    if unit(c) < 1.0 / sitting:
        due += math.floor(-math.log(1.0 - unit(d)) * settings.activity_break_hours * HOUR * np.float64(life.lag))
    return awake(world, me, due)


@rule
def awake(world, me, due):
    """`due`, or some time in the next morning if it falls into the night of user `me`."""
    life = world.lives[me]
    hours = world.clock[0].launch + due / HOUR - np.float64(life.wake)
    day = math.floor(hours / DAY)
    if hours - DAY * day < np.float64(life.awake) or due >= NEVER:
        return np.int64(min(due, NEVER))
    a, _b, _c, _d = block(world.clock[0].seed, NIGHT, world.users[me].key, np.int64(day) + 1, 0)
    morning = (day + 1) * DAY + np.float64(life.wake) - world.clock[0].launch
    late = -math.log(1.0 - unit(a)) * 1.5
    return np.int64(min(math.floor((morning + late) * HOUR), NEVER))
