"""How old the final canvas is, and how often its pixels changed: from frames, so only net changes are seen."""

from collections.abc import Sequence

import numpy as np

from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.registry import metric

BEFORE = (0.5, 1, 3, 6, 12, 24, 48)  # hours
PERCENTILES = (10, 25, 50, 75, 90)


@metric(unit="share of pixels", needs="frames")
def finished(frames: Frames, hours: Sequence[float] = BEFORE) -> dict[str, float]:
    """Share of the pixels, open then, that are final already, some hours before the end; NaN where there is no frame.

    Source: facts of the real canvases of 2017 and 2022.
    """
    result = {}
    for before in hours:
        j = frames.at(frames.hours[-1] - before)
        same = np.zeros(0, bool) if j is None else frames.area(j) == frames.area(-1, since=j)
        result[f"{before:g}h"] = float(np.mean(same)) if same.size else float("nan")
    return result


def changes_of_pixels(frames: Frames, first: int = 0, last: int = -1) -> np.ndarray:
    """How many net changes each pixel, open in frame `last`, has seen from frame `first` to it: int64 [h, w]."""
    result = np.zeros(frames.area(last).shape, np.int64)
    for j in range(first + 1, range(len(frames))[last] + 1):
        result += frames.area(j, since=last) != frames.area(j - 1, since=last)
    return result


@metric(unit="changes, share", needs="frames")
def changes(frames: Frames) -> dict[str, float]:
    """Net changes of a pixel: mean, percentiles 50, 90 and 99, maximum; and the share of pixels that never changed."""
    found = changes_of_pixels(frames)
    p50, p90, p99 = np.percentile(found, (50, 90, 99))
    named = {"mean": found.mean(), "p50": p50, "p90": p90, "p99": p99, "max": found.max(), "never": np.mean(found == 0)}
    return {name: float(value) for name, value in named.items()}


@metric(unit="h", needs="frames")
def final_ages(frames: Frames) -> dict[str, float]:
    """Hours since each pixel got its final color, from the start if it never changed: percentiles 10, 25, 50, 75, 90.

    Source: facts of the real canvases of 2017 and 2022.
    """
    born = np.zeros(frames.area(-1).shape)
    for j in range(1, len(frames)):
        born[frames.area(j, since=-1) != frames.area(j - 1, since=-1)] = frames.hours[j]
    found = np.percentile(frames.hours[-1] - born, PERCENTILES)
    return {f"p{p}": float(age) for p, age in zip(PERCENTILES, found, strict=True)}
