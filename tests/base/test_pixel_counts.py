"""Counts of pixels and neighbors, against a slow twin, on rectangles of all kinds."""

import numpy as np

from canvas_sim.base.pixel_counts import count_pixels


def naive_counts(canvas, box, background):
    x0, y0, x1, y1 = box
    inside = {(x, y): canvas[y][x] for y in range(y0, y1) for x in range(x0, x1)}

    def neighbors(x, y):
        return [inside[at] for at in ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)) if at in inside]

    drawn = sum(color != background for color in inside.values())
    pairs = sum(len(neighbors(*at)) for at in inside) // 2
    alike = sum(neighbors(*at).count(color) for at, color in inside.items()) // 2
    return drawn, pairs, alike, sum(color not in neighbors(*at) for at, color in inside.items())


def test_against_a_slow_twin():
    for seed, colors in enumerate((1, 2, 4, 256)):
        canvas = np.random.default_rng(seed).integers(0, colors, (9, 7)).astype(np.uint8)
        for box in ((0, 0, 7, 9), (2, 3, 6, 9), (3, 0, 4, 9), (0, 8, 7, 9), (5, 5, 6, 6), (2, 2, 2, 2)):
            assert count_pixels(canvas, box, 1) == naive_counts(canvas.tolist(), box, 1)
