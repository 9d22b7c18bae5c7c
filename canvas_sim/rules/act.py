"""Act: one placement, or none.

Build what is missing, repair what was spoiled, help a neighbor, guard what is under threat, strike at whom one blames.
A hostile act costs the turn as any other, grows from ground that is one's own already, and grudges cool. Sources:
repair of salient deviations, guarding and its waste (net change over placements; docs/odd.md, section 1), local
disputes (Vachher et al., CSCW 2020); takeovers grow in one hand, from their own color outward (moderate).
"""

import math

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.rng import below, block, stream, unit
from canvas_sim.base.times import HOUR
from canvas_sim.base.user_kinds import EXACT, KEEPS
from canvas_sim.base.vocabulary import ATTACK, BUILD, GUARD, HELP, NOISE, REPAIR, VANDALISE
from canvas_sim.rules.diplomacy import bound_by_treaty, grievance
from canvas_sim.rules.keep import act_as_keeper
from canvas_sim.rules.knowledge import knows
from canvas_sim.rules.loner import act_as_loner, any_color, tidy
from canvas_sim.rules.spread import grow_pattern
from canvas_sim.rules.types import AGAIN, AID, ALONE, RAID, SPOIL, STRIKE, deed, nothing, worked_on
from canvas_sim.world.queries import between, has_trait, is_open, planned, same_around, usable
from canvas_sim.world.tables import UNPLANNED

ACT = stream("act")
AIM = stream("act/aim")
SLIP = stream("act/slip")
REACH = 6
NEARBY = 24
DAMAGED = 0.35  # a design that looks worse than this is built, not repaired


@rule
def act(world, me, chosen, sight, t):
    """What user `me` does at time `t` after it turned to `chosen` and saw `sight`, as a `Deed`."""
    if world.clock[0].colors == 1:
        return _paint_over(world, me)
    done = _intended(world, me, chosen, sight, t)
    if done.placed == 1 and is_open(world, done.x, done.y) and usable(world, done.color):
        return done
    return nothing()


@rule
def _paint_over(world, me):
    """When one color is all that is left, people place it: near their last pixel, or else anywhere."""
    user = world.users[me]
    clock = world.clock[0]
    color = np.int64(world.colors[0])
    for attempt in range(8):
        a, b, _c, _d = block(clock.seed, AIM, user.key, user.turns, attempt)
        x, y = _around(world, me, attempt, (a, b))
        if is_open(world, x, y) and world.canvas[y, x] != color:
            return deed(x, y, color, NOISE)
    return nothing()


@rule
def _around(world, me, attempt, words):
    """Where one aims: at first near the last pixel, if there is one, later anywhere."""
    user = world.users[me]
    clock = world.clock[0]
    if attempt < 4 and user.placed == 1:
        return (
            np.int64(user.x) + between(words[0], -NEARBY, NEARBY + 1),
            np.int64(user.y) + between(words[1], -NEARBY, NEARBY + 1),
        )
    return between(words[0], clock.x0, clock.x1), between(words[1], clock.y0, clock.y1)


@rule
def _intended(world, me, chosen, sight, t):
    """What one would do, before one finds that the canvas is closed there or the color may not be used."""
    if has_trait(world.users[me], KEEPS):
        return act_as_keeper(world, me)
    if chosen.purpose == ALONE:
        return act_as_loner(world, me)
    if chosen.purpose == RAID or chosen.purpose == SPOIL:
        return _spoil(world, me, chosen.purpose)
    if chosen.purpose == AGAIN:
        color = planned(world, chosen.design, chosen.x, chosen.y)
        return nothing() if color == UNPLANNED else deed(chosen.x, chosen.y, color, REPAIR)
    return _slip(world, me, _work(world, me, chosen, sight, t))


@rule
def _work(world, me, chosen, sight, t):
    """Work on a design: blindly by the plan, on the most pressing pixel, or guard, or tidy what is near."""
    user = world.users[me]
    settings = world.settings[0]
    words = block(world.clock[0].seed, ACT, user.key, user.turns, 0)
    design = world.designs[chosen.design]
    if design.kind != TEMPLATE:
        return grow_pattern(world, chosen.design, words)
    kind = HELP if chosen.purpose == AID else BUILD
    called = chosen.purpose == STRIKE
    if called or (sight.blame >= 0 and _strikes(world, me, sight.blame, words[0])):
        target = chosen.design if called else np.int64(world.communities[sight.blame].design)
        struck = strike(world, me, target, (chosen.x, chosen.y) if called else (sight.x, sight.y))
        if struck.placed == 1 or called:
            return struck
    at_home = worked_on(chosen, sight) == chosen.design
    if sight.found == 1 and at_home and kind == BUILD and sight.wrong <= DAMAGED * sight.looked:
        kind = REPAIR
    if unit(words[1]) < settings.people_blind and not has_trait(user, EXACT) and knows(world, me, chosen):
        x = design.x + below(words[2], design.width)
        y = design.y + below(words[3], design.height)
        return deed(x, y, planned(world, chosen.design, x, y), kind)
    if sight.found == 1:
        return deed(sight.x, sight.y, sight.color, kind if at_home else HELP)
    if sight.right == 1 and unit(words[2]) < settings.people_guard * _threat(world, chosen.design, t):
        color = planned(world, chosen.design, sight.right_x, sight.right_y)
        return deed(sight.right_x, sight.right_y, color, GUARD)
    return tidy(world, me)


@rule
def _threat(world, number, t):
    """How much a design is under threat: 1 just after it was damaged, fading with `guard_hours`."""
    design = world.designs[number]
    if design.scarred == 0:
        return 0.0
    return math.exp(-max(0.0, np.float64(t - design.hurt)) / HOUR / world.settings[0].people_guard_hours)


@rule
def _strikes(world, me, other, word):
    """Anger: temper times the grudge that my community bears, and no treaty that binds me."""
    user = world.users[me]
    if bound_by_treaty(world, me, other):
        return False
    return unit(word) < world.lives[me].temper * min(1.0, grievance(world, user.club, other))


@rule
def strike(world, me, target, place):
    """Paint over a visible pixel of design `target` near `place` (x, y), in the ground color of my own design.

    Rather one beside that color: so ground is taken from one's own edge outward.
    """
    user = world.users[me]
    if target < 0 or world.designs[target].kind != TEMPLATE or user.club < 0:
        return nothing()
    color = world.designs[world.communities[user.club].design].ground
    struck = nothing()
    for attempt in range(8):
        a, b, _c, _d = block(world.clock[0].seed, AIM, user.key, user.turns, attempt)
        at_x = place[0] + between(a, -REACH, REACH + 1)
        at_y = place[1] + between(b, -REACH, REACH + 1)
        if not is_open(world, at_x, at_y):
            continue
        plan = planned(world, target, at_x, at_y)
        if plan != UNPLANNED and plan != color and world.canvas[at_y, at_x] == plan:
            struck = deed(at_x, at_y, color, ATTACK)
            if same_around(world, at_x, at_y, color) > 0:
                break
    return struck


@rule
def _spoil(world, me, purpose):
    """A raider paints its region in one color; a vandal places any color, near where it was last."""
    user = world.users[me]
    clock = world.clock[0]
    life = world.lives[me]
    for attempt in range(8):
        a, b, c, _d = block(clock.seed, AIM, user.key, user.turns, attempt)
        if purpose == RAID:
            x = between(a, life.x0, life.x1)
            y = between(b, life.y0, life.y1)
            if is_open(world, x, y) and world.canvas[y, x] != life.color:
                return deed(x, y, life.color, ATTACK)
        else:
            x, y = _around(world, me, attempt, (a, b))
            color = any_color(world, c)
            if is_open(world, x, y) and world.canvas[y, x] != color:
                return deed(x, y, color, NOISE if world.canvas[y, x] == clock.background else VANDALISE)
    return nothing()


@rule
def _slip(world, me, done):
    """A mistake: the neighboring pixel, or another color."""
    user = world.users[me]
    if done.placed == 0 or has_trait(user, EXACT):
        return done
    a, b, c, d = block(world.clock[0].seed, SLIP, user.key, user.turns, 0)
    if unit(a) >= world.settings[0].people_errors:
        return done
    if unit(b) < 0.5:
        return deed(done.x + below(c, 3) - 1, done.y + below(d, 3) - 1, done.color, done.intent)
    return deed(done.x, done.y, any_color(world, c), done.intent)
