"""Marks: the signs of sides, games and makers, made of few strokes in a square; each a function of size and colors."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence

import numpy as np

from canvas_sim.designs.artist.draw import pixels, shapes
from canvas_sim.designs.artist.draw.inks import CLEAR

_Points = Sequence[tuple[float, float]]


@functools.lru_cache(maxsize=256)
def grid(size: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of a square as shares of its half side, from -1 to 1; read only."""
    steps = (np.arange(size) + 0.5) * 2 / size - 1
    return steps[:, None], steps[None]


def turns(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """A full turn around the middle as 0 to 1, got from slopes."""
    slope = y / (abs(x) + abs(y) + 1e-9)
    return np.where(x < 0, 2 - slope, slope % 4) / 4


def _layers(size: int, *layers: tuple[np.ndarray | _Points, int]) -> np.ndarray:
    """Masks or polygons painted over each other on a clear square."""
    picture = pixels.plain(size, size)
    for where, ink in layers:
        mask = where if isinstance(where, np.ndarray) else shapes.polygon(where, size, size)
        picture[mask] = ink
    return picture


def _mirrored(points: _Points) -> list[tuple[float, float]]:
    return [(1 - x, y) for x, y in points]


def _swoosh(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    outer, hole = x**2 + y**2 < 1, (x - 0.28) ** 2 + (y + 0.3) ** 2 < 0.72
    return _layers(size, (outer & ~hole, a), ((x - 0.32) ** 2 + (y + 0.34) ** 2 < 0.2, b))


def _chevrons(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    level = y + abs(x) * 0.8
    return _layers(
        size,
        ((level > -0.9) & (level < -0.35), a),
        ((level > -0.2) & (level < 0.3), b),
        ((level > 0.45) & (level < 0.95), c),
    )


def _orbits(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    picture, wide = pixels.plain(size, size), max(0.16, 2.6 / size)
    for k, ink in enumerate((a, b, a)):
        turn = math.pi * k / 3
        along, across = x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)
        far = np.sqrt((along / 0.97) ** 2 + (across / 0.38) ** 2)
        picture[abs(far - 1 + wide / 2) < wide] = ink
    picture[x**2 + y**2 < 0.05] = c
    return picture


def _hexagon(size: int, a: int, b: int, c: int) -> np.ndarray:
    star = shapes.around(3, 0.36)
    return _layers(
        size,
        (shapes.around(6, 0.52), a),
        (shapes.around(6, 0.41), b),
        (star, c),
        (_flipped(star), c),
        (shapes.around(6, 0.13), a),
    )


def _flipped(points: _Points) -> list[tuple[float, float]]:
    return [(x, 1 - y) for x, y in points]


def _bolt(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    bolt = [(0.58, 0.05), (0.24, 0.56), (0.47, 0.56), (0.36, 0.95), (0.76, 0.4), (0.53, 0.4), (0.68, 0.05)]
    return _layers(size, (abs(x) + abs(y) < 1, a), (abs(x) + abs(y) < 0.82, b), (bolt, c))


def _peaks(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    inside = x**2 + y**2 < 1
    high = y > abs(x + 0.25) * 1.2 - 0.35
    low = y > abs(x - 0.4) * 1.1 + 0.05
    snow = high & (y < -0.02 + 0.1 * (np.floor((x + 1) * 7) % 2))
    sun = (x - 0.35) ** 2 + (y + 0.4) ** 2 < 0.06
    return _layers(size, (inside, a), (inside & sun, c), (inside & high, b), (inside & snow, c), (inside & low, b))


def _flame(size: int, a: int, b: int, c: int) -> np.ndarray:
    flame = [
        (0.5, 0.0),
        (0.62, 0.25),
        (0.8, 0.2),
        (0.9, 0.6),
        (0.75, 0.92),
        (0.5, 1.0),
        (0.25, 0.92),
        (0.1, 0.62),
        (0.22, 0.3),
        (0.36, 0.42),
    ]
    smaller = [[(0.5 + (x - 0.5) * k, 1 - (1 - y) * k) for x, y in flame] for k in (0.68, 0.38)]
    return _layers(size, (flame, a), (smaller[0], b), (smaller[1], c))


def _wings(size: int, a: int, b: int, c: int) -> np.ndarray:
    wing = [
        (0.48, 0.55),
        (0.3, 0.3),
        (0.0, 0.2),
        (0.06, 0.36),
        (0.02, 0.4),
        (0.12, 0.5),
        (0.1, 0.56),
        (0.24, 0.66),
        (0.48, 0.72),
    ]
    y, x = grid(size)
    return _layers(
        size,
        (wing, a),
        (_mirrored(wing), a),
        ([(0.5, 0.15), (0.66, 0.5), (0.5, 0.95), (0.34, 0.5)], b),
        (x**2 + y**2 < 0.04, c),
    )


def _spiral(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    far = np.sqrt(x**2 + y**2)
    arm = (far * 2.4 - turns(y, x)) % 1.0
    return _layers(size, (far < 1, a), ((far < 0.94) & (arm < 0.5), b))


def _paw(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    picture = _layers(size, ((x / 0.6) ** 2 + ((y - 0.45) / 0.48) ** 2 < 1, a))
    for left, top in ((-0.75, 0.0), (-0.3, -0.55), (0.3, -0.55), (0.75, 0.0)):
        picture[((x - left) / 0.23) ** 2 + ((y - top) / 0.34) ** 2 < 1] = b
    return picture


def _trefoil(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    picture = pixels.plain(size, size)
    for turn, ink in zip((-0.25, 0.0833, 0.4167), (a, b, c), strict=True):
        far = np.hypot(x - 0.46 * math.cos(2 * math.pi * turn), y - 0.46 * math.sin(2 * math.pi * turn))
        picture[(far < 0.54) & (far > 0.3)] = ink
    return picture


def _waves(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    level = np.floor((y + 0.22 * abs((x * 2) % 2 - 1)) * 3.2)
    colors = np.array((a, b, c), np.uint8)
    return np.where(x**2 + y**2 < 1, colors[level.astype(int) % 3], np.uint8(CLEAR))


def _arrowhead(size: int, a: int, b: int, c: int) -> np.ndarray:
    head = [(0.5, 0.0), (0.86, 0.98), (0.5, 0.68), (0.14, 0.98)]
    y, x = grid(size)
    return _layers(
        size,
        ((x / 0.98) ** 2 + ((y - 0.1) / 0.6) ** 2 < 1, b),
        (head, a),
        ([(0.5, 0.14), (0.5, 0.62), (0.26, 0.86)], c),
    )


def _hoplite(size: int, a: int, b: int, c: int) -> np.ndarray:
    plume = [
        (0.1, 0.42),
        (0.16, 0.14),
        (0.45, 0.0),
        (0.8, 0.06),
        (0.98, 0.34),
        (0.98, 0.86),
        (0.86, 0.6),
        (0.78, 0.34),
        (0.5, 0.2),
    ]
    helm = [
        (0.14, 0.5),
        (0.22, 0.26),
        (0.48, 0.2),
        (0.74, 0.34),
        (0.82, 0.62),
        (0.8, 1.0),
        (0.5, 1.0),
        (0.46, 0.66),
        (0.34, 0.66),
        (0.3, 0.92),
        (0.14, 0.76),
    ]
    return _layers(size, (plume, b), (helm, a), ([(0.2, 0.46), (0.46, 0.46), (0.44, 0.56), (0.22, 0.54)], c))


def _claws(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    lean = x + 0.35 * y
    torn = 0.13 * np.clip(1 - abs(y) * 0.9, 0.1, 1)
    marks = (abs(lean) < torn) | (abs(lean - 0.5) < torn * 0.8) | (abs(lean + 0.5) < torn * 0.8)
    box = (abs(x) < 0.95) & (abs(y) < 0.95)
    return _layers(size, (box, a), (box & marks, b))


def _eye(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    almond = (x**2 + (y - 0.55) ** 2 < 1.1) & (x**2 + (y + 0.55) ** 2 < 1.1)
    far = np.sqrt(x**2 + y**2)
    rays = (turns(y, x) * 24).astype(int) % 2 == 0
    return _layers(
        size,
        ((far < 1) & rays & ~almond, a),
        (almond, a),
        (almond & (abs(x) < 0.82) & (far < 0.86) & (abs(y) < 0.4), b),
        (far < 0.36, c),
        (far < 0.15, a),
    )


def _horned(size: int, a: int, b: int, c: int) -> np.ndarray:
    """A beast's head from the front, all points."""
    skull = [(0.5, 0.24), (0.74, 0.34), (0.98, 0.04), (0.9, 0.5), (0.7, 0.66), (0.62, 0.98), (0.5, 0.9)]
    eye = [(0.58, 0.5), (0.74, 0.42), (0.68, 0.56)]
    snout = [(0.5, 0.62), (0.58, 0.74), (0.5, 0.86)]
    return _layers(
        size, (skull, a), (_mirrored(skull), a), (eye, b), (_mirrored(eye), b), (snout, c), (_mirrored(snout), c)
    )


def _prism(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    outer, inner = y > abs(x) * 1.7 - 0.85, y > abs(x) * 1.7 - 0.5
    floor = y < 0.75
    beam = (x > 0.1) & (abs(y - 0.1 - x * 0.3) < 0.12 + x * 0.1)
    band = np.array((a, c, b, a), np.uint8)[np.clip(((y - x * 0.2) * 12).astype(int) % 4, 0, 3)]
    picture = _layers(size, (outer & floor, a), (inner & (y < 0.6), b))
    np.copyto(picture, band, where=beam & ~(outer & floor))
    return picture


def _totem(size: int, a: int, b: int, c: int) -> np.ndarray:
    """A bird of prey with lifted wings."""
    half = [
        (0.5, 0.1),
        (0.58, 0.2),
        (0.58, 0.34),
        (0.78, 0.12),
        (1.0, 0.06),
        (0.92, 0.4),
        (0.74, 0.64),
        (0.6, 0.7),
        (0.66, 0.98),
        (0.5, 0.9),
    ]
    y, x = grid(size)
    feathers = ((abs(x) * 9).astype(int) % 2 == 0) & (abs(x) > 0.3) & (y > -0.4)
    body = shapes.polygon(half, size, size) | shapes.polygon(_mirrored(half), size, size)
    return _layers(size, (body, a), (body & feathers, b), ([(0.44, 0.4), (0.56, 0.4), (0.5, 0.75)], c))


def _knot(size: int, a: int, b: int, c: int) -> np.ndarray:
    y, x = grid(size)
    wide = 0.2
    rings = abs(np.hypot(x - 0.3, y) - 0.58) < wide / 1.6, abs(np.hypot(x + 0.3, y) - 0.58) < wide / 1.6
    return _layers(size, (rings[0], a), (rings[1], b), (rings[0] & (y < 0), a))


MARKS: tuple[Callable[[int, int, int, int], np.ndarray], ...] = (
    _swoosh, _chevrons, _orbits, _hexagon, _bolt, _peaks, _flame, _wings, _spiral, _paw, _trefoil, _waves, _arrowhead,
    _hoplite, _claws, _eye, _horned, _prism, _totem, _knot,
)  # fmt: skip
