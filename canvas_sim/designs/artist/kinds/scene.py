"""A landscape; a large one with a title."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import pixels
from canvas_sim.designs.artist.draw.inks import BLACK
from canvas_sim.designs.artist.painters import crowd
from canvas_sim.designs.artist.registry import Form, boxed, design_kind


@design_kind(order=6, small=4, large=4, hospitable=True)
def form(draw: Stream, name: str, area: int) -> Form:
    """A landscape that fills its box."""
    return boxed(_titled, (draw, name), area, (1.0, 2.4))


def _titled(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    picture = crowd.scene(draw, height, width)
    if height > 40 and draw.chance(0.6):
        strip = height // 6
        pixels.paste(picture, crowd.title_strip(draw, name, strip, width, BLACK), height - strip, 0)
    return picture
