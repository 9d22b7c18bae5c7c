"""Emblems: roundels, crests, initials of teams, signs of straight lines and circles."""

from typing import Any

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import lettering, phrases, pixels, shapes, sprites
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, RED, WHITE, contrast, ground, spot_ink
from canvas_sim.designs.artist.draw.stencils import backdrop, stenciled, weights
from canvas_sim.designs.artist.painters import characters


def _letters(text: str, height: int, width: int, ink: int) -> np.ndarray | None:
    """Heavy letters as large as a box allows, doubled with smooth corners where they can be."""
    mask = lettering.line(text, "bold" if height >= 7 else "mini")
    picture = np.where(mask, np.uint8(ink), np.uint8(CLEAR))
    if picture.shape[0] > height or picture.shape[1] > width:
        return lettering.label(text, height, width, ink) if lettering.largest(text, height, width) else None
    while picture.shape[0] * 2 <= height and picture.shape[1] * 2 <= width and picture.shape[0] < 28:
        picture = pixels.double(picture)
    return picture


def _slab(draw: Stream, text: str, height: int, width: int, ink: int) -> np.ndarray | None:
    """Letters with slabs where they fit, more often than not."""
    mask = lettering.slab(text)
    if mask.shape[0] > height or mask.shape[1] > width or draw.chance(0.3):
        return None
    picture = np.where(mask, np.uint8(ink), np.uint8(CLEAR))
    if picture.shape[0] * 2 <= height and picture.shape[1] * 2 <= width:
        picture = pixels.double(picture)
    return picture


def team_sign(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """One to three letters with one or two outlines on a ground: the sign of a team."""
    paper = ground(draw)
    picture = backdrop(draw, height, width, paper, 0.6)
    count = 1 if width < 1.2 * height else draw.integer(1, 3)
    text = name[:count] if draw.chance(0.4) else phrases.monogram(draw, count)
    rims = draw.choice((0, 1, 2), (2, 4, 3)) if height >= 14 else draw.choice((0, 1)) if height >= 10 else 0
    face = contrast(draw, paper)
    border = 2 if min(height, width) > 14 else 0
    room = height - 2 * rims - border, width - 2 * rims - border
    options = _slab(draw, text, *room, face), _letters(text, *room, face), _letters(text[0], height, width, face)
    letters = next((one for one in options if one is not None), None)
    if letters is not None:
        for ink in (contrast(draw, face), paper if paper != face else WHITE)[:rims]:
            letters = pixels.outlined(letters, ink, corners=True)
        pixels.center(picture, letters)
    if border and draw.chance(0.5):
        pixels.framed(picture, contrast(draw, paper), paper)
    return picture


def charge(draw: Stream, name: str, size: int, ink: int) -> np.ndarray:
    """What stands on an emblem: a shape, letters, a sprite or a creature, at most `size` high and wide."""
    kind = draw.uniform()
    if kind < 0.25 or size < 5:
        shape = draw.choice(("star", "sun", "crescent", "plus", "leaf", "eagle", "crown", "lily", "cedar", "castle",
                             "david", "dragon", "wheel", "triangle", "disc"))  # fmt: skip
        picture = shapes.inked(shape, size, ink)
        return picture if picture.shape[1] <= size + 2 else shapes.inked("star", size, ink)
    if kind < 0.5:
        letters = _letters(phrases.monogram(draw, 1 if size < 9 else draw.integer(1, 2)), size, size, ink)
        return letters if letters is not None else shapes.inked("star", size, ink)
    if kind < 0.87:
        return sprites.sprite(draw, size, size)
    return characters.face(draw, size) if size > 9 else characters.invader(draw, size)


def _emblem(draw: Stream, which: str, picture: np.ndarray, name: str, **names: Any) -> np.ndarray:
    """A stencil of an emblem, painted on a clear ground."""
    return stenciled(
        draw, picture, "emblems", which, charge=lambda size, ink: charge(draw, name, size, ink),
        monogram=lambda n: phrases.monogram(draw, n), **names,
    )  # fmt: skip


def roundel(draw: Stream, name: str, size: int) -> np.ndarray:
    """A disc with rings, a filling and a charge, on a clear ground."""
    return _emblem(draw, "roundel", pixels.blank(max(size, 3), max(size, 3)), name)


def crest(draw: Stream, name: str, size: int) -> np.ndarray:
    """A shield, divided, with a charge and a dark rim, on a clear ground."""
    shield = shapes.mask("shield", size)
    picture = _emblem(draw, "crest", pixels.blank(*shield.shape), name, shield=shield, size=size)
    return pixels.outlined(picture, draw.choice((BLACK, BLACK, WHITE)))


def geometric_sign(draw: Stream, size: int) -> np.ndarray:
    """A sign of straight lines and circles, on a clear ground."""
    a = spot_ink(draw)
    b = contrast(draw, a)
    c = spot_ink(draw, a, b)
    picture = stenciled(draw, pixels.blank(size, size), "signs", draw.choice(list(weights("signs"))), a=a, b=b, c=c)
    if size >= 8 and draw.chance(0.5):
        picture = pixels.outlined(picture[1:-1, 1:-1], draw.choice((BLACK, BLACK, WHITE, RED)))
    return picture


def lone_emblem(draw: Stream, name: str, size: int) -> np.ndarray:
    """An emblem as a free shape, about `size` pixels high."""
    kind, size = draw.uniform(), max(size, 4)
    if kind < 0.45:
        return roundel(draw, name, size)
    return crest(draw, name, max(5, size - 2)) if kind < 0.7 else geometric_sign(draw, size)


def plate(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """An emblem on a ground that fills the box, with a caption where there is room."""
    paper = ground(draw)
    picture = backdrop(draw, height, width, paper, 0.7)
    border = min(height, width) >= 12 and draw.chance(0.5)
    strip = 0
    if height >= 20 and draw.chance(0.5):
        strip = 7
        ink = draw.choice((BLACK, WHITE, paper))
        picture[-strip - border :] = ink
        text = phrases.phrase(draw, name, lettering.letters_in(width - 2, "mini"))
        label = lettering.label(text, 5, width - 2, contrast(draw, ink))
        pixels.center(picture[-strip - border : height - border], label)
    room = picture[: height - strip]
    size = min(room.shape) - (2 if min(room.shape) > 9 else 0)
    count = max(1, room.shape[1] // (size + 2)) if draw.chance(0.7) else 1
    for k in range(count):
        emblem = lone_emblem(draw, name, size)
        left = int((k + 0.5) * width / count - emblem.shape[1] / 2)
        pixels.paste(room, emblem, (room.shape[0] - emblem.shape[0]) // 2, left)
    return pixels.framed(picture, contrast(draw, paper)) if border else picture
