"""Flags with a border and a label."""

from __future__ import annotations

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import lettering, pixels
from canvas_sim.designs.artist.draw.flags import any_flag
from canvas_sim.designs.artist.draw.inks import BLACK, WHITE, contrast


def labeled_flag(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A flag with, where there is room, a border line and a strip with the country's name."""
    border = BLACK if draw.chance(0.8) else WHITE
    strip = 7 if height < 60 else 9 if height < 110 else 11
    text = draw.choice((f"R/{name}", name, f"r/{name.title()}", f"{name}!", f"VIVA {name}"), (4, 4, 2, 0.7, 0.3))
    paper = draw.choice((WHITE, BLACK, None), (5, 3, 2))
    room = height > 17 and lettering.largest(text, strip - 2, width - 3) is not None
    if not room or draw.chance(0.35):
        picture = any_flag(draw, name, height, width)
        return pixels.framed(picture, border) if min(height, width) > 8 and draw.chance(0.6) else picture
    picture = pixels.blank(height, width, border)
    flag_part = any_flag(draw, name, height - strip - 1, width)
    on_top = draw.chance(0.2)
    pixels.paste(picture, pixels.framed(flag_part, border), strip + 1 if on_top else 0, 0)
    top = 0 if on_top else height - strip - 1
    tape = picture[top : top + strip + 1]
    ink = paper if paper is not None else int(flag_part[height // 3, 2])
    tape[1:-1, 1:-1] = ink
    letters = lettering.label(text, strip - 2, width - 3, contrast(draw, ink))
    pixels.center(tape, letters, right=draw.choice((0.5, 0.05)))
    return picture
