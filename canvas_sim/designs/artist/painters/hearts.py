"""Hearts: one, a row, a lattice; plain, shaded, or filled with flags."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data.tables import masks, words
from canvas_sim.designs.artist.draw import flags, pixels
from canvas_sim.designs.artist.draw.inks import BLACK, BLUE, CLEAR, PINK, RAINBOW, RED, WHITE, ground, shade, spot_ink

SIZES = (4, 5, 6, 7, 9, 11, 14)


def heart(draw: Stream, size: int) -> np.ndarray:
    """One heart of about `size` rows, in one of many fills, on a clear ground."""
    mask = masks("hearts")[str(size)]
    height, width = mask.shape
    style = draw.choice(("plain", "flag", "halves", "rainbow"), (4, 5 if size > 5 else 0.5, 1.5, 1 if size > 5 else 0))
    if style == "flag":
        fill = flags.flag_of(draw.choice(words("popular")), height, width)
    elif style == "halves":
        one = spot_ink(draw)
        fill = pixels.blank(height, width, one)
        fill[:, width // 2 :] = spot_ink(draw, one)
    elif style == "rainbow":
        fill = np.repeat(np.array(RAINBOW, np.uint8)[np.arange(height) * 6 // height][:, None], width, 1)
    else:
        fill = pixels.blank(height, width, RED if draw.chance(0.5) else spot_ink(draw, BLACK, WHITE))
    picture = np.where(mask, fill, np.uint8(CLEAR))
    if style in {"plain", "rainbow"} and size >= 5:
        y, x = 1 + (size > 8), 1 + (size > 6)
        picture[y, x] = WHITE if picture[y, x] != WHITE else PINK
        if size > 8:
            picture[y - 1, x + 1] = picture[y + 1, x] = WHITE
            picture = np.where((picture != CLEAR) & (picture != WHITE), pixels.shaded(picture, light=False), picture)
    return picture


def flagged(name: str, size: int) -> np.ndarray:
    """A heart with the flag of a country, on a clear ground."""
    mask = masks("hearts")[str(size)]
    return np.where(mask, flags.flag_of(name, *mask.shape), np.uint8(CLEAR))


def outlined_heart(draw: Stream, largest: int = 11) -> np.ndarray:
    """A small heart with a dark or light line around it."""
    size = draw.choice([size for size in SIZES if 5 <= size <= largest])
    return pixels.outlined(heart(draw, size), draw.choice((BLACK, BLACK, WHITE)))


def single(draw: Stream, area: int) -> np.ndarray:
    """A heart as a free shape of about `area` pixels, with an outline where there is room."""
    fitting = [size for size in SIZES if masks("hearts")[str(size)].sum() + 3.2 * size <= area * 1.25] or [4]
    size = fitting[-1] if draw.chance(0.7) else draw.choice(fitting[-2:])
    picture = heart(draw, size)
    while picture.size * 0.68 * 3.2 < area:
        picture = pixels.double(picture)
    if draw.chance(0.75) and area > 30:
        picture = pixels.outlined(picture, draw.choice((BLACK, BLACK, WHITE)))
    return picture


def lattice(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Rows of hearts on a ground, outlines shared or not, each with a fill of its own or few in turn."""
    paper = draw.choice((BLACK, WHITE, PINK, BLUE, ground(draw)), (4, 5, 2, 1, 3))
    picture = pixels.blank(height, width, paper)
    room = min(height - 1, width - 1)
    sizes = [size for size in (4, 5, 6, 7, 9, 11) if masks("hearts")[str(size)].shape[0] + 1 <= room] or [4]
    size = draw.choice(sizes[-4:] if height * width < 2500 else sizes[:4])
    rim = draw.choice((None, BLACK, WHITE))
    rim = None if rim == paper or size < 5 else rim
    few = [heart(draw, size) for _ in range(draw.integer(1, 6) if height * width < 3000 else 12)]
    if rim is not None:
        few = [pixels.outlined(one, rim) for one in few]
    high, wide = few[0].shape[0] + 1, few[0].shape[1] + 1
    rows, columns = max(1, (height - 1) // high), max(1, (width - 1) // wide)
    gap_y, gap_x = (height - rows * high) // (rows + 1), (width - columns * wide) // (columns + 1)
    stagger, spread = draw.chance(0.25) and rows > 1, draw.integer(1, len(few))
    for row in range(rows):
        for column in range(columns):
            x = gap_x + column * (wide + gap_x) + 1 + (wide // 2 if stagger and row % 2 else 0)
            piece = few[(row * spread + column) % len(few)]
            pixels.paste(picture, piece, gap_y + row * (high + gap_y) + 1, x)
    if draw.chance(0.3) and room > 10:
        pixels.framed(picture, spot_ink(draw, paper, shade("lighter")[paper]))
    return picture
