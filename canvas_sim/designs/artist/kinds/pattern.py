"""A pattern; on a large one somebody has put something."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.painters import hosts, murals, ribbons
from canvas_sim.designs.artist.registry import Form, box_of, design_kind, in_box


@design_kind(order=7, small=5.5, large=6.5)
def form(draw: Stream, name: str, area: int) -> Form:
    """A pattern, or a ground that hosts others."""
    box = box_of(draw, area, 0.7, 4.0)
    paint = hosts.host if area > 500 and draw.chance(0.4) else _inhabited
    return in_box(paint, (draw, name), box)


def _inhabited(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    picture = ribbons.pattern(draw, height, width)
    if height * width > 900 and min(height, width) > 20:
        for _ in range(1 + height * width // 2500):
            murals.inset(draw, name, picture)
    return picture
