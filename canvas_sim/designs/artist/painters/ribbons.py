"""Ribbons: long narrow works; and patterns: lattices, mazes, codes and rainbow bands that stand for themselves."""

from collections.abc import Sequence

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import flags, inks, pixels
from canvas_sim.designs.artist.draw.inks import BLACK, WHITE
from canvas_sim.designs.artist.draw.stencils import backdrop, drawn_name, stenciled, texture
from canvas_sim.designs.artist.painters import hearts


def _repeated(picture: np.ndarray, pieces: Sequence[np.ndarray], gap: int) -> None:
    """Pieces in turn along a strip, centered across it, from end to end."""
    x, k = gap, 0
    while x + pieces[k % len(pieces)].shape[1] <= picture.shape[1]:
        piece = pieces[k % len(pieces)]
        pixels.paste(picture, piece, (picture.shape[0] - piece.shape[0] + 1) // 2, x)
        x, k = x + piece.shape[1] + gap, k + 1


def kind_of_ribbon(draw: Stream, kind: str, name: str, height: int, width: int) -> np.ndarray:
    """A level strip of one kind."""
    picture = pixels.blank(height, width)
    return stenciled(
        draw, picture, "ribbons", kind, name=name, repeated_on=_repeated,
        repeated=lambda pieces, gap: _repeated(picture, pieces, gap),
        backdrop_in=lambda *how: backdrop(draw, *how),
        heart=lambda size: hearts.heart(draw, size), flagged_heart=hearts.flagged,
        outlined_heart=lambda largest: hearts.outlined_heart(draw, largest),
        all_outlined=lambda pieces, ink: [pixels.outlined(piece, ink) for piece in pieces],
        some_flag=lambda *box: flags.flag_of(flags.country(draw), *box),
    )  # fmt: skip


def ribbon(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A strip of any of these, level or upright."""
    if height > width:
        return ribbon(draw, name, width, height).T[::-1].copy()
    return kind_of_ribbon(draw, drawn_name(draw, "ribbons"), name, height, width)


def road(draw: Stream, area: int) -> np.ndarray:
    """A slanted band of the rainbow or of few colors, nothing to its sides; of about `area` pixels."""
    wide = max(4, min(14, round(area**0.5 / 3)))
    long = max(4, min(140, area // wide))
    picture = stenciled(draw, pixels.blank(long, long + wide), "ribbons", "road", wide=wide)
    return picture if draw.chance(0.5) else picture[:, ::-1]


def pattern(draw: Stream, height: int, width: int) -> np.ndarray:
    """A pattern that stands for itself, framed or not."""
    if draw.chance(0.15):
        picture = texture(draw, height, width, inks.ground(draw))
    else:
        name = drawn_name(draw, "patterns")
        if name == "code" and max(height, width) > 1.4 * min(height, width):
            name = "lattice"
        picture = stenciled(draw, pixels.blank(height, width), "patterns", name)
    if min(height, width) > 7 and draw.chance(0.3):
        pixels.framed(picture, draw.choice((BLACK, WHITE)))
    return picture
