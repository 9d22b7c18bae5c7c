"""A window, a game, a map."""

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.painters import murals, posters
from canvas_sim.designs.artist.registry import Form, boxed, design_kind


@design_kind(order=9, small=5, large=5)
def form(draw: Stream, name: str, area: int) -> Form:
    """A board; where there is no room for one, a panel."""
    if area < 180:
        return boxed(murals.panel, (draw, name), area, (0.8, 2.5))
    return boxed(posters.board, (draw, name), area, (1.0, 2.6))
