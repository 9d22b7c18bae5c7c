"""A mark cut out, a mark on a field, or a name as high as its box."""

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.painters import logos
from canvas_sim.designs.artist.registry import Form, boxed, design_kind, of_area


@design_kind(order=11, small=9, large=9, hospitable=True)
def form(draw: Stream, name: str, area: int) -> Form:
    """A mark, a logo, or a wordmark."""
    luck = draw.uniform()
    if area < 1400 and luck < 0.42:
        return of_area(lambda size: logos.styled_mark(draw, max(6, size)), area)
    if area > 120 and luck > 0.75:
        return boxed(logos.wordmark, (draw, name), area, (1.8, 5.0))
    return boxed(logos.logo, (draw, name), area, (0.8, 3.0))
