"""A figure or several: cut out or before a ground."""

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import sprites
from canvas_sim.designs.artist.painters import crowd, murals
from canvas_sim.designs.artist.registry import Form, boxed, design_kind, of_area


@design_kind(order=4, small=24, large=13, hospitable=True)
def form(draw: Stream, name: str, area: int) -> Form:
    """Somebody, a head, or a panel with figures."""
    if area < 2600 and draw.chance(0.6 if area < 1300 else 0.45):
        if area < 60:
            return of_area(lambda size: sprites.small(draw, size + 1, size + 2), area)
        return of_area(lambda size: crowd.standing_figure(draw, round(size * 1.15), round(size * 1.1)), area)
    if area < 5000 and draw.chance(0.35):
        return of_area(lambda size: crowd.bust(draw, size), area)
    return boxed(murals.figure_panel, (draw, name), area, (0.75, 1.6 if area < 1000 else 2.6))
