"""Crowds: somebody to stand on a design, rows of them, groups with a title; and the scenes before which they stand."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import lettering, phrases, pixels, sprites
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, RED, WHITE, contrast, ground, spot_ink
from canvas_sim.designs.artist.draw.stencils import backdrop, stenciled, weights
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


def standing_figure(draw: Stream, height: int, width: int) -> np.ndarray:
    """A figure on a clear ground that fits a box and nearly fills it in one direction."""
    room = min(height, width)
    if room >= 9 and (taste := style_stream.keen(draw)):
        if room >= 22 and taste.head and draw.chance(0.8):
            return characters.head(draw, min(room, 72))
        if room >= 22 and taste.face and draw.chance(0.8):
            if height >= 28 and width > 0.75 * height and draw.chance(0.35):
                return characters.mascot(draw, round(0.84 * min(height, 80)))
            return characters.face(draw, min(room, 70))
        return sprites.chosen(draw, height, width, taste.things)
    kind = draw.uniform()
    if room >= 12 and draw.chance(0.2 if room < 24 else 0.3):
        return characters.head(draw, min(room, 72))
    if room >= 24 and kind < (0.15 if room > 44 else 0.05):
        return characters.face(draw, min(room, 70))
    if height >= 28 and width > 0.75 * height and kind < (0.25 if room > 44 else 0.1):
        return characters.mascot(draw, round(0.84 * min(height, 80)))
    if height >= 46 and width >= 38 and kind < 0.5:
        return characters.big_character(draw, bust=draw.chance(0.3))
    if height >= 26 and width >= 20 and kind < 0.4:
        return characters.character(draw)
    if height >= 21 and width >= 18 and kind < 0.1:
        return characters.character(draw, bust=True)
    if room >= 11 and kind < 0.14:
        return characters.face(draw, min(room, 40))
    if kind < 0.92 or room < 8:
        return sprites.sprite(draw, height, width)
    return characters.monster(draw, min(room, 22) - 2) if room > 11 else characters.invader(draw, min(room, 9))


def bust(draw: Stream, size: int) -> np.ndarray:
    """A large head, or a mascot from head to foot, about `size` high, on a clear ground."""
    taste = style_stream.own(draw, 0.9)
    if taste is not None and taste.head:
        return characters.head(draw, size)
    if (taste is not None and taste.face) or draw.chance(0.5):
        return characters.mascot(draw, size) if draw.chance(0.3) else characters.face(draw, size)
    return characters.head(draw, size)


def title_strip(draw: Stream, name: str, height: int, width: int, paper: int) -> np.ndarray:
    """The name in large fancy letters on a strip of `paper`."""
    strip = pixels.blank(height, width, paper)
    for text in (phrases.styled_name(draw, name), name, phrases.monogram(draw, 3)):
        fit = lettering.largest(text, height - 2, width - 2)
        if fit is not None:
            style_stream.say(draw, text)
            mask = lettering.enlarged(draw, lettering.line(text, fit[0]), fit[1])
            if height >= 17 and draw.chance(0.4) and lettering.slab(text).shape[1] < width - 2:
                mask = lettering.slab(text)
            letters = lettering.fancy(draw, mask, paper)
            if letters.shape[0] > height - 2 or letters.shape[1] > width - 2:
                letters = np.where(mask, np.uint8(contrast(draw, paper)), np.uint8(CLEAR))
            pixels.center(strip, letters)
            break
    return strip


def row(draw: Stream, picture: np.ndarray, floor: int, tallest: int) -> None:
    """Figures side by side standing on row `floor`."""
    x = draw.integer(0, 3) if floor > 4 else picture.shape[1]  # nobody is that small
    while x < picture.shape[1] - 7:
        piece = standing_figure(draw, min(tallest, floor), min(46, picture.shape[1] - x))
        middle = max(0, floor - piece.shape[0] // 2 - 1), min(x + piece.shape[1] // 2, picture.shape[1] - 1)
        under = int(picture[middle])
        if under != CLEAR and (piece == under).sum() > 0.3 * (piece != CLEAR).sum():  # it would be lost there
            piece = pixels.outlined(piece, contrast(draw, under))[:floor]
        pixels.paste(picture, piece, floor - piece.shape[0], x)
        x += piece.shape[1] + draw.integer(0, 4)


def group(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Rows of figures before a ground or a scene, with a title."""
    paper = ground(draw)
    if draw.chance(0.3):
        picture = scene(draw, height, width)
    else:
        picture = backdrop(draw, height, width, paper, 0.55 if height * width < 5000 else 0.7)
    strip = draw.integer(8, 11) if height < 50 else draw.integer(10, 20)
    if height < 20 or draw.chance(0.25):
        strip = 0
    room = picture
    if strip:
        ink = draw.choice((BLACK, WHITE, paper, spot_ink(draw, paper)))
        on_top = draw.chance(0.5)
        pixels.paste(picture, title_strip(draw, name, strip, width, ink), 0 if on_top else height - strip, 0)
        room = picture[strip:] if on_top else picture[:-strip]
    rows = max(1, room.shape[0] // draw.choice((16, 20, 27, 27, 48)))
    tall = room.shape[0] // rows
    for k in range(rows):
        row(draw, room, (k + 1) * tall - 1, tall - 1)
    return pixels.framed(picture, draw.choice((BLACK, BLACK, WHITE, RED))) if draw.chance(0.6) else picture
