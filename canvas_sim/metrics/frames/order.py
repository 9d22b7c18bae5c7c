"""Order of a canvas, and how it fills. Measures of a canvas take open pixels only: cut it to what is open before."""

from __future__ import annotations

import numpy as np

from canvas_sim.metrics.frames.frames import Frames


def not_white(canvas: np.ndarray, white: int = 0) -> float:
    """Share of pixels that are not blank.

    Parameters
    ----------
    canvas : uint8 [h, w], palette indices
    white : palette index of the blank canvas

    Source: the fill of the canvas, as Mueller & Winters (PLoS ONE 2018) follow it.
    """
    return float(np.count_nonzero(canvas != white)) / canvas.size


def same_neighbor(canvas: np.ndarray) -> float:
    """Share of the pairs of right and of lower neighbors, all together, that have one color; NaN without pairs.

    Source: join counts (Moran 1948; Cliff & Ord 1973). `chance_same` is what a shuffled canvas has.
    """
    right = canvas[:, 1:] == canvas[:, :-1]
    below = canvas[1:] == canvas[:-1]
    pairs = right.size + below.size
    return (np.count_nonzero(right) + np.count_nonzero(below)) / pairs if pairs else float("nan")


def chance_same(canvas: np.ndarray) -> float:
    """Probability that two pixels, drawn with replacement, have one color: the sum of squared shares."""
    return float(np.sum(_shares(canvas) ** 2))


def isolated(canvas: np.ndarray) -> float:
    """Share of pixels of which none of the 4 neighbors has their color; at the rim there are fewer neighbors.

    Source: the order that r/place's canvas gains while it stays full (computed from the snapshots of 2017).
    """
    joined = np.zeros(canvas.shape, bool)
    right = canvas[:, 1:] == canvas[:, :-1]
    below = canvas[1:] == canvas[:-1]
    joined[:, 1:] |= right
    joined[:, :-1] |= right
    joined[1:] |= below
    joined[:-1] |= below
    return float(np.count_nonzero(~joined)) / canvas.size


def entropy(canvas: np.ndarray) -> float:
    """Shannon entropy of the colors, in bits.

    Source: Shannon 1948.
    """
    shares = _shares(canvas)
    return float(-np.sum(shares * np.log2(shares)))


def hours_to(frames: Frames, share: float) -> float:
    """Hours until the first frame in which this share, or more, of what was open at first is not blank; NaN if never.

    Source: docs/scorecard.md, row 6; computed from the canvases of 2017 and 2022.
    """
    for j in range(len(frames)):
        if not_white(frames.area(j, since=0), frames.background) >= share:
            return float(frames.hours[j])
    return float("nan")


def filling(frames: Frames) -> dict[str, float]:
    """Hours until half, and three quarters, of the pixels that were open at first are not blank."""
    return {"50": hours_to(frames, 0.5), "75": hours_to(frames, 0.75)}


def plateau(frames: Frames) -> float:
    """Share of the open pixels that are not blank: its median over the last half of the frames.

    Source: docs/scorecard.md, row 7; computed from the canvases of 2017 and 2022.
    """
    last_half = range(len(frames) // 2, len(frames))
    return float(np.median([not_white(frames.area(j), frames.background) for j in last_half]))


def _shares(canvas: np.ndarray) -> np.ndarray:
    """Shares of the colors that occur."""
    counts = np.bincount(canvas.ravel())
    return counts[counts > 0] / canvas.size
