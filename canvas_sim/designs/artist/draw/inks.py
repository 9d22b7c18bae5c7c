"""Inks: the colors that motifs are drawn in, and how they turn into a palette's.

Motifs know nothing of palettes. They draw in 24 inks (the first 16 are those of 2017), and the finished picture is
translated once, each ink to the nearest color of the palette at hand.
"""

import functools
from typing import Any

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.data import tables

CLEAR = 255
WHITE, SILVER, GRAY, BLACK, PINK, RED, ORANGE, BROWN, YELLOW, LIME, GREEN, CYAN, SEA, BLUE, LILAC, PURPLE = range(16)
MAROON, CREAM, SKIN, FOREST, TEAL, NAVY, UMBER, SKY = range(16, 24)


_NAMES = (
    "white silver gray black pink red orange brown yellow lime green cyan sea blue lilac purple "
    "maroon cream skin forest teal navy umber sky"
)
NAMES = {name: ink for ink, name in enumerate(_NAMES.split())}
_DARK = frozenset({BLACK, RED, BLUE, PURPLE, SEA, BROWN, GREEN, MAROON, FOREST, TEAL, NAVY, UMBER, GRAY})

RAINBOW = (RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE)
LONG_RAINBOW = (RED, ORANGE, YELLOW, LIME, GREEN, CYAN, SEA, BLUE, LILAC, PURPLE)


@functools.cache
def _said(which: str) -> dict[int, Any]:
    """A table of ``inks.toml``: by ink what it says, inks as their numbers."""
    return {NAMES[ink]: NAMES.get(said, said) for ink, said in tables.inks()[which].items()}


@functools.cache
def shade(which: str) -> np.ndarray:
    """For each ink the one a step "darker" or "lighter", (256,) uint8; read only."""
    table = np.arange(256, dtype=np.uint8)
    table[list(_said(which))] = list(_said(which).values())
    table.setflags(write=False)
    return table


@functools.cache
def translation(colors: tuple[str, ...]) -> np.ndarray:
    """Index in the palette for each ink, (256,) uint8; what is no part of a design stays 255.

    Parameters
    ----------
    colors : the palette as hex strings. Only the first 255 can be used, since 255 means "not part of the design"
    """
    hexes = "".join(color.lstrip("#") for color in colors[:CLEAR])
    palette, wanted = (
        np.array(list(rgb), np.float64).reshape(-1, 3)
        for rgb in map(bytes.fromhex, (hexes, "".join(_said("rgb").values())))
    )
    # "Redmean" distance: closer to what eyes see than the plain one, and as cheap.
    red = (palette[None, :, 0] + wanted[:, None, 0]) / 2.0
    square = (palette[None] - wanted[:, None]) ** 2
    far = (2 + red / 256) * square[..., 0] + 4 * square[..., 1] + (2 + (255 - red) / 256) * square[..., 2]
    table = np.full(256, CLEAR, np.uint8)
    table[: len(wanted)] = far.argmin(axis=1)
    for ink, stand_in in _said("same").items():
        if far[ink].min() > 12000:
            table[ink] = table[stand_in]
    return table


def ground(draw: Stream) -> int:
    """An ink for a background."""
    if taste := style_stream.own(draw, 0.5):
        return taste.inks[0] if draw.chance(0.75) else taste.inks[1]
    return draw.choice(list(_said("grounds")), list(_said("grounds").values()))


def spot_ink(draw: Stream, *others: int) -> int:
    """An ink for a figure, none of `others`."""
    if (taste := style_stream.own(draw, 0.4)) and (left := [ink for ink in taste.inks if ink not in others]):
        return left[0]
    return _one_of(draw, "spots", others)


def partner(draw: Stream, ink: int) -> int:
    """An ink that goes with `ink` in a texture: a shade of it, white or black."""
    options = (_said("darker")[ink], _said("lighter")[ink], BLACK, WHITE, spot_ink(draw, ink))
    return draw.choice([other for other in options if other != ink])


def is_dark(ink: int) -> bool:
    """Whether white reads better on `ink` than black."""
    return ink in _DARK


def contrast(draw: Stream, *grounds: int) -> int:
    """An ink that can be read on the first of `grounds` and is none of them."""
    return _one_of(
        draw, "on_black" if grounds[0] == BLACK else "on_dark" if is_dark(grounds[0]) else "on_light", grounds
    )


def _one_of(draw: Stream, which: str, others: tuple[int, ...]) -> int:
    """An ink of a table, each with its weight, none of `others`."""
    weights = {ink: weight for ink, weight in _said(which).items() if ink not in others}
    return draw.choice(list(weights), list(weights.values()))


def scheme(draw: Stream, n: int) -> list[int]:
    """`n` different inks that go together: a ground, what reads on it, then spots."""
    first = ground(draw)
    inks = [first, contrast(draw, first)]
    while len(inks) < n:
        inks.append(spot_ink(draw, *inks))
    return inks[:n]
