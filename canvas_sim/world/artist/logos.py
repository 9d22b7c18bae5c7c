"""Logos: a mark or letters on a plain field, with or without a word, as clubs, games and schools have them."""

from __future__ import annotations

import numpy as np

from canvas_sim.world.artist import brush, figures, fonts, hands, lettering, patterns, words
from canvas_sim.world.artist.inks import BLACK, CLEAR, WHITE, contrast, ground, spot
from canvas_sim.world.artist.marks import MARKS
from canvas_sim.world.draws import Stream


def mark(draw: Stream, size: int, paper: int | None = None) -> np.ndarray:
    """A mark, mirrored or not, with or without an outline, on a clear ground; its colors can be seen on `paper`."""
    first = spot(draw) if paper is None else contrast(draw, paper)
    taken = (first,) if paper is None else (first, paper)
    second = contrast(draw, *taken)
    third = draw.choice((first, spot(draw, second, *taken)))
    rims = draw.choice((0, 1, 2), (4, 3, 1)) if size >= 12 else 0
    taste = hands.own(draw, 0.8)
    paint = MARKS[int(taste.mark * len(MARKS))] if taste else draw.choice(MARKS)
    picture = paint(size - 2 * rims, first, second, third)
    if draw.chance(0.5):
        picture = picture[:, ::-1]
    if size >= 16 and draw.chance(0.4 if size < 30 else 0.8):
        picture = brush.stippled(picture) if draw.chance(0.6) else brush.shaded(picture)
    for ink in ((BLACK, WHITE) if draw.chance(0.5) else (WHITE, BLACK))[:rims]:
        picture = brush.outlined(picture, ink, corners=draw.chance(0.5))
    return picture


def crossed(draw: Stream, size: int) -> np.ndarray:
    """A thing and its mirror image over each other, something above them."""
    picture = brush.plain(size, size)
    thing = figures.sprite(draw, size - 1, size - 1)
    brush.center(picture, thing)
    brush.center(picture, thing[:, ::-1])
    if size > 22:
        brush.center(picture, figures.small(draw, 7, 7), down=0.05)
    return picture


def interlocked(draw: Stream, size: int, paper: int) -> np.ndarray:
    """Two letters through each other."""
    text = words.monogram(draw, 2).ljust(2, "X")
    times = max(1, (size - 4) // 9)
    picture = brush.plain(size, size)
    for k, letter in enumerate(text):
        piece = brush.enlarge(lettering.written(letter, ("bold", "serif")[k], contrast(draw, paper)), times)
        brush.center(picture, brush.outlined(piece, paper), down=0.3 + 0.4 * k, right=0.35 + 0.3 * k)
    return picture


def varsity(draw: Stream, size: int, paper: int) -> np.ndarray:
    """One heavy letter with slabs and two outlines."""
    mask = fonts.slabbed(words.monogram(draw, 1))[:, :-1]
    ink = contrast(draw, paper)
    letter = np.where(mask, np.uint8(ink), np.uint8(CLEAR))
    while letter.shape[0] * 2 + 4 <= size and letter.shape[1] * 2 + 4 <= size:
        letter = brush.double(letter)
    for rim in (contrast(draw, ink), paper if paper != ink else WHITE)[: 2 if size > letter.shape[0] + 3 else 1]:
        letter = brush.outlined(letter, rim, corners=True)
    return letter


def sign(draw: Stream, size: int, paper: int) -> np.ndarray:
    """A mark, a letter, letters or crossed things that fit a square."""
    kind = draw.uniform()
    if size >= 18 and kind < 0.2:
        return varsity(draw, size, paper)
    if size >= 13 and kind < 0.3:
        return interlocked(draw, size, paper)
    if size >= 13 and kind < 0.4:
        return crossed(draw, size)
    return mark(draw, size, paper)


def logo(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A sign on a field, a word beside or below it where there is room."""
    paper = ground(draw)
    picture = patterns.backdrop(draw, height, width, paper, 0.5)
    border = 2 if min(height, width) >= 14 and draw.chance(0.45) else 0
    room = picture[border : height - border, border : width - border]
    if width > 1.8 * height and height >= 9:
        cut = min(room.shape[0], width // 3)
        brush.center(room[:, :cut], sign(draw, cut - 1, paper))
        _word(draw, name, room[:, cut:], paper)
    elif height >= 20 and draw.chance(0.55):
        cut = max(8, height // 4)
        brush.center(room[:-cut], sign(draw, min(room[:-cut].shape) - 1, paper))
        _word(draw, name, room[-cut:], paper)
    else:
        brush.center(room, sign(draw, max(5, min(room.shape) - 1), paper))
    if border:
        brush.framed(picture, contrast(draw, paper), paper)
    return picture


def _word(draw: Stream, name: str, room: np.ndarray, paper: int) -> None:
    """The name, or what is short enough, in fancy letters in the middle of a room."""
    for text in (words.styled(draw, name), name, words.monogram(draw, 3)):
        fit = lettering.largest(text, room.shape[0] - 2, room.shape[1] - 2)
        if fit is not None:
            hands.say(draw, text)
            mask = lettering.scaled(draw, lettering.line(text, fit[0]), fit[1])
            letters = lettering.fancy(draw, mask, paper)
            if letters.shape[0] > room.shape[0] or letters.shape[1] > room.shape[1]:
                letters = brush.enlarge(lettering.written(text, fit[0], contrast(draw, paper)), fit[1])
            brush.center(room, letters)
            return


def wordmark(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A name as high as the box, striped, cut through, faded or shaded: the title of a game or a band."""
    paper = ground(draw)
    picture = patterns.backdrop(draw, height, width, paper, 0.3)
    short = words.monogram(draw, 3)
    text = max(
        (
            one
            for one in (name, draw.choice(("PLAY", "WOW", "GG", "LOVE", "EPIC")), short)
            if lettering.largest(one, height - 4, width - 4)
        ),
        key=len,
        default="",
    )
    if not text:
        return logo(draw, name, height, width)
    letters = _massive(text, height - 4, width - 4)
    ink, second = contrast(draw, paper), contrast(draw, paper)
    style = draw.choice(("cut", "fade", "shade", "plain"))
    value = np.indices(letters.shape)[0] / letters.shape[0]
    fill = (
        brush.dithered(value, (ink, second))
        if style == "fade"
        else brush.plain(letters.shape[0], letters.shape[1], ink)
    )
    if style == "cut":
        fill[letters.shape[0] // 2 :: max(3, letters.shape[0] // 4)] = paper
    piece = np.where(letters, fill, np.uint8(CLEAR))
    if style == "shade" and letters.shape[0] > 9:
        piece = brush.shadowed(brush.shaded(piece), BLACK if paper != BLACK else spot(draw, BLACK, ink), 2)
    elif draw.chance(0.5):
        piece = brush.outlined(piece, draw.choice((BLACK, WHITE)), corners=True)
    brush.center(picture, piece)
    return brush.framed(picture, second, paper) if draw.chance(0.4) and min(height, width) > 14 else picture


def _massive(text: str, height: int, width: int) -> np.ndarray:
    """A word stretched until it fills a box nearly, each way by whole steps."""
    fit = lettering.largest(text, height, width)
    assert fit is not None
    mask = lettering.line(text, fit[0])
    across = max(1, width // mask.shape[1])
    return mask.repeat(max(1, min(height // mask.shape[0], 3 * across)), 0).repeat(across, 1)
