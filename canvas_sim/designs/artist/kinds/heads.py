"""Heads of games and cartoons that are no mirror images: large eyes, visitors, machines, helmets, birds, hounds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import inks, pixels, shapes
from canvas_sim.designs.artist.draw.inks import (
    BLACK,
    BROWN,
    CLEAR,
    CREAM,
    GRAY,
    GREEN,
    LIME,
    PINK,
    RED,
    SILVER,
    SKIN,
    WHITE,
    YELLOW,
    spot,
)

_LOCKS = (YELLOW, BROWN, BLACK, RED, inks.BLUE, PINK, inks.LILAC, inks.CYAN, GREEN, inks.ORANGE, SILVER, inks.PURPLE)


class _Sheet:
    """A clear square to paint ovals and polygons on, places and sizes in shares of its side."""

    def __init__(self, size: int) -> None:
        self.size, self.picture = size, pixels.plain(size, size)
        self.y, self.x = (np.arange(size)[:, None] + 0.5) / size, (np.arange(size)[None] + 0.5) / size

    def within(self, y: float, x: float, high: float, wide: float) -> np.ndarray:
        """Mask of an oval of at least a pixel."""
        least = 0.55 / self.size
        return ((self.y - y) / max(high, least)) ** 2 + ((self.x - x) / max(wide, least)) ** 2 <= 1

    def oval(self, ink: int, *place: float) -> None:
        """Paint an oval: center from above and from left, half height, half width."""
        self.picture[self.within(*place)] = ink

    def shape(self, ink: int, *points: tuple[float, float]) -> None:
        """Paint a polygon of (x, y) corners."""
        self.picture[shapes.polygon(points, self.size, self.size)] = ink


def drawn(draw: Stream, size: int) -> np.ndarray:
    """A head with large eyes and hair in strands, a little turned."""
    sheet, turn = _Sheet(size), draw.uniform(0.02, 0.07)
    hair, skin = draw.choice(_LOCKS), draw.choice((SKIN, SKIN, PINK, CREAM, BROWN))
    dark = inks.DARKER[hair]
    sheet.oval(hair, 0.46, 0.48, 0.44, 0.44)
    length = draw.choice(("short", "long", "tails", "bun"))
    if length == "long":
        sheet.shape(dark, (0.04, 0.4), (0.96, 0.4), (0.98, 1.0), (0.7, 0.92), (0.3, 0.92), (0.0, 1.0))
    elif length == "tails":
        sheet.shape(hair, (0.1, 0.3), (0.0, 0.95), (0.14, 0.8), (0.22, 0.5))
        sheet.shape(hair, (0.9, 0.3), (1.0, 0.9), (0.86, 0.75), (0.78, 0.5))
    elif length == "bun":
        sheet.oval(hair, 0.1, 0.3, 0.13, 0.13)
        sheet.oval(dark, 0.1, 0.3, 0.07, 0.07)
    sheet.shape(skin, (0.18, 0.36), (0.84, 0.36), (0.84, 0.66), (0.52 + turn, 0.94), (0.2, 0.7))
    for k in range(4):
        left = 0.12 + 0.19 * k
        sheet.shape(
            hair if k % 2 else dark, (left, 0.22), (left + 0.3, 0.22), (left + 0.08 + turn, draw.uniform(0.42, 0.56))
        )
    sheet.oval(inks.LIGHTER[hair], 0.2, 0.36, 0.05, 0.13)
    _wide_eyes(draw, sheet, turn)
    sheet.shape(
        RED if draw.chance(0.5) else BLACK,
        (0.48 + turn, 0.8),
        (0.6 + turn, 0.8),
        (0.54 + turn, 0.8 + draw.uniform(0.03, 0.1)),
    )
    if draw.chance(0.5):
        sheet.oval(PINK if skin != PINK else RED, 0.73, 0.28, 0.03, 0.06)
        sheet.oval(PINK if skin != PINK else RED, 0.73, 0.76, 0.03, 0.06)
    if draw.chance(0.35):
        sheet.shape(spot(draw, hair), (0.66, 0.02), (0.8, 0.12), (0.94, 0.04), (0.92, 0.24), (0.8, 0.16), (0.68, 0.24))
    return _finished(draw, sheet.picture)


def _wide_eyes(draw: Stream, sheet: _Sheet, turn: float) -> None:
    iris = spot(draw, WHITE, BLACK)
    for x, wide in ((0.34 + turn, 0.085), (0.67 + turn, 0.075)):
        sheet.oval(BLACK, 0.6, x, 0.14, wide + 0.02)
        sheet.oval(WHITE, 0.62, x, 0.11, wide)
        sheet.oval(iris, 0.63, x + 0.01, 0.1, wide * 0.75)
        sheet.oval(BLACK, 0.61, x + 0.01, 0.05, wide * 0.4)
        sheet.oval(WHITE, 0.56, x - 0.02, 0.025, 0.025)


def visitor(draw: Stream, size: int) -> np.ndarray:
    """The head of somebody from another planet: large brow, slanted eyes, small mouth."""
    sheet, skin = _Sheet(size), draw.choice((GREEN, LIME, GRAY, inks.CYAN, inks.LILAC, inks.SEA))
    tilt = draw.uniform(-0.06, 0.06)
    sheet.shape(
        skin,
        (0.06, 0.34),
        (0.2, 0.08),
        (0.5, 0.0),
        (0.8, 0.08),
        (0.94, 0.34),
        (0.72 + tilt, 0.8),
        (0.5 + tilt, 1.0),
        (0.28 + tilt, 0.8),
    )
    dark = sheet.picture != CLEAR
    sheet.picture[dark & (sheet.x > 0.66 + 0.2 * (0.5 - sheet.y))] = inks.DARKER[skin]
    eye = draw.choice((BLACK, BLACK, RED, YELLOW))
    for side in (-1, 1):
        x = 0.5 + tilt + side * 0.21
        sheet.shape(
            eye, (x - side * 0.13, 0.6), (x + side * 0.17, 0.34), (x + side * 0.19, 0.5), (x + side * 0.02, 0.64)
        )
        sheet.oval(WHITE, 0.48, x + side * 0.08, 0.025, 0.03)
    sheet.shape(BLACK, (0.44 + tilt, 0.82), (0.56 + tilt, 0.82), (0.56 + tilt, 0.85), (0.44 + tilt, 0.85))
    return _finished(draw, sheet.picture)


def machine(draw: Stream, size: int) -> np.ndarray:
    """The head of a robot seen half from the side: a box with lamps, a grille and an aerial."""
    sheet, metal = _Sheet(size), draw.choice((SILVER, GRAY, inks.ORANGE, inks.SEA, RED, YELLOW))
    lamp = spot(draw, metal, WHITE)
    sheet.shape(inks.DARKER[metal], (0.72, 0.3), (0.96, 0.22), (0.96, 0.84), (0.72, 0.94))
    sheet.shape(metal, (0.08, 0.3), (0.74, 0.3), (0.74, 0.94), (0.08, 0.94))
    sheet.shape(inks.LIGHTER[metal], (0.08, 0.3), (0.34, 0.2), (0.96, 0.2), (0.74, 0.32))
    for x in (0.26, 0.55):
        sheet.oval(BLACK, 0.5, x, 0.12, 0.12)
        sheet.oval(lamp, 0.5, x, 0.08, 0.08)
        sheet.oval(WHITE, 0.47, x - 0.02, 0.025, 0.025)
    if draw.chance(0.5):
        teeth = sheet.picture[int(0.74 * size) : int(0.86 * size) + 1, int(0.2 * size) : int(0.64 * size)]
        teeth[:] = BLACK
        teeth[:, ::2] = WHITE
    else:
        sheet.shape(BLACK, (0.2, 0.76), (0.62, 0.76), (0.62, 0.84), (0.2, 0.84))
    sheet.shape(BLACK, (0.58, 0.06), (0.64, 0.06), (0.62, 0.24), (0.57, 0.24))
    sheet.oval(RED, 0.06, 0.61, 0.06, 0.06)
    sheet.oval(GRAY, 0.58, 0.86, 0.1, 0.05)
    return _finished(draw, sheet.picture)


def helmeted(draw: Stream, size: int) -> np.ndarray:
    """A soldier of games in a helmet with a visor, from the front and a little from the side."""
    sheet, shell = _Sheet(size), spot(draw, BLACK)
    glass, turn = spot(draw, shell), draw.uniform(0.0, 0.1)
    sheet.oval(shell, 0.46, 0.5, 0.45, 0.46)
    sheet.shape(shell, (0.06, 0.5), (0.94, 0.5), (0.84, 0.96), (0.16, 0.96))
    sheet.shape(inks.DARKER[shell], (0.8, 0.24), (0.96, 0.44), (0.84, 0.96), (0.7, 0.96))
    form = draw.choice(("band", "slit", "dome", "two"))
    if form == "band":
        sheet.shape(BLACK, (0.1, 0.38), (0.88 + turn, 0.38), (0.76 + turn, 0.66), (0.5 + turn, 0.72), (0.22, 0.66))
        sheet.shape(glass, (0.15, 0.42), (0.83 + turn, 0.42), (0.72 + turn, 0.62), (0.5 + turn, 0.67), (0.25, 0.62))
    elif form == "slit":
        sheet.shape(
            BLACK,
            (0.14, 0.4),
            (0.86, 0.4),
            (0.86, 0.5),
            (0.58 + turn, 0.5),
            (0.56 + turn, 0.94),
            (0.44 + turn, 0.94),
            (0.42 + turn, 0.5),
            (0.14, 0.5),
        )
    elif form == "dome":
        sheet.oval(BLACK, 0.5, 0.46 + turn, 0.32, 0.34)
        sheet.oval(glass, 0.5, 0.46 + turn, 0.28, 0.3)
    else:
        sheet.shape(BLACK, (0.2, 0.44), (0.46 + turn, 0.54), (0.44 + turn, 0.64), (0.24, 0.62))
        sheet.shape(BLACK, (0.86, 0.44), (0.58 + turn, 0.54), (0.6 + turn, 0.64), (0.82, 0.62))
        sheet.shape(GRAY, (0.36 + turn, 0.72), (0.64 + turn, 0.72), (0.6 + turn, 0.92), (0.4 + turn, 0.92))
    if form in {"band", "dome"}:
        sheet.shape(WHITE, (0.28, 0.44), (0.4, 0.44), (0.32, 0.6), (0.26, 0.56))
    if draw.chance(0.4):
        sheet.shape(spot(draw, shell), (0.44, 0.0), (0.58, 0.0), (0.56, 0.36), (0.46, 0.36))
    return _finished(draw, sheet.picture)


def bird(draw: Stream, size: int) -> np.ndarray:
    """The head of a bird from the side, with feathers and a bent beak."""
    sheet, coat = _Sheet(size), spot(draw, YELLOW, inks.ORANGE)
    beak = draw.choice((YELLOW, inks.ORANGE, GRAY))
    sheet.oval(coat, 0.42, 0.36, 0.38, 0.34)
    sheet.shape(coat, (0.02, 0.42), (0.5, 0.5), (0.46, 0.82), (0.56, 1.0), (0.0, 1.0), (0.08, 0.8))
    crest = draw.choice((coat, inks.DARKER[coat], spot(draw, coat)))
    for k in range(3):
        sheet.shape(crest, (0.02, 0.08 + 0.14 * k), (0.24, 0.1 + 0.12 * k), (0.14, 0.3 + 0.12 * k))
    sheet.shape(beak, (0.62, 0.26), (0.9, 0.34), (0.98, 0.62), (0.84, 0.52), (0.62, 0.52))
    sheet.shape(inks.DARKER[beak], (0.6, 0.5), (0.84, 0.53), (0.76, 0.64), (0.6, 0.6))
    sheet.oval(WHITE, 0.34, 0.5, 0.1, 0.1)
    sheet.oval(BLACK, 0.34, 0.53, 0.05, 0.05)
    if draw.chance(0.5):
        sheet.shape(BLACK, (0.34, 0.2), (0.64, 0.28), (0.62, 0.31), (0.34, 0.26))
    if draw.chance(0.5):
        sheet.picture[(sheet.picture == coat) & (sheet.y > 0.72)] = WHITE if coat != WHITE else BLACK
    return _finished(draw, sheet.picture)


def hound(draw: Stream, size: int) -> np.ndarray:
    """The head of a beast with a long muzzle from the side, teeth or not."""
    sheet, coat = _Sheet(size), draw.choice((BROWN, GRAY, inks.ORANGE, BLACK, WHITE, RED, inks.SEA))
    light = spot(draw, coat, BLACK) if draw.chance(0.3) else inks.LIGHTER[coat] if coat != WHITE else SILVER
    sheet.shape(
        coat,
        (0.14, 0.0),
        (0.36, 0.2),
        (0.5, 0.22),
        (0.62, 0.4),
        (0.96, 0.48),
        (0.98, 0.6),
        (0.6, 0.7),
        (0.5, 1.0),
        (0.02, 1.0),
        (0.06, 0.5),
    )
    sheet.shape(inks.DARKER[coat] if coat != BLACK else GRAY, (0.14, 0.02), (0.32, 0.22), (0.14, 0.36))
    sheet.shape(light, (0.5, 0.5), (0.94, 0.54), (0.94, 0.6), (0.6, 0.7), (0.48, 0.98), (0.3, 0.98), (0.36, 0.64))
    sheet.oval(BLACK, 0.5, 0.95, 0.05, 0.05)
    eye = draw.choice((WHITE, YELLOW, RED)) if coat != WHITE else BLACK
    sheet.shape(eye, (0.42, 0.34), (0.56, 0.42), (0.44, 0.43))
    if draw.chance(0.5):
        for x in (0.66, 0.76, 0.86):
            sheet.shape(WHITE, (x, 0.64), (x + 0.07, 0.63), (x + 0.03, 0.74))
    return _finished(draw, sheet.picture)


def _finished(draw: Stream, picture: np.ndarray) -> np.ndarray:
    """Faced left or right; outlined, tinted, stippled or left as it is."""
    picture = pixels.trimmed(picture if draw.chance(0.5) else picture[:, ::-1])
    style = draw.choice(("line", "line", "stipple", "stipple", "none", "white", "tint"))
    if style == "stipple":
        picture = pixels.stippled(picture)
    if style == "none":
        return picture
    lined = pixels.outlined(picture, WHITE if style == "white" else BLACK)
    return pixels.tinted(lined) if style == "tint" else lined


_HEADS: dict[Callable[[Stream, int], np.ndarray], float] = {
    drawn: 4, visitor: 1.3, machine: 1.5, helmeted: 2, bird: 1.5, hound: 1.7,
}  # fmt: skip


def head(draw: Stream, size: int) -> np.ndarray:
    """A head of any of these kinds, at most `size` high and wide."""
    return style_stream.suited(draw, _HEADS, "head", 0.85)(draw, max(9, size - 2))
