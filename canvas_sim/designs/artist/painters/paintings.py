"""Paintings: night skies, waves, vases, profiles, harbors and moons, modelled by light and grained like old prints."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import inks, lettering, phrases, pixels
from canvas_sim.designs.artist.draw.inks import BLACK, BROWN, ORANGE, UMBER, WHITE, YELLOW
from canvas_sim.designs.artist.draw.stencils import drawn_name, stenciled


def subject(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """What a painting shows, without a frame."""
    picture = pixels.blank(height, width)
    return stenciled(draw, picture, "paintings", name)


def painting(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """One of these subjects, in a frame or not, with a plate or not."""
    picture = subject(draw, drawn_name(draw, "paintings"), height, width)
    frames = ((BLACK,), (BLACK, ORANGE, YELLOW, BLACK), (UMBER, BROWN, UMBER), (WHITE, BLACK), (YELLOW, BROWN, YELLOW))
    if draw.chance(0.6):
        pixels.framed(picture, *draw.choice(frames)[: max(1, min(height, width) // 12)])
    if height > 26 and draw.chance(0.4):
        _sign(draw, name, picture)
    return picture


def _sign(draw: Stream, name: str, picture: np.ndarray) -> None:
    """A plate below a painting, in place, with its title where one fits."""
    titles = (phrases.styled_name(draw, name), "R/ART", "NO NAME", f"{phrases.first_name(draw)}.BMP", "ART")
    fitting = [one for one in titles if lettering.line(one).shape[1] <= picture.shape[1] - 10]
    if fitting:
        text, paper = draw.choice(fitting), draw.choice((BLACK, WHITE))
        plate = pixels.blank(7, lettering.line(text).shape[1] + 4, paper)
        pixels.paste(plate, lettering.written(text, "mini", inks.contrast(draw, paper)), 1, 2)
        pixels.center(picture, plate, down=0.95)
