"""Boards: windows, taskbars, games, maps, scores, notes, codes: things of panels, lines and small signs."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import lettering, phrases, pixels, shapes
from canvas_sim.designs.artist.draw.inks import CLEAR, GRAY, RED, WHITE
from canvas_sim.designs.artist.draw.sprites import chessmen
from canvas_sim.designs.artist.draw.stencils import stenciled, weights
from canvas_sim.designs.artist.painters import logos


def _some_words(draw: Stream, name: str, height: int, width: int, ink: int) -> np.ndarray:
    """Some words in one ink that fit a box; a clear pixel where nothing does."""
    large = height >= 9 and width > 24 and draw.chance(0.6)
    font = draw.choice(("tall", "slim", "serif") if large else ("mini", "low"))
    piece = lettering.written(phrases.fitted_phrase(draw, name, font, width), font, ink)
    return piece if piece.shape[0] <= height and piece.shape[1] <= width else pixels.blank(1, 1)


def _chessman(draw: Stream) -> np.ndarray:
    man = draw.choice(chessmen())
    side = WHITE if draw.chance(0.5) else draw.choice((GRAY, RED))
    return np.where(man >= 200, np.where(man == CLEAR, CLEAR, side), man).astype(np.uint8)


def kind_of_board(draw: Stream, kind: str, name: str, height: int, width: int) -> np.ndarray:
    """A board of one kind, filling the box."""
    picture = pixels.blank(height, width)
    return stenciled(
        draw, picture, "boards", kind, name=name,
        some_words=lambda *how: _some_words(draw, *how), chessman=lambda: _chessman(draw),
        styled_mark=lambda *how: logos.styled_mark(draw, *how), charge=shapes.inked,
    )  # fmt: skip


def board(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """One of them, filling the box."""
    kind = style_stream.suited(draw, weights("boards"), "screen", 0.8)
    return kind_of_board(draw, "window" if kind == "memorial" and height * width > 2000 else kind, name, height, width)
