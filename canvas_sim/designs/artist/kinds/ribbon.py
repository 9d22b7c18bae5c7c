"""A long strip, level, upright or slanted."""

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.painters import ribbons
from canvas_sim.designs.artist.registry import Form, box_of, design_kind, free, in_box


@design_kind(order=12, small=7, large=11)
def form(draw: Stream, name: str, area: int) -> Form:
    """A ribbon, or a road."""
    if area > 150 and draw.chance(0.15 if area < 600 else 0.3):
        return free(ribbons.road(draw, area))
    height, width = box_of(draw, area, 5.0, 16.0 if area < 4000 else 11.0)
    return in_box(ribbons.ribbon, (draw, name), (height, width) if draw.chance(0.75) else (width, height))
