"""From a number to a sketch: draw an area and a kind, then let the kind's painters paint; and many side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.community_style import taste_of
from canvas_sim.designs.artist.draw import phrases
from canvas_sim.designs.artist.draw.flags import country
from canvas_sim.designs.artist.draw.inks import translation
from canvas_sim.designs.artist.draw.pixels import paste
from canvas_sim.designs.artist.painters import hosts
from canvas_sim.designs.artist.registry import LARGE, all_kinds
from canvas_sim.designs.artist.style_stream import StyledStream

_GUESTS = (0.0, 0.5, 1.0, 1.5, 2.0)  # share of a work's room that guests ask for


@dataclass(frozen=True)
class Sketch:
    """A design: what a community wants on the canvas.

    Parameters
    ----------
    name : its country or community
    kind : what it is, one of `all_kinds`
    pixels : (height, width) uint8 palette indices; 255 is not part of the design
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
    height, width : pixels of that box
    free : whether it is a free shape, whose size does not follow a box that is offered
    paint : paints a box of that height and width: (height, width) uint8 palette indices. To be called once
    """

    name: str
    kind: str
    height: int
    width: int
    free: bool
    paint: Callable[[int, int], np.ndarray]


def usual_area(seed: int, index: int) -> int:
    """About how many pixels design number `index` of a seed has if nobody asks for anything: as real works have."""
    return round(10.0 ** (2.51 + 0.56 * Stream(seed, "artist/area", index).normal()))


def plan(
    seed: int, index: int, colors: Sequence[str], area: int, kind: str | None = None, name: str | None = None
) -> Plan:
    """The design number `index` of a seed, not painted yet: a box may be offered that fits its place.

    Parameters
    ----------
    seed, index : which one; the same numbers give the same plan whatever else is drawn
    colors : the palette as hex strings, in the order of its indices
    area : about how many pixels, at least 12
    kind : one of `all_kinds`; drawn when None
    name : whose design it is; drawn when None. What the fonts cannot write is shown under a coined name

    Returns
    -------
    Plan
    """
    draw, area = Stream(seed, "artist", index), max(12, area)
    shares = [one.large if area > LARGE else one.small for one in all_kinds().values()]
    chosen = draw.choice(list(all_kinds()), shares)
    kind = chosen if kind is None else kind
    drawn = country(draw) if kind == "flag" else phrases.community(draw)
    name = drawn if name is None else name
    shown = phrases.spelled(name)
    form = all_kinds()[kind].form(StyledStream(seed, f"artist/{kind}", index, taste_of(shown)), shown, area)

    def paint(height: int, width: int) -> np.ndarray:
        picture = form.paint(height, width)
        if all_kinds()[kind].hospitable and picture.size > 300:
            luck = Stream(seed, "artist/guests", index)
            hosts.invite(luck, picture, luck.choice(_GUESTS))
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
    """The design number `index` of a seed, painted in the box that suits it.

    Parameters as of `plan`, but that the area is drawn from those of real works when None; at most `largest`.
    """
    planned = plan(seed, index, colors, min(area or usual_area(seed, index), largest), kind)
    return Sketch(planned.name, planned.kind, planned.paint(planned.height, planned.width))


def mosaic(
    sketches: Sequence[Sketch], width: int = 1000, background: int = 255, gap: int = 0, height: int | None = None
) -> np.ndarray:
    """Sketches side by side, highest first, each as far up as there is room for it.

    Parameters
    ----------
    sketches : what to hang; a sketch wider than the wall is cut at its right
    width : width of the wall in pixels
    background : palette index of the wall; 255 leaves it free
    gap : free pixels between neighbors
    height : cut or fill the wall to this height

    Returns
    -------
    ndarray
        (height, width) uint8 palette indices.
    """
    outline = np.zeros(width, np.int64)  # how far down each column of the wall is taken
    places = []
    for sketch in sorted(sketches, key=lambda sketch: -sketch.pixels.shape[0]):
        high, wide = sketch.pixels.shape[0], min(sketch.pixels.shape[1], width)
        reach = min(wide + gap, width)
        tops = np.lib.stride_tricks.sliding_window_view(outline, reach).max(axis=1)
        x = int(tops.argmin())
        places.append((int(tops[x]), x, sketch.pixels))
        outline[x : x + reach] = tops[x] + high + gap
    wall = np.full((height or max(int(outline.max()) - gap, 1), width), background, np.uint8)
    for y, x, pixels in places:
        paste(wall, pixels, y, x)
    return wall
