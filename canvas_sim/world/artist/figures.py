"""Sprites made ready: picked by size, recolored, mirrored, enlarged with shading, outlined or not."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import numpy as np

from canvas_sim.world.artist import brush, inks
from canvas_sim.world.artist.inks import BLACK, CLEAR, WHITE
from canvas_sim.world.artist.menagerie import ANIMALS
from canvas_sim.world.artist.things import MINIATURES, THINGS
from canvas_sim.world.draws import Stream

# Roles 200-205 are the changing inks and their shades; the rest have a color of their own.
_ROLES = {
    ".": CLEAR, "#": BLACK, "w": WHITE, "a": 200, "b": 201, "c": 202, "A": 203, "B": 204, "C": 205,
    "r": inks.RED, "R": inks.MAROON, "y": inks.YELLOW, "Y": inks.ORANGE, "o": inks.ORANGE, "g": inks.GREEN,
    "G": inks.FOREST, "u": inks.BROWN, "U": inks.UMBER, "s": inks.SKIN, "S": inks.SILVER, "k": BLACK,
    "p": inks.PINK, "v": inks.PURPLE, "n": inks.BLUE, "x": inks.GRAY, "t": inks.CYAN,
}  # fmt: skip


def entries(table: str) -> Iterator[tuple[str, list[str]]]:
    """Name and rows of each picture of a table that has them side by side."""
    for block in table.strip().split("\n\n"):
        names, *lines = [line.split() for line in block.split("\n")]
        for k, name in enumerate(names):
            yield name, [line[k] for line in lines if line[k] != "-"]


def parsed(table: str) -> dict[str, np.ndarray]:
    """Sprites of a table as arrays of roles."""
    result = {}
    for name, rows in entries(table):
        overlap = 2 if name.endswith("!") else 1
        whole = [row + row[-overlap::-1] for row in rows] if name[-1] in "|!" else rows
        result[name.rstrip("|!")] = np.array([[_ROLES[cell] for cell in row] for row in whole], np.uint8)
    return result


@functools.cache
def _shelf(which: str) -> list[np.ndarray]:
    """Sprites of one table, smallest first."""
    table = {"animals": ANIMALS, "things": THINGS, "miniatures": MINIATURES}[which]
    return sorted(parsed(table).values(), key=lambda sprite: (sprite.size, sprite.tobytes()))


def recolored(draw: Stream, roles: np.ndarray) -> np.ndarray:
    """A sprite with its changing inks drawn."""
    table = np.arange(256, dtype=np.uint8)
    one = inks.spot(draw, BLACK)
    two = inks.spot(draw, one, BLACK)
    three = inks.spot(draw, one, two, BLACK)
    for k, ink in enumerate((one, two, three)):
        table[200 + k], table[203 + k] = ink, inks.DARKER[ink]
    if draw.chance(0.12):  # an odd one: what is red elsewhere is not
        table[inks.RED] = inks.spot(draw, inks.RED)
    return table[roles]


def small(draw: Stream, height: int, width: int) -> np.ndarray:
    """A miniature without outline that fits a box, or the smallest there is."""
    fitting = [one for one in _shelf("miniatures") if one.shape[0] <= height and one.shape[1] <= width]
    roles = draw.choice(fitting) if fitting else _shelf("miniatures")[0]
    return recolored(draw, roles)


def sprite(draw: Stream, height: int, width: int) -> np.ndarray:
    """A sprite, hand-drawn, that fits a box; enlarged at most to twice its size, then shaded anew."""
    shelf = _shelf("animals" if draw.chance(0.5) else "things")
    fitting = [one for one in shelf if one.shape[0] <= height and one.shape[1] <= width]
    if not fitting:
        return small(draw, height, width)
    reach = max(one.shape[0] for one in fitting)
    good = [one for one in fitting if one.shape[0] >= 0.7 * reach]
    picture = recolored(draw, draw.choice(good))
    if draw.chance(0.5):
        picture = picture[:, ::-1]
    while picture.shape[0] * 2 <= height and picture.shape[1] * 2 <= width and picture.shape[0] < 30:
        picture = brush.shaded(brush.double(picture), light=draw.chance(0.7))
    return picture


@functools.cache
def chessmen() -> list[np.ndarray]:
    """Chessmen as roles."""
    return [sprite for name, sprite in parsed(THINGS).items() if name in {"king", "rook", "pawn", "knight"}]
