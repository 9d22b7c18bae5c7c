"""Hosts: large works that are a ground of small like things, and guests: what others put where a work has left room."""

from collections.abc import Callable

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import community_style
from canvas_sim.designs.artist.data.tables import words
from canvas_sim.designs.artist.draw import flags, lettering, phrases, pixels, sprites
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, WHITE, contrast, ground, spot_ink
from canvas_sim.designs.artist.draw.stencils import stenciled
from canvas_sim.designs.artist.painters import banners, hearts, logos, posters, ribbons

_Painter = Callable[[Stream, str, int, int], np.ndarray]
_Ground = Callable[[Stream, int, int], np.ndarray]


def heart_wall(draw: Stream, height: int, width: int) -> np.ndarray:
    """Hearts edge to edge, most of them in the colors of countries."""
    size = draw.choice((4, 5, 6, 7))
    paper = draw.choice((WHITE, BLACK, spot_ink(draw)))
    rim = draw.choice((None, BLACK if paper != BLACK else WHITE), (1, 3))
    few = [
        hearts.flagged(draw.choice(words("popular")), size) if draw.chance(0.7) else hearts.heart(draw, size)
        for _ in range(24)
    ]
    few = [pixels.outlined(one, rim) if rim is not None else one for one in few]
    high, wide = few[0].shape[0] + (rim is None), few[0].shape[1] + (rim is None)
    picture = pixels.blank(height + high, width + wide, paper)
    order = draw.shuffled(range(24))
    for row in range(height // high + 1):
        for column in range(width // wide + 1):
            piece = few[order[(row * 7 + column * 5 + row * column) % 24]]
            pixels.paste(picture, piece, row * high, column * wide - (row % 2) * wide // 2)
    return picture[:height, :width].copy()


def _stencil(file: str, name: str) -> _Ground:
    """A ground from a file of stencils."""
    return lambda draw, height, width: stenciled(draw, pixels.blank(height, width), file, name)


_GROUNDS: dict[_Ground, float] = {
    heart_wall: 2, _stencil("lattices", "bands"): 7, _stencil("lattices", "tiled"): 1.5,
    _stencil("patterns", "rainbow"): 0.4, _stencil("lattices", "woven"): 2.5,
}  # fmt: skip
_INSETS: dict[_Painter, float] = {
    posters.poster: 3, logos.logo: 3, logos.wordmark: 1.5, banners.balls: 0.7,
    lambda draw, name, height, width: ribbons.kind_of_ribbon(draw, "bunting", name, height, width): 0.5,
    lambda draw, name, height, width: flags.labeled_flag(draw, flags.country(draw), height, width): 2,
    lambda draw, name, height, width: sprites.sprite(draw, height, width): 6,
    lambda draw, name, height, width: logos.logo_sign(draw, min(height, width), BLACK): 3,
}  # fmt: skip


def hearty(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A wall of hearts with few things let into it."""
    return _furnished(draw, name, heart_wall(draw, height, width), height * width // 1200)


def host(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A ground of small like things with works of many let into it."""
    picture = draw.choice(list(_GROUNDS), list(_GROUNDS.values()))(draw, height, width)
    picture = _furnished(draw, name, picture, 6 + height * width // 140)
    return pixels.framed(picture, contrast(draw, int(picture[0, 0])) if picture[0, 0] < 16 else BLACK)


def _furnished(draw: Stream, name: str, picture: np.ndarray, count: int) -> np.ndarray:
    """Let works into a picture, in place, where none is yet; the first is the title."""
    height, width = picture.shape
    taken = np.zeros(picture.shape, bool)
    for k in range(count):
        high = min(height, draw.integer(9, 12 + min(height // 4, 12)))
        wide = min(width, max(int(high * draw.uniform(1.0, 2.2)), width * 3 // 5 if k == 0 else 0))
        y, x = draw.integer(0, height - high), draw.integer(0, width - wide)
        if draw.chance(0.7):  # most come in from a rim
            y, x = draw.choice(((0, x), (height - high, x), (y, 0), (y, width - wide)))
        if taken[y : y + high, x : x + wide].any():
            continue
        taken[y : y + high, x : x + wide] = True
        paint = posters.banner if k == 0 else draw.choice(list(_INSETS), list(_INSETS.values()))
        other = phrases.community(draw) if k else name
        with community_style.drawing_for(draw, other):
            piece = paint(draw, other, high, wide)
        pixels.center(picture[y : y + high, x : x + wide], piece)
        if (piece != CLEAR).all() and draw.chance(0.5):
            pixels.framed(picture[y : y + high, x : x + wide], draw.choice((BLACK, WHITE)))
    return picture


def invite(draw: Stream, picture: np.ndarray, share: float) -> None:
    """Put small things on plain parts of a picture, in place; `share` is about how much of it may go to them.

    Most stand at the lower rim or hang from the upper one, side by side: from where others pushed in.
    """
    height, width = picture.shape
    for _ in range(min(90, int(height * width * share / 60))):
        size = draw.choice((8, 9, 10, 12, 14, 17))
        if min(height, width) < size + 4:
            continue
        low, x = height - size - 3, draw.integer(1, width - size - 3)
        y = draw.choice((low, 1, draw.integer(1, low)), (4, 2, 2))
        room = picture[y : y + size + 2, x : x + size + 2]
        changes = np.count_nonzero(room[1:] != room[:-1]) + np.count_nonzero(room[:, 1:] != room[:, :-1])
        if changes <= 1.5 * room.shape[0] and (room != CLEAR).all():  # nothing but a ground, or the border of two
            piece = guest(draw, size, int(room[0, 0]))
            pixels.center(room, piece[: size + 2, : size + 2])


def guest(draw: Stream, size: int, paper: int) -> np.ndarray:
    """A small thing that can be seen on `paper`: a sprite, a heart, a sign, a flag, letters."""
    kind = draw.uniform()
    if kind < 0.42:
        return sprites.sprite(draw, size, size + 1)
    if kind < 0.57:
        return hearts.outlined_heart(draw, min(11, size - 3))
    if kind < 0.7:
        return logos.styled_mark(draw, size, paper)
    if kind < 0.78:
        flag = flags.flag_of(flags.country(draw), size * 2 // 3, size)
        return pixels.framed(flag, BLACK if paper != BLACK else WHITE)
    font = draw.choice(("mini", "wide", "slim", "low"))
    text = phrases.fitted_phrase(draw, phrases.community(draw), font, size - 1)
    plate = pixels.blank(lettering.line(text, font).shape[0] + 2, lettering.line(text, font).shape[1] + 2, ground(draw))
    pixels.center(plate, lettering.written(text, font, contrast(draw, int(plate[0, 0]))))
    return plate
