"""Flooding: what one color reaches from the edges of a picture."""

import numpy as np

from canvas_sim.base.jit import kernel


@kernel
def flooded_from_edges(pixels, color):
    """Where `color` reaches in from the edges of `pixels` (h, w), by steps to the four neighbors: bool (h, w)."""
    height, width = pixels.shape
    reached = np.zeros((height, width), np.bool_)
    ahead = np.empty(height * width, np.int64)
    n = 0
    for y in range(height):
        for x in range(width):
            at_edge = y == 0 or x == 0 or y == height - 1 or x == width - 1
            if at_edge and pixels[y, x] == color:
                reached[y, x] = True
                ahead[n] = y * width + x
                n += 1
    while n > 0:
        n -= 1
        y, x = ahead[n] // width, ahead[n] % width
        for beside in (y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1):
            inside = 0 <= beside[0] < height and 0 <= beside[1] < width
            if inside and not reached[beside[0], beside[1]] and pixels[beside[0], beside[1]] == color:
                reached[beside[0], beside[1]] = True
                ahead[n] = beside[0] * width + beside[1]
                n += 1
    return reached
