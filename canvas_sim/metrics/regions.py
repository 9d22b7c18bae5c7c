"""Regions of the canvas: tiles, or what templates cover; and rows in order of the pixel that they are about."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.metrics.templates import Piece, lay
from canvas_sim.record.run import Run


@kernel
def sort_by_pixel(pixel, pixels):
    """Stable order of rows by pixel; those of pixel p are order[starts[p] : starts[p + 1]]: starts and order, int64."""
    starts = np.zeros(pixels + 1, np.int64)
    for i in range(len(pixel)):
        starts[pixel[i] + 1] += 1
    for p in range(pixels):
        starts[p + 1] += starts[p]
    order, following = np.empty(len(pixel), np.int64), starts[:-1].copy()
    for i in range(len(pixel)):
        order[following[pixel[i]]] = i
        following[pixel[i]] += 1
    return starts, order


def entries_at(starts: np.ndarray, pixel: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Entries of some pixels, of which pixel p having starts[p] : starts[p + 1]: whose each is, and which."""
    count = starts[pixel + 1] - starts[pixel]
    which = np.repeat(np.arange(len(pixel)), count)
    place = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    return which, starts[pixel[which]] + place


TILE = 25  # pixels a side


class Regions(NamedTuple):
    """Parts of a canvas, which may overlap; the entries of pixel p are starts[p] : starts[p + 1].

    Attributes
    ----------
    starts : int64 [pixels of the canvas + 1]
    region : int32 [entry], in which region the pixel is, numbered from 0
    color : uint8 [entry], which color it should have; 0 in tiles, where none counts
    area : int64 [region], pixels
    """

    starts: np.ndarray
    region: np.ndarray
    color: np.ndarray
    area: np.ndarray


def tile_regions(run: Run, side: int = TILE) -> Regions:
    """The canvas in squares of `side` pixels, row by row, those at the right and lower rim cut off; no color counts."""
    height, width = run.shape
    y, x = np.mgrid[:height, :width] // side
    tile = (y * -(-width // side) + x).ravel().astype(np.int32)
    return Regions(np.arange(len(tile) + 1), tile, np.zeros(len(tile), np.uint8), np.bincount(tile).astype(np.int64))


def template_regions(pieces: Iterable[Piece], shape: tuple[int, int]) -> Regions:
    """What templates cover on a canvas of `shape` (h, w); what lies outside it is left out."""
    pixel, color, area = lay(pieces, shape)
    starts, order = sort_by_pixel(pixel, shape[0] * shape[1])
    return Regions(starts, np.repeat(np.arange(len(area), dtype=np.int32), area)[order], color[order], area)


def pixels_of(regions: Regions) -> tuple[np.ndarray, np.ndarray]:
    """Pixels region by region: where each region's begin, int64 [region + 1], and the pixels, in order of place."""
    pixel = np.repeat(np.arange(len(regions.starts) - 1), np.diff(regions.starts))
    return np.concatenate([[0], np.cumsum(regions.area)]), pixel[np.argsort(regions.region, kind="stable")]
