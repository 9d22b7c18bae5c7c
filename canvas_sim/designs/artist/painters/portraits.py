"""Portraits, dithered into few colors, and paintings, grained like old prints: modelled by light, some in frames."""

from collections.abc import Sequence

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import inks, lettering, phrases, pixels
from canvas_sim.designs.artist.draw.inks import BLACK, BROWN, CLEAR, ORANGE, UMBER, WHITE, YELLOW
from canvas_sim.designs.artist.draw.stencils import drawn_name, stenciled
from canvas_sim.designs.artist.painters import crowd


def likeness(draw: Stream, height: int, width: int) -> np.ndarray:
    """A head with shoulders before a shaded ground, filling the box."""
    picture = pixels.blank(height, width)

    def view() -> None:
        picture[:] = crowd.scene(draw, height, width)

    def features(ramp: tuple[int, ...], *head: float) -> None:
        _features(draw, picture, head, ramp)

    return stenciled(draw, picture, "portraits", "likeness", view=view, features=features)


def _features(draw: Stream, picture: np.ndarray, head: Sequence[float], ramp: tuple[int, ...]) -> None:
    """Brows, eyes, nose, mouth, perhaps glasses or a beard."""
    height, width = picture.shape
    center, wide, long = int(head[0] * width), max(1, int(head[1] * width)), max(2, int(head[2] * height))
    eye_y, gap, size = int(0.4 * height), max(1, wide // 2), max(1, wide // 4)
    iris = draw.choice((inks.BLUE, inks.GREEN, BROWN, BLACK))
    for x in (center - gap - size // 2, center + gap - size // 2):
        eye = picture[eye_y : eye_y + max(1, size // 2), x : x + size + 1]
        eye[:] = WHITE if size > 1 else ramp[0]
        eye[:, size // 2 - size // 5 : size // 2 + 1 + size // 5] = iris if size > 4 else ramp[0]
        eye[size // 8 : size // 4 + 1, size // 2 : size // 2 + 1 + size // 8] = BLACK
        picture[eye_y - 1, max(0, x - 1) : x + size + 2] = ramp[0]
        brow = picture[eye_y - 2 - size // 2 : eye_y - 1 - size // 3, max(0, x - 1) : x + size + 2]
        brow[:] = ramp[0] if len(ramp) < 3 else ramp[1]
    nose = eye_y + 1 + long // 3
    side = picture[eye_y + size // 2 : nose, center : center + 1 + size // 4]
    np.copyto(side, pixels.darker(side), where=np.indices(side.shape).sum(0) % 2 == 0)
    picture[eye_y + 1 : nose, center] = ramp[len(ramp) // 2]
    picture[nose : nose + 1 + size // 6, center - size // 3 : center + 1 + size // 3] = ramp[0]
    mouth = eye_y + max(2, int(long * 0.6))
    picture[mouth : mouth + max(1, size // 3), center - gap // 2 - 1 : center + gap // 2 + 2] = draw.choice(
        (ramp[0], inks.RED, ramp[1])
    )
    extra = draw.uniform()
    if extra < 0.2 and size >= 2:
        for x in (center - gap - size, center + gap - size):
            pixels.framed(picture[eye_y - 1 : eye_y + size + 1, max(0, x) : x + 2 * size + 1], BLACK)
    elif extra < 0.4:
        beard = picture[mouth + max(1, size // 3) : mouth + long // 2, center - gap : center + gap + 1]
        beard[pixels.noise(draw, *beard.shape) < 0.92] = ramp[0]
    elif extra < 0.52:
        picture[eye_y - 1 : eye_y + max(2, size), center - gap - size : center + gap + size + 1] = BLACK


def portrait(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A likeness in a frame, with a plate that says whose it is where there is room."""
    picture = likeness(draw, height, width)
    if min(height, width) < 12:
        return pixels.framed(picture, BLACK)
    frames = ((BLACK, ORANGE, BROWN), (BLACK, YELLOW, ORANGE, BLACK), (UMBER, BROWN, UMBER), (BLACK,), (WHITE, BLACK),
              (BLACK, WHITE))  # fmt: skip
    pixels.framed(picture, *draw.choice(frames))
    if height > 30 and draw.chance(0.5):
        said = name if draw.chance(0.3) else phrases.first_name(draw)
        text = lettering.label(said, 5, width - 8, inks.contrast(draw, BLACK))
        if text.size > 1:
            plate = pixels.blank(7, text.shape[1] + 2, BLACK)
            pixels.paste(plate, text, 1, 1)
            pixels.center(picture, plate, down=0.94)
    return picture


def cameo(draw: Stream, height: int, width: int) -> np.ndarray:
    """A likeness cut to an oval, on a clear ground."""
    picture = likeness(draw, height, width)
    distance = pixels.radius(height, width)
    picture[distance > 0.86] = draw.choice((BLACK, BROWN, YELLOW))
    picture[distance > 1] = CLEAR
    return picture


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
