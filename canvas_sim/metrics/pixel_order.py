"""Rows in order of the pixel that they are about."""

import numpy as np

from canvas_sim.base.jit import kernel


@kernel
def sort_by_pixel(pixel, pixels):
    """Stable order of rows by pixel; those of pixel p are order[starts[p] : starts[p + 1]]: starts and order, int64."""
    starts = np.zeros(pixels + 1, np.int64)
    for i in range(len(pixel)):
        starts[pixel[i] + 1] += 1
    for p in range(pixels):
        starts[p + 1] += starts[p]
    order, following = np.empty(len(pixel), np.int64), starts[:-1].copy()
    for i in range(len(pixel)):
        order[following[pixel[i]]] = i
        following[pixel[i]] += 1
    return starts, order


def entries_at(starts: np.ndarray, pixel: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Entries of some pixels, of which pixel p having starts[p] : starts[p + 1]: whose each is, and which."""
    count = starts[pixel + 1] - starts[pixel]
    which = np.repeat(np.arange(len(pixel)), count)
    place = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    return which, starts[pixel[which]] + place
