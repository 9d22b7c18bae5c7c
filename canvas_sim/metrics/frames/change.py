"""How much the canvas changes, and how much of what is placed shows."""

from collections.abc import Sequence

import numpy as np

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.registry import metric

SETTLED = 6  # hours from which on the median of change is taken
ENDS = 6  # frames at either end


def changed_pixels(frames: Frames) -> tuple[np.ndarray, np.ndarray]:
    """Pixels that differ from the frame before, and pixels that were open in both: int64 [n - 1] each."""
    before = [frames.area(j - 1) for j in range(1, len(frames))]
    after = [frames.area(j, since=j - 1) for j in range(1, len(frames))]
    count = [np.count_nonzero(a != b) for a, b in zip(before, after, strict=True)]
    return np.array(count, np.int64), np.array([area.size for area in before], np.int64)


def shares(frames: Frames) -> np.ndarray:
    """Share of the open pixels that differ from the frame before: float64 [n - 1]."""
    count, pixels = changed_pixels(frames)
    return count / pixels


def ratios(frames: Frames) -> np.ndarray:
    """Net changes over the placements of the same half hour, NaN where there are none: float64 [n - 1]."""
    placements = placements_between(frames)
    return changed_pixels(frames)[0] / np.where(placements > 0, placements, np.nan)


def over_null(frames: Frames) -> np.ndarray:
    """Net changes over those of as many placements thrown at random: float64 [n - 1], NaN without placements.

    Null change = (1 - exp(-placements per open pixel)) (1 - sum p^2), with p the shares of the colors after it. What
    is missing to 1 is waste and repair.

    Source: Wu & Silva; docs/scorecard.md, row 16.
    """
    placements, (count, pixels) = placements_between(frames), changed_pixels(frames)
    same = np.array([_squares(frames.area(j)) for j in range(1, len(frames))])
    null = (1 - np.exp(-placements / pixels)) * (1 - same)
    return count / pixels / np.where(null > 0, null, np.nan)


@metric(unit="share of pixels", needs="frames")
def net_change(frames: Frames) -> float:
    """Share of the open pixels that change in half an hour, net: its median from the frame at hour 6 on.

    Raises
    ------
    NotAvailable
        The event is shorter than six hours.

    Source: docs/scorecard.md, row 14; computed from the canvases of 2017 and 2022.
    """
    late = frames.hours[1:] >= SETTLED
    if not late.any():
        raise NotAvailable(f"the event is shorter than {SETTLED} hours")
    return float(np.median(shares(frames)[late]))


@metric(unit="ratio", needs="frames")
def change_per_placement(frames: Frames) -> dict[str, float]:
    """Net changes over the placements of the same half hour: the mean of the first six ratios, and of the last six.

    Half hours without a placement are left out.

    Raises
    ------
    NotAvailable
        Nobody counted the placements, or there are none.

    Source: docs/scorecard.md, row 15; computed from the canvases of 2017 and 2022.
    """
    found = ratios(frames)
    found = found[~np.isnan(found)]
    if not len(found):
        raise NotAvailable("there are no placements")
    return {"first": float(np.mean(found[:ENDS])), "last": float(np.mean(found[-ENDS:]))}


@metric(unit="ratio", needs="frames")
def change_over_null(frames: Frames, hours: Sequence[float] = (12, 24, 48, 70)) -> dict[str, float]:
    """Net changes over those of as many placements thrown at random, in the half hour up to some hours.

    NaN where there is no frame.

    Source: docs/scorecard.md, row 16; computed from the canvases of 2017.
    """
    found = over_null(frames)
    numbers = {hour: frames.at(hour) for hour in hours}
    return {f"{hour:g}h": float(found[j - 1]) if j else float("nan") for hour, j in numbers.items()}


def placements_between(frames: Frames) -> np.ndarray:
    """Placements between each frame and the one before: int64 [n - 1]."""
    if frames.placements is None:
        raise NotAvailable("nobody counted the placements of these snapshots")
    return np.diff(frames.placements)


def _squares(canvas: np.ndarray) -> float:
    """Sum of the squared shares of colors."""
    return float(np.sum((np.bincount(canvas.ravel()) / canvas.size) ** 2))
