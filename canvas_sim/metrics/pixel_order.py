"""Rows in order of the pixel that they are about."""

import numpy as np

from canvas_sim.base.jit import kernel


@kernel
def sort_by_pixel(pixel, pixels):
    """Stable order of rows by pixel, a -1 before those of each pixel: starts [pixels + 1] and order."""
    starts = np.zeros(pixels + 1, np.int64)
    for i in range(len(pixel)):
        starts[pixel[i] + 1] += 1
    for p in range(pixels):
        starts[p + 1] += starts[p] + 1
    order = np.full(len(pixel) + pixels, -1, np.int64)
    following = starts[:-1] + 1
    for i in range(len(pixel)):
        order[following[pixel[i]]] = i
        following[pixel[i]] += 1
    return starts, order


def entries_at(starts: np.ndarray, order: np.ndarray, pixel: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows that `sort_by_pixel` put on some pixels, pixel by pixel: which of the pixels asked for, and the row."""
    count = starts[pixel + 1] - starts[pixel] - 1
    which = np.repeat(np.arange(len(pixel)), count)
    place = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    return which, order[starts[pixel[which]] + 1 + place]
