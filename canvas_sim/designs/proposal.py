"""Proposals: what a founder wants to put on the canvas, before it has a place."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import plan
from canvas_sim.designs.imported import Given
from canvas_sim.designs.pictures import substitutes, without_ground
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.queries import wear
from canvas_sim.world.tables import OUTSIDE, World

SMALLEST = 3  # pixels that a box is high and wide at least
STRETCH = 2.0  # a box may be so many times wider or higher, for its height or width, than the artist would have it


@dataclass(frozen=True)
class Proposal:
    """A design without a place.

    Attributes
    ----------
    name, group : its own name, and that of the community whose design it is
    height, width : pixels of the box that suits it
    paint : fills a box of that height and width: palette indices, 255 where masked. May be called once
    elastic : whether it can be painted for another box
    site : x and y of its upper left corner, None if a site has to be found
    """

    name: str
    group: str
    height: int
    width: int
    paint: Callable[[int, int], np.ndarray]
    elastic: bool = False
    site: tuple[int, int] | None = None

    def inside(self, height: int, width: int) -> tuple[int, int]:
        """Height and width of the largest box in another that is not stretched too much."""
        if not self.elastic:
            return self.height, self.width
        ratio = self.width / self.height
        high, wide = min(height, int(STRETCH * width / ratio)), min(width, int(STRETCH * height * ratio))
        return max(SMALLEST, high), max(SMALLEST, wide)


class Order(NamedTuple):
    """What the artist is asked for: a design with this key, of the area of the one that it replaces or 0, for whom."""

    key: int
    area: int
    name: str


def handed_in(given: Given, palette: tuple[str, ...], world: World) -> Proposal:
    """A design that was handed in, in colors that may be placed now."""
    pixels = substitutes(palette, world.colors[: world.clock[0].colors])[given.pixels]
    height, width = pixels.shape
    return Proposal(given.name, given.group, height, width, lambda _height, _width: pixels, site=given.site)


def drawn(scenario: Scenario, luck: Stream, order: Order, palette: tuple[str, ...], world: World) -> Proposal:
    """A design by the artist."""
    canvas, designs = scenario.canvas, scenario.designs
    allowed = world.colors[: world.clock[0].colors]
    largest = max(12, int(designs.largest * canvas.width * canvas.height))
    early = math.exp(-wear(world) / designs.early_wear)
    fresh = int(min(largest, 10 ** (designs.area - designs.early * early + designs.spread * luck.normal())))
    seed, colors = int(world.clock[0].seed), [palette[i] for i in allowed]
    planned = plan(seed, order.key, colors, min(largest, order.area or fresh), name=order.name or None)
    bare = luck.chance(designs.bare * early)
    lookup = np.full(256, OUTSIDE, np.uint8)
    lookup[: len(allowed)] = allowed

    def paint(height: int, width: int) -> np.ndarray:
        pixels = lookup[planned.paint(height, width)]
        return without_ground(pixels) if bare else pixels

    return Proposal(planned.name, planned.name, planned.height, planned.width, paint, elastic=not planned.free)
