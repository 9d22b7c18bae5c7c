"""A roundel, a crest, a sign or initials, cut out or before a ground."""

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.painters import emblems, murals
from canvas_sim.designs.artist.registry import Form, boxed, design_kind, of_area


@design_kind(order=5, small=8, large=7, hospitable=True)
def form(draw: Stream, name: str, area: int) -> Form:
    """An emblem alone, on a plate, or among others."""
    luck, about = draw.uniform(), (draw, name)
    if area > 2600 and (area > 5000 or luck > 0.4):
        return boxed(murals.club, about, area, (0.9, 2.0))
    if luck < 0.5:
        return of_area(lambda size: emblems.lone_emblem(draw, name, max(5, round(size * 0.92))), area)
    if luck < 0.75:
        return boxed(emblems.team_sign, about, area, (0.9, 2.0))
    return boxed(emblems.plate, about, area, (0.8, 1.5))
