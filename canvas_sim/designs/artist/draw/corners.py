"""Polygons: regular ones, stars, and any other, as masks of the pixels inside."""

import math
from collections.abc import Sequence

import numpy as np


def polygon_mask(points: Sequence[tuple[float, float]], height: int, width: int) -> np.ndarray:
    """Mask of the pixels whose center lies inside a polygon of (x, y) corners in [0, 1], even-odd."""
    x = (np.arange(width) + 0.5)[None] / width
    y = (np.arange(height) + 0.5)[:, None] / height
    inside = np.zeros((height, width), bool)
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        if y0 != y1:
            crossing = (y0 > y) != (y1 > y)
            inside ^= crossing & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return inside


def around(n: int, outer: float, inner: float | None = None, turn: float = -0.25) -> list[tuple[float, float]]:
    """Corners of a regular polygon, or of a star where `inner` is given, around (.5, .5); `turn` in full turns."""
    count = n if inner is None else 2 * n
    radii = [outer if inner is None or k % 2 == 0 else inner for k in range(count)]
    angles = [2 * math.pi * (k / count + turn) for k in range(count)]
    return [(0.5 + r * math.cos(a), 0.5 + r * math.sin(a)) for r, a in zip(radii, angles, strict=True)]
