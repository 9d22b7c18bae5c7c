"""Settle: how founders choose a site, and fit a design to its neighbors.

A founder compares many sites by glances, as anybody could: blank ground is best, disordered or abandoned ground will
do, a picture that stands is somebody's. Sites beside what stands are tried as well as sites anywhere, so that works
come to fit each other. Sources: works grow around others' art (moderate); turnover by founding on weak or abandoned
ground carries change and its persistence (docs/odd.md, section 1). Choice of site is open, a parameter to sweep.
"""

import numpy as np
from numba import prange

from canvas_sim.base.jit import kernel, parallel_kernel, rule
from canvas_sim.base.prefetch import fetch
from canvas_sim.base.rng import alternative, block, stream, unit
from canvas_sim.world.queries import between, isolated_4, stands
from canvas_sim.world.tables import NOBODY

SITE = stream("settle/site")
LOOK = stream("settle/look")
HELD = 1.0
DISORDER = 0.35  # what a pixel costs that is somebody's noise
PATCH = 0.6  # and one of a patch that continues no design
SNUG = 0.12  # what a site gains by lying flush against another design
TWO = np.uint64(2)
GIVE = 4  # a side moves by at most this part of the box
REACH = 8  # and by at most so many pixels outward
EARLY = 16
PARTS = 2  # of the sites, searched at the same time


@parallel_kernel
def choose_site(world, key, attempt, size):
    """The best site for a design of `size` (height, width): (x, y, share held); x is NOBODY if there is no room."""
    clock = world.clock[0]
    best = 1e300
    chosen = (np.int64(NOBODY), np.int64(NOBODY), 1.0)
    if size[1] > clock.x1 - clock.x0 or size[0] > clock.y1 - clock.y0:
        return chosen
    sites = world.settings[0].communities_sites
    found = np.empty((PARTS, 4))
    for part in prange(PARTS):
        span = (part * sites // PARTS, (part + 1) * sites // PARTS)
        _search(world, (key, attempt), size, np.empty((span[1] - span[0], 4), np.int64), (span[0], found[part]))
    for part in range(PARTS):
        if found[part, 0] < best:
            best = found[part, 0]
            chosen = (np.int64(found[part, 1]), np.int64(found[part, 2]), found[part, 3])
    return chosen


@rule
def _search(world, entity, size, places, search):
    """Compare sites from number ``search[0]`` on; the best becomes ``search[1]`` = (cost, x, y, share held)."""
    first, found = search
    key, attempt = entity
    seed = world.clock[0].seed
    for k in range(len(places)):
        words = block(seed, SITE, key, attempt, first + k)
        places[k, 0] = words[0]
        places[k, 1] = words[1]
        places[k, 2] = words[2]
        places[k, 3] = words[3]
        _fetch_spot(world, words)
    for k in range(len(places)):
        words = (np.uint64(places[k, 0]), np.uint64(places[k, 1]), np.uint64(places[k, 2]))
        x, y, snug = _candidate(world, size, words)
        places[k, 0] = x
        places[k, 1] = y
        places[k, 2] = snug
    found[0] = 1e300
    ahead = block(seed, LOOK, key, attempt, first)
    for k in range(len(places)):
        words = ahead
        if k + 1 < len(places):
            ahead = block(seed, LOOK, key, attempt, first + k + 1)
            _fetch_glances(world, size, (places[k + 1, 0], places[k + 1, 1]), ahead)
        snug = SNUG * np.float64(places[k, 2])
        held, cost = _cost(world, size, (places[k, 0], places[k, 1]), words, found[0] + snug)
        cost += -snug + 0.04 * unit(places[k, 3])
        if cost < found[0]:
            found[0] = cost
            found[1] = places[k, 0]
            found[2] = places[k, 1]
            found[3] = held


@rule
def _fetch_spot(world, words):
    clock = world.clock[0]
    fetch(world.claims, (between(words[1], clock.y0, clock.y1), between(words[0], clock.x0, clock.x1), 0))


@rule
def _fetch_glances(world, size, place, words):
    for glance in range(EARLY):
        x, y = _glance(size, place, words, glance)
        fetch(world.canvas, (y, x))
        fetch(world.wanted, (y, x, 0))


@rule
def _glance(size, place, words, glance):
    """Where a glance at a site goes: x, y."""
    word = alternative(words[0], words[1], glance)
    x = place[0] + between((word << np.uint64(16)) & np.uint64(0xFFFFFFFF), 0, size[1])
    y = place[1] + between(word & np.uint64(0xFFFF0000), 0, size[0])
    return x, y


@rule
def _candidate(world, size, words):
    """A place to compare: anywhere, or flush against the design that covers a spot."""
    clock = world.clock[0]
    height, width = size
    x = between(words[0], clock.x0, clock.x1 - width + 1)
    y = between(words[1], clock.y0, clock.y1 - height + 1)
    spot_x = between(words[0], clock.x0, clock.x1)
    spot_y = between(words[1], clock.y0, clock.y1)
    neighbor = np.int64(world.claims[spot_y, spot_x, 0]) - 1
    if neighbor < 0:
        return x, y, 0.0
    other = world.designs[neighbor]
    side = np.int64(words[2] & np.uint64(3))
    end = ((words[2] >> TWO) & np.uint64(1)) == 0
    if side < 2:
        x = np.int64(other.x + other.width if side == 0 else other.x - width)
        y = np.int64(other.y if end else other.y + other.height - height)
    else:
        y = np.int64(other.y + other.height if side == 2 else other.y - height)
        x = np.int64(other.x if end else other.x + other.width - width)
    inside = clock.x0 <= x <= clock.x1 - width and clock.y0 <= y <= clock.y1 - height
    x = min(max(x, np.int64(clock.x0)), np.int64(clock.x1 - width))
    y = min(max(y, np.int64(clock.y0)), np.int64(clock.y1 - height))
    return x, y, 1.0 if inside else 0.0


@rule
def _cost(world, size, place, words, limit):
    """(share held by others, mean cost of a pixel) of a site, by glances; stops when the mean must pass `limit`.

    Nothing here branches on what a glance shows, so that the memory of one need not be waited for before the next.
    """
    clock = world.clock[0]
    glances = world.settings[0].communities_site_glances + min(size[0] * size[1] // 100, 100)
    held = 0
    cost = 0.0
    enough = limit * glances + 1e-6
    for glance in range(glances):
        if cost > enough:
            return 1.0, 1e300
        at_x, at_y = _glance(size, place, words, glance)
        # Where several have plans and none prevails, others are at it already.
        taken = stands(world, at_x, at_y) | (world.wanted[at_y, at_x, 1] != 0)
        bare = (world.canvas[at_y, at_x] == clock.background) & (world.wanted[at_y, at_x, 0] == 0)
        held += taken
        messy = DISORDER if isolated_4(world, at_x, at_y) else PATCH
        cost += 0.0 if bare else (HELD if taken else messy)
    return held / glances, cost / glances


@kernel
def fit(world, box):
    """The box (x0, y0, x1, y1) after each side, left, upper, right, lower, moved to where a neighbor ends or begins.

    A founder draws a side in from what others hold, or pushes it out over the strip that would be left between two
    works, so that works come to touch each other and few are cut.
    """
    x0, y0, x1, y1 = np.int64(box[0]), np.int64(box[1]), np.int64(box[2]), np.int64(box[3])
    x0 += _shift(world, (x0, 0, 1), (y0, y1), (x1 - x0) // GIVE)
    y0 += _shift(world, (y0, 1, 1), (x0, x1), (y1 - y0) // GIVE)
    x1 -= _shift(world, (x1 - 1, 0, -1), (y0, y1), (x1 - x0) // GIVE)
    y1 -= _shift(world, (y1 - 1, 1, -1), (x0, x1), (y1 - y0) // GIVE)
    return x0, y0, x1, y1


@rule
def _shift(world, edge, span, most):
    """By how much a side moves in, out if negative. ``edge``: its line, whether that is a row, the step inward."""
    line, level, step = edge
    inward = 0
    while inward < most and _is_held(world, line + step * inward, level, span):
        inward += 1
    if inward > 0:
        return inward
    for outward in range(1, min(most, REACH) + 2):
        if _is_held(world, line - step * outward, level, span):
            return 1 - outward
    return 0


@rule
def _is_held(world, line, level, span):
    """Whether most of a line, a row if `level` is 1 and else a column, belongs to others; all does outside."""
    clock = world.clock[0]
    low, high = (clock.y0, clock.y1) if level == 1 else (clock.x0, clock.x1)
    if line < low or line >= high:
        return True
    held = 0
    for along in range(span[0], span[1]):
        x, y = (along, line) if level == 1 else (line, along)
        begun = (world.canvas[y, x] == clock.background) & (world.wanted[y, x, 0] != 0)
        held += begun | stands(world, x, y)
    return 2 * held > span[1] - span[0]
