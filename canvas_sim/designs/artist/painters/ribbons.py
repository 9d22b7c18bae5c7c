"""Ribbons: long narrow works: rows of hearts with flags, bunting, borders, fades, meters, film, addresses, rainbows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data import tables
from canvas_sim.designs.artist.draw import flags, inks, lettering, phrases, pixels, sprites, textures
from canvas_sim.designs.artist.draw.inks import BLACK, RAINBOW, RED, SILVER, WHITE, YELLOW, contrast, ground, scheme
from canvas_sim.designs.artist.painters import hearts


def _repeated(picture: np.ndarray, pieces: list[np.ndarray], gap: int) -> None:
    """Pieces in turn along a strip, centered across it, from end to end."""
    x, k = gap, 0
    while x + pieces[k % len(pieces)].shape[1] <= picture.shape[1]:
        piece = pieces[k % len(pieces)]
        pixels.put(picture, piece, (picture.shape[0] - piece.shape[0] + 1) // 2, x)
        x, k = x + piece.shape[1] + gap, k + 1


def heart_row(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Hearts in rows, each with the flag of a country."""
    paper = draw.choice((BLACK, WHITE, ground(draw)))
    picture = textures.backdrop(draw, height, width, paper, 0.3)
    sizes = [size for size in hearts.SIZES if size + 4 <= height and size <= 11]
    size = draw.choice(sizes[-2:]) if sizes else 4
    rim = contrast(draw, paper) if size >= 5 else None
    rows = max(1, height // (size + 4))
    for row in range(rows):
        pieces = [hearts.flagged(draw.choice(tables.words("popular")), size) for _ in range(min(24, width // size + 1))]
        pieces = [pixels.outlined(one, rim) for one in pieces] if rim is not None else pieces
        _repeated(picture[row * height // rows : (row + 1) * height // rows], pieces, draw.integer(1, 3))
    return picture


def bunting(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Small flags of countries side by side, row over row."""
    picture = pixels.plain(height, width, draw.choice((BLACK, WHITE, ground(draw))))
    high = max(4, min(height - 2, draw.integer(6, 11)))
    rows = max(1, (height - 1) // (high + 1))
    for row in range(rows):
        pieces = [
            flags.flag_of(flags.country(draw), high, round(high * 1.6)) for _ in range(min(16, width // high + 1))
        ]
        _repeated(picture[row * height // rows : (row + 1) * height // rows], pieces, 1)
    return picture


def border(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """One to three things again and again between lines."""
    paper = ground(draw)
    picture = textures.backdrop(draw, height, width, paper, 0.35)
    lines = 2 if height >= 12 else 1 if height >= 8 else 0
    inner = height - 2 * lines - 1
    make = sprites.sprite if inner > 9 else sprites.small
    pieces = [make(draw, inner, max(8, 2 * inner)) for _ in range(draw.integer(1, 3))]
    pieces = [piece for piece in pieces if piece.shape[0] <= inner] or [hearts.heart(draw, 4)]
    _repeated(picture, pieces, draw.integer(1, 4))
    for k, ink in enumerate((contrast(draw, paper), inks.spot(draw, paper))[:lines]):
        picture[k] = picture[height - 1 - k] = ink
    return picture


def fade(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Colors that go over into each other along a bar, words on it."""
    ramp = draw.choice(
        (inks.LONG_RAINBOW, RAINBOW, tuple(scheme(draw, 4)), (BLACK, inks.BLUE, WHITE), (RED, YELLOW, inks.GREEN))
    )
    value = np.broadcast_to(np.arange(width)[None] / width, (height, width))
    picture = pixels.dithered(value, ramp)
    if height >= 9:
        text = phrases.fitted(draw, name, "mini" if height < 12 else "tall", width - 8)
        letters = lettering.written(text, "mini" if height < 12 else "tall", WHITE)
        pixels.center(picture, pixels.outlined(letters, BLACK, corners=True))
    return picture


def meter(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A bar that fills, with how far it is."""
    picture = pixels.plain(height, width, SILVER)
    done = draw.integer(1, 99)
    ink = draw.choice((inks.GREEN, inks.BLUE, RED, YELLOW))
    bar = picture[2:-2, 2:-2]
    bar[:] = draw.choice((WHITE, BLACK))
    full = max(1, bar.shape[1] * done // 100)
    bar[:, :full] = ink
    if draw.chance(0.5):
        bar[:, :full:5] = SILVER
    for text in (f"LOADING {done}%", f"{done}%"):
        letters = lettering.label(text, height - 6, width - 8, WHITE)
        if letters is not None and draw.chance(0.6):
            pixels.center(picture, pixels.outlined(letters, BLACK, corners=True))
            break
    return pixels.framed(picture, BLACK)


def address(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """The line of a browser with an address, or a search."""
    picture = pixels.plain(height, width, SILVER)
    field = picture[1:-1, 2:-2]
    field[:] = WHITE
    pixels.framed(field, inks.GRAY)
    low, host = name.lower(), draw.choice(tables.words("hosts"))
    longest = f"https://{host}/r/{low}{draw.choice(('', '/new', '/top', '/wiki', '?2017'))}"
    fit = None
    for text in (longest, f"{host}/r/{low}", draw.choice(tables.words("slogans")).lower() + "?", f"r/{low}", name):
        fit = lettering.label(text, height - 4, width - 10, BLACK) if fit is None else fit
    if fit is not None:
        pixels.center(field, fit, right=0.1)
    if width > 60 and height >= 9:
        pixels.put(field, sprites.small(draw, height - 4, 7), 1, field.shape[1] - 9)
    return picture


def race(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A checkered tape, or slanted stripes of warning, with one word again and again."""
    y, x = np.indices((height, width))
    one, other = draw.choice(((BLACK, WHITE), (BLACK, YELLOW), (RED, WHITE), tuple(scheme(draw, 2))))
    cell = max(1, height // draw.integer(3, 6))
    odd = (x // cell + y // cell) % 2 if draw.chance(0.5) else (x + y) // (2 * cell) % 2
    picture = np.where(odd == 0, np.uint8(one), np.uint8(other))
    font = "mini" if height < 13 else draw.choice(("tall", "bold", "serif", "slim"))
    if height >= 9:
        text = phrases.fitted(draw, name, font, max(12, min(width - 4, width // 3)))
        tape = pixels.plain(lettering.HEIGHTS[font] + 2, max(1, lettering.line(text, font).shape[1] + 4), one)
        pixels.center(tape, lettering.written(text, font, contrast(draw, one)))
        _repeated(picture, [tape[:height]], draw.integer(4, 18))
    return picture


def film(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A strip of film with a picture in each frame."""
    picture = pixels.plain(height, width, BLACK)
    picture[1, 1::3] = picture[-2, 1::3] = WHITE
    high = max(3, height - 6)
    wide = max(5, round(high * 1.3))
    for x in range(1, width - wide, wide + 2):
        frame = textures.backdrop(draw, high, wide, ground(draw), 0.5)
        pixels.center(frame, sprites.sprite(draw, high, wide) if high > 8 else sprites.small(draw, high, wide))
        pixels.put(picture, frame, (height - high) // 2, x)
    return picture


def keys(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """The keys of a piano."""
    picture = pixels.plain(height, width, WHITE)
    wide = max(3, height // 4) + draw.integer(0, 2)
    shift = draw.integer(0, 6)
    for k, x in enumerate(range(0, width, wide + 1)):
        picture[:, x] = BLACK
        if (k + shift) % 7 not in {0, 3} and x > 1:
            picture[: height * 3 // 5, max(0, x - wide // 3) : x + wide // 3 + 1] = BLACK
    if draw.chance(0.3):
        picture[picture == BLACK] = inks.spot(draw, WHITE)
    picture[0] = draw.choice((BLACK, RED))
    return picture


def lines(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Stripes from end to end, hearts or a word where they begin."""
    count = draw.integer(3, max(3, min(9, height)))
    colors = scheme(draw, min(count, 6)) if draw.chance(0.6) else list(RAINBOW)
    rows = (np.arange(height) * count // height) % len(colors)
    picture = np.repeat(np.array(colors, np.uint8)[rows][:, None], width, axis=1)
    if height >= 8:
        _repeated(picture, [hearts.outlined(draw, 5 if height < 12 else 9)], draw.integer(9, 40))
    return picture


_RIBBONS: dict[Callable[[Stream, str, int, int], np.ndarray], float] = {
    heart_row: 4, bunting: 2, border: 3.5, fade: 2, meter: 1.5, address: 1.5, race: 1.4, film: 1.5, keys: 0.6, lines: 2,
}  # fmt: skip


def ribbon(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A strip of any of these, level or upright."""
    if height > width:
        return ribbon(draw, name, width, height).T[::-1].copy()
    return draw.choice(list(_RIBBONS), list(_RIBBONS.values()))(draw, name, height, width)


def road(draw: Stream, area: int) -> np.ndarray:
    """A slanted band of the rainbow or of few colors, nothing to its sides; of about `area` pixels."""
    wide = max(4, min(14, round(area**0.5 / 3)))
    long = max(4, min(140, area // wide))
    y, x = np.indices((long, long + wide))
    across = x - y
    colors = np.array(draw.choice((RAINBOW, inks.LONG_RAINBOW, tuple(scheme(draw, 3)))), np.uint8)
    picture = colors[across * len(colors) // wide % len(colors)]
    picture[(across == 0) | (across == wide - 1)] = BLACK
    picture[(across < 0) | (across >= wide)] = inks.CLEAR
    return picture if draw.chance(0.5) else picture[:, ::-1]
