"""From a number to a sketch: draw an area and a kind, then let the kind's painters paint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from canvas_sim.world.artist import flags, guests, kinds, words
from canvas_sim.world.artist.inks import CLEAR, translation
from canvas_sim.world.draws import Stream

KINDS = tuple(kinds.PAINTERS)
_HOSPITABLE = frozenset({"flag", "words", "logo", "mural", "sprite", "emblem", "hearts", "scene"})
_GUESTS = (0.0, 0.5, 1.0, 1.5, 2.0)  # share of a work's room that guests ask for


@dataclass(frozen=True)
class Sketch:
    """A design: what a community wants on the canvas.

    Parameters
    ----------
    name : str
        Its country or community.
    kind : str
        What it is, one of `KINDS`.
    pixels : ndarray
        (height, width) uint8 palette indices; 255 is not part of the design.
    """

    name: str
    kind: str
    pixels: np.ndarray


def sketch(
    seed: int,
    index: int,
    colors: Sequence[str],
    area: int | None = None,
    largest: int = 10**9,
    kind: str | None = None,
) -> Sketch:
    """The design number `index` of a seed.

    Parameters
    ----------
    seed, index : int
        Which one; the same numbers give the same sketch whatever else is drawn.
    colors : sequence of str
        The palette as hex strings, in the order of its indices.
    area : int, optional
        About how many pixels; drawn from the areas of real works when None.
    largest : int
        Cap of the area.
    kind : str, optional
        One of `KINDS`; drawn when None.

    Returns
    -------
    Sketch
    """
    draw = Stream(seed, "artist", index)
    drawn = 10.0 ** (2.51 + 0.56 * draw.normal())
    area = max(12, min(round(drawn) if area is None else area, largest))
    chosen = draw.choice(KINDS, kinds.weights(area))
    kind = chosen if kind is None else kind
    name = flags.country(draw) if kind == "flag" else words.community(draw)
    picture = kinds.PAINTERS[kind](Stream(seed, f"artist/{kind}", index), name, area)
    if kind in _HOSPITABLE and area > 300:
        luck = Stream(seed, "artist/guests", index)
        guests.invite(luck, picture, luck.choice(_GUESTS))
    return Sketch(name, kind, translation(tuple(colors))[picture])


__all__ = ["CLEAR", "KINDS", "Sketch", "sketch"]
