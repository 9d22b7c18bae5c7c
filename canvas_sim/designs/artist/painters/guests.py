"""Guests: small things that others put where a large work has left room, as nothing plain stayed plain for long."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import flags, lettering, phrases, pixels, sprites
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, WHITE, contrast, ground
from canvas_sim.designs.artist.painters import hearts, logos


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
        if _is_plain(room):
            piece = guest(draw, size, int(room[0, 0]))
            pixels.center(room, piece[: size + 2, : size + 2])


def _is_plain(room: np.ndarray) -> bool:
    """Whether there is nothing in a room but a ground, or the border of two."""
    changes = np.count_nonzero(room[1:] != room[:-1]) + np.count_nonzero(room[:, 1:] != room[:, :-1])
    return changes <= 1.5 * room.shape[0] and bool((room != CLEAR).all())


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
