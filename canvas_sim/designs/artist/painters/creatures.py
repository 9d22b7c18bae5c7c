"""Creatures that nobody drew before: random halves, mirrored, smoothed, outlined and shaded."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import pixels
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, WHITE, YELLOW, spot_ink


def invader(draw: Stream, size: int) -> np.ndarray:
    """A symmetric creature in one or two inks, `size` rows high, without outline."""
    half = (size + 1) // 2
    value = pixels.noise(draw, size, half)
    value += np.arange(half)[None] / half * 0.35 - abs(np.arange(size)[:, None] / (size - 1) - 0.5) * 0.3
    body = value > 0.42
    body[size // 2 - 1 : size // 2 + 1, -2:] = True
    body = np.concatenate([body, body[:, -1 - draw.integer(0, 1) :: -1]], axis=1)
    ink = spot_ink(draw)
    picture = np.where(body, np.uint8(ink), np.uint8(CLEAR))
    eye, middle = max(1, size // 3), picture.shape[1] // 2
    gap = max(1, size // 5)
    for x in (middle - gap - (picture.shape[1] % 2 == 0), middle + gap):
        picture[eye, x] = WHITE if draw.chance(0.5) else BLACK
    return picture


def monster(draw: Stream, size: int) -> np.ndarray:
    """A symmetric creature with body, belly, eyes and outline, about `size` rows high."""
    inner = max(5, size - 2)
    half = (inner + 1) // 2
    y = abs(np.arange(inner)[:, None] / (inner - 1) - draw.uniform(0.4, 0.6))
    x = 1 - np.arange(half)[None] / max(1, half - 1)
    value = pixels.clouds(draw, inner, half, max(2, inner // 5)) * 0.9 + 0.75 - y * 0.9 - x * draw.uniform(0.5, 0.9)
    body = value > 0.52
    body[inner // 4 : -(inner // 4), -2:] = True
    full = np.concatenate([body, body[:, -2::-1]], axis=1)
    main = spot_ink(draw, BLACK)
    belly = spot_ink(draw, main)
    patch = pixels.clouds(draw, inner, half, max(2, inner // 3)) > 0.6
    patch = np.concatenate([patch, patch[:, -2::-1]], axis=1)
    picture = np.where(full, np.where(patch, np.uint8(belly), np.uint8(main)), np.uint8(CLEAR))
    picture = pixels.shaded(picture) if inner > 9 else picture
    _face(draw, picture, inner)
    return pixels.outlined(pixels.trimmed(picture), BLACK)


def _face(draw: Stream, picture: np.ndarray, inner: int) -> None:
    """Eyes and mouth in the upper half."""
    middle, eye = picture.shape[1] // 2, int(inner * draw.uniform(0.28, 0.42))
    gap, size = max(1, inner // 6), 1 if inner < 11 else 2 if inner < 22 else 3
    white = draw.choice((WHITE, WHITE, YELLOW))
    for left in (middle - gap - size + 1, middle + gap):
        picture[eye : eye + size, left : left + size] = white
        pupil = left + (size // 2 if left < middle else 0)
        picture[eye + size // 2, pupil] = BLACK
    mouth = min(inner - 1, eye + size + max(1, inner // 8))
    wide = max(0, draw.integer(0, gap))
    picture[mouth, middle - wide : middle + wide + 1] = BLACK
