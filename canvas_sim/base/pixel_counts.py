"""Counts of pixels and of neighbors that are alike: one kernel for timelines, imports and measures."""

import numpy as np

from canvas_sim.base.jit import kernel


@kernel
def count_pixels(canvas, box, background):
    """Count pixels that are not blank, pairs of neighbors, pairs of one color, and pixels without a neighbor of theirs.

    Parameters
    ----------
    canvas : uint8 [h, w], palette indices
    box : the rectangle x0, y0, x1, y1 that is looked at, its far sides not included; what lies outside is no neighbor
    background : palette index of the blank canvas

    Returns
    -------
    drawn, pairs, alike, isolated : pairs are of right and of lower neighbors
    """
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    drawn = alike = isolated = 0
    for y in range(y0, y1):
        # Rows above and below; at a rim the one row that there is stands for both, which changes no answer.
        row, above, below = canvas[y, x0:x1], canvas[max(y - 1, y0), x0:x1], canvas[min(y + 1, y1 - 1), x0:x1]
        drawn += _different(row, background)
        alike += _equal(row[:-1], row[1:])
        if y + 1 < y1:
            alike += _equal(row, below)
        isolated += _alone(row, above if y > y0 else below, below if y + 1 < y1 else above, height > 1)
    return drawn, 2 * width * height - width - height, alike, isolated


# Loops without branches over whole rows, which the compiler turns into vector instructions.


@kernel
def _different(row, color):
    count = np.int32(0)
    for x in range(len(row)):
        count += np.int32(row[x] != color)
    return count


@kernel
def _equal(row, other):
    count = np.int32(0)
    for x in range(len(row)):
        count += np.int32(row[x] == other[x])
    return count


@kernel
def _alone(row, above, below, vertical):
    """Pixels of a row that equal none of their neighbors."""
    last = len(row) - 1
    count = np.int32(0)
    for x in range(1, last):
        beside = (row[x] == row[x - 1]) | (row[x] == row[x + 1])
        beyond = (row[x] == above[x]) | (row[x] == below[x])
        count += np.int32(not (beside | (beyond & vertical)))
    for x in range(0, last + 1, max(last, 1)):
        beside = (x > 0 and row[x] == row[x - 1]) or (x < last and row[x] == row[x + 1])
        count += np.int32(not (beside or (vertical and (row[x] == above[x] or row[x] == below[x]))))
    return count
