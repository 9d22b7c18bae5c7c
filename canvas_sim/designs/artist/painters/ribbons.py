"""Ribbons: long narrow works: rows of hearts with flags, bunting, borders, fades, meters, film, addresses, rainbows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data import tables
from canvas_sim.designs.artist.draw import flags, inks, lettering, pixels, sprites, textures
from canvas_sim.designs.artist.draw.inks import BLACK, RAINBOW, SILVER, WHITE, contrast, ground, scheme
from canvas_sim.designs.artist.draw.stencils import drawn_name, stenciled
from canvas_sim.designs.artist.painters import hearts


def _repeated(picture: np.ndarray, pieces: Sequence[np.ndarray], gap: int) -> None:
    """Pieces in turn along a strip, centered across it, from end to end."""
    x, k = gap, 0
    while x + pieces[k % len(pieces)].shape[1] <= picture.shape[1]:
        piece = pieces[k % len(pieces)]
        pixels.put(picture, piece, (picture.shape[0] - piece.shape[0] + 1) // 2, x)
        x, k = x + piece.shape[1] + gap, k + 1


def _heart_row(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
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


def _bunting(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
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


def _border(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
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


def _address(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
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


_PAINTED = {"heart_row": _heart_row, "bunting": _bunting, "border": _border, "address": _address}


def kind_of_ribbon(draw: Stream, kind: str, name: str, height: int, width: int) -> np.ndarray:
    """A level strip of one kind."""
    if kind in _PAINTED:
        return _PAINTED[kind](draw, name, height, width)
    picture = pixels.plain(height, width)
    return stenciled(
        draw, picture, "ribbons", kind, name=name, repeated=lambda pieces, gap: _repeated(picture, pieces, gap),
        backdrop_in=lambda *how: textures.backdrop(draw, *how),
        outlined_heart=lambda largest: hearts.outlined(draw, largest),
    )  # fmt: skip


def ribbon(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A strip of any of these, level or upright."""
    if height > width:
        return ribbon(draw, name, width, height).T[::-1].copy()
    return kind_of_ribbon(draw, drawn_name(draw, "ribbons"), name, height, width)


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
