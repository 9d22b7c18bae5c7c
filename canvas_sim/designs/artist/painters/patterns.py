"""Patterns: lattices, mazes, codes and rainbow bands that stand for themselves."""

from __future__ import annotations

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import inks, pixels, textures
from canvas_sim.designs.artist.draw.inks import BLACK, WHITE, spot
from canvas_sim.designs.artist.draw.stencils import drawn_name, stenciled


def _code(draw: Stream, height: int, width: int) -> np.ndarray:
    """Something like a QR code, squares in three corners and noise between."""
    picture = np.where(pixels.noise(draw, height, width) < 0.5, np.uint8(BLACK), np.uint8(WHITE))
    scale = 2 if min(height, width) >= 46 and draw.chance(0.5) else 1
    if scale == 2:
        picture = pixels.enlarge(picture[: (height + 1) // 2, : (width + 1) // 2], 2)[:height, :width]
    mark = pixels.framed(pixels.framed(pixels.plain(7, 7, BLACK), BLACK, WHITE), BLACK)
    mark = np.pad(mark, 1, constant_values=WHITE)
    if min(height, width) >= 18:
        mark = pixels.enlarge(mark, scale)
        for y, x in ((0, 0), (0, width - mark.shape[1]), (height - mark.shape[0], 0)):
            pixels.put(picture, mark, y, x)
    return pixels.framed(picture, WHITE)


def _maze(draw: Stream, height: int, width: int) -> np.ndarray:
    """Corridors of one pixel: from every second crossing a wall goes one way."""
    wall = draw.choice((BLACK, inks.BLUE, inks.GREEN, WHITE, inks.PURPLE))
    picture = pixels.plain(height, width, spot(draw, wall))
    posts = picture[::2, ::2]
    posts[:] = wall
    way = pixels.noise(draw, *posts.shape)
    right = picture[::2, 1::2]
    right[way[:, : right.shape[1]] < 0.5] = wall
    down = picture[1::2, ::2]
    down[way[: down.shape[0]] >= 0.5] = wall
    if height * width > 900 and draw.chance(0.7):
        picture = pixels.enlarge(picture, 2)[:height, :width]
    return pixels.framed(picture, wall)


def _tiles(draw: Stream, height: int, width: int) -> np.ndarray:
    """A small mirrored tile, drawn at random, over and over: carpets and knitting."""
    half = draw.integer(3, 6)
    colors = np.array(inks.scheme(draw, 4), np.uint8)
    value = pixels.noise(draw, half, half)
    value = np.maximum(value, value.T)
    levels = (value * 4).astype(int)
    quarter = colors[np.clip(levels, 0, 3)]
    side = np.concatenate([quarter, quarter[:, ::-1]], axis=1)
    return pixels.tiled(np.concatenate([side, side[::-1]]), height, width).copy()


_PAINTED = {"code": _code, "maze": _maze, "tiles": _tiles}


def pattern(draw: Stream, height: int, width: int) -> np.ndarray:
    """A pattern that stands for itself, framed or not."""
    if draw.chance(0.15):
        picture = textures.texture(draw, height, width, inks.ground(draw))
    else:
        name = drawn_name(draw, "patterns")
        if name == "code" and max(height, width) > 1.4 * min(height, width):
            name = "lattice"
        if name in _PAINTED:
            picture = _PAINTED[name](draw, height, width)
        else:
            picture = stenciled(draw, pixels.plain(height, width), "patterns", name)
    if min(height, width) > 7 and draw.chance(0.3):
        pixels.framed(picture, draw.choice((BLACK, WHITE)))
    return picture
