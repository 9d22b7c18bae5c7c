"""Settle: how founders choose a site, and when a community gives up.

A founder compares many sites by glances, as anybody could: blank ground is best, disordered or abandoned ground will
do, a picture that stands is somebody's. Sites beside what stands are tried as well as sites anywhere, so that works
come to fit each other. Sources: works grow around others' art (moderate); turnover by founding on weak or abandoned
ground carries change and its persistence (docs/odd.md, section 1). Choice of site is open, a parameter to sweep.
"""

from __future__ import annotations

import numpy as np

from canvas_sim.compiling import kernel, rule
from canvas_sim.rules.seeing import planned, same_around, within
from canvas_sim.world.draws import alternative, block, stream, unit
from canvas_sim.world.tables import CLAIMS, NOBODY, UNPLANNED

SITE = stream("settle/site")
LOOK = stream("settle/look")
HELD = 1.0
DISORDER = 0.35  # what a pixel costs that is somebody's noise
PATCH = 0.6  # and one of a patch that continues no design
SNUG = 0.12  # what a site gains by lying flush against another design
TWO = np.uint64(2)


@kernel
def choose_site(world, number, attempt):
    """The best site for design `number`: (x, y, share held by others); x is NOBODY if there is no room at all."""
    design = world.designs[number]
    clock = world.clock[0]
    best = 1e300
    chosen = (np.int64(NOBODY), np.int64(NOBODY), 1.0)
    if design.width > clock.x1 - clock.x0 or design.height > clock.y1 - clock.y0:
        return chosen
    for site in range(world.settings[0].communities_sites):
        words = block(clock.seed, SITE, design.key, attempt, site)
        x, y, snug = _candidate(world, number, words)
        glance_words = block(clock.seed, LOOK, design.key, attempt, site)
        held, cost = _cost(world, number, (x, y), glance_words, best + SNUG * snug)
        cost += -SNUG * snug + 0.04 * unit(words[3])
        if cost < best:
            best = cost
            chosen = (x, y, held)
    return chosen


@rule
def _candidate(world, number, words):
    """A place to compare: anywhere, or flush against the design that covers a spot."""
    clock = world.clock[0]
    design = world.designs[number]
    x = within(words[0], clock.x0, clock.x1 - design.width + 1)
    y = within(words[1], clock.y0, clock.y1 - design.height + 1)
    spot_x = within(words[0], clock.x0, clock.x1)
    spot_y = within(words[1], clock.y0, clock.y1)
    neighbor = np.int64(world.claims[spot_y, spot_x, 0]) - 1
    if neighbor < 0:
        return x, y, 0.0
    other = world.designs[neighbor]
    side = np.int64(words[2] & np.uint64(3))
    end = ((words[2] >> TWO) & np.uint64(1)) == 0
    if side < 2:
        x = np.int64(other.x + other.width if side == 0 else other.x - design.width)
        y = np.int64(other.y if end else other.y + other.height - design.height)
    else:
        y = np.int64(other.y + other.height if side == 2 else other.y - design.height)
        x = np.int64(other.x if end else other.x + other.width - design.width)
    inside = clock.x0 <= x <= clock.x1 - design.width and clock.y0 <= y <= clock.y1 - design.height
    x = min(max(x, np.int64(clock.x0)), np.int64(clock.x1 - design.width))
    y = min(max(y, np.int64(clock.y0)), np.int64(clock.y1 - design.height))
    return x, y, 1.0 if inside else 0.0


@rule
def _cost(world, number, place, words, limit):
    """(share held by others, mean cost of a pixel) of a site, by glances; stops when the mean must pass `limit`."""
    design = world.designs[number]
    glances = world.settings[0].communities_site_glances + min(design.area // 100, 100)
    held = 0
    cost = 0.0
    enough = limit * glances + 1e-6
    for glance in range(glances):
        if cost > enough:
            return 1.0, 1e300
        word = alternative(words[0], words[1], glance)
        at_x = place[0] + within((word << np.uint64(16)) & np.uint64(0xFFFFFFFF), 0, design.width)
        at_y = place[1] + within(word & np.uint64(0xFFFF0000), 0, design.height)
        if world.canvas[at_y, at_x] == world.clock[0].background and world.claims[at_y, at_x, 0] == 0:
            continue
        if stands(world, at_x, at_y):
            held += 1
            cost += HELD
        elif same_around(world, at_x, at_y, world.canvas[at_y, at_x]) == 0:
            cost += DISORDER
        else:
            cost += PATCH
    return held / glances, cost / glances


@rule
def stands(world, x, y):
    """Whether the pixel at (x, y) shows a living design, as anybody can see who knows the picture."""
    color = world.canvas[y, x]
    for layer in range(CLAIMS):
        number = np.int64(world.claims[y, x, layer]) - 1
        if number < 0:
            return False
        plan = planned(world, number, x, y)
        if plan != UNPLANNED and plan == color:
            return True
    return False


@rule
def gives_up(world, community, hours, word):
    """Whether a community gives up at a meeting that ends a period of `hours`: too much wrong, or too little left."""
    group = world.communities[community]
    settings = world.settings[0]
    if group.looked < 40.0:
        return False
    lost = group.wrong - group.blank > settings.communities_give_up_wrong * group.looked
    cut = group.yielded > 0.45 * group.looked
    return (lost or cut) and unit(word) < settings.communities_give_up * hours
