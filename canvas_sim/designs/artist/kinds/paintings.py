"""Paintings: night skies, waves, vases, profiles, harbors and moons, modelled by light and grained like old prints."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import inks, lettering, phrases, pixels, shapes
from canvas_sim.designs.artist.draw.inks import (
    BLACK,
    BLUE,
    BROWN,
    CREAM,
    CYAN,
    GRAY,
    GREEN,
    NAVY,
    ORANGE,
    RED,
    SEA,
    SILVER,
    SKIN,
    UMBER,
    WHITE,
    YELLOW,
    contrast,
    spot,
)
from canvas_sim.designs.artist.kinds import patterns

_TONES = (
    (BLACK, UMBER, BROWN, ORANGE, SKIN, CREAM), (BLACK, GRAY, SILVER, WHITE), (BLACK, NAVY, BLUE, SEA, CYAN, WHITE),
    (BLACK, WHITE), (BLACK, inks.MAROON, RED, ORANGE, YELLOW), (UMBER, BROWN, SKIN, CREAM), (BLACK, RED, WHITE),
    (BLACK, inks.FOREST, GREEN, inks.LIME, CREAM), (inks.PURPLE, inks.LILAC, inks.PINK, WHITE), (NAVY, SEA, WHITE),
)  # fmt: skip


def _shares(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    return (np.arange(height)[:, None] + 0.5) / height, (np.arange(width)[None] + 0.5) / width


def swirls(draw: Stream, height: int, width: int) -> np.ndarray:
    """A night sky that turns around its stars, above roofs or hills."""
    y, x = _shares(height, width)
    x = x * width / height
    value = pixels.clouds(draw, height, width, max(3, height // 5)) * 1.5 + y * 2
    for _ in range(draw.integer(2, 5)):
        top, left, reach = draw.uniform(0.1, 0.6), draw.uniform(0, width / height), draw.uniform(0.12, 0.3)
        far = np.hypot(y - top, x - left) / reach
        value = np.where(far < 1, far * 2.2, value)
    picture = pixels.grained(
        draw, np.abs((value * draw.uniform(1.5, 2.5)) % 2 - 1), (NAVY, BLUE, SEA, BLUE, CYAN, BLUE)
    )
    for _ in range(draw.integer(4, 9)):
        far = np.hypot(y - draw.uniform(0.05, 0.6), x - draw.uniform(0, width / height)) / draw.uniform(0.03, 0.1)
        np.copyto(picture, pixels.grained(draw, np.clip(1 - far, 0, 1), (BLUE, YELLOW, WHITE)), where=far < 1)
    _foot(draw, picture)
    return picture


def _foot(draw: Stream, picture: np.ndarray) -> None:
    """Hills with lit windows at the foot of a picture."""
    height, width = picture.shape
    ridge = height * (0.95 - 0.3 * pixels.clouds(draw, 1, width, max(3, width // 5))[0])
    below = np.arange(height)[:, None] > ridge[None]
    picture[below] = draw.choice((BLACK, NAVY, UMBER))
    picture[below & (pixels.noise(draw, height, width) < 0.04)] = YELLOW


def breaker(draw: Stream, height: int, width: int) -> np.ndarray:
    """A great wave with foam and, far behind it, a mountain."""
    y, x = _shares(height, width)
    paper = draw.choice((CREAM, SKIN, WHITE, CYAN))
    picture = pixels.grained(
        draw, np.broadcast_to(y * 0.7, (height, width)), (paper, draw.choice((SILVER, SKIN)), paper)
    )
    peak = (y > 0.45 + abs(x - 0.66) * 0.9) & (y < 0.75)
    picture[peak] = GRAY
    picture[peak & (y < 0.56 + 0.04 * (np.floor(x * 30) % 2))] = WHITE
    crest = 0.22 + 1.1 * (x - 0.18) ** 2 / 0.5 + 0.04 * np.floor((x * 14) % 2)
    hollow = np.hypot((y - 0.5) / 0.26, (x - 0.47) / 0.22) < 1
    water = ((y > crest) & (x < 0.55) & ~hollow) | (y > 0.76 + 0.06 * np.floor((x * 9) % 2) * (x % 0.22) * 4)
    flow = np.abs((y * 7 + x * 4 + pixels.clouds(draw, height, width, max(3, height // 6)) * 2) % 2 - 1)
    np.copyto(picture, pixels.grained(draw, flow, (NAVY, BLUE, SEA, WHITE)), where=water)
    rim = water & ((y < crest + 0.09) | (np.hypot((y - 0.5) / 0.31, (x - 0.47) / 0.27) < 1)) & (x < 0.6)
    foam = pixels.noise(draw, height, width) < 0.8
    picture[rim & foam] = WHITE
    return picture[:, ::-1] if draw.chance(0.5) else picture


def vase(draw: Stream, height: int, width: int) -> np.ndarray:
    """Flowers in a vase on a table."""
    y, x = _shares(height, width)
    wall, table = draw.choice((YELLOW, SEA, CREAM, GREEN, ORANGE)), draw.choice((BROWN, ORANGE, inks.MAROON))
    light = pixels.clouds(draw, height, width, max(3, height // 5))
    picture = pixels.grained(draw, light, (inks.DARKER[wall], wall, wall, inks.LIGHTER[wall]))
    np.copyto(picture, pixels.grained(draw, light, (inks.DARKER[table], table, inks.LIGHTER[table])), where=y > 0.78)
    pot = spot(draw, wall, table)
    wide = 0.14 + 0.07 * np.clip(1 - abs(y - 0.75) * 5, 0, 1)
    body = (abs(x - 0.5) < wide) & (y > 0.55) & (y < 0.9)
    shade = np.broadcast_to(np.clip(1 - (x - 0.3) * 2.2, 0, 1), (height, width))
    np.copyto(picture, pixels.grained(draw, shade, (BLACK, inks.DARKER[pot], pot, inks.LIGHTER[pot])), where=body)
    petal = draw.choice((YELLOW, RED, WHITE, inks.PINK, ORANGE, BLUE))
    for _ in range(draw.integer(6, 12)):
        top, left = draw.uniform(0.1, 0.5), draw.uniform(0.15, 0.85)
        stem = (abs(x - (left + (0.5 - left) * (y - top) / 0.5)) < 0.7 / width) & (y > top) & (y < 0.58)
        picture[stem] = inks.FOREST
        far = np.hypot((y - top) * height / width, x - left) / draw.uniform(0.07, 0.13)
        bloom = pixels.grained(draw, np.clip(far, 0, 1), (UMBER, ORANGE if petal != ORANGE else RED, petal, petal))
        np.copyto(picture, bloom, where=far < 0.85 + 0.3 * (pixels.noise(draw, height, width) < 0.5))
    return picture


_PROFILE = (
    (0.42, 0.0), (0.62, 0.03), (0.73, 0.14), (0.75, 0.27), (0.73, 0.33), (0.83, 0.47), (0.77, 0.5), (0.79, 0.55),
    (0.76, 0.585), (0.78, 0.63), (0.73, 0.68), (0.74, 0.75), (0.66, 0.81), (0.56, 0.8), (0.55, 0.9), (0.78, 1.0),
    (0.05, 1.0), (0.24, 0.88), (0.27, 0.7), (0.16, 0.5), (0.14, 0.26), (0.24, 0.08),
)  # fmt: skip
_CAP = (
    (0.42, -0.05), (0.64, 0.0), (0.76, 0.13), (0.77, 0.24), (0.6, 0.2), (0.5, 0.34), (0.46, 0.5), (0.3, 0.62),
    (0.1, 0.56), (0.08, 0.24), (0.2, 0.05),
)  # fmt: skip


def profile(draw: Stream, height: int, width: int) -> np.ndarray:
    """A head seen from the side, with hair, collar and a lit cheek."""
    y, x = _shares(height, width)
    tones = draw.choice(_TONES)
    field = draw.choice((tones[:2], tones[-2:], (inks.ground(draw), spot(draw))))
    picture = pixels.grained(draw, pixels.clouds(draw, height, width, max(3, height // 3)), field)
    nose = draw.uniform(-0.04, 0.06)
    points = [(px + nose * (0.4 < py < 0.5), py * 0.9 + 0.08) for px, py in _PROFILE]
    head = shapes.polygon(points, height, width)
    light = np.clip(0.25 + (x - 0.25) * 1.3 - (y - 0.45) * 0.5, 0, 1) + 0.12 * pixels.noise(draw, height, width)
    np.copyto(picture, pixels.grained(draw, np.clip(light, 0, 1), tones), where=head)
    hair = shapes.polygon([(px, py * 0.9 + 0.08) for px, py in _CAP], height, width)
    if draw.chance(0.45):  # falls on the shoulders
        hair |= shapes.polygon([(0.08, 0.3), (0.44, 0.4), (0.34, 0.96), (0.02, 0.96)], height, width)
    locks = np.abs((x * 9 + y * 4) % 2 - 1)
    np.copyto(
        picture,
        pixels.grained(draw, locks * 0.8, tones[:3] if draw.chance(0.7) else (UMBER, ORANGE, YELLOW)),
        where=hair,
    )
    coat = spot(draw)
    np.copyto(
        picture, pixels.grained(draw, np.clip(x + 0 * y, 0, 1), (inks.DARKER[coat], coat)), where=head & (y > 0.9)
    )
    picture[(abs(y - 0.43) < 0.8 / height) & (x > 0.6) & (x < 0.71)] = tones[0]
    picture[(abs(y - 0.385) < 0.8 / height) & (x > 0.57) & (x < 0.73)] = tones[0]
    picture[(abs(y - 0.66) < 0.7 / height) & (x > 0.66) & (x < 0.75)] = tones[0]
    return picture[:, ::-1] if draw.chance(0.5) else picture


def stencil(draw: Stream, height: int, width: int) -> np.ndarray:
    """A head half turned away, in two or three flat tones, as on a poster."""
    y, x = _shares(height, width)
    light, dark = draw.choice(
        ((WHITE, BLACK), (CREAM, BLACK), (SILVER, BLACK), (spot(draw, BLACK), BLACK), (SKIN, UMBER))
    )
    picture = patterns.backdrop(draw, height, width, spot(draw, light, dark) if draw.chance(0.5) else light, 0.4)
    turn = draw.uniform(0.05, 0.12)
    head = ((x - 0.5) / 0.27) ** 2 + ((y - 0.42) / 0.32) ** 2 < 1
    hair = (((x - 0.47) / 0.34) ** 2 + ((y - 0.36) / 0.35) ** 2 < 1) & ~(
        ((x - 0.5 - turn) / 0.24) ** 2 + ((y - 0.47) / 0.28) ** 2 < 1
    )
    coat = ((x - 0.47) / draw.uniform(0.42, 0.6)) ** 2 + ((y - 1.05) / 0.34) ** 2 < 1
    neck = (abs(x - 0.48) < 0.12) & (y > 0.6) & (y < 0.85)
    for mask, ink in ((coat, dark), (neck, light), (head, light), (hair, dark)):
        picture[mask] = ink
    shadow = (head & (x < 0.42 - turn + 0.1 * (y - 0.4))) | (neck & (x < 0.46)) | (neck & (y < 0.76))
    picture[shadow & (np.indices(picture.shape).sum(0) % 2 == 0)] = dark
    for side in (-0.11, 0.11):
        eye = 0.5 + turn + side * (0.8 if side > 0 else 1)
        picture[(abs(x - eye) < 0.055) & (abs(y - 0.4) < 0.018)] = dark
        picture[(abs(x - eye) < 0.08) & (abs(y - 0.345 + side * 0.1) < 0.014 + 0.5 / height)] = dark
    picture[(x > 0.5 + turn) & (x < 0.53 + turn) & (y > 0.42) & (y < 0.54)] = dark
    picture[(abs(x - 0.51 - turn) < 0.07) & (abs(y - 0.62) < 0.012 + 0.5 / height)] = dark
    if draw.chance(0.35):
        picture[head & (y > 0.58) & (abs(y - 0.62) > 0.025) & (pixels.noise(draw, height, width) < 0.85)] = dark
    return picture[:, ::-1] if draw.chance(0.5) else picture


def harbor(draw: Stream, height: int, width: int) -> np.ndarray:
    """The sun low over water, its path, a boat and its mast."""
    y, x = _shares(height, width)
    sky = draw.choice(((NAVY, inks.PURPLE, RED, ORANGE, YELLOW), (BLUE, SEA, CYAN, CREAM), (BLACK, NAVY, GRAY, SILVER)))
    level = draw.uniform(0.5, 0.65)
    picture = pixels.grained(
        draw, np.clip(y / level + 0.25 * (pixels.clouds(draw, height, width, max(3, width // 4)) - 0.5), 0, 1), sky
    )
    ripples = np.clip((y - level) * 1.6 + 0.5 * pixels.noise(draw, height, width), 0, 1)
    np.copyto(picture, pixels.grained(draw, ripples, (sky[-2], sky[1], sky[0])), where=y > level)
    middle = draw.uniform(0.3, 0.7)
    picture[np.hypot((y - level + 0.12) * height, (x - middle) * width) < min(height, width) * 0.1] = WHITE
    path = (abs(x - middle) < 0.04 + (y - level) * 0.25) & (y > level) & (pixels.noise(draw, height, width) < 0.5)
    picture[path] = sky[-1]
    bow = draw.uniform(0.15, 0.6)
    hull = [(bow, 0.72), (bow + 0.3, 0.72), (bow + 0.25, 0.8), (bow + 0.05, 0.8)]
    sail = [(bow + 0.14, 0.3), (bow + 0.14, 0.7), (bow - 0.01, 0.7)]
    picture[shapes.polygon(hull, height, width)] = BLACK
    picture[shapes.polygon(sail, height, width)] = draw.choice((BLACK, WHITE, RED))
    picture[shapes.polygon([(bow + 0.16, 0.36), (bow + 0.16, 0.7), (bow + 0.27, 0.7)], height, width)] = BLACK
    return picture


def orb(draw: Stream, height: int, width: int) -> np.ndarray:
    """A moon or a planet among stars, lit from one side."""
    y, x = _shares(height, width)
    picture = pixels.plain(height, width, draw.choice((BLACK, BLACK, NAVY)))
    picture[pixels.noise(draw, height, width) < 0.03] = WHITE
    size = min(height, width) * draw.uniform(0.3, 0.44)
    down, right = (y - draw.uniform(0.4, 0.6)) * height / size, (x - draw.uniform(0.4, 0.6)) * width / size
    far = np.hypot(down, right)
    face = pixels.clouds(draw, height, width, max(3, int(size / 3)))
    bands = np.abs((down * draw.integer(2, 6) + face) % 2 - 1) if draw.chance(0.4) else face
    value = np.clip(bands * 0.7 + 0.3 - 0.5 * (down + right) * far, 0, 1)
    np.copyto(picture, pixels.grained(draw, value, draw.choice(_TONES)), where=far < 1)
    return picture


_SUBJECTS: dict[Callable[[Stream, int, int], np.ndarray], float] = {
    swirls: 2, breaker: 1.5, vase: 1.5, profile: 1.5, stencil: 1.5, harbor: 2, orb: 1.5,
}  # fmt: skip


def painting(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """One of these subjects, in a frame or not, with a plate or not."""
    picture = draw.choice(list(_SUBJECTS), list(_SUBJECTS.values()))(draw, height, width)
    frames = ((BLACK,), (BLACK, ORANGE, YELLOW, BLACK), (UMBER, BROWN, UMBER), (WHITE, BLACK), (YELLOW, BROWN, YELLOW))
    if draw.chance(0.6):
        pixels.framed(picture, *draw.choice(frames)[: max(1, min(height, width) // 12)])
    if height > 26 and draw.chance(0.4):
        _sign(draw, name, picture)
    return picture


def _sign(draw: Stream, name: str, picture: np.ndarray) -> None:
    """A plate below a painting, in place, with its title where one fits."""
    titles = (phrases.styled(draw, name), "R/ART", "NO NAME", f"{phrases.somebody(draw)}.BMP", "ART")
    fitting = [one for one in titles if lettering.line(one).shape[1] <= picture.shape[1] - 10]
    if fitting:
        text, paper = draw.choice(fitting), draw.choice((BLACK, WHITE))
        plate = pixels.plain(7, lettering.line(text).shape[1] + 4, paper)
        pixels.put(plate, lettering.written(text, "mini", contrast(draw, paper)), 1, 2)
        pixels.center(picture, plate, down=0.95)
