"""Where, how often and how lately the canvas changed, and how much of that is undone at once: net changes only."""

from collections.abc import Sequence

import numpy as np

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.regions import TILE
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


LAST = 12.0  # hours
BUSIEST = (1, 5, 10)  # percent
LAG = 12  # h
DELAYS = {"0.5h": 1, "1h": 2}  # frames


@metric(unit="share of changes", needs="frames")
def concentration(frames: Frames, since: float | None = None, until: float | None = None) -> dict[str, float]:
    """Share of the net changes that the busiest 1, 5 and 10 % of pixels, and of tiles of 25 x 25 pixels, have.

    Parameters
    ----------
    since, until : hours between which changes count; the last twelve unless told

    Raises
    ------
    NotAvailable
        Nothing changed then.

    Source: computed from the canvases of 2017.
    """
    first, last = _window(frames, since, until)
    changes = changes_of_pixels(frames, first, last)
    if not changes.any():
        raise NotAvailable("nothing changed in that time")
    y, x = np.array(changes.shape) // TILE
    tiles = changes[: y * TILE, : x * TILE].reshape(y, TILE, x, TILE).sum((1, 3))
    pixels = {f"pixels_{percent}": _busiest(changes, percent) for percent in BUSIEST}
    return pixels | {f"tiles_{percent}": _busiest(tiles, percent) for percent in BUSIEST}


def _busiest(changes: np.ndarray, percent: int) -> float:
    """Share of the changes that the busiest have; NaN if there are none."""
    ordered = np.sort(changes.ravel())[::-1]
    total = ordered.sum()
    return float(ordered[: round(percent * ordered.size / 100)].sum() / total) if total else float("nan")


@metric(unit="share of changes", needs="frames")
def going_back(frames: Frames, since: float | None = None, until: float | None = None) -> dict[str, float]:
    """Share of net changes after which the pixel has the color from before again, half an hour and an hour later.

    Parameters
    ----------
    since, until : hours between which changes count, the last of them left out; the last twelve unless told

    Raises
    ------
    NotAvailable
        Nothing changed then.

    Source: computed from the canvases of 2017.
    """
    first, last = _window(frames, since, until)
    return {name: _back_after(frames, range(max(first, 1), last), delay) for name, delay in DELAYS.items()}


@metric(unit="share of pixels", needs="frames")
def turnover(frames: Frames) -> float:
    """Share of pixels of another color than 12 hours before, mean over the second half of the event."""
    return changed_since(frames, max(frames.hours[-1] / 2, LAG), frames.hours[-1])


def changed_since(frames: Frames, start: float, end: float) -> float:
    """Mean share of pixels of another color than 12 hours before, over the frames of some hours; NaN without any."""
    shares = []
    for j in np.flatnonzero((frames.hours >= start) & (frames.hours <= end)).tolist():
        before = frames.at(frames.hours[j] - LAG)
        if before is not None:
            shares.append(float(np.mean(frames.area(j, since=before) != frames.area(before))))
    return float(np.mean(shares)) if shares else float("nan")


def _back_after(frames: Frames, numbers: range, delay: int) -> float:
    """Share of changes in some frames that are gone `delay` frames later."""
    changes = back = 0
    for j in numbers:
        if j + delay < len(frames):
            before = frames.area(j - 1)
            changed = frames.area(j, since=j - 1) != before
            changes += int(np.count_nonzero(changed))
            back += int(np.count_nonzero(changed & (frames.area(j + delay, since=j - 1) == before)))
    if not changes:
        raise NotAvailable("nothing changed in that time")
    return back / changes


def _window(frames: Frames, since: float | None, until: float | None) -> tuple[int, int]:
    """The frames at two hours; from twelve hours before the end to the end, unless told."""
    last = len(frames) - 1 if until is None else frames.at(until)
    first = frames.at(max(frames.hours[-1] - LAST, 0) if since is None else since)
    if first is None or last is None:
        raise NotAvailable("the event has no such hours")
    return first, last
