"""Regions of the canvas: tiles, or what templates cover."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from canvas_sim.metrics.pixel_order import sort_by_pixel
from canvas_sim.metrics.templates import Piece, lay
from canvas_sim.record.run import Run

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
