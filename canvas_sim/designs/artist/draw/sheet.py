"""The sheet on which a stencil is painted, and the words that paint on it or ask how large it is."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import inks, pixels


def polygon_mask(points: Sequence[tuple[float, float]], height: int, width: int) -> np.ndarray:
    """Mask of the pixels whose center lies inside a polygon of (x, y) corners in [0, 1], even-odd."""
    x = (np.arange(width) + 0.5)[None] / width
    y = (np.arange(height) + 0.5)[:, None] / height
    inside = np.zeros((height, width), bool)
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        if y0 != y1:
            crossing = (y0 > y) != (y1 > y)
            inside ^= crossing & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return inside


def around(n: int, outer: float, inner: float | None = None, turn: float = -0.25) -> list[tuple[float, float]]:
    """Corners of a regular polygon, or of a star where `inner` is given, around (.5, .5); `turn` in full turns."""
    count = n if inner is None else 2 * n
    radii = [outer if inner is None or k % 2 == 0 else inner for k in range(count)]
    angles = [2 * math.pi * (k / count + turn) for k in range(count)]
    return [(0.5 + r * math.cos(a), 0.5 + r * math.sin(a)) for r, a in zip(radii, angles, strict=True)]


Point = tuple[float, float]
_CONSTANTS: dict[str, Any] = {
    "pi": math.pi, "everywhere": True, "clear": inks.CLEAR, "light_blue": inks.SKY, "rainbow": inks.RAINBOW,
    "long_rainbow": inks.LONG_RAINBOW,
}  # fmt: skip
_OWN = ("picture", "height", "width", "row", "column", "y", "x")  # what a stencil knows of its sheet alone


class Sheet:
    """A picture, the stream that draws for it, and all names that a stencil knows.

    Parameters
    ----------
    draw : Stream
    picture : what is painted on, in place
    names : what the stencil's painter hands in
    """

    def __init__(self, draw: Stream, picture: np.ndarray, names: dict[str, Any]) -> None:
        self.draw, self.picture = draw, picture
        self.height, self.width = height, width = picture.shape
        self.row, self.column = np.arange(height)[:, None], np.arange(width)[None]
        self.y, self.x = (self.row + 0.5) / height, (self.column + 0.5) / width
        own = {name: getattr(self, name) for name in _OWN}
        self.names: dict[str, Any] = inks.NAMES | _CONSTANTS | own | names

    def handed_on(self) -> dict[str, Any]:
        """The names that another sheet is handed from this one: all but those of its places."""
        return {name: value for name, value in self.names.items() if name not in _OWN}

    def paint(self, ink: int | np.ndarray, mask: np.ndarray | bool) -> None:
        """Paint an ink, or the same part of another picture, where a mask is."""
        np.copyto(self.picture, np.asarray(ink, np.uint8), where=mask)

    def oval(self, y: float, x: float, high: float, wide: float) -> np.ndarray:
        """Mask of an oval of at least a pixel: its center, half its height and width, in shares of the box."""
        least = 0.55 / self.height
        return ((self.y - y) / max(high, least)) ** 2 + ((self.x - x) / max(wide, least)) ** 2 <= 1

    def ringed(self, ink: int, y: float, x: float, high: float, wide: float) -> None:
        """Paint an oval with a black line of one pixel around it."""
        self.paint(inks.BLACK, self.oval(y, x, high + 1 / self.height, wide + 1 / self.height))
        self.paint(ink, self.oval(y, x, high, wide))

    def ringed_pair(self, ink: int, y: float, x: float, high: float, wide: float) -> None:
        """Paint such an oval, then its mirror image."""
        self.ringed(ink, y, x, high, wide)
        self.ringed(ink, y, 1 - x, high, wide)

    def pair(self, y: float, x: float, high: float, wide: float) -> np.ndarray:
        """Mask of an oval and its mirror image."""
        return self.oval(y, x, high, wide) | self.oval(y, 1 - x, high, wide)

    def polygon(self, *points: Point) -> np.ndarray:
        """Mask of a polygon of (x, y) corners in shares of the box."""
        return polygon_mask(points, self.height, self.width)

    def flipped(self, *points: Point) -> np.ndarray:
        """Mask of the mirror image of a polygon."""
        return self.polygon(*[(1 - x, y) for x, y in points])

    def zoomed(self, times: float, center: Point, *points: Point) -> np.ndarray:
        """Mask of a polygon drawn smaller or larger around a point."""
        across, down = center
        return self.polygon(*[(across + (x - across) * times, down + (y - down) * times) for x, y in points])

    def lowered(self, scale: float, shift: float, *points: Point) -> np.ndarray:
        """Mask of a polygon, less high and further down."""
        return self.polygon(*[(x, y * scale + shift) for x, y in points])

    def around(
        self, n: int, outer: float, inner: float | None = None, turn: float = -0.25, down: float = 0
    ) -> np.ndarray:
        """Mask of a regular polygon or star, a little further down."""
        return self.polygon(*[(x, y + down) for x, y in around(n, outer, inner, turn)])

    def rect(self, top: int, left: int, bottom: int, right: int) -> np.ndarray:
        """Mask of a box, the last row and column not in it; what lies outside the picture is left out."""
        return (self.row >= top) & (self.row < bottom) & (self.column >= left) & (self.column < right)

    def disc(self, top: int, left: int, high: int, wide: int) -> np.ndarray:
        """Mask of an ellipse that fills a box of whole pixels."""
        mask = np.zeros(self.picture.shape, np.uint8)
        pixels.paste(mask, pixels.disc(high, wide, 1), top, left)
        return mask == 1

    def ridge(self, grain: int) -> np.ndarray:
        """Heights in [0, 1] along a row."""
        coarse = pixels.clouds(self.draw, 2, self.width, max(2, grain))[0]
        return coarse * 0.75 + pixels.clouds(self.draw, 2, self.width, max(2, grain // 3))[0] * 0.25

    def put(self, piece: np.ndarray, y: int, x: int) -> None:
        """Paint a piece with its corner at a pixel."""
        pixels.paste(self.picture, piece, y, x)

    def broad(self, value: np.ndarray) -> np.ndarray:
        """Values of one row or column for all of the picture."""
        return np.broadcast_to(value, self.picture.shape)

    def two(self, mask: np.ndarray, one: int, other: int) -> None:
        """Paint one ink where a mask is, another everywhere else."""
        self.picture[:] = np.where(mask, np.uint8(one), np.uint8(other))

    def flip(self) -> None:
        """Mirror the picture."""
        self.picture[:] = self.picture[:, ::-1].copy()


WORDS: dict[str, Callable[..., Any]] = {
    "oval": Sheet.oval, "pair": Sheet.pair, "polygon": Sheet.polygon, "around": Sheet.around, "flipped": Sheet.flipped,
    "zoomed": Sheet.zoomed, "lowered": Sheet.lowered, "rect": Sheet.rect, "disc": Sheet.disc, "ridge": Sheet.ridge,
    "two": Sheet.two, "put": Sheet.put, "ringed": Sheet.ringed, "ringed_pair": Sheet.ringed_pair, "flip": Sheet.flip,
    "center": lambda sheet, *how: pixels.center(sheet.picture, *how),
    "frame": lambda sheet, *rims: pixels.framed(sheet.picture, *rims),
    "here": lambda sheet: sheet.picture.copy(),
    "painted": lambda sheet: sheet.picture != inks.CLEAR,
    "noise": lambda sheet: pixels.noise(sheet.draw, sheet.height, sheet.width),
    "clouds": lambda sheet, grain: pixels.clouds(sheet.draw, sheet.height, sheet.width, grain),
    "skyline": lambda sheet, grain: pixels.clouds(sheet.draw, 1, sheet.width, grain),
    "dithered": lambda sheet, value, *how: pixels.dithered(sheet.broad(value), *how),
    "grained": lambda sheet, value, ramp: pixels.grained(sheet.draw, sheet.broad(value), ramp),
}  # fmt: skip
