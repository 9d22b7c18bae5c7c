"""Complexity: how many bits a canvas needs."""

import io
from collections.abc import Sequence

import numpy as np

from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.registry import metric

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
