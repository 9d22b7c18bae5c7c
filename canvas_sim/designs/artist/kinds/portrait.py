"""A portrait in its frame, or a cameo."""

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.painters import crowd, portraits
from canvas_sim.designs.artist.registry import Form, boxed, design_kind, of_area


@design_kind(order=8, small=2, large=1.5)
def form(draw: Stream, name: str, area: int) -> Form:
    """A likeness; where there is no room for one, somebody."""
    if area < 150:
        return of_area(lambda size: crowd.standing_figure(draw, size, size), area)
    if area < 1500 and draw.chance(0.2):
        return boxed(portraits.cameo, (draw,), round(area / 0.785), (0.7, 0.95))
    return boxed(portraits.portrait, (draw, name), area, (0.65, 0.95))
