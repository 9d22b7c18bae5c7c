"""Textures: grounds to lay things on, of an ink and what goes with it."""

from __future__ import annotations

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import pixels
from canvas_sim.designs.artist.draw.stencils import drawn_name, stenciled


def texture(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    """A box in `ink` and a partner of it, in one of many textures."""
    name = drawn_name(draw, "textures")
    return stenciled(draw, pixels.plain(height, width), "textures", name, ink=ink)


def backdrop(draw: Stream, height: int, width: int, ink: int, rich: float = 0.5) -> np.ndarray:
    """A ground for figures: plain, or with the chance `rich` a texture."""
    return texture(draw, height, width, ink) if draw.chance(rich) else pixels.plain(height, width, ink)
