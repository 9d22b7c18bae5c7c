"""Cartoon heads and mascots made of ovals, at any size: animals, fruit, slimes, robots, masks."""

from __future__ import annotations

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import inks, pixels, shapes
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, PINK, RED, WHITE, YELLOW

_COATS = (inks.ORANGE, inks.BROWN, inks.PINK, inks.WHITE, inks.GRAY, inks.GREEN, inks.LIME, inks.CYAN, inks.YELLOW,
          inks.LILAC, inks.RED, inks.SEA, inks.BLUE, inks.PURPLE, inks.SKIN, inks.SILVER)  # fmt: skip


class _Page:
    """A square page with ovals and polygons painted on it in shares of its side."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.picture = pixels.plain(size, size)
        self._y = (np.arange(size)[:, None] + 0.5) / size
        self._x = (np.arange(size)[None] + 0.5) / size

    def inside(self, y: float, x: float, high: float, wide: float) -> np.ndarray:
        """Mask of an oval with its center and radii; of a pixel at least."""
        least = 0.55 / self.size
        return ((self._y - y) / max(high, least)) ** 2 + ((self._x - x) / max(wide, least)) ** 2 <= 1

    def oval(self, center: tuple[float, float], radii: tuple[float, float], ink: int, rim: int | None = None) -> None:
        """Paint an oval, with a line of one pixel around it where a rim is given."""
        if rim is not None:
            self.picture[self.inside(*center, radii[0] + 1 / self.size, radii[1] + 1 / self.size)] = rim
        self.picture[self.inside(*center, *radii)] = ink

    def pair(self, center: tuple[float, float], radii: tuple[float, float], ink: int, rim: int | None = None) -> None:
        """Paint an oval and its mirror image."""
        self.oval(center, radii, ink, rim)
        self.oval((center[0], 1 - center[1]), radii, ink, rim)

    def polygon(self, points: list[tuple[float, float]], ink: int, mirrored: bool = False) -> None:
        """Paint a polygon of (x, y) corners, and its mirror image if wanted."""
        mask = shapes.polygon(points, self.size, self.size)
        self.picture[mask | mask[:, ::-1] if mirrored else mask] = ink


def _ears(draw: Stream, page: _Page, kind: str, coat: int, lining: int) -> None:
    kind = kind or draw.choice(
        ("round", "pointed", "long", "horns", "feelers", "side", "tuft", "none"), (3, 4, 1.5, 1.5, 1, 2, 1, 2)
    )
    wide = draw.uniform(0.1, 0.15)
    if kind == "round":
        page.pair((0.22, 0.22), (wide, wide), coat, BLACK)
        page.pair((0.22, 0.22), (wide * 0.55, wide * 0.55), lining)
    elif kind == "pointed":
        page.polygon([(0.1, 0.0), (0.16, 0.46), (0.46, 0.26)], coat, True)
        page.polygon([(0.15, 0.1), (0.2, 0.36), (0.36, 0.26)], lining, True)
    elif kind == "long":
        page.pair((0.18, 0.34), (0.18, 0.08), coat, BLACK)
        page.pair((0.18, 0.34), (0.12, 0.04), lining)
    elif kind == "horns":
        page.polygon([(0.1, 0.0), (0.2, 0.36), (0.36, 0.24)], draw.choice((WHITE, YELLOW, RED)), True)
    elif kind == "feelers":
        page.polygon([(0.3, 0.04), (0.42, 0.3), (0.47, 0.3)], BLACK, True)
        page.pair((0.07, 0.3), (0.06, 0.06), lining, BLACK)
    elif kind == "side":
        page.pair((0.52, 0.1), (0.13, 0.09), coat, BLACK)
        page.pair((0.52, 0.1), (0.07, 0.05), lining)
    elif kind == "tuft":
        page.polygon(
            [(0.3, 0.06), (0.42, 0.3), (0.5, 0.0), (0.58, 0.3), (0.72, 0.08), (0.66, 0.4), (0.34, 0.4)], lining
        )


def _eyes(draw: Stream, page: _Page, y: float) -> None:
    apart, large = draw.uniform(0.13, 0.2), draw.uniform(0.06, 0.12)
    kind = draw.choice(("white", "dots", "glasses", "one", "sleepy", "tall", "angry"), (5, 3, 1.5, 0.7, 1, 3, 2))
    shine = 0.6 / page.size
    if kind == "dots":
        page.pair((y, 0.5 - apart), (large * 0.6, large * 0.5), BLACK)
        page.pair((y - large * 0.3, 0.5 - apart), (shine, shine), WHITE)
    elif kind == "glasses":
        page.polygon([(0.1, y - large), (0.9, y - large), (0.9, y), (0.1, y)], BLACK)
        page.pair((y, 0.5 - apart), (large * 1.2, large * 1.5), draw.choice((BLACK, inks.SEA, RED)), BLACK)
        page.pair((y - large * 0.4, 0.47 - apart), (large * 0.3, large * 0.4), WHITE)
    elif kind == "one":
        page.oval((y, 0.5), (0.17, 0.17), WHITE, BLACK)
        page.oval((y, 0.5), (0.1, 0.09), inks.spot(draw, WHITE, BLACK))
        page.oval((y, 0.5), (0.05, 0.05), BLACK)
    elif kind == "sleepy":
        page.pair((y, 0.5 - apart), (0.6 / page.size, large), BLACK)
    else:
        high = large * (1.7 if kind == "tall" else 1.1)
        iris = inks.spot(draw, WHITE) if draw.chance(0.5) else BLACK
        look = draw.choice((0.0, 0.02, -0.02))
        page.pair((y, 0.5 - apart), (high, large), WHITE, BLACK)
        for x in (0.5 - apart + look, 0.5 + apart + look):
            page.oval((y + high * 0.2, x), (high * 0.6, large * 0.55), iris)
            page.oval((y + high * 0.2, x), (high * 0.3, large * 0.28), BLACK)
            page.oval((y - high * 0.3, x - large * 0.3), (shine, shine), WHITE)
        if kind == "angry":
            brow = [(0.5 - apart - large * 1.4, y - high * 1.6), (0.48, y - high * 0.4), (0.48, y - high * 1.1)]
            page.polygon(brow, BLACK, True)


def _mouth(draw: Stream, page: _Page, kind: str, y: float, second: int) -> None:
    kind = kind or draw.choice(
        ("snout", "beak", "smile", "open", "teeth", "flat", "whiskers"), (4, 1.5, 4, 2, 1.5, 1.5, 1.5)
    )
    wide = draw.uniform(0.12, 0.24)
    if kind == "snout":
        page.oval((y, 0.5), (0.13, wide), second)
        page.oval((y - 0.07, 0.5), (0.05, 0.07), BLACK)
        page.polygon(
            [(0.49 - 0.3 / page.size, y), (0.51 + 0.3 / page.size, y), (0.51, y + 0.1), (0.49, y + 0.1)], BLACK
        )
    elif kind == "beak":
        page.polygon([(0.36, y - 0.06), (0.64, y - 0.06), (0.5, y + 0.14)], BLACK)
        page.polygon([(0.4, y - 0.04), (0.6, y - 0.04), (0.5, y + 0.1)], draw.choice((YELLOW, inks.ORANGE)))
    elif kind in {"open", "teeth"}:
        page.oval((y, 0.5), (0.1, wide), BLACK)
        page.oval((y + 0.04, 0.5), (0.05, wide * 0.6), RED)
        if kind == "teeth":
            page.polygon(
                [
                    (0.5 - wide * 0.8, y - 0.07),
                    (0.5 + wide * 0.8, y - 0.07),
                    (0.5 + wide * 0.7, y),
                    (0.5 - wide * 0.7, y),
                ],
                WHITE,
            )
    elif kind == "flat":
        page.oval((y, 0.5), (0.5 / page.size, wide * 0.7), BLACK)
    else:
        arc = page.inside(y - 0.05, 0.5, 0.12, wide) & ~page.inside(y - 0.05 - 1.4 / page.size, 0.5, 0.12, wide + 0.02)
        page.picture[arc] = BLACK
        if kind == "whiskers":
            for step in (-0.03, 0.05):
                page.pair((y + step - 0.02, 0.2), (0.5 / page.size, 0.12), BLACK)
            page.oval((y - 0.06, 0.5), (0.03, 0.05), PINK)


def _marks(draw: Stream, page: _Page, head: np.ndarray, second: int) -> None:
    """Stripes, spots, a mask or a patch on the head."""
    kind = draw.choice(("none", "stripes", "spots", "half", "mask", "blaze"), (5, 1, 1.5, 1, 1.5, 1.5))
    y, x = np.indices(head.shape)
    step = max(2, page.size // 7)
    if kind == "stripes":
        mask = (y // max(1, step // 2) % 2 == 0) & (abs(x - page.size / 2) > page.size * 0.25)
    elif kind == "spots":
        mask = pixels.clouds(draw, page.size, page.size, step) > 0.66
    elif kind == "half":
        mask = x > page.size / 2
    elif kind == "mask":
        mask = abs(y - page.size * 0.44) < page.size * 0.11
    elif kind == "blaze":
        mask = page.inside(0.8, 0.5, 0.42, 0.3)
    else:
        return
    page.picture[head & mask] = second


def face(draw: Stream, size: int) -> np.ndarray:
    """A head, about `size` high and wide, with outline, on a clear ground."""
    page, taste = _Page(max(9, size - 2)), style_stream.own(draw, 0.9)
    ears, mouth, coats = taste.face if taste and taste.face else ("", "", "")
    coat = inks.NAMES[coats] if coats else draw.choice(_COATS)
    second = inks.spot(draw, coat, BLACK) if draw.chance(0.6) else draw.choice((WHITE, inks.LIGHTER[coat]))
    _ears(draw, page, ears, coat, second if second != coat else WHITE)
    high, wide = draw.uniform(0.33, 0.4), draw.uniform(0.36, 0.46)
    center = (0.98 - high, 0.5)
    page.oval(center, (high, wide), coat, BLACK)
    head = page.inside(*center, high, wide)
    _marks(draw, page, head, second)
    if size > 15:
        _shade(page, head, center, (high, wide), dither=size > 26 and draw.chance(0.6))
    eye = center[0] - draw.uniform(0.02, 0.12)
    _eyes(draw, page, eye)
    if draw.chance(0.3):
        page.pair((eye + 0.2, 0.24), (0.05, 0.07), PINK if coat != PINK else RED)
    _mouth(draw, page, mouth, center[0] + draw.uniform(0.14, 0.2), second)
    return pixels.outlined(pixels.trimmed(page.picture), BLACK)


def _shade(
    page: _Page, head: np.ndarray, center: tuple[float, float], radii: tuple[float, float], dither: bool
) -> None:
    """Darken the lower right of a head, and put a light on its upper left."""
    low = head & ~page.inside(center[0] - 0.07, center[1] - 0.05, radii[0] * 0.96, radii[1] * 0.97)
    if dither:
        y, x = np.indices(head.shape)
        soft = head & ~page.inside(center[0] - 0.14, center[1] - 0.1, radii[0] * 0.96, radii[1] * 0.97)
        low |= soft & ((x + y) % 2 == 0)
    np.copyto(page.picture, pixels.darker(page.picture), where=low)
    light = head & page.inside(center[0] - radii[0] * 0.62, center[1] - radii[1] * 0.4, 0.05, 0.09)
    np.copyto(page.picture, pixels.lighter(page.picture), where=light)


def mascot(draw: Stream, height: int) -> np.ndarray:
    """A head on a small body with arms and feet, a sixth higher than `height` at most."""
    head = face(draw, round(height * 0.66))
    body = max(6, height - head.shape[0] + 3)
    page = _Page(max(8, round(body * 1.5)))
    coat = int(np.bincount(head[(head != CLEAR) & (head != BLACK)]).argmax())
    belly = inks.spot(draw, coat, BLACK)
    page.pair((0.9, 0.3), (0.1, 0.16), belly if draw.chance(0.5) else coat, BLACK)
    page.pair((0.45, 0.14), (draw.uniform(0.1, 0.22), 0.12), coat, BLACK)
    page.oval((0.5, 0.5), (0.42, 0.32), coat, BLACK)
    page.oval((0.6, 0.5), (0.28, 0.2), belly)
    torso = pixels.outlined(pixels.shaded(pixels.trimmed(page.picture), light=False), BLACK)
    picture = pixels.plain(head.shape[0] + torso.shape[0] - 4, max(head.shape[1], torso.shape[1]))
    pixels.center(picture, torso, down=1.0)
    pixels.center(picture, head, down=0.0)
    return picture
