"""Scenes: sunsets, nights, mountains, the sea, skylines, meadows, and the ground of platform games."""

from __future__ import annotations

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import inks, pixels, sprites
from canvas_sim.designs.artist.draw.inks import BLACK, BROWN, CYAN, GRAY, GREEN, LIME, NAVY, ORANGE, RED, WHITE, YELLOW
from canvas_sim.designs.artist.draw.stencils import stenciled, weights
from canvas_sim.designs.artist.painters import characters


def _sky(draw: Stream, height: int, width: int, name: str) -> np.ndarray:
    """A sky with what belongs in it."""
    return stenciled(draw, pixels.plain(height, width), "scenes", "sky", sky=name)


def _skyline(draw: Stream, height: int, width: int) -> np.ndarray:
    """Towers with lit windows before a sky."""
    picture = _sky(draw, height, width, draw.choice(("night", "sunset", "dusk", "vapor", "day", "fire")))
    for ink, low, high in ((draw.choice((NAVY, inks.PURPLE, GRAY)), 0.35, 0.75), (BLACK, 0.15, 0.6)):
        x = -draw.integer(0, 3)
        while x < width:
            wide = draw.integer(3, 4 + max(2, width // 9))
            top = height - int(height * draw.uniform(low, high))
            picture[top:, max(0, x) : max(0, x + wide)] = ink
            lit = picture[top + 1 : height : 2, max(0, x + 1) : max(0, x + wide - 1) : 2]
            if ink == BLACK and lit.size:
                lit[pixels.noise(draw, *lit.shape) < 0.5] = draw.choice((YELLOW, YELLOW, WHITE, CYAN, ORANGE))
            if draw.chance(0.2) and 0 < x + wide // 2 < width:
                picture[max(0, top - height // 8) : top, x + wide // 2] = ink
            x += wide + draw.integer(0, 1)
    return picture


def _platform(draw: Stream, height: int, width: int) -> np.ndarray:
    """A level of a platform game: blocks, steps, coins and somebody who jumps."""
    picture = _sky(draw, height, width, draw.choice(("day", "clear", "night", "dusk", "day")))
    block = 6 if height > 26 else 4
    brick = pixels.plain(block, block, draw.choice((BROWN, ORANGE, GREEN, GRAY, RED)))
    brick = pixels.shaded(brick)
    brick[block // 2, block // 2] = BLACK
    brick[-1] = BLACK
    level = 1 + (height > 20)
    for x in range(0, width, block):
        level = max(1, min(height // block // 2, level + draw.choice((0, 0, 0, 1, -1))))
        if draw.chance(0.06):
            continue
        for step in range(level):
            pixels.put(picture, brick, height - (step + 1) * block, x)
        picture[height - level * block, x : x + block] = GREEN if draw.chance(0.9) else LIME
    for _ in range(1 + width // 22):
        y, x = draw.integer(1, max(1, height // 2)), draw.integer(0, max(0, width - block))
        piece = brick if draw.chance(0.4) else pixels.outlined(pixels.plain(3, 2, YELLOW), ORANGE)
        for step in range(draw.integer(1, 3)):
            pixels.put(picture, piece, y, x + step * piece.shape[1])
    _walk(draw, picture, height - level * block)
    return picture


def _walk(draw: Stream, picture: np.ndarray, floor: int) -> None:
    """Somebody or something standing on row `floor`."""
    width = picture.shape[1]
    if floor > 26 and width > 24 and draw.chance(0.6):
        piece = characters.character(draw)
    else:
        piece = sprites.sprite(draw, max(5, min(16, floor)), max(5, min(16, width)))
    pixels.put(picture, piece, floor - piece.shape[0], draw.integer(0, max(0, width - piece.shape[1])))


_PAINTED = {"skyline": _skyline, "platform": _platform}


def scene(draw: Stream, height: int, width: int) -> np.ndarray:
    """A small landscape that fills the box, framed or not."""
    name = style_stream.suited(draw, weights("scenes"), "scene", 0.85)
    if name in _PAINTED:
        picture = _PAINTED[name](draw, height, width)
    else:
        picture = pixels.plain(height, width)
        stenciled(draw, picture, "scenes", name, walk=lambda floor: _walk(draw, picture, floor))
    if min(height, width) > 9 and draw.chance(0.55):
        pixels.framed(picture, draw.choice((BLACK, BLACK, WHITE)))
    return picture
