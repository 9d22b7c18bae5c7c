"""Order and complexity of a canvas, and how it fills. Measures of a canvas take open pixels: cut it to these before."""

import io
from collections.abc import Sequence

import numpy as np

from canvas_sim.base.pixel_counts import count_pixels
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import entropy


def not_white(canvas: np.ndarray, white: int = 0) -> float:
    """Share of pixels that are not blank.

    Parameters
    ----------
    canvas : uint8 [h, w], palette indices
    white : palette index of the blank canvas

    Source: the fill of the canvas, as Mueller & Winters (PLoS ONE 2018) follow it.
    """
    return float(np.count_nonzero(canvas != white)) / canvas.size


@metric(unit="share of pairs", needs="canvas")
def same_neighbor(canvas: np.ndarray) -> float:
    """Share of the pairs of right and of lower neighbors, all together, that have one color; NaN without pairs.

    Source: join counts (Moran 1948; Cliff & Ord 1973). `chance_same` is what a shuffled canvas has.
    """
    _, pairs, alike, _ = _counts(canvas)
    return alike / pairs if pairs else float("nan")


@metric(unit="share of pairs", needs="canvas")
def chance_same(canvas: np.ndarray) -> float:
    """Probability that two pixels, drawn with replacement, have one color: the sum of squared shares."""
    return float(np.sum((_color_counts(canvas) / canvas.size) ** 2))


@metric(unit="share of pixels", needs="canvas")
def isolated(canvas: np.ndarray) -> float:
    """Share of pixels of which none of the 4 neighbors has their color; at the rim there are fewer neighbors.

    Source: the order that r/place's canvas gains while it stays full (computed from the snapshots of 2017).
    """
    return _counts(canvas)[3] / canvas.size


@metric("entropy", unit="bits", needs="canvas")
def color_entropy(canvas: np.ndarray) -> float:
    """Shannon entropy of the colors, in bits."""
    return entropy(_color_counts(canvas))


@metric("not_white", unit="share of pixels", needs="frames")
def not_white_at_the_end(frames: Frames) -> float:
    """Share of the open pixels that are not blank at the end."""
    return not_white(frames.area(-1), frames.background)


def hours_to(frames: Frames, share: float) -> float:
    """Hours until the first frame in which this share, or more, of what was open at first is not blank; NaN if never.

    Source: docs/scorecard.md, row 6; computed from the canvases of 2017 and 2022.
    """
    for j in range(len(frames)):
        if not_white(frames.area(j, since=0), frames.background) >= share:
            return float(frames.hours[j])
    return float("nan")


@metric(unit="h", needs="frames")
def filling(frames: Frames) -> dict[str, float]:
    """Hours until half, and three quarters, of the pixels that were open at first are not blank."""
    return {"50": hours_to(frames, 0.5), "75": hours_to(frames, 0.75)}


@metric(unit="share of pixels", needs="frames")
def plateau(frames: Frames) -> float:
    """Share of the open pixels that are not blank: its median over the last half of the frames.

    Source: docs/scorecard.md, row 7; computed from the canvases of 2017 and 2022.
    """
    last_half = range(len(frames) // 2, len(frames))
    return float(np.median([not_white(frames.area(j), frames.background) for j in last_half]))


def _counts(canvas: np.ndarray) -> tuple[int, int, int, int]:
    """Counts of the whole canvas, see `count_pixels`."""
    height, width = canvas.shape
    return count_pixels(np.ascontiguousarray(canvas, np.uint8), (0, 0, width, height), 0)


def _color_counts(canvas: np.ndarray) -> np.ndarray:
    """Counts of the colors that occur."""
    counts = np.bincount(canvas.ravel())
    return counts[counts > 0]


SHUFFLES = 5
HUMP = (2, 2.3, 8, 12, 64, 72, 82)  # hours at which 2017 or 2022 is known


@metric(unit="bits a pixel", needs="canvas")
def png_bits(canvas: np.ndarray) -> float:
    """Size of the canvas as a PNG, in bits a pixel: its complexity.

    The encoder is part of the definition: Pillow, mode L of palette indices, ``optimize=True, compress_level=9``.

    Source: Mueller & Winters, Compression in cultural evolution, PLoS ONE 2018.
    """
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(canvas, np.uint8)).save(file, "PNG", optimize=True, compress_level=9)
    return 8 * len(file.getvalue()) / canvas.size


@metric(unit="ratio", needs="canvas")
def compression(canvas: np.ndarray, seed: int = 0) -> float:
    """Size of the canvas as a PNG over that of the same pixels shuffled (mean of 5 shuffles drawn from `seed`).

    Source: Mueller & Winters, PLoS ONE 2018.
    """
    draws = np.random.default_rng(seed)
    shuffled = [png_bits(draws.permutation(canvas.ravel()).reshape(canvas.shape)) for _ in range(SHUFFLES)]
    return png_bits(canvas) / (sum(shuffled) / SHUFFLES)


@metric(unit="bits a pixel", needs="frames")
def hump(frames: Frames, hours: Sequence[float] = HUMP) -> dict[str, float]:
    """PNG bits a pixel at some hours, NaN where there is no frame: it rises while the canvas fills, then falls.

    Source: Mueller & Winters, PLoS ONE 2018; docs/scorecard.md, row 13.
    """
    numbers = {hour: frames.at(hour) for hour in hours}
    return {f"{h:g}h": float("nan") if j is None else png_bits(frames.area(j)) for h, j in numbers.items()}
