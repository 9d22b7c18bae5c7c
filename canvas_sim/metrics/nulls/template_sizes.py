"""How large a template is, in three ways: area, perimeter, mean width."""

import math

import numpy as np

from canvas_sim.record.columns import NO_PIXEL


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
