"""Look: some twenty glances at the design that one turned to.

Each glance finds the pixel right, blank or wrong. The most pressing wrong pixel is remembered: one that closes a
hole, that continues an edge, or, in a young design, one of the background; or one that was overwritten of late. A
newer design is let stand if the older one yields to it, and an ally's pixels are let stand by those who have read the
treaty. Sources: users repair deviations, salient ones first (moderate); which rules carry reality was learned by
taking each out in turn.
"""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.prefetch import fetch
from canvas_sim.base.rng import alternative, block, scramble, stream, unit
from canvas_sim.base.times import HOUR
from canvas_sim.rules.blame import blamed, thanked
from canvas_sim.rules.diplomacy import bound_by_treaty
from canvas_sim.rules.types import NOWHERE, sight
from canvas_sim.world.queries import is_open, planned, stands
from canvas_sim.world.tables import CLAIMS, NOBODY, OUTSIDE, SCARS, UNPLANNED

LOOK = stream("look")
YIELD = stream("look/yield")
SHORT = np.uint64(0xFFFF)
SIXTEEN = np.uint64(16)
ELSEWHERE = 0  # what a glance shows
AS_PLANNED = 1
OTHERWISE = 2
NO_GLANCE = (np.int64(NOBODY), np.int64(NOBODY), np.int64(NOBODY), np.int64(NOBODY))
AROUND = 6
CLOSED = 3
FIRST_SCAR = 128  # number of the draw on whether one notices the first; glances have smaller ones


@rule
def look(world, me, chosen, t):
    """What user `me` sees of the design that it turned to (`chosen`, a `Focus`), as a `Sight`."""
    return see(world, me, chosen, t, True)


@rule
def see(world, me, chosen, t, thankful):
    """The same; whom it thanks is left open unless `thankful`, as to find that out takes long."""
    user = world.users[me]
    a, b, c, _d = block(world.clock[0].seed, LOOK, user.key, user.turns, 0)
    window = _window(world, chosen)
    design = world.designs[chosen.design]
    clock = world.clock[0]
    looked = wrong = blank = yielded = sore = 0
    x = y = color = right_x = right_y = np.int64(NOBODY)
    pressing = -1.0
    young = (t - design.founded) / HOUR < world.settings[0].people_ground_hours
    wide = np.int64(design.width)
    first = design.ink - design.y * wide - design.x
    glances = world.lives[me].glances
    last = NO_GLANCE
    for glance in range(glances + 1):
        now = NO_GLANCE
        if glance < glances:
            word = alternative(a, b, glance)
            at_x, at_y = _spot(window, word)
            plan = np.int64(world.ink[first + at_y * wide + at_x])
            shown = _shown(world, plan, at_x, at_y)
            looked += shown != ELSEWHERE
            if shown == AS_PLANNED:
                right_x, right_y = at_x, at_y
            if shown != OTHERWISE:
                continue
            now = (at_x, at_y, plan, np.int64(word))
        # What one saw is judged when the next such pixel is found: by then it is known whose plans there are.
        (at_x, at_y, plan, number), last = last, now
        if plan == NOBODY:
            continue
        if world.canvas[at_y, at_x] == clock.background:
            blank += 1
        elif _lets_stand(world, me, chosen, at_x, at_y):
            yielded += 1
            continue
        wrong += 1
        weight = unit(scramble(np.uint64(number) ^ c)) + _salience(world, chosen.design, at_x, at_y)
        if young and plan == design.ground:
            weight += world.settings[0].people_ground
        if weight > pressing:
            pressing, x, y, color = weight, at_x, at_y, plan
    weight, scar_x, scar_y = _worst_scar(world, me, chosen, (a, b, c))
    if weight > pressing:
        pressing, x, y = weight, scar_x, scar_y
        color = planned(world, chosen.design, x, y)
        sore = 1
    angry = pressing >= 0.0 and world.canvas[y, x] != clock.background
    blame = blamed(world, me, x, y) if angry else np.int64(NOBODY)
    thanks = thanked(world, me, world.owner[right_y, right_x]) if thankful and right_x != NOBODY else np.int64(NOBODY)
    return sight((looked, wrong, blank, yielded), (x, y, color), (right_x, right_y), (blame, thanks, sore))


@rule
def _shown(world, plan, x, y):
    """What a glance at (x, y) shows to somebody who has `plan` for it."""
    if plan == OUTSIDE or not is_open(world, x, y):
        return ELSEWHERE
    if world.canvas[y, x] == plan:
        return AS_PLANNED
    fetch(world.wanted, (y, x, 0))
    fetch(world.claims, (y, x, 0))
    return OTHERWISE


@rule
def unseen():
    """The `Sight` of somebody who did not look at any design."""
    return sight((0, 0, 0, 0), NOWHERE, NOWHERE, (NOBODY, NOBODY, 0))


@rule
def _spot(window, word):
    """Where a glance falls: x, y."""
    x = window[0] + np.int64(((word & SHORT) * np.uint64(window[2])) >> SIXTEEN)
    y = window[1] + np.int64(((word >> SIXTEEN) * np.uint64(window[3])) >> SIXTEEN)
    return x, y


@rule
def _worst_scar(world, me, chosen, words):
    """The most pressing of the scars that one notices: weight, x, y; a negative weight if there is none."""
    x = y = np.int64(NOBODY)
    pressing = -1.0
    for scar in range(SCARS):
        place = np.int64(world.scars[chosen.design, scar]) - 1
        if place < 0:
            break
        word = alternative(words[0], words[1], FIRST_SCAR + scar)
        at_x = place % 65536
        at_y = place // 65536
        if unit(word) >= world.settings[0].people_notice or not _sore(world, me, chosen, at_x, at_y):
            continue
        weight = unit(scramble(word ^ words[2])) + _salience(world, chosen.design, at_x, at_y)
        if weight > pressing:
            pressing = weight
            x = at_x
            y = at_y
    return pressing, x, y


@rule
def _sore(world, me, chosen, x, y):
    """Whether a pixel that was overwritten of late is still wrong, and not let stand."""
    plan = planned(world, chosen.design, x, y)
    there = world.canvas[y, x]
    if plan == UNPLANNED or there == plan or not is_open(world, x, y):
        return False
    return there == world.clock[0].background or not _lets_stand(world, me, chosen, x, y)


@rule
def _window(world, chosen):
    """Where the glances go: the whole design, or what lies around the place that a post names: x, y, width, height."""
    design = world.designs[chosen.design]
    left = np.int64(design.x)
    top = np.int64(design.y)
    right = left + design.width
    bottom = top + design.height
    if chosen.x >= 0 and left <= chosen.x < right and top <= chosen.y < bottom:
        left = max(left, chosen.x - AROUND)
        top = max(top, chosen.y - AROUND)
        right = min(right, chosen.x + AROUND + 1)
        bottom = min(bottom, chosen.y + AROUND + 1)
    return left, top, right - left, bottom - top


@rule
def _salience(world, number, x, y):
    """What makes a wrong pixel stand out: right neighbors, and even more a hole that it would close."""
    right = 0
    if _is_right(world, number, x - 1, y):
        right += 1
    if _is_right(world, number, x + 1, y):
        right += 1
    if _is_right(world, number, x, y - 1):
        right += 1
    if _is_right(world, number, x, y + 1):
        right += 1
    settings = world.settings[0]
    return settings.people_edge * right + (settings.people_closed if right >= CLOSED else 0.0)


@rule
def _is_right(world, number, x, y):
    clock = world.clock[0]
    if x < clock.x0 or x >= clock.x1 or y < clock.y0 or y >= clock.y1:
        return False
    return world.canvas[y, x] == planned(world, number, x, y)


@rule
def _lets_stand(world, me, chosen, x, y):
    """Whether what stands at (x, y) is another design's, and mine yields to it or is bound by a treaty."""
    if not stands(world, x, y):
        return False
    there = np.int64(world.canvas[y, x]) + 1
    newer = True
    for layer in range(CLAIMS):
        number = np.int64(world.claims[y, x, layer]) - 1
        if number < 0:
            break
        if number == chosen.design:
            newer = False
            continue
        if world.wanted[y, x, layer] != there:
            continue
        if newer and yields(world, chosen.design, number):
            return True
        if bound_by_treaty(world, me, world.designs[number].community):
            return True
    return False


@rule
def yields(world, older, newer):
    """Whether the older of two overlapping designs yields to the newer: the pair decides, once and for all."""
    if world.designs[older].community == world.designs[newer].community:
        return world.designs[newer].before != older  # holdouts do not yield to what replaced their picture
    pair = world.designs[older].key ^ (np.uint64(world.designs[newer].key) << np.uint64(1))
    a, _b, _c, _d = block(world.clock[0].seed, YIELD, pair, 0, 0)
    return unit(a) < world.settings[0].communities_yields
