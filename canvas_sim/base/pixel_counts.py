"""Counts of pixels and of neighbors that are alike: one kernel for timelines, imports and measures."""

from __future__ import annotations

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
    drawn = pairs = alike = isolated = 0
    for y in range(y0, y1):
        for x in range(x0, x1):
            color = canvas[y, x]
            right = x + 1 < x1 and canvas[y, x + 1] == color
            below = y + 1 < y1 and canvas[y + 1, x] == color
            before = (x > x0 and canvas[y, x - 1] == color) or (y > y0 and canvas[y - 1, x] == color)
            drawn += color != background
            pairs += (x + 1 < x1) + (y + 1 < y1)
            alike += right + below
            isolated += not (right or below or before)
    return drawn, pairs, alike, isolated
