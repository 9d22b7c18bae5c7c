"""Inks: the colors that motifs are drawn in, and how they turn into a palette's.

Motifs know nothing of palettes. They draw in 24 inks (the first 16 are those of 2017), and the finished picture is
translated once, each ink to the nearest color of the palette at hand.
"""

import functools

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream

CLEAR = 255
WHITE, SILVER, GRAY, BLACK, PINK, RED, ORANGE, BROWN, YELLOW, LIME, GREEN, CYAN, SEA, BLUE, LILAC, PURPLE = range(16)
MAROON, CREAM, SKIN, FOREST, TEAL, NAVY, UMBER, SKY = range(16, 24)


_NAMES = (
    "white silver gray black pink red orange brown yellow lime green cyan sea blue lilac purple "
    "maroon cream skin forest teal navy umber sky"
)
NAMES = {name: ink for ink, name in enumerate(_NAMES.split())}
_RGB = bytes.fromhex(
    "FFFFFF E4E4E4 888888 222222 FFA7D1 E50000 E59500 A06A42 E5D900 94E044 02BE01 00D3DD 0083C7 0000EA CF6EE4 820080 "
    "9A0020 FFF4B0 FFB88C 00703C 009C9C 10107C 6A4028 80D8F0"
)

# Stand-ins in a palette too small to tell them apart by distance: skin must not become lilac, nor forest gray.
_SAME = {MAROON: RED, CREAM: WHITE, SKIN: PINK, FOREST: GREEN, TEAL: SEA, NAVY: BLUE, UMBER: BROWN, SKY: CYAN}

# One step darker and one step lighter, for shading.
DARKER = {
    WHITE: SILVER, SILVER: GRAY, GRAY: BLACK, PINK: LILAC, RED: MAROON, ORANGE: BROWN, BROWN: UMBER, YELLOW: ORANGE,
    LIME: GREEN, GREEN: FOREST, CYAN: SEA, SEA: BLUE, BLUE: NAVY, LILAC: PURPLE, PURPLE: BLACK, MAROON: BLACK,
    CREAM: YELLOW, SKIN: ORANGE, FOREST: BLACK, TEAL: FOREST, NAVY: BLACK, UMBER: BLACK, SKY: CYAN, BLACK: BLACK,
}  # fmt: skip
LIGHTER = {
    BLACK: GRAY, GRAY: SILVER, SILVER: WHITE, PURPLE: LILAC, LILAC: PINK, RED: PINK, MAROON: RED, BROWN: ORANGE,
    ORANGE: YELLOW, YELLOW: CREAM, GREEN: LIME, LIME: CREAM, FOREST: GREEN, SEA: CYAN, CYAN: WHITE, BLUE: SEA,
    NAVY: BLUE, TEAL: CYAN, UMBER: BROWN, SKIN: CREAM, PINK: WHITE, CREAM: WHITE, SKY: WHITE, WHITE: WHITE,
}  # fmt: skip

# How much each ink is used where nothing speaks for another, after the histogram of the real canvas.
_GROUNDS = {
    BLACK: 26, WHITE: 15, RED: 16, BLUE: 13, YELLOW: 6, ORANGE: 7, GREEN: 5, CYAN: 5, SEA: 5, PURPLE: 2.5, PINK: 4,
    LILAC: 2, SILVER: 2, GRAY: 1.5, BROWN: 2, LIME: 2,
}  # fmt: skip
_SPOTS = {
    RED: 14, BLUE: 11, YELLOW: 9, ORANGE: 9, GREEN: 6, CYAN: 6, SEA: 6, PURPLE: 4, PINK: 6, LILAC: 4, WHITE: 9,
    LIME: 4, BROWN: 4, GRAY: 2, BLACK: 6,
}  # fmt: skip
_LIGHT_LETTERS = {WHITE: 9, YELLOW: 4, CYAN: 1.5, ORANGE: 1.5, LIME: 1, PINK: 1}
_DARK_LETTERS = {BLACK: 9, RED: 4, BLUE: 4, PURPLE: 1, SEA: 1, GREEN: 1}
_ON_BLACK = _LIGHT_LETTERS | {RED: 3, GREEN: 2, GRAY: 1, SEA: 1}
_DARK = frozenset({BLACK, RED, BLUE, PURPLE, SEA, BROWN, GREEN, MAROON, FOREST, TEAL, NAVY, UMBER, GRAY})

RAINBOW = (RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE)
LONG_RAINBOW = (RED, ORANGE, YELLOW, LIME, GREEN, CYAN, SEA, BLUE, LILAC, PURPLE)


@functools.cache
def translation(colors: tuple[str, ...]) -> np.ndarray:
    """Index in the palette for each ink, (256,) uint8; what is no part of a design stays 255.

    Parameters
    ----------
    colors : tuple of str
        The palette as hex strings. Only the first 255 can be used, since 255 means "not part of the design".
    """
    hexes = "".join(color.lstrip("#") for color in colors[:CLEAR])
    palette, wanted = (np.array(list(rgb), np.float64).reshape(-1, 3) for rgb in (bytes.fromhex(hexes), _RGB))
    # "Redmean" distance: closer to what eyes see than the plain one, and as cheap.
    red = (palette[None, :, 0] + wanted[:, None, 0]) / 2.0
    square = (palette[None] - wanted[:, None]) ** 2
    far = (2 + red / 256) * square[..., 0] + 4 * square[..., 1] + (2 + (255 - red) / 256) * square[..., 2]
    table = np.full(256, CLEAR, np.uint8)
    table[: len(wanted)] = far.argmin(axis=1)
    for ink, stand_in in _SAME.items():
        if far[ink].min() > 12000:
            table[ink] = table[stand_in]
    return table


def ground(draw: Stream) -> int:
    """An ink for a background."""
    if taste := style_stream.own(draw, 0.5):
        return taste.inks[0] if draw.chance(0.75) else taste.inks[1]
    return draw.choice(list(_GROUNDS), list(_GROUNDS.values()))


def spot_ink(draw: Stream, *others: int) -> int:
    """An ink for a figure, none of `others`."""
    if (taste := style_stream.own(draw, 0.4)) and (left := [ink for ink in taste.inks if ink not in others]):
        return left[0]
    inks = [ink for ink in _SPOTS if ink not in others]
    return draw.choice(inks, [_SPOTS[ink] for ink in inks])


def partner(draw: Stream, ink: int) -> int:
    """An ink that goes with `ink` in a texture: a shade of it, white or black."""
    return draw.choice(
        [other for other in (DARKER[ink], LIGHTER[ink], BLACK, WHITE, spot_ink(draw, ink)) if other != ink]
    )


def is_dark(ink: int) -> bool:
    """Whether white reads better on `ink` than black."""
    return ink in _DARK


def contrast(draw: Stream, *grounds: int) -> int:
    """An ink that can be read on the first of `grounds` and is none of them."""
    weights = _LIGHT_LETTERS if is_dark(grounds[0]) else _DARK_LETTERS
    if grounds[0] == BLACK:
        weights = _ON_BLACK
    inks = [ink for ink in weights if ink not in grounds]
    return draw.choice(inks, [weights[ink] for ink in inks])


def scheme(draw: Stream, n: int) -> list[int]:
    """`n` different inks that go together: a ground, what reads on it, then spots."""
    first = ground(draw)
    inks = [first, contrast(draw, first)]
    while len(inks) < n:
        inks.append(spot_ink(draw, *inks))
    return inks[:n]
