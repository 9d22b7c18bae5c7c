"""Templates: what designs want of which pixels, and how large they are."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.record.columns import NO_PIXEL
from canvas_sim.record.run import Run

if TYPE_CHECKING:
    import pandas

FOREVER = 2**62
Piece = tuple[int, int, np.ndarray]  # x and y of the upper left corner; palette indices, uint8 [h, w], or NO_PIXEL


def piece_of(design: Any) -> Piece:
    """The template of a row of the table of designs, which has one."""
    return design.x, design.y, np.frombuffer(design.pixels, np.uint8).reshape(design.height, design.width)


def drawn_designs(run: Run) -> pandas.DataFrame:
    """Designs of communities that have a template; `ended` is in the far future if they stand at the end."""
    rows = run.designs[(run.designs["pixels"].str.len() > 0) & (run.designs["community"] >= 0)]
    return rows.assign(ended=rows["ended"].astype(np.int64).where(rows["ended"] >= 0, FOREVER))


def standing(run: Run) -> list[Piece]:
    """Templates of the designs that stand at the end: they have one, and nobody has given them up."""
    designs = run.designs[(run.designs["ended"] < 0) & (run.designs["pixels"].str.len() > 0)]
    return [piece_of(row) for row in designs.itertuples()]


def lay(pieces: Iterable[Piece], shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pixels of templates, one template after the other; what lies outside a canvas of `shape` (h, w) is left out.

    Returns
    -------
    pixel : int64 [pixel of a template], where on the canvas: y * width + x
    color : uint8 [pixel of a template]
    area : int64 [template], how many pixels it has
    """
    pieces = list(pieces)
    boxes = np.array([(x, y, *template.shape) for x, y, template in pieces], np.int64).reshape(-1, 4)
    ink = np.concatenate([np.zeros(0, np.uint8), *(template.ravel() for *_, template in pieces)])
    return lay_ink(ink, boxes, shape)


def shares_right(designs: pandas.DataFrame, canvas: np.ndarray) -> np.ndarray:
    """Share of each design's template that a canvas has right, NaN if none lies on it: float64 [design]."""
    drawn = (designs["pixels"].str.len() > 0).to_numpy(bool)
    pixel, color, area = lay(map(piece_of, designs[drawn].itertuples()), canvas.shape)
    work = np.repeat(np.arange(len(area)), area)
    right = np.bincount(work[canvas.ravel()[pixel] == color], minlength=len(area))
    result = np.full(len(designs), np.nan)
    result[drawn] = right / np.where(area > 0, area, np.nan)
    return result


@kernel
def lay_ink(ink, boxes, shape):
    """What `lay` gives, from the templates row by row, one after the other, and their x, y, height and width."""
    pixel, color = np.empty(len(ink), np.int64), np.empty(len(ink), np.uint8)
    area = np.zeros(len(boxes), np.int64)
    at = count = 0
    for n in range(len(boxes)):
        left, top, height, width = boxes[n]
        for y in range(top, top + height):
            for x in range(left, left + width):
                if ink[at] != NO_PIXEL and 0 <= x < shape[1] and 0 <= y < shape[0]:
                    pixel[count], color[count] = y * shape[1] + x, ink[at]
                    area[n] += 1
                    count += 1
                at += 1
    return pixel[:count], color[:count], area


def perimeter(template: np.ndarray) -> float:
    """Sides of pixels that have no pixel of the template beyond them, holes included; template uint8 [h, w]."""
    mask = np.pad(template != NO_PIXEL, 1)
    return float(np.count_nonzero(mask[1:] != mask[:-1]) + np.count_nonzero(mask[:, 1:] != mask[:, :-1]))


def mean_width(template: np.ndarray) -> float:
    """Mean over all directions of the distance between two parallel lines that hold the template between them.

    Pixels are unit squares. By Cauchy's formula it is the perimeter of the convex hull over pi; 0 without a pixel.
    """
    from scipy.spatial import ConvexHull

    mask = template != NO_PIXEL
    if not mask.any():
        return 0.0
    rows = np.flatnonzero(mask.any(axis=1))
    left, right = mask[rows].argmax(axis=1), mask.shape[1] - mask[rows, ::-1].argmax(axis=1)
    corners = [np.column_stack((x, y)) for x in (left, right) for y in (rows, rows + 1)]
    return float(ConvexHull(np.concatenate(corners)).area) / math.pi
