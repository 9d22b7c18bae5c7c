"""Shapes that flags and emblems are made of: stars, suns, crescents, shields, leaves, each scaled to any size."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence

import numpy as np

from canvas_sim.designs.artist.data.tables import pictures
from canvas_sim.designs.artist.draw import pixels
from canvas_sim.designs.artist.draw.inks import CLEAR


@functools.cache
def _drawn(name: str) -> np.ndarray:
    """A small picture of the table as a mask."""
    return np.array([[cell == "#" for cell in row] for row in pictures("charges")[name]])


@functools.lru_cache(maxsize=1024)
def mask(name: str, size: int) -> np.ndarray:
    """The shape called `name`, `size` pixels high, as a mask; read only."""
    if name in _ROUND:
        result = _ROUND[name](max(size, 3))
    else:
        drawn = _drawn(name)
        high, wide = max(size, 3), max(3, round(max(size, 3) * drawn.shape[1] / drawn.shape[0]))
        wide += (wide + 1) % 2 if drawn.shape[1] % 2 else 0
        rows = ((np.arange(high) + 0.5) * drawn.shape[0] / high).astype(int)
        columns = ((np.arange(wide) + 0.5) * drawn.shape[1] / wide).astype(int)
        result = drawn[rows][:, columns]
    result.setflags(write=False)
    return result


def inked(name: str, size: int, ink: int) -> np.ndarray:
    """The shape as a picture of one ink."""
    return np.where(mask(name, size), np.uint8(ink), np.uint8(CLEAR))


def polygon(points: Sequence[tuple[float, float]], height: int, width: int) -> np.ndarray:
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


def _star(size: int) -> np.ndarray:
    if size <= 3:
        return np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], bool)
    if size <= 5:
        return np.array([list(map(int, row)) for row in ("00100", "11111", "01110", "01010")], bool)
    return polygon([(x, y + 0.04) for x, y in around(5, 0.54, 0.22)], size, size | 1)


def _crescent(size: int) -> np.ndarray:
    if size <= 5:
        return np.array([list(map(int, row)) for row in ("0110", "1100", "1001", "1100", "0110")], bool)
    moon = np.zeros((size, size + size // 3), bool)
    moon[:, :size] = pixels.radius(size, size) <= 1
    hole = max(2, round(size * 0.8))
    top, left = (size - hole + 1) // 2, round(size * 0.28)
    moon[top : top + hole, left : left + hole] &= pixels.radius(hole, hole) > 1
    star = _star(max(3, round(size * 0.42)))
    top, left = (size - len(star)) // 2, moon.shape[1] - star.shape[1]
    moon[top : top + len(star), left : left + star.shape[1]] |= star
    return moon


def _sun(size: int) -> np.ndarray:
    rays = polygon(around(8, 0.55, 0.27, 0.0), size, size)
    core = max(3, round(size * 0.6))
    start = (size - core) // 2
    rays[start : start + core, start : start + core] |= pixels.radius(core, core) <= 1
    return rays


def _ring(size: int) -> np.ndarray:
    result = np.zeros((size, size), bool)
    star = _star(5 if size > 34 else 3) if size > 22 else np.ones((1 + size // 14, 1 + size // 14), bool)
    count, reach = (12, size - max(star.shape)) if size > 11 else (8, size - 1)
    for k in range(count):
        angle = 2 * math.pi * k / count
        y, x = round(reach / 2 * (1 + math.sin(angle))), round(reach / 2 * (1 + math.cos(angle)))
        part = result[y : y + star.shape[0], x : x + star.shape[1]]
        part |= star[: part.shape[0], : part.shape[1]]
    return result


def _wheel(size: int) -> np.ndarray:
    distance = pixels.radius(size, size)
    wheel = (distance <= 1) & (distance > 1 - 2.4 / size)
    middle = size // 2
    wheel[middle] |= distance[middle] <= 1
    wheel[:, middle] |= distance[:, middle] <= 1
    steps = np.arange(size)
    slant = distance[steps, steps] <= 1
    wheel[steps, steps] |= slant
    wheel[steps, steps[::-1]] |= slant
    return wheel


def _david(size: int) -> np.ndarray:
    size |= 1
    line = 2.6 / size
    result = np.zeros((size, size), bool)
    for turn in (-0.25, 0.25):
        outer = polygon(around(3, 0.56, None, turn), size, size)
        result |= outer & ~polygon(around(3, 0.56 - line, None, turn), size, size)
    return result


def _plus(size: int) -> np.ndarray:
    size |= 1
    arm = max(1, size // 3 - (size // 3 + 1) % 2)
    start = (size - arm) // 2
    result = np.zeros((size, size), bool)
    result[start : start + arm] = result[:, start : start + arm] = True
    return result


def _triangle(size: int) -> np.ndarray:
    return polygon([(0.5, 0), (1, 1), (0, 1)], size, size | 1)


def _disc(size: int) -> np.ndarray:
    return np.array(pixels.radius(size, size) <= 1)


_ROUND: dict[str, Callable[[int], np.ndarray]] = {
    "star": _star, "crescent": _crescent, "sun": _sun, "ring": _ring, "wheel": _wheel, "david": _david, "plus": _plus,
    "triangle": _triangle, "disc": _disc,
}  # fmt: skip
