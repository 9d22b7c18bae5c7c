"""From a number to a sketch: draw an area and a kind, then let the kind's painters paint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


@dataclass(frozen=True)
class Plan:
    """A design before it is painted: its name, its kind, and the box that suits it.

    Parameters
    ----------
    name, kind : str
    height, width : int
        Pixels of that box.
    free : bool
        Whether it is a free shape, whose size does not follow a box that is offered.
    paint : callable of (int, int)
        Paints a box of that height and width: (height, width) uint8 palette indices. To be called once.
    """

    name: str
    kind: str
    height: int
    width: int
    free: bool
    paint: Callable[[int, int], np.ndarray]


def plan(
    seed: int,
    index: int,
    colors: Sequence[str],
    area: int | None = None,
    largest: int = 10**9,
    kind: str | None = None,
) -> Plan:
    """The design number `index` of a seed, not painted yet: a box may be offered that fits its place.

    Parameters
    ----------
    seed, index : int
        Which one; the same numbers give the same plan whatever else is drawn.
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
    Plan
    """
    draw = Stream(seed, "artist", index)
    drawn = 10.0 ** (2.51 + 0.56 * draw.normal())
    area = max(12, min(round(drawn) if area is None else area, largest))
    chosen = draw.choice(KINDS, kinds.weights(area))
    kind = chosen if kind is None else kind
    name = flags.country(draw) if kind == "flag" else words.community(draw)
    form = kinds.PAINTERS[kind](Stream(seed, f"artist/{kind}", index), name, area)

    def paint(height: int, width: int) -> np.ndarray:
        picture = form.paint(height, width)
        if kind in _HOSPITABLE and picture.size > 300:
            luck = Stream(seed, "artist/guests", index)
            guests.invite(luck, picture, luck.choice(_GUESTS))
        return translation(tuple(colors))[picture]

    return Plan(name, kind, form.height, form.width, form.free, paint)


def sketch(
    seed: int,
    index: int,
    colors: Sequence[str],
    area: int | None = None,
    largest: int = 10**9,
    kind: str | None = None,
) -> Sketch:
    """The design number `index` of a seed, painted in the box that suits it; parameters as of `plan`."""
    planned = plan(seed, index, colors, area, largest, kind)
    return Sketch(planned.name, planned.kind, planned.paint(planned.height, planned.width))


__all__ = ["CLEAR", "KINDS", "Plan", "Sketch", "plan", "sketch"]
