"""One heart or a lattice of them."""

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.painters import hearts, hosts
from canvas_sim.designs.artist.registry import Form, boxed, design_kind, free


@design_kind(order=3, small=4, large=5, hospitable=True)
def form(draw: Stream, name: str, area: int) -> Form:
    """One heart, a lattice, or a wall with things let into it."""
    if area < 1200 and draw.chance(0.4):
        return free(hearts.single(draw, area))
    paint = hosts.hearty if area > 500 and draw.chance(0.6) else hearts.lattice
    return boxed(paint, (draw, name), area, (0.8, 5.0))
