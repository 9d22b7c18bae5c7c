"""Keep: what somebody does who has one little picture of its own.

It belongs to nobody, looks at all of its picture, and sets right any pixel that is wrong, or nothing. Source: a name
in a corner, a heart, a pet that one person drew and mended stood beside the works of communities (told of 2017 and
2022; weak: how many did so was not counted, so no preset has any).
"""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.rng import below, block, stream
from canvas_sim.base.vocabulary import BUILD, REPAIR
from canvas_sim.rules.types import deed, nothing

KEEP = stream("keep")
PICTURE = stream("keep/picture")
ROW = np.uint64(0xF)  # a row has at most ten pixels, so that a number of them takes four bits
BITS = 4


@rule
def act_as_keeper(world, me):
    """Any pixel of my own picture that is wrong, all alike, as a `Deed`."""
    user = world.users[me]
    life = world.lives[me]
    seed = world.clock[0].seed
    picture = block(seed, PICTURE, user.key, 0, 0)
    counts = np.uint64(0)
    wrong = np.int64(0)
    for y in range(life.y0, life.y1):
        here = _wrong_in_row(world, me, picture, y)
        counts |= np.uint64(here) << np.uint64(BITS * (y - life.y0))
        wrong += here
    if wrong == 0:
        return nothing()
    a, _b, _c, _d = block(seed, KEEP, user.key, user.turns, 0)
    left = below(a, wrong)
    row = np.int64(0)
    while left >= np.int64(counts & ROW):
        left -= np.int64(counts & ROW)
        counts >>= np.uint64(BITS)
        row += 1
    return _mended(world, me, picture, (life.y0 + row, left))


@rule
def _wrong_in_row(world, me, picture, y):
    """How many pixels of row y of the picture are wrong. It does not branch, and places have no sign to look at."""
    life = world.lives[me]
    bits = _picture_row(picture, y - life.y0)
    row = np.uint64(y)
    left = np.uint64(life.x0)
    wrong = np.int64(0)
    for column in range(life.x1 - life.x0):
        beside = np.uint64(column)
        color = np.uint8(life.color) if (bits >> beside) & np.uint64(1) else np.uint8(life.ground)
        wrong += world.canvas[row, left + beside] != color
    return wrong


@rule
def _mended(world, me, picture, place):
    """The deed that sets right a wrong pixel: `place` is its row, and how many before it are wrong there."""
    life = world.lives[me]
    y, before = place
    bits = _picture_row(picture, y - life.y0)
    for x in range(life.x0, life.x1):
        color = life.color if bits & np.uint64(1) else life.ground
        bits >>= np.uint64(1)
        there = world.canvas[y, x]
        if there != color:
            if before == 0:
                return deed(x, y, color, BUILD if there == world.clock[0].background else REPAIR)
            before -= 1
    return nothing()


@rule
def _picture_row(picture, row):
    """Bits of a row of the picture, the leftmost first: 1 where it has the color of the figure, 0 the ground's.

    Of each of the four words of `picture` the lowest thirty bits are three rows.
    """
    three = picture[0]
    if row >= 9:
        three = picture[3]
    elif row >= 6:
        three = picture[2]
    elif row >= 3:
        three = picture[1]
    return three >> np.uint64(10 * (row % 3))
