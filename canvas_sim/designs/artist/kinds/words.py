"""Words in a box, or letters without a ground."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import lettering, phrases, pixels
from canvas_sim.designs.artist.draw.inks import BLACK, WHITE, spot_ink
from canvas_sim.designs.artist.painters import murals, posters
from canvas_sim.designs.artist.registry import Form, boxed, design_kind, free, of_area


@design_kind(order=2, small=17, large=10, hospitable=True)
def form(draw: Stream, name: str, area: int) -> Form:
    """A poster, a pillar, or loose letters."""
    about = (draw, name)
    if area > 3000 and draw.chance(0.25):
        return boxed(posters.text_block, about, area, (0.9, 2.0))
    if area > 3000:
        return boxed(murals.headline, about, area, (1.0, 3.5))
    if area < 1500 and draw.chance(0.15):
        return _loose_letters(draw, name, area)
    if area < 1500 and draw.chance(0.08):
        return free(posters.pillar(draw, name, area))
    return boxed(posters.poster, about, area, (1.6, 7.0 if area < 1500 else 4.0))


def _loose_letters(draw: Stream, name: str, area: int) -> Form:
    """Letters with an outline and nothing behind them."""
    ink = spot_ink(draw, BLACK, WHITE)
    rim = draw.choice((BLACK, WHITE))

    def make(size: int) -> np.ndarray:
        few = max(1, size * size // 70)
        text = phrases.phrase(draw, name, few) if size > 9 else phrases.initials(draw, 1 + size // 7)
        font = "mini" if size < 12 else draw.choice(("mini", "small", "tall", "bold"))
        letters = lettering.written(text, font, ink)
        if size > 26:
            letters = pixels.double(letters)
        return pixels.outlined(letters, rim, corners=True) if size > 6 else letters

    return of_area(make, area)
