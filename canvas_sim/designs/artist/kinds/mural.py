"""A work that holds others, where there is room for others."""

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.painters import hosts, murals
from canvas_sim.designs.artist.registry import Form, boxed, design_kind


@design_kind(order=10, small=9, large=16, hospitable=True)
def form(draw: Stream, name: str, area: int) -> Form:
    """A panel, a ground that hosts others, or a mural."""
    about = (draw, name)
    if area < 500:
        return boxed(murals.panel, about, area, (0.8, 2.5))
    if area > 900 and draw.chance(0.2):
        return boxed(hosts.host, about, area, (0.8, 2.6))
    return boxed(murals.mural, about, area, (0.9, 2.4))
