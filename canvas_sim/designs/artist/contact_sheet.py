"""The gallery: many sketches hung side by side, to see what the artist draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from canvas_sim.designs.artist.draw.pixels import paste
from canvas_sim.designs.artist.sketching import Sketch


def mosaic(
    sketches: Sequence[Sketch], width: int = 1000, background: int = 255, gap: int = 0, height: int | None = None
) -> np.ndarray:
    """Sketches side by side, highest first, each as far up as there is room for it.

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
    outline = np.zeros(width, np.int64)  # how far down each column of the wall is taken
    places = []
    for sketch in sorted(sketches, key=lambda sketch: -sketch.pixels.shape[0]):
        high, wide = sketch.pixels.shape[0], min(sketch.pixels.shape[1], width)
        reach = min(wide + gap, width)
        tops = np.lib.stride_tricks.sliding_window_view(outline, reach).max(axis=1)
        x = int(tops.argmin())
        places.append((int(tops[x]), x, sketch.pixels))
        outline[x : x + reach] = tops[x] + high + gap
    wall = np.full((height or max(int(outline.max()) - gap, 1), width), background, np.uint8)
    for y, x, pixels in places:
        paste(wall, pixels, y, x)
    return wall
