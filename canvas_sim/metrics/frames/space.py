"""Order in space: how far a color reaches. Each measure takes open pixels only: cut the canvas to these before."""

import math

import numpy as np

from canvas_sim.metrics.frames.order import chance_same, color_entropy
from canvas_sim.metrics.regions import TILE
from canvas_sim.metrics.registry import metric

FALLEN = math.exp(-1)
DISTANCES = (1, 2, 4, 8, 16, 32, 64, 128)  # pixels


def same_at(canvas: np.ndarray, distance: int) -> float:
    """Share of pairs of pixels, `distance` apart in a row or in a column, that have one color; NaN without pairs.

    Source: as `canvas_sim.metrics.frames.order.same_neighbor`, which it is at distance 1.
    """
    across = canvas[:, distance:] == canvas[:, :-distance]
    down = canvas[distance:] == canvas[:-distance]
    pairs = across.size + down.size
    return (np.count_nonzero(across) + np.count_nonzero(down)) / pairs if pairs else float("nan")


def color_correlation(canvas: np.ndarray, distance: int = 1) -> float:
    """Color correlation: `same_at` beyond chance, over what chance leaves; 1 on a canvas of one color.

    With s = sum p^2 over the shares p of the colors it is (same - s) / (1 - s).

    Source: join counts (Cliff & Ord 1973), as a kappa.
    """
    chance = chance_same(canvas)
    return (same_at(canvas, distance) - chance) / (1 - chance) if chance < 1 else 1.0


@metric("correlation", unit="of 1", needs="canvas")
def correlation_by_distance(canvas: np.ndarray) -> dict[str, float]:
    """Color correlation at 1, 2, 4 ... 128 pixels; NaN where the canvas is too small.

    Above 32 pixels it hangs on the canvas' size.
    """
    far = max(canvas.shape)
    return {str(d): color_correlation(canvas, d) if d < far else float("nan") for d in DISTANCES}


@metric(unit="pixels", needs="canvas")
def correlation_length(canvas: np.ndarray) -> float:
    """Pixels at which the color correlation has fallen to 1 / e.

    Linear in the logarithm of the distance between 1, 2, 4 ... pixels;
    0 if it is below that between neighbors already, NaN if it never falls so far on this canvas.
    """
    before, found = 0, 1.0
    for distance in DISTANCES:
        if distance >= max(canvas.shape):
            break
        now = color_correlation(canvas, distance)
        if now <= FALLEN:
            if not before:
                return 0.0
            return float(before * (distance / before) ** ((found - FALLEN) / (found - now)))
        before, found = distance, now
    return float("nan")


@metric(unit="per 1,000 pixels; pixels; share", needs="canvas")
def components(canvas: np.ndarray) -> dict[str, float]:
    """Areas of one color that hang together by 4-neighbors.

    Returns
    -------
    dict
        `count` per 1,000 pixels; `mean` pixels of the one that a random pixel lies in; `largest`, as a share of the
        canvas.

    Source: percolation clusters (Stauffer & Aharony 1994).
    """
    from scipy import ndimage

    sizes = []
    for color in np.unique(canvas):
        labels, _ = ndimage.label(canvas == color)
        sizes.append(np.bincount(labels.ravel())[1:])
    areas = np.concatenate(sizes).astype(np.float64)
    pixels = canvas.size
    return {
        "count": 1000 * len(areas) / pixels,
        "mean": float(np.sum(areas**2) / pixels),
        "largest": float(areas.max() / pixels),
    }


@metric(unit="bits", needs="canvas")
def tile_entropy(canvas: np.ndarray, tile: int = TILE) -> float:
    """Entropy of the colors in bits, the mean over whole tiles; NaN if there is none."""
    height, width = canvas.shape
    corners = [(y, x) for y in range(0, height - tile + 1, tile) for x in range(0, width - tile + 1, tile)]
    found = [color_entropy(canvas[y : y + tile, x : x + tile]) for y, x in corners]
    return float(np.mean(found)) if found else float("nan")
