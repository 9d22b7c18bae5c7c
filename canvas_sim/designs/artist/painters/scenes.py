"""Scenes: sunsets, nights, mountains, the sea, skylines, meadows, and the ground of platform games."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import inks, pixels, sprites
from canvas_sim.designs.artist.draw.inks import (
    BLACK,
    BLUE,
    BROWN,
    CREAM,
    CYAN,
    FOREST,
    GRAY,
    GREEN,
    LILAC,
    LIME,
    NAVY,
    ORANGE,
    PINK,
    PURPLE,
    RED,
    SEA,
    SILVER,
    SKY,
    UMBER,
    WHITE,
    YELLOW,
)
from canvas_sim.designs.artist.painters import characters

_SKIES = {
    "sunset": (PURPLE, RED, ORANGE, YELLOW), "dusk": (BLUE, PURPLE, LILAC, PINK), "night": (BLACK, NAVY, BLUE),
    "day": (SEA, CYAN, SKY, WHITE), "clear": (BLUE, SEA, CYAN), "dawn": (CYAN, PINK, YELLOW),
    "fire": (BLACK, RED, ORANGE), "aurora": (BLACK, FOREST, GREEN, CYAN), "vapor": (PURPLE, LILAC, PINK, CYAN),
}  # fmt: skip


def _ridge(draw: Stream, width: int, grain: int) -> np.ndarray:
    """Heights in [0, 1] along a line."""
    coarse = pixels.clouds(draw, 2, width, max(2, grain))[0]
    return coarse * 0.75 + pixels.clouds(draw, 2, width, max(2, grain // 3))[0] * 0.25


def _sky(draw: Stream, height: int, width: int, name: str) -> np.ndarray:
    """A sky with what belongs in it."""
    y = np.arange(height)[:, None] / height + np.zeros((1, width))
    picture = pixels.dithered(y, _SKIES[name], spread=draw.choice((1.0, 0.6)))
    dark = name in {"night", "aurora", "fire"}
    if dark:
        stars = pixels.noise(draw, height, width)
        picture[(stars < 0.025) & (y < 0.8)] = WHITE
        picture[(stars > 0.99) & (y < 0.8)] = YELLOW
    size = max(3, min(height, width) // draw.integer(3, 5))
    x = draw.integer(0, max(0, width - size))
    if name in {"sunset", "vapor", "dawn"}:
        sun = pixels.disc(size, size, YELLOW if name != "sunset" else draw.choice((WHITE, YELLOW)))
        if name == "vapor":
            sun[size // 2 :: 2] = inks.CLEAR
        pixels.put(picture, sun, height // 2 - size // 2 + draw.integer(0, 2), x)
    elif dark:
        moon = pixels.disc(size, size, draw.choice((WHITE, YELLOW, SILVER)))
        if draw.chance(0.6):
            hole = pixels.radius(size, size) <= 1
            moon[:, size // 4 :][hole[:, : size - size // 4]] = inks.CLEAR
        pixels.put(picture, moon, max(1, height // 8), x)
    elif name in {"day", "clear"} and height > 12:
        _clouds(draw, picture)
    return picture


def _clouds(draw: Stream, picture: np.ndarray) -> None:
    height, width = picture.shape
    for _ in range(1 + width // 24):
        wide, high = draw.integer(5, 12), draw.integer(2, 4)
        y, x = draw.integer(1, max(1, height // 3)), draw.integer(-3, width - 4)
        pixels.put(picture, pixels.disc(high, wide, WHITE), y, x)
        pixels.put(picture, pixels.disc(high, wide - 2, WHITE), y + 1 - high // 2, x + draw.integer(0, 3))
        pixels.put(picture, pixels.plain(1, wide - 2, SILVER), y + high - 1, x + 1)


def mountains(draw: Stream, height: int, width: int) -> np.ndarray:
    """Two ranges, with snow, before a sky."""
    picture = _sky(draw, height, width, draw.choice(list(_SKIES)))
    y = np.arange(height)[:, None]
    far, near = draw.choice(
        ((LILAC, PURPLE), (SEA, BLUE), (GRAY, BLACK), (BROWN, UMBER), (SILVER, GRAY), (GREEN, FOREST))
    )
    top = (height * (0.65 - 0.4 * _ridge(draw, width, width // 4 + 2))).astype(int)[None]
    picture[y >= top] = far
    snow = (y >= top) & (y < top + max(1, height // 9) + (np.arange(width) % 2)[None])
    picture[snow] = WHITE
    low = (height * (0.85 - 0.3 * _ridge(draw, width, width // 5 + 2))).astype(int)[None]
    picture[y >= low] = near
    picture[(y >= low) & (pixels.noise(draw, height, width) < 0.12)] = far
    if draw.chance(0.6):
        _meadow(draw, picture, height - max(2, height // 6))
    return picture


def _meadow(draw: Stream, picture: np.ndarray, top: int) -> None:
    """Grass from row `top` down, with blades and flowers."""
    ground = picture[top:]
    grass, blade = draw.choice(((GREEN, LIME), (GREEN, FOREST), (LIME, GREEN), (YELLOW, ORANGE), (WHITE, SILVER)))
    value = pixels.noise(draw, *ground.shape)
    ground[:] = grass
    ground[value < 0.22] = blade
    ground[value > 0.975] = draw.choice((RED, YELLOW, WHITE, PINK))


def sea(draw: Stream, height: int, width: int) -> np.ndarray:
    """The sea with glints under a sky, a ship or an island on it."""
    horizon = max(2, int(height * draw.uniform(0.4, 0.62)))
    name = draw.choice(("sunset", "day", "night", "dawn", "dusk", "clear"))
    picture = pixels.plain(height, width)
    picture[:horizon] = _sky(draw, horizon, width, name)
    depth = (np.arange(height - horizon)[:, None] + 1) / (height - horizon) + np.zeros((1, width))
    water = (SEA, BLUE, NAVY) if name != "day" else (CYAN, SEA, BLUE)
    picture[horizon:] = pixels.dithered(depth, water, spread=0.7)
    y, x = np.indices(depth.shape)
    glint = (pixels.noise(draw, *depth.shape) < 0.1) & ((x + 3 * y) % 4 < 2)
    picture[horizon:][glint] = draw.choice((WHITE, CYAN, YELLOW))
    if height > 22 and draw.chance(0.5):
        pixels.put(picture, sprites.sprite(draw, 14, 16), horizon - 8, draw.integer(2, max(2, width - 16)))
    elif draw.chance(0.4):
        wide = max(4, width // 3)
        island = pixels.disc(max(3, height // 4) * 2, wide, draw.choice((GREEN, BROWN, YELLOW)))[: max(3, height // 4)]
        pixels.put(picture, island, horizon - island.shape[0], draw.integer(0, width - wide))
    return picture


def skyline(draw: Stream, height: int, width: int) -> np.ndarray:
    """Towers with lit windows before a sky."""
    picture = _sky(draw, height, width, draw.choice(("night", "sunset", "dusk", "vapor", "day", "fire")))
    for ink, low, high in ((draw.choice((NAVY, PURPLE, GRAY)), 0.35, 0.75), (BLACK, 0.15, 0.6)):
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


def platform(draw: Stream, height: int, width: int) -> np.ndarray:
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


def meadow(draw: Stream, height: int, width: int) -> np.ndarray:
    """A meadow with trees, a house, somebody, under a sky."""
    picture = _sky(draw, height, width, draw.choice(("day", "clear", "dawn", "sunset", "dusk")))
    floor = int(height * draw.uniform(0.6, 0.8))
    if draw.chance(0.5):
        hills = (floor - height * 0.25 * _ridge(draw, width, width // 3 + 2)).astype(int)[None]
        picture[np.arange(height)[:, None] >= hills] = draw.choice((FOREST, GREEN, LIME, PURPLE))
    _meadow(draw, picture, floor)
    for _ in range(1 + width // 26):
        _walk(draw, picture, min(height, floor + draw.integer(1, max(1, (height - floor) // 2 + 1))))
    return picture


def space(draw: Stream, height: int, width: int) -> np.ndarray:
    """Stars, a nebula, planets with bands and rings."""
    value = pixels.clouds(draw, height, width, max(3, min(height, width) // 3))
    picture = pixels.dithered(np.clip(value * 1.6 - 0.5, 0, 1), (BLACK, NAVY, draw.choice((PURPLE, BLUE, RED))))
    stars = pixels.noise(draw, height, width)
    picture[stars < 0.02] = WHITE
    picture[stars > 0.992] = draw.choice((YELLOW, CYAN, PINK))
    for _ in range(1 + min(height, width) // 22):
        size = max(4, int(min(height, width) * draw.uniform(0.25, 0.6)))
        _planet(draw, picture, size)
    return picture


def _planet(draw: Stream, picture: np.ndarray, size: int) -> None:
    ink = inks.spot(draw, BLACK)
    y, x = np.indices((size, size)) / size
    light = 1.25 - np.hypot(x - 0.3, y - 0.3) * 1.25
    ball = pixels.dithered(np.clip(light, 0, 1), (BLACK, inks.DARKER[ink], ink, inks.LIGHTER[ink]))
    if draw.chance(0.5):
        ball[(y * 7).astype(int) % 2 == 0] = inks.DARKER[ink]
    ball[pixels.radius(size, size) > 1] = inks.CLEAR
    top, left = draw.integer(0, picture.shape[0] - size), draw.integer(0, picture.shape[1] - size)
    pixels.put(picture, ball, top, left)
    if draw.chance(0.4):
        ring = pixels.plain(max(1, size // 8), size + size // 2, draw.choice((CREAM, WHITE, ORANGE)))
        pixels.put(picture, ring, top + size // 2, left - size // 4)


_SCENES: dict[Callable[[Stream, int, int], np.ndarray], float] = {
    mountains: 3, sea: 3, skyline: 1, platform: 3, meadow: 3, space: 2,
}  # fmt: skip


def scene(draw: Stream, height: int, width: int) -> np.ndarray:
    """A small landscape that fills the box, framed or not."""
    named = {paint.__name__: paint for paint in _SCENES}
    picture = named[style_stream.suited(draw, dict(zip(named, _SCENES.values(), strict=True)), "scene", 0.85)](
        draw, height, width
    )
    if min(height, width) > 9 and draw.chance(0.55):
        pixels.framed(picture, draw.choice((BLACK, BLACK, WHITE)))
    return picture
