"""The gallery: many sketches hung side by side, to see what the artist draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from canvas_sim.world.artist.brush import put
from canvas_sim.world.artist.sketching import Sketch


def mosaic(
    sketches: Sequence[Sketch], width: int = 1000, background: int = 255, gap: int = 0, height: int | None = None
) -> np.ndarray:
    """Sketches on shelves, one row of them after the other, highest first.

    Parameters
    ----------
    sketches : sequence of Sketch
        What to hang; a sketch wider than the wall is cut at its right.
    width : int
        Width of the wall in pixels.
    background : int
        Palette index of the wall; 255 leaves it free.
    gap : int
        Free pixels between neighbors.
    height : int, optional
        Cut or fill the wall to this height.

    Returns
    -------
    ndarray
        (height, width) uint8 palette indices.
    """
    places, shelves, x, y, high = [], 0, 0, 0, 0
    for sketch in sorted(sketches, key=lambda sketch: -sketch.pixels.shape[0]):
        if x and x + sketch.pixels.shape[1] > width:
            x, y, high = 0, y + high + gap, 0
        places.append((y, x, sketch.pixels))
        x, high = x + sketch.pixels.shape[1] + gap, max(high, sketch.pixels.shape[0])
        shelves = y + high
    wall = np.full((height or max(shelves, 1), width), background, np.uint8)
    for top, left, pixels in places:
        put(wall, pixels, top, left)
    return wall
