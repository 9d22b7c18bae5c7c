"""A painting; where there is no room for one, a portrait."""

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.kinds import portrait
from canvas_sim.designs.artist.painters import portraits
from canvas_sim.designs.artist.registry import Form, boxed, design_kind


@design_kind(order=13, small=2, large=5)
def form(draw: Stream, name: str, area: int) -> Form:
    """A painting in a frame or without."""
    if area < 250:
        return portrait.form(draw, name, area)
    return boxed(portraits.painting, (draw, name), area, (0.7, 1.5))
