"""From a number to a sketch: draw an area and a kind, then let the kind's painters paint."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from canvas_sim.world.artist import brush, creatures, flags, hearts, posters, words
from canvas_sim.world.artist.inks import CLEAR, ground, spot, translation
from canvas_sim.world.draws import Stream

KINDS = ("flag", "words", "hearts", "sprite")
_WEIGHTS = (3, 3, 1.5, 4)


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
    chosen = draw.choice(KINDS, _WEIGHTS)
    area = max(12, min(round(drawn) if area is None else area, largest))
    kind = chosen if kind is None else kind
    name = flags.country(draw) if kind == "flag" else words.community(draw)
    picture = _paint(Stream(seed, f"artist/{kind}", index), kind, name, area)
    return Sketch(name, kind, translation(tuple(colors))[picture])


def _box(draw: Stream, area: int, low: float, high: float) -> tuple[int, int]:
    """Height and width of about `area` whose ratio, width to height, is drawn between `low` and `high`."""
    ratio = low * (high / low) ** draw.uniform()
    height = max(3, round(math.sqrt(area / ratio)))
    return height, max(3, round(area / height))


def _paint(draw: Stream, kind: str, name: str, area: int) -> np.ndarray:
    if kind == "flag":
        return flags.labeled(draw, name, *_box(draw, area, 1.2, 2.2))
    if kind == "words":
        return posters.poster(draw, name, *_box(draw, area, 1.5, 6))
    if kind == "hearts":
        return hearts.lattice(draw, name, *_box(draw, area, 0.8, 4)) if draw.chance(0.7) else hearts.single(draw, area)
    free = draw.chance(0.5)
    size = max(5, min(32, round(math.sqrt(area / (0.65 if free else 1.5)))))
    piece = creatures.monster(draw, size) if size > 9 or draw.chance(0.5) else creatures.invader(draw, size)
    if free:
        return piece
    height, width = _box(draw, area, 0.7, 1.6)
    picture = brush.plain(height, width, ground(draw))
    brush.center(picture, piece)
    return brush.framed(picture, spot(draw)) if draw.chance(0.5) else picture


__all__ = ["CLEAR", "KINDS", "Sketch", "sketch"]
