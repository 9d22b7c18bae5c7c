"""What countries draw besides a plain flag: arms, balls with eyes, cloth in the wind, letters and lands."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import flags, inks, lettering, phrases, pixels, shapes, sprites
from canvas_sim.designs.artist.draw.inks import BLACK, BLUE, CLEAR, CYAN, RED, SEA, WHITE, YELLOW, contrast, ground
from canvas_sim.designs.artist.draw.stencils import backdrop


def ball(draw: Stream, name: str, size: int) -> np.ndarray:
    """A ball with a flag for a skin and two eyes, on a clear ground."""
    size = max(7, size - 2)
    flag = flags.any_flag(draw, name, size, size)
    picture = np.where(pixels.radius(size, size) <= 1, flag, np.uint8(CLEAR))
    if size >= 14 and draw.chance(0.6):
        picture = pixels.stippled(picture)
    high, look = max(2, size // 5), draw.choice((-0.08, 0.0, 0.08))
    for side in (-0.18, 0.18):
        eye = pixels.blank(high, max(2, high - 1), WHITE)
        if draw.chance(0.25):  # half shut
            eye[: high // 2] = BLACK
        left = int(size * (0.5 + side + look) - eye.shape[1] / 2)
        pixels.paste(picture, pixels.outlined(eye, BLACK), int(size * draw.uniform(0.28, 0.34)), left - 1)
    picture = pixels.outlined(picture, BLACK)
    if size >= 16 and draw.chance(0.45):  # something on its head or in its hand
        thing = sprites.small(draw, 7, 8)
        pixels.paste(picture, thing, 0 if draw.chance(0.5) else size * 2 // 3, draw.integer(0, max(0, size - 8)))
    return picture


def balls(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Two or more such balls before a flag or a ground, with what they say."""
    picture = backdrop(draw, height, width, ground(draw), 0.5)
    strip = 8 if height > 26 and draw.chance(0.7) else 0
    size = max(9, min(height - strip - 1, draw.integer(14, 30)))
    x, who = draw.integer(0, 3), name
    while x + size <= width:
        piece, lift = ball(draw, who, size), draw.integer(0, max(0, (height - strip - size) // 3))
        pixels.paste(picture, piece, height - size - lift, x)
        x, who = x + size + draw.integer(1, 6), flags.country(draw)
    if strip:
        text = phrases.fitted_phrase(draw, name, "mini", width - 4)
        bubble = pixels.blank(7, lettering.line(text).shape[1] + 4, WHITE)
        pixels.paste(bubble, lettering.written(text, "mini", BLACK), 1, 2)
        pixels.paste(picture, pixels.outlined(bubble), 0, draw.integer(0, max(0, width - bubble.shape[1] - 2)))
    return pixels.framed(picture, BLACK) if draw.chance(0.5) else picture


def coat_of_arms(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A shield in quarters below a crown, beasts beside it, a ribbon with the name, on the flag or on a field."""
    flagged, box = draw.chance(0.7), (height, width)
    picture = flags.any_flag(draw, name, *box) if flagged else backdrop(draw, *box, ground(draw), 0.4)
    size = max(9, min(int(height * 0.55), width // 2))
    shield = _quartered(draw, size)
    top = int(height * 0.28)
    crown = shapes.inked("crown", max(3, size // 4), YELLOW)
    beast = sprites.sprite(draw, max(8, int(size * 0.95)), max(8, (width - shield.shape[1]) // 2 - 2))
    left = (width - shield.shape[1]) // 2
    y = top + shield.shape[0] - beast.shape[0]
    if left > beast.shape[1]:
        pixels.paste(picture, beast, y, left - beast.shape[1] - 1)
        pixels.paste(picture, beast[:, ::-1], y, left + shield.shape[1] + 1)
    pixels.paste(picture, shield, top, left)
    crown = pixels.outlined(crown)
    pixels.paste(picture, crown, top - crown.shape[0] + 1, (width - crown.shape[1]) // 2)
    text = phrases.fitted_phrase(draw, name, "mini", width - 8)
    if text and height > 24:
        ribbon = pixels.blank(7, lettering.line(text).shape[1] + 6, draw.choice((WHITE, YELLOW, RED)))
        pixels.center(ribbon, lettering.written(text, "mini", contrast(draw, int(ribbon[0, 0]))))
        ribbon[0, :2] = ribbon[0, -2:] = CLEAR
        pixels.center(picture, pixels.outlined(ribbon), down=0.96)
    return picture


def _quartered(draw: Stream, size: int) -> np.ndarray:
    """A shield of four fields with a charge in each, and a small shield on them."""
    mask = shapes.mask("shield", size)
    height, width = mask.shape
    one, other, third = inks.scheme(draw, 3)
    picture = np.where(mask, np.uint8(one), np.uint8(CLEAR))
    y, x = np.indices(mask.shape)
    picture[mask & ((y < height // 2) != (x < width // 2))] = other
    charge = max(3, size // 4)
    for down, right, ground_ink in ((0.22, 0.22, other), (0.22, 0.78, one), (0.66, 0.3, one), (0.66, 0.7, other)):
        name = draw.choice(("eagle", "lily", "castle", "crown", "star", "plus", "crescent", "dragon", "cedar", "wheel"))
        piece = shapes.inked(name, charge, contrast(draw, ground_ink))
        pixels.paste(picture, piece, int(height * down - charge / 2), int(width * right - piece.shape[1] / 2))
    if size > 24:
        small = pixels.outlined(shapes.inked("shield", size // 4, third), YELLOW)
        pixels.center(picture, small, down=0.42)
    return pixels.outlined(picture, BLACK)


def billowed(draw: Stream, picture: np.ndarray) -> np.ndarray:
    """A flag as cloth in the wind: folds run across it, every second pixel of them darker or lighter."""
    height, width = picture.shape
    y, x = np.indices((height, width))
    period = max(8, min(26, width // draw.integer(2, 4)))
    phase = (x + y // 2 + draw.integer(0, period)) % period / period
    odd = (x + y) % 2 == 0
    result = np.where((phase < 0.25) & odd, pixels.darker(picture), picture)
    return np.where((phase > 0.55) & (phase < 0.72) & odd, pixels.lighter(picture), result)


def lettered(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """The name, or the beginning of it, as a window on the flag."""
    paper = draw.choice((BLACK, WHITE))
    picture = backdrop(draw, height, width, paper, 0.3)
    options = [(text, lettering.largest(text, height - 2, width - 2)) for text in (name, phrases.monogram(draw, 3))]
    fitting = [lettering.line(text, fit[0]) for text, fit in options if fit is not None]
    if not fitting:
        return flags.labeled_flag(draw, name, height, width)
    mask = fitting[0]
    mask = mask.repeat(max(1, (height - 2) // mask.shape[0]), 0).repeat(max(1, (width - 2) // mask.shape[1]), 1)
    flag = flags.any_flag(draw, name, *mask.shape)
    letters = np.where(mask, flag, np.uint8(CLEAR))
    pixels.center(picture, pixels.outlined(letters, WHITE if paper == BLACK else BLACK, corners=True))
    return picture


def land(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A country's outline in the colors of its flag, in the sea or on a field of dots."""
    sea = draw.choice((BLUE, CYAN, SEA, BLACK, WHITE))
    picture = backdrop(draw, height, width, sea, 0.6)
    far = pixels.radius(height, width)
    rough = pixels.clouds(draw, height, width, max(3, min(height, width) // 4)) - 0.5
    fine = pixels.clouds(draw, height, width, 2) - 0.5
    inside = far + rough * 1.1 + fine * 0.25 < 0.78
    cut = np.where(inside, flags.any_flag(draw, name, height, width), np.uint8(CLEAR))
    pixels.paste(picture, pixels.outlined(cut, BLACK if sea != BLACK else WHITE), -1, -1)
    text = phrases.fitted_phrase(draw, name, "mini", width - 4)
    if text and height > 20:
        letters = pixels.outlined(lettering.written(text, "mini", WHITE), BLACK, corners=True)
        pixels.center(picture, letters, down=0.9)
    return pixels.framed(picture, BLACK) if draw.chance(0.5) else picture


def cut_out(draw: Stream, name: str, size: int) -> np.ndarray:
    """A flag in the shape of a star, a shield, a leaf or a disc, on a clear ground."""
    mask = shapes.mask(draw.choice(("star", "shield", "disc", "leaf", "crown", "castle")), max(5, size - 2))
    flag = flags.any_flag(draw, name, *mask.shape)
    return pixels.outlined(
        np.where(mask, flag, np.uint8(CLEAR)), draw.choice((BLACK, BLACK, WHITE, inks.spot_ink(draw)))
    )
