"""Scenes: sunsets, nights, mountains, the sea, skylines, meadows, and the ground of platform games."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import pixels, sprites
from canvas_sim.designs.artist.draw.inks import BLACK, WHITE
from canvas_sim.designs.artist.draw.stencils import stenciled, weights
from canvas_sim.designs.artist.painters import characters


def _walk(draw: Stream, picture: np.ndarray, floor: int) -> None:
    """Somebody or something standing on row `floor`."""
    width = picture.shape[1]
    if floor > 26 and width > 24 and draw.chance(0.6):
        piece = characters.character(draw)
    else:
        piece = sprites.sprite(draw, max(5, min(16, floor)), max(5, min(16, width)))
    pixels.paste(picture, piece, floor - piece.shape[0], draw.integer(0, max(0, width - piece.shape[1])))


def scene(draw: Stream, height: int, width: int) -> np.ndarray:
    """A small landscape that fills the box, framed or not."""
    name = style_stream.suited(draw, weights("scenes"), "scene", 0.85)
    picture = pixels.blank(height, width)
    stenciled(draw, picture, "scenes", name, walk=lambda floor: _walk(draw, picture, floor))
    if min(height, width) > 9 and draw.chance(0.55):
        pixels.framed(picture, draw.choice((BLACK, BLACK, WHITE)))
    return picture
