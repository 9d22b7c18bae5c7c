"""Marks: the signs of sides, games and makers, made of few strokes in a square."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import pixels
from canvas_sim.designs.artist.draw.stencils import stenciled, weights


def mark_names() -> list[str]:
    """All marks, in the order in which communities have them."""
    return list(weights("marks"))


def mark(name: str, size: int, a: int, b: int, c: int) -> np.ndarray:
    """A mark in three inks on a clear square."""
    steps = (np.arange(size) + 0.5) * 2 / size - 1
    return stenciled(Stream(0, "artist/mark"), pixels.blank(size, size), "marks", name, a=a, b=b, c=c,
                     y=steps[:, None], x=steps[None])  # fmt: skip
