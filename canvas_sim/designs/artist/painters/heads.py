"""Heads of games and cartoons that are no mirror images: large eyes, visitors, machines, helmets, birds, hounds."""

from __future__ import annotations

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import pixels
from canvas_sim.designs.artist.draw.inks import BLACK, WHITE
from canvas_sim.designs.artist.draw.stencils import stenciled, weights


def head(draw: Stream, size: int) -> np.ndarray:
    """A head of any of these kinds, at most `size` high and wide, turned left or right."""
    name = style_stream.suited(draw, weights("heads"), "head", 0.85)
    side = max(9, size - 2)
    picture = stenciled(draw, pixels.blank(side, side), "heads", name)
    picture = pixels.trimmed(picture if draw.chance(0.5) else picture[:, ::-1])
    style = draw.choice(("line", "line", "stipple", "stipple", "none", "white", "tint"))
    if style == "stipple":
        picture = pixels.stippled(picture)
    if style == "none":
        return picture
    lined = pixels.outlined(picture, WHITE if style == "white" else BLACK)
    return pixels.tinted(lined) if style == "tint" else lined
