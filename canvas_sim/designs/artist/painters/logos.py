"""Logos: a mark or letters on a plain field, with or without a word, as clubs, games and schools have them."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import lettering, phrases, pixels, sprites
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, WHITE, contrast, ground, spot_ink
from canvas_sim.designs.artist.draw.shapes import mark, mark_names
from canvas_sim.designs.artist.draw.stencils import backdrop


def styled_mark(draw: Stream, size: int, paper: int | None = None) -> np.ndarray:
    """A mark, mirrored or not, with or without an outline, on a clear ground; its colors can be seen on `paper`."""
    first = spot_ink(draw) if paper is None else contrast(draw, paper)
    taken = (first,) if paper is None else (first, paper)
    second = contrast(draw, *taken)
    third = draw.choice((first, spot_ink(draw, second, *taken)))
    rims = draw.choice((0, 1, 2), (4, 3, 1)) if size >= 12 else 0
    taste = style_stream.own(draw, 0.8)
    marks = mark_names()
    chosen = marks[int(taste.mark * len(marks))] if taste else draw.choice(marks)
    picture = mark(chosen, size - 2 * rims, first, second, third)
    if draw.chance(0.5):
        picture = picture[:, ::-1]
    if size >= 16 and draw.chance(0.4 if size < 30 else 0.8):
        picture = pixels.stippled(picture) if draw.chance(0.6) else pixels.shaded(picture)
    for ink in ((BLACK, WHITE) if draw.chance(0.5) else (WHITE, BLACK))[:rims]:
        picture = pixels.outlined(picture, ink, corners=draw.chance(0.5))
    return picture


def crossed(draw: Stream, size: int) -> np.ndarray:
    """A thing and its mirror image over each other, something above them."""
    picture = pixels.blank(size, size)
    thing = sprites.sprite(draw, size - 1, size - 1)
    pixels.center(picture, thing)
    pixels.center(picture, thing[:, ::-1])
    if size > 22:
        pixels.center(picture, sprites.small(draw, 7, 7), down=0.05)
    return picture


def interlocked(draw: Stream, size: int, paper: int) -> np.ndarray:
    """Two letters through each other."""
    text = phrases.monogram(draw, 2).ljust(2, "X")
    times = max(1, (size - 4) // 9)
    picture = pixels.blank(size, size)
    for k, letter in enumerate(text):
        piece = pixels.enlarge(lettering.written(letter, ("bold", "serif")[k], contrast(draw, paper)), times)
        pixels.center(picture, pixels.outlined(piece, paper), down=0.3 + 0.4 * k, right=0.35 + 0.3 * k)
    return picture


def varsity(draw: Stream, size: int, paper: int) -> np.ndarray:
    """One heavy letter with slabs and two outlines."""
    mask = lettering.slabbed(phrases.monogram(draw, 1))[:, :-1]
    ink = contrast(draw, paper)
    letter = np.where(mask, np.uint8(ink), np.uint8(CLEAR))
    while letter.shape[0] * 2 + 4 <= size and letter.shape[1] * 2 + 4 <= size:
        letter = pixels.double(letter)
    for rim in (contrast(draw, ink), paper if paper != ink else WHITE)[: 2 if size > letter.shape[0] + 3 else 1]:
        letter = pixels.outlined(letter, rim, corners=True)
    return letter


def logo_sign(draw: Stream, size: int, paper: int) -> np.ndarray:
    """A mark, a letter, letters or crossed things that fit a square."""
    kind = draw.uniform()
    if size >= 18 and kind < 0.2:
        return varsity(draw, size, paper)
    if size >= 13 and kind < 0.3:
        return interlocked(draw, size, paper)
    if size >= 13 and kind < 0.4:
        return crossed(draw, size)
    return styled_mark(draw, size, paper)


def logo(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A sign on a field, a word beside or below it where there is room."""
    paper = ground(draw)
    picture = backdrop(draw, height, width, paper, 0.5)
    border = 2 if min(height, width) >= 14 and draw.chance(0.45) else 0
    room = picture[border : height - border, border : width - border]
    if width > 1.8 * height and height >= 9:
        cut = min(room.shape[0], width // 3)
        pixels.center(room[:, :cut], logo_sign(draw, cut - 1, paper))
        _word(draw, name, room[:, cut:], paper)
    elif height >= 20 and draw.chance(0.55):
        cut = max(8, height // 4)
        pixels.center(room[:-cut], logo_sign(draw, min(room[:-cut].shape) - 1, paper))
        _word(draw, name, room[-cut:], paper)
    else:
        pixels.center(room, logo_sign(draw, max(5, min(room.shape) - 1), paper))
    if border:
        pixels.framed(picture, contrast(draw, paper), paper)
    return picture


def _word(draw: Stream, name: str, room: np.ndarray, paper: int) -> None:
    """The name, or what is short enough, in fancy letters in the middle of a room."""
    for text in (phrases.styled_name(draw, name), name, phrases.monogram(draw, 3)):
        fit = lettering.largest(text, room.shape[0] - 2, room.shape[1] - 2)
        if fit is not None:
            style_stream.say(draw, text)
            mask = lettering.enlarged(draw, lettering.line(text, fit[0]), fit[1])
            letters = lettering.fancy(draw, mask, paper)
            if letters.shape[0] > room.shape[0] or letters.shape[1] > room.shape[1]:
                letters = pixels.enlarge(lettering.written(text, fit[0], contrast(draw, paper)), fit[1])
            pixels.center(room, letters)
            return


def wordmark(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A name as high as the box, striped, cut through, faded or shaded: the title of a game or a band."""
    paper = ground(draw)
    picture = backdrop(draw, height, width, paper, 0.3)
    short = phrases.monogram(draw, 3)
    options = (name, draw.choice(("PLAY", "WOW", "GG", "LOVE", "EPIC")), short)
    text = max([one for one in options if lettering.largest(one, height - 4, width - 4)], key=len, default="")
    if not text:
        return logo(draw, name, height, width)
    letters = _massive(text, height - 4, width - 4)
    ink, second = contrast(draw, paper), contrast(draw, paper)
    style = draw.choice(("cut", "fade", "shade", "plain"))
    value = np.indices(letters.shape)[0] / letters.shape[0]
    fill = pixels.dithered(value, (ink, second if style == "fade" else ink))
    if style == "cut":
        fill[letters.shape[0] // 2 :: max(3, letters.shape[0] // 4)] = paper
    piece = np.where(letters, fill, np.uint8(CLEAR))
    if style == "shade" and letters.shape[0] > 9:
        piece = pixels.shadowed(pixels.shaded(piece), BLACK if paper != BLACK else spot_ink(draw, BLACK, ink), 2)
    elif draw.chance(0.5):
        piece = pixels.outlined(piece, draw.choice((BLACK, WHITE)), corners=True)
    pixels.center(picture, piece)
    return pixels.framed(picture, second, paper) if draw.chance(0.4) and min(height, width) > 14 else picture


def _massive(text: str, height: int, width: int) -> np.ndarray:
    """A word stretched until it fills a box nearly, each way by whole steps."""
    fit = lettering.largest(text, height, width)
    assert fit is not None
    mask = lettering.line(text, fit[0])
    across = max(1, width // mask.shape[1])
    return mask.repeat(max(1, min(height // mask.shape[0], 3 * across)), 0).repeat(across, 1)
