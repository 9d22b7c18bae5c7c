"""Flags: plain, labeled, as a long band, with a crowd on them; or arms, balls, letters, a land in their colors."""

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import flags
from canvas_sim.designs.artist.painters import banners, murals
from canvas_sim.designs.artist.registry import Form, box_of, boxed, design_kind, in_box, of_area


@design_kind(order=1, small=13, large=20, hospitable=True)
def form(draw: Stream, name: str, area: int) -> Form:
    """A flag, or what a country draws besides one."""
    luck, about = draw.uniform(), (draw, name)
    if area > 350 and luck < 0.3:
        paint = draw.choice((banners.coat_of_arms, banners.balls, banners.lettered, banners.land), (3, 2.5, 1.5, 2))
        return boxed(paint, about, area, (1.3, 2.4 if paint is not banners.lettered else 4.0))
    if area < 1600 and luck < 0.12:
        shape = banners.ball if draw.chance(0.6) else banners.cut_out
        return of_area(lambda size: shape(draw, name, round(size * 0.92)), area)
    if area > 2500 and draw.chance(0.3):
        return boxed(murals.band, about, area, (3.0, 9.0))
    if area > 450 and draw.chance(0.8 if area > 1200 else 0.5):
        return boxed(murals.parade, about, area, (1.3, 3.0))
    if area > 250 and draw.chance(0.12):
        height, width = box_of(draw, area, 5.0, 14.0)
        return in_box(murals.band, about, (height, width) if draw.chance(0.75) else (width, height))
    if area > 150 and draw.chance(0.2):
        return boxed(murals.friends, about, area, (1.8, 4.0))
    return boxed(flags.labeled_flag, about, area, (1.2, 2.2))
