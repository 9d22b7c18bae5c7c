"""Sprites made ready: picked by size, recolored, mirrored, enlarged with shading, outlined or not."""

import functools
from collections.abc import Sequence

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.data.tables import pictures
from canvas_sim.designs.artist.draw import inks, pixels
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, WHITE

# Roles 200-205 are the changing inks and their shades; the rest have a color of their own.
_ROLES = {
    ".": CLEAR, "#": BLACK, "w": WHITE, "a": 200, "b": 201, "c": 202, "A": 203, "B": 204, "C": 205,
    "r": inks.RED, "R": inks.MAROON, "y": inks.YELLOW, "Y": inks.ORANGE, "o": inks.ORANGE, "g": inks.GREEN,
    "G": inks.FOREST, "u": inks.BROWN, "U": inks.UMBER, "s": inks.SKIN, "S": inks.SILVER, "k": BLACK,
    "p": inks.PINK, "v": inks.PURPLE, "n": inks.BLUE, "x": inks.GRAY, "t": inks.CYAN,
}  # fmt: skip


_TABLES = ("animals", "things", "beasts", "heroes", "wares")
_STYLES = {"as drawn": 5, "bare": 1.5, "tinted": 1.5, "thick": 1, "rimmed": 1, "dithered": 4}


@functools.cache
def roles_of(file: str, changing: str = "") -> dict[str, np.ndarray]:
    """Pictures of a table by their names as arrays of inks; the letters of `changing` become 200, 201, ..."""
    codes = _ROLES | {letter: 200 + k for k, letter in enumerate(changing)}
    return {
        name: np.array([[codes[cell] for cell in row] for row in rows], np.uint8)
        for name, rows in pictures(file).items()
    }


@functools.cache
def _shelf(which: str) -> list[np.ndarray]:
    """Sprites of one table, smallest first."""
    return sorted(roles_of(which).values(), key=lambda sprite: (sprite.size, sprite.tobytes()))


@functools.cache
def figures() -> dict[str, np.ndarray]:
    """Sprites of all tables but the miniatures by their names."""
    return {name: one for which in _TABLES for name, one in roles_of(which).items()}


def mascots() -> tuple[str, ...]:
    """Names of the sprites of living things."""
    return tuple(name for which in ("animals", "beasts", "heroes") for name in roles_of(which))


def recolored(draw: Stream, roles: np.ndarray) -> np.ndarray:
    """A sprite with its changing inks drawn."""
    table = np.arange(256, dtype=np.uint8)
    one = inks.spot_ink(draw, BLACK)
    two = inks.spot_ink(draw, one, BLACK)
    three = inks.spot_ink(draw, one, two, BLACK)
    for k, ink in enumerate((one, two, three)):
        table[200 + k], table[203 + k] = ink, inks.shade("darker")[ink]
    if draw.chance(0.12):  # an odd one: what is red elsewhere is not
        table[inks.RED] = inks.spot_ink(draw, inks.RED)
    return table[roles]


def small(draw: Stream, height: int, width: int) -> np.ndarray:
    """A miniature without outline that fits a box, or the smallest there is."""
    fitting = [one for one in _shelf("miniatures") if one.shape[0] <= height and one.shape[1] <= width]
    roles = draw.choice(fitting) if fitting else _shelf("miniatures")[0]
    return recolored(draw, roles)


def sprite(draw: Stream, height: int, width: int) -> np.ndarray:
    """A sprite, hand-drawn, that fits a box; enlarged at most to twice its size, then shaded anew."""
    taste = style_stream.keen(draw)
    return chosen(draw, height, width, taste.things if taste else ())


def chosen(draw: Stream, height: int, width: int, names: Sequence[str]) -> np.ndarray:
    """Such a sprite, one of these if one of them fits, any where none does."""
    shelf = [figures()[name] for name in names]
    fitting = [one for one in shelf if one.shape[0] <= height and one.shape[1] <= width]
    if not fitting:
        shelf = _shelf(draw.choice(("animals", "things", "beasts", "heroes", "wares"), (4, 4, 3, 4, 4)))
        fitting = [one for one in shelf if one.shape[0] <= height and one.shape[1] <= width]
    if not fitting:
        return small(draw, height, width)
    reach = max(one.shape[0] for one in fitting)
    good = [one for one in fitting if one.shape[0] >= 0.7 * reach]
    picture = recolored(draw, draw.choice(good))
    if draw.chance(0.5):
        picture = picture[:, ::-1]
    while picture.shape[0] * 2 <= height and picture.shape[1] * 2 <= width and picture.shape[0] < 30:
        picture = pixels.double(picture) if draw.chance(0.7) else pixels.enlarge(picture, 2)
        picture = pixels.shaded(picture, light=draw.chance(0.7))
    room = height - picture.shape[0], width - picture.shape[1]
    return restyled(draw, picture, can_grow=min(room) >= 2)


def restyled(draw: Stream, picture: np.ndarray, can_grow: bool) -> np.ndarray:
    """A sprite with its outline left out, tinted, thickened or rimmed, with dithered shade, or as it was drawn."""
    style = draw.choice(list(_STYLES), list(_STYLES.values()))
    if style == "bare":
        bare = picture.copy()
        bare[pixels.rim(picture) & (picture == BLACK)] = CLEAR
        return bare if (bare != CLEAR).sum() > 0.55 * (picture != CLEAR).sum() else picture
    if style == "tinted":
        return pixels.tinted(picture)
    if style in {"thick", "rimmed"} and can_grow:
        return pixels.outlined(picture, BLACK if style == "thick" else WHITE, corners=style == "rimmed")
    return pixels.stippled(picture) if style == "dithered" else picture


@functools.cache
def chessmen() -> list[np.ndarray]:
    """Chessmen as roles."""
    return [sprite for name, sprite in roles_of("things").items() if name in {"king", "rook", "pawn", "knight"}]
