"""Pictures of a piece of the canvas: enlarged in whole multiples, with outlines of works and marks on pixels."""

import io
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas
from PIL import Image

from canvas_sim.base.color import rgb_array
from canvas_sim.record.columns import NO_PIXEL
from canvas_sim.record.replay import Replay
from canvas_sim.record.run import Run
from canvas_sim.show.report.blocks import Gallery, Picture
from canvas_sim.show.report.claims import Claim
from canvas_sim.show.story.moments import spots

MARGIN, NEAR = 4, 12  # pixels of canvas around a work, and around a fight
LARGEST = 131  # pixels of canvas, the longest side of a piece
SIDE, SMALLEST, GREATEST = 248, 4, 12  # pixels of a picture's longer side, if the multiple is between these
OUTLINES = ((0, 110, 255), (255, 120, 0))  # blue and orange, which the color-blind tell apart
DASH = 2  # pixels of a picture; every fourth is white


class Piece(NamedTuple):
    """A rectangle of the canvas, and by what it is enlarged."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def multiple(self) -> int:
        """Side of a pixel in the picture."""
        return min(max(SIDE // max(self.x1 - self.x0, self.y1 - self.y0), SMALLEST), GREATEST)

    def of(self, layer: np.ndarray) -> np.ndarray:
        """What a layer of the size of the canvas has there."""
        return layer[self.y0 : self.y1, self.x0 : self.x1]


def piece_around(shown: np.ndarray, middle: tuple[float, float] | None = None, margin: int = MARGIN) -> Piece:
    """A piece with all that is `shown`, bool [h, w]; if that is too large, what is around a `middle` (x, y)."""
    spans = []
    for axis, size in enumerate(shown.shape):
        at = np.flatnonzero(shown.any(axis=1 - axis))
        low, high = (max(int(at[0]) - margin, 0), min(int(at[-1]) + 1 + margin, size)) if len(at) else (0, size)
        if high - low > LARGEST:
            center = middle[1 - axis] if middle else (low + high) / 2
            low = int(min(max(center - LARGEST / 2, low), high - LARGEST))
            high = low + LARGEST
        spans.append((low, high))
    (y0, y1), (x0, x1) = spans
    return Piece(x0, y0, x1, y1)


def canvases(run: Run, times: Sequence[int]) -> list[np.ndarray]:
    """The canvas at some times, ms, in order."""
    replay, found = Replay(run), []
    for ms in times:
        replay.play(ms)
        found.append(replay.canvas.copy())
    return found


class View(NamedTuple):
    """How one place is shown several times: a piece, and plans whose outlines are drawn, the first in blue."""

    run: Run
    piece: Piece
    plans: Sequence[np.ndarray]

    def png(self, canvas: np.ndarray, marks: np.ndarray) -> bytes:
        """The piece of a canvas, uint8 [h, w]; a square stands in each pixel that `marks` has, bool [h, w]."""
        multiple = self.piece.multiple
        colors = rgb_array(self.run.colors)[self.piece.of(canvas)]
        pixels = _enlarged(colors, multiple)
        _mark(pixels, self.piece.of(marks), colors, multiple)
        for plan, color in zip(self.plans, OUTLINES, strict=False):
            _outline(pixels, _enlarged(self.piece.of(plan) != NO_PIXEL, multiple), color)
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, "PNG", optimize=True)
        return file.getvalue()


Say = Callable[[int, np.ndarray, int], Claim]  # from a time, the canvas then, and how many placements are new


def strip(name: str, times: Sequence[int], views: Sequence[View], rows: pandas.DataFrame, say: Say) -> Gallery:
    """A place at some times, with marks on the pixels of `rows` that are new since the picture before.

    Parameters
    ----------
    name : for files
    times : ms, in order
    views : one for each time
    rows : placements
    say : gives the captions
    """
    run, since = views[0].run, 0
    pictures: list[Picture] = []
    for view, ms, canvas in zip(views, times, canvases(run, times), strict=True):
        new = rows[(rows["ts"] > since) & (rows["ts"] <= ms)]
        png = view.png(canvas, spots(run, new))
        pictures.append(Picture(f"{name}-{len(pictures)}", png, say(ms, canvas, len(new))))
        since = ms
    return Gallery(pictures, "strip")


def _enlarged(layer: np.ndarray, multiple: int) -> np.ndarray:
    return layer.repeat(multiple, axis=0).repeat(multiple, axis=1)


def _mark(pixels: np.ndarray, marks: np.ndarray, colors: np.ndarray, multiple: int) -> None:
    """A square in the middle of each marked pixel: black on what is light, white on what is dark."""
    side = np.arange(multiple)
    inner = (side >= multiple // 4) & (side < multiple - multiple // 4)
    where = _enlarged(marks, multiple) & np.tile(np.outer(inner, inner), marks.shape)
    light = colors @ (0.299, 0.587, 0.114) > 128
    pixels[where] = np.where(_enlarged(light, multiple)[where], 0, 255)[:, None]


def _outline(pixels: np.ndarray, inside: np.ndarray, color: tuple[int, int, int]) -> None:
    """A thin line around what is inside, bool [h, w], dashed with white so that it is seen on any color."""
    grown = np.pad(inside, 1)
    grown = grown[:-2, 1:-1] | grown[2:, 1:-1] | grown[1:-1, :-2] | grown[1:-1, 2:]
    y, x = np.nonzero(grown & ~inside)
    pixels[y, x] = np.where(((x + y) // DASH % 4 > 0)[:, None], np.array(color, np.uint8), 255)
