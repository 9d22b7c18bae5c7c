"""Order of a canvas. Each measure takes open pixels only: cut the canvas to what is open before."""

from __future__ import annotations

import io

import numpy as np

SHUFFLES = 5


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


def png_bits(canvas: np.ndarray) -> float:
    """Size of the canvas as a PNG, in bits a pixel: its complexity.

    The encoder is part of the definition: Pillow, mode L of palette indices, ``optimize=True, compress_level=9``.

    Source: Mueller & Winters, Compression in cultural evolution, PLoS ONE 2018.
    """
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(canvas, np.uint8)).save(file, "PNG", optimize=True, compress_level=9)
    return 8 * len(file.getvalue()) / canvas.size


def compression(canvas: np.ndarray, seed: int = 0) -> float:
    """Size of the canvas as a PNG over that of the same pixels shuffled (mean of 5 shuffles drawn from `seed`).

    Source: Mueller & Winters, PLoS ONE 2018.
    """
    draws = np.random.default_rng(seed)
    shuffled = [png_bits(draws.permutation(canvas.ravel()).reshape(canvas.shape)) for _ in range(SHUFFLES)]
    return png_bits(canvas) / (sum(shuffled) / SHUFFLES)


def _shares(canvas: np.ndarray) -> np.ndarray:
    """Shares of the colors that occur."""
    counts = np.bincount(canvas.ravel())
    return counts[counts > 0] / canvas.size
