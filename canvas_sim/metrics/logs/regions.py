"""Regions: tiles of the canvas, or artworks."""

from __future__ import annotations

import numpy as np

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.works.artworks import Works, gather, standing
from canvas_sim.record.run import Run

TILE = 25  # pixels


def tiles(run: Run, side: int = TILE) -> Works:
    """The canvas in squares of `side` pixels, row by row, those at the right and lower rim cut off; no color counts."""
    size = run.scenario.canvas
    y, x = np.mgrid[: size.height, : size.width] // side
    tile = (y * -(-size.width // side) + x).ravel().astype(np.int32)
    order = np.arange(len(tile))
    # Each pixel is in one tile: the k-th pixel's place in `order` is 2 k + 1, behind the -1 that stands before it.
    full = np.full(2 * len(tile), -1, np.int64)
    full[1::2] = order
    starts = 2 * np.arange(len(tile) + 1)
    return Works(starts, full, tile, np.zeros(len(tile), np.uint8), np.bincount(tile).astype(np.int64))


def artworks(run: Run) -> Works:
    """The artworks that stand at the end.

    Raises
    ------
    NotAvailable
        There are none.
    """
    size = run.scenario.canvas
    works = gather(standing(run), (size.height, size.width))
    if not works.area.sum():
        raise NotAvailable("there is no artwork: no design with a template stands at the end")
    return works


def pixels_of(regions: Works) -> tuple[np.ndarray, np.ndarray]:
    """Pixels region by region: where each region's begin, int64 [region + 1], and the pixels, in order of place."""
    pixel = np.repeat(np.arange(len(regions.starts) - 1), np.diff(regions.starts) - 1)
    region = regions.work[regions.order[regions.order >= 0]]
    return np.concatenate([[0], np.cumsum(regions.area)]), pixel[np.argsort(region, kind="stable")]
