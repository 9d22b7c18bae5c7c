"""Where the canvas changes, and how much of that is undone at once: from frames, so only net changes are seen."""

import numpy as np

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.frames.ages import changes_of_pixels
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.regions import TILE
from canvas_sim.metrics.registry import metric

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
