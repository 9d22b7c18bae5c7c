"""Patterns: lattices, mazes, codes and rainbow bands that stand for themselves."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import inks, pixels
from canvas_sim.designs.artist.draw.inks import BLACK, WHITE
from canvas_sim.designs.artist.draw.stencils import drawn_name, stenciled, texture


def pattern(draw: Stream, height: int, width: int) -> np.ndarray:
    """A pattern that stands for itself, framed or not."""
    if draw.chance(0.15):
        picture = texture(draw, height, width, inks.ground(draw))
    else:
        name = drawn_name(draw, "patterns")
        if name == "code" and max(height, width) > 1.4 * min(height, width):
            name = "lattice"
        picture = stenciled(draw, pixels.blank(height, width), "patterns", name)
    if min(height, width) > 7 and draw.chance(0.3):
        pixels.framed(picture, draw.choice((BLACK, WHITE)))
    return picture
