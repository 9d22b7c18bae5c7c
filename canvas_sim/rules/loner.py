"""Alone: what somebody without a community does.

Early on many place anything anywhere, often in a color that stands nearby; others doodle next to their last pixel,
continue a color that they see, beside it or across its corner as lattices grow, help a pattern that spreads, complete a
patch or tidy a lone pixel. All that fades as the canvas is worked on, not by the clock. Sources: noise and isolated
pixels rise, then fall (docs/odd.md, section 1); attention gathers at corners and in the middle (strong).
"""

import math
from itertools import accumulate

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.patterns import KINDS, PATTERNS, TEMPLATE
from canvas_sim.base.rng import below, block, stream
from canvas_sim.base.rng import unit as share
from canvas_sim.base.vocabulary import COMPLETE, COPY, DOODLE, NOISE, TIDY
from canvas_sim.rules.spread import grow_pattern
from canvas_sim.rules.types import deed, nothing
from canvas_sim.world.queries import between, is_open, isolated_8, same_around, usable, wear
from canvas_sim.world.tables import ALIVE

ALONE = stream("alone")
PLACE = stream("alone/place")
PATTERN = stream("alone/pattern")
TRIES = 12
NEAR = 3  # where one sees a color that one mimics
AROUND = 24  # where one tidies
CORNER = KINDS.index("corner")
HELPERS = tuple(accumulate(pattern.helpers for pattern in PATTERNS))  # of each pattern, and of those before it


@rule
def act_as_loner(world, me):
    """The placement of a loner, as a `Deed`."""
    user = world.users[me]
    loners = world.settings[0]
    words = block(world.clock[0].seed, ALONE, user.key, user.turns, 0)
    worn = wear(world)
    goal = share(words[0])
    goal -= loners.loners_noise * math.exp(-((worn / loners.loners_noise_wear) ** 2)) + loners.loners_noise_floor
    if goal < 0:
        return _noise(world, me, words)
    faded = math.exp(-worn / loners.loners_fade_wear)
    goal -= loners.loners_doodle * faded
    if goal < 0:
        return _doodle(world, me, words)
    goal -= loners.loners_copy_share * faded
    if goal < 0:
        return _copy(world, me)
    goal -= loners.loners_corner * math.exp(-worn / loners.loners_corner_wear)
    if goal < 0:
        return _help_pattern(world, me, CORNER)
    goal -= loners.loners_spread
    if goal < 0:
        return _help_pattern(world, me, _which_pattern(words[3]))
    goal -= loners.loners_focus
    if goal < 0:
        return _focal(world, words)
    return tidy(world, me)


@rule
def any_color(world, word):
    """One of the colors that may be placed."""
    return np.int64(world.colors[below(word, world.clock[0].colors)])


@rule
def _noise(world, me, words):
    """Anywhere, in any color, or in one that stands nearby."""
    clock = world.clock[0]
    user = world.users[me]
    x = between(words[1], clock.x0, clock.x1)
    y = between(words[2], clock.y0, clock.y1)
    a, b, c, _d = block(clock.seed, PLACE, user.key, user.turns, TRIES)
    x1 = x + below(b, 2 * NEAR + 1) - NEAR
    y1 = y + below(c, 2 * NEAR + 1) - NEAR
    if share(a) < world.settings[0].loners_mimic and is_open(world, x1, y1):
        color = world.canvas[y1, x1]
        if color != clock.background:
            return deed(x, y, color, NOISE)
    return deed(x, y, any_color(world, words[3]), NOISE)


@rule
def _focal(world, words):
    """A corner, or the middle."""
    clock = world.clock[0]
    spot = below(words[1], 6)
    x = clock.x1 - 1 if spot in (0, 1, 4) else clock.x0
    y = clock.y1 - 1 if spot in (0, 2, 4) else clock.y0
    if spot == 5:
        x = (clock.x0 + clock.x1) // 2
        y = (clock.y0 + clock.y1) // 2
    return deed(x, y, any_color(world, words[3]), NOISE)


@rule
def _doodle(world, me, words):
    """Next to my last pixel, in its color; the first one somewhere."""
    user = world.users[me]
    if user.placed == 0:
        start = _noise(world, me, words)
        return deed(start.x, start.y, start.color, DOODLE)
    x = user.x + below(words[1], 3) - 1
    y = user.y + below(words[2], 3) - 1
    if not is_open(world, x, y) or world.canvas[y, x] == user.color:
        return nothing()
    return deed(x, y, user.color, DOODLE)


@rule
def _which_pattern(word):
    """The kind that one of those who help any pattern helps."""
    drawn = share(word) * HELPERS[-1]
    for k in range(len(HELPERS) - 1):
        if drawn < HELPERS[k]:
            return TEMPLATE + 1 + k
    return TEMPLATE + len(HELPERS)


@rule
def _help_pattern(world, me, kind):
    """Help the pattern of that kind, if there is one."""
    user = world.users[me]
    for number in range(world.clock[0].designs):
        design = world.designs[number]
        if design.kind == TEMPLATE:  # patterns were there first
            break
        if design.kind == kind and design.state == ALIVE:
            return grow_pattern(world, number, block(world.clock[0].seed, PATTERN, user.key, user.turns, 0))
    return nothing()


@rule
def _copy(world, me):
    """Put the color of a pixel that I see onto a blank one beside it, or across its corner."""
    clock = world.clock[0]
    user = world.users[me]
    for attempt in range(TRIES):
        a, b, c, d = block(clock.seed, PLACE, user.key, user.turns, attempt)
        x = between(a, clock.x0, clock.x1)
        y = between(b, clock.y0, clock.y1)
        color = world.canvas[y, x]
        if color == clock.background:
            continue
        side = below(c, 4)
        if share(d) < world.settings[0].loners_lattice:
            x += 1 if side < 2 else -1
            y += 1 if side % 2 == 0 else -1
        else:
            x += 1 if side == 0 else (-1 if side == 1 else 0)
            y += 1 if side == 2 else (-1 if side == 3 else 0)
        if is_open(world, x, y) and world.canvas[y, x] == clock.background:
            return deed(x, y, color, COPY)
    return nothing()


@rule
def tidy(world, me):
    """Near my last pixel, recolor a lone pixel like its neighbors, or fill a hole that three of them enclose."""
    clock = world.clock[0]
    user = world.users[me]
    x0, y0, x1, y1 = clock.x0, clock.y0, clock.x1, clock.y1
    if user.placed == 1:
        x = np.int64(user.x)
        y = np.int64(user.y)
        x0, x1 = max(x0, x - AROUND), min(x1, x + AROUND + 1)
        y0, y1 = max(y0, y - AROUND), min(y1, y + AROUND + 1)
    for attempt in range(TRIES):
        a, b, c, _d = block(clock.seed, PLACE, user.key, user.turns, attempt)
        x = between(a, x0, x1)
        y = between(b, y0, y1)
        color = world.canvas[y, x]
        if not isolated_8(world, x, y):
            continue
        side = below(c, 4)
        beside_x = x + (1 if side == 0 else (-1 if side == 1 else 0))
        beside_y = y + (1 if side == 2 else (-1 if side == 3 else 0))
        if not is_open(world, beside_x, beside_y):
            continue
        other = world.canvas[beside_y, beside_x]
        around = same_around(world, x, y, other)
        if around >= 2 and other != color and usable(world, other):
            return deed(x, y, other, COMPLETE if around >= 3 else TIDY)
    return nothing()
