"""Patterns: grounds to lay things on, and lattices, mazes, codes and rainbow bands that stand for themselves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import inks, pixels
from canvas_sim.designs.artist.draw.inks import BLACK, DARKER, GREEN, LIGHTER, LONG_RAINBOW, RAINBOW, WHITE, spot


def _grid(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    return np.arange(height)[:, None], np.arange(width)[None]


def _two(choose: np.ndarray, one: int, other: int) -> np.ndarray:
    return np.where(choose, np.uint8(one), np.uint8(other))


def partner(draw: Stream, ink: int) -> int:
    """An ink that goes with `ink` in a texture: a shade of it, white or black."""
    return draw.choice([other for other in (DARKER[ink], LIGHTER[ink], BLACK, WHITE, spot(draw, ink)) if other != ink])


def _checks(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    cell = draw.choice((1, 2, 3, 4), (5, 2, 1, 1))
    return _two((y // cell + x // cell) % 2 == 0, ink, partner(draw, ink))


def _dots(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    step, shift = draw.integer(2, 4), draw.chance(0.5)
    rows = y // step
    return _two((y % step == 0) & ((x + (rows % 2) * (step // 2) * shift) % step == 0), partner(draw, ink), ink)


def _diagonals(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    wide, lean = draw.choice((1, 2, 3, 5), (4, 2, 1, 1)), draw.choice((1, -1))
    if wide == 1 and draw.chance(0.3):
        colors = np.array(draw.choice((RAINBOW, LONG_RAINBOW)), np.uint8)
        return colors[(x + lean * y) % len(colors)]
    if wide == 1:
        return _two((x + lean * y) % draw.integer(3, 5) == 0, partner(draw, ink), ink)
    return _two((x + lean * y) // wide % 2 == 0, ink, partner(draw, ink))


def _bars(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    wide, along = draw.integer(1, 4), x if draw.chance(0.4) else y
    return np.broadcast_to(_two(along // wide % 2 == 0, ink, partner(draw, ink)), (height, width)).copy()


def _fade(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    ramp = [DARKER[DARKER[ink]], DARKER[ink], ink, LIGHTER[ink]]
    ramp = list(dict.fromkeys(ramp))
    if draw.chance(0.3):
        ramp = [ink, spot(draw, ink), spot(draw, ink)]
    if draw.chance(0.5):
        ramp = ramp[::-1]
    value = draw.choice((y / height + 0 * x, x / width + 0 * y, (y / height + x / width) / 2), (3, 1, 1))
    return pixels.dithered(value, ramp)


def _burst(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    """Rays from the middle, level lines of angle got from slopes."""
    y, x = _grid(height, width)
    down, right = y - height / 2 + 0.25, x - width / 2 + 0.25
    slope = down / (abs(down) + abs(right))
    turn = np.where(right < 0, 2 - slope, slope)
    return _two(np.floor(turn * draw.choice((3, 4, 5))) % 2 == 0, ink, partner(draw, ink))


def _bricks(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    high, wide = draw.integer(3, 5), draw.integer(5, 9)
    return _two((y % high == 0) | ((x + (y // high % 2) * (wide // 2)) % wide == 0), partner(draw, ink), ink)


def _waves(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    length, high = draw.integer(3, 6), draw.integer(4, 7)
    return _two((y + abs(x % (2 * length) - length)) % high < high // 2, ink, partner(draw, ink))


def _scales(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    step = draw.choice((6, 8))
    shifted = (x + (y // (step // 2) % 2) * (step // 2)) % step - step / 2 + 0.5
    return _two(shifted**2 + (y % (step // 2)) ** 2 > (step / 2) ** 2 - 3, partner(draw, ink), ink)


def _plaid(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    step, other, third = draw.integer(6, 10), partner(draw, ink), spot(draw, ink)
    down, across = y % step < step // 2, x % step < step // 2
    picture = _two((down & across) | ((down ^ across) & ((x + y) % 2 == 0)), other, ink)
    picture[step // 4 :: step] = third
    picture[:, step // 4 :: step] = third
    return picture


def _rhombs(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    step = draw.choice((4, 6, 8))
    return _two(((x + y) // step + (x - y) // step) % 2 == 0, ink, partner(draw, ink))


def _weave(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    level, upright = (y % 4 < 2) == (x % 4 < 2), draw.chance(0.5)
    on = np.where(level, y % 2 == 0, x % 2 == 0) if upright else (x // 2 + y) % 2 == 0
    return _two(on, ink, partner(draw, ink))


def _dashes(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    long, gap = draw.integer(2, 4), draw.integer(2, 3)
    return _two((y % gap == 0) & ((x + y // gap * 2) % (long + 2) < long), partner(draw, ink), ink)


def _crosses(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    y, x = _grid(height, width)
    step = draw.choice((5, 6))
    down, right = (y + (x // step % 2) * (step // 2)) % step, x % step
    near = (
        (abs(down - 1) + abs(right - 1)) <= 1
        if draw.chance(0.6)
        else (down == right) & (down < 3) | (down + right == 2)
    )
    return _two(near, partner(draw, ink), ink)


def _hatch(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    _y, x = _grid(height, width)
    return np.broadcast_to(_two(x % draw.choice((2, 3)) == 0, partner(draw, ink), ink), (height, width)).copy()


def _specks(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    value = pixels.noise(draw, height, width)
    picture = _two(value < draw.uniform(0.02, 0.08), partner(draw, ink), ink)
    picture[value > 0.985] = spot(draw, ink)
    return picture


def _blotches(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    value = pixels.clouds(draw, height, width, draw.integer(3, 8))
    ramp = list(dict.fromkeys((DARKER[ink], ink, LIGHTER[ink], ink)))
    return pixels.dithered(value, ramp, spread=draw.choice((0.0, 1.0)))


_GROUNDS: dict[Callable[[Stream, int, int, int], np.ndarray], float] = {
    _checks: 6.5, _dots: 4, _diagonals: 4, _bars: 2, _fade: 3.5, _burst: 1.5, _bricks: 2, _waves: 2, _scales: 1.5,
    _plaid: 1.5, _rhombs: 1.5, _specks: 1.5, _blotches: 1.5, _weave: 3, _dashes: 2, _crosses: 2, _hatch: 1.5,
}  # fmt: skip


def texture(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    """A box in `ink` and a partner of it, in one of many textures."""
    return draw.choice(list(_GROUNDS), list(_GROUNDS.values()))(draw, height, width, ink)


def backdrop(draw: Stream, height: int, width: int, ink: int, rich: float = 0.5) -> np.ndarray:
    """A ground for figures: plain, or with the chance `rich` a texture."""
    return texture(draw, height, width, ink) if draw.chance(rich) else pixels.plain(height, width, ink)


def rainbow(draw: Stream, height: int, width: int) -> np.ndarray:
    """Bands of the rainbow, slanted, level or bent."""
    y, x = _grid(height, width)
    colors = np.array(draw.choice((RAINBOW, LONG_RAINBOW)), np.uint8)
    wide = draw.choice((1, 2, 4), (3, 1, 1))
    along = draw.choice((x + y, x - y, y + 0 * x, x + y // 2, y + abs(x % 20 - 10)), (4, 4, 1, 1, 1))
    return colors[along // wide % len(colors)]


def lattice(draw: Stream, height: int, width: int) -> np.ndarray:
    """A lattice of dots on black, as the green one was, or its kin."""
    y, x = _grid(height, width)
    kind = draw.integer(0, 3)
    ink, paper = draw.choice((GREEN, spot(draw, BLACK))), draw.choice((BLACK, BLACK, WHITE))
    paper = BLACK if ink == paper else paper
    if kind == 0:
        on = (y % 2 == 0) & (x % 2 == 0)
    elif kind == 1:
        on = (y % 4 != 3) & (x % 4 != 3)
    elif kind == 2:
        on = (x + 2 * y) % 5 == 0
    else:
        on = (y % 3 == 0) | (x % 3 == 0)
    return _two(on, ink, paper)


def code(draw: Stream, height: int, width: int) -> np.ndarray:
    """Something like a QR code, squares in three corners and noise between."""
    picture = _two(pixels.noise(draw, height, width) < 0.5, BLACK, WHITE)
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


def maze(draw: Stream, height: int, width: int) -> np.ndarray:
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


def triangles(draw: Stream, height: int, width: int) -> np.ndarray:
    """Sierpinski's triangles or their like, from the bits of the coordinates."""
    y, x = _grid(height, width)
    one = inks.ground(draw)
    how = draw.integer(0, 2)
    on = (x & y) == 0 if how == 0 else ((x ^ y) % draw.choice((5, 7, 9)) < 2) if how == 1 else ((x | y) % 7 < 3)
    return _two(on, spot(draw, one), one)


def tiles(draw: Stream, height: int, width: int) -> np.ndarray:
    """A small mirrored tile, drawn at random, over and over: carpets and knitting."""
    half = draw.integer(3, 6)
    colors = np.array(inks.scheme(draw, 4), np.uint8)
    value = pixels.noise(draw, half, half)
    value = np.maximum(value, value.T)
    levels = (value * 4).astype(int)
    quarter = colors[np.clip(levels, 0, 3)]
    side = np.concatenate([quarter, quarter[:, ::-1]], axis=1)
    return pixels.tiled(np.concatenate([side, side[::-1]]), height, width).copy()


def grown(draw: Stream, height: int, width: int) -> np.ndarray:
    """What spreads: tendrils of one ink over another."""
    first = draw.choice((BLACK, inks.ground(draw)))
    value = pixels.clouds(draw, height, width, 6) + 0.35 * pixels.noise(draw, height, width)
    ramp = [first, first, spot(draw, first), first]
    return pixels.dithered(np.clip(value / 1.35, 0, 1), ramp, spread=0.3)


_ALONE: dict[Callable[[Stream, int, int], np.ndarray], float] = {
    rainbow: 1.2, lattice: 6, code: 2, maze: 1, triangles: 1, tiles: 3, grown: 1,
}  # fmt: skip


def pattern(draw: Stream, height: int, width: int) -> np.ndarray:
    """A pattern that stands for itself, framed or not."""
    if draw.chance(0.15):
        picture = texture(draw, height, width, inks.ground(draw))
    else:
        paint = draw.choice(list(_ALONE), list(_ALONE.values()))
        if paint is code and max(height, width) > 1.4 * min(height, width):
            paint = lattice
        picture = paint(draw, height, width)
    if min(height, width) > 7 and draw.chance(0.3):
        pixels.framed(picture, draw.choice((BLACK, WHITE)))
    return picture
