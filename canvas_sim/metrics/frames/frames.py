"""The canvas every half hour: what most measures of an event are made from, real or simulated."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import HOUR, MINUTE
from canvas_sim.metrics.stages import stages_of
from canvas_sim.record.replay import Replay
from canvas_sim.record.run import Run


@dataclass(frozen=True, eq=False)
class Frames:
    """Canvases of an event in order of time, the blank one first.

    Attributes
    ----------
    canvas : uint8 [n, h, w], palette indices; what is not open yet is background
    hours : float64 [n], since the start
    placements : int64 [n], all placements up to then; None where nobody counted them
    open : int32 [n, 4], the rectangle x0, y0, x1, y1 that is open, its far sides not included; it never shrinks
    palette : colors such as "FF4500"
    background : palette index of the blank canvas
    """

    canvas: np.ndarray
    hours: np.ndarray
    placements: np.ndarray | None
    open: np.ndarray
    palette: tuple[str, ...]
    background: int = 0

    def __len__(self) -> int:
        return len(self.canvas)

    def area(self, j: int, since: int | None = None) -> np.ndarray:
        """What is open of frame `j`, or of it what was open in frame `since` already: uint8 [h, w], a view."""
        x0, y0, x1, y1 = self.open[j if since is None else since]
        return self.canvas[j, y0:y1, x0:x1]

    def at(self, hour: float) -> int | None:
        """Number of the frame at an hour; None if there is none within a quarter of an hour."""
        j = int(np.argmin(np.abs(self.hours - hour)))
        return j if abs(self.hours[j] - hour) <= 0.25 else None

    def cut(self, box: Sequence[int]) -> Self:
        """The same event as seen on the rectangle x0, y0, x1, y1, without its counts of placements."""
        x0, y0, x1, y1 = box
        low, high = np.array([x0, y0, x0, y0], np.int32), np.array([x1, y1, x1, y1], np.int32)
        opened = np.clip(self.open, low, high) - low
        return type(self)(self.canvas[:, y0:y1, x0:x1], self.hours, None, opened, self.palette, self.background)


def frames_of(run: Run, minutes: float = 30) -> Frames:
    """Frames of a run, by replay of its log.

    As with the real canvases, the first frame is the blank canvas at the start; then comes one at each half hour of
    the UTC clock, the first at least half an hour later, and one at the end. A white-out ends the event.

    Raises
    ------
    UserError
        `minutes` is not above 0; the run has no log, or a row of it lies outside the canvas.
    """
    if minutes <= 0:
        raise UserError(f"the time between frames must be above 0, not {minutes} minutes")
    times = _times(run, minutes * MINUTE)
    canvas = canvases_at(run, np.append(-1, times[1:]))
    opened = opening(run, times)
    placements = placements_until(run, times) if run.counted else None
    return Frames(canvas, times / HOUR, placements, opened, tuple(run.colors), run.background)


def canvases_at(run: Run, times: Sequence[int] | np.ndarray) -> np.ndarray:
    """The canvas at each time (ms), in order, what happened at that moment included: uint8 [time, h, w].

    Raises
    ------
    UserError
        The run has no log, or a row of it lies outside the canvas.
    """
    replay = Replay(run)
    result = np.empty((len(times), *run.shape), np.uint8)
    for j, ms in enumerate(times):
        replay.play(int(ms))
        result[j] = replay.canvas
    return result


def _times(run: Run, every: float) -> np.ndarray:
    """When frames are taken, int64 [n], ms since the start."""
    launch = datetime.fromisoformat(run.scenario.event.launch)
    since_midnight = launch.hour * HOUR + launch.minute * MINUTE + launch.second * 1000
    first = every + -since_midnight % every
    clock = np.arange(first, ending(run), every)
    return np.unique(np.concatenate([[0], clock, [ending(run)]]).round().astype(np.int64))


def ending(run: Run) -> int:
    """When an event ends, ms since the start: with the white-out, if there is one."""
    outs = run.interventions[run.interventions["kind"] == "white_out"]["ts"]
    return min([run.end, *outs.tolist()])


def placements_until(run: Run, times: np.ndarray) -> np.ndarray:
    """How many placements there were up to each time (ms), that moment included: int64 [time]."""
    count = np.zeros(len(times), np.int64)
    for chunk in run.chunks("ts"):
        count += np.searchsorted(chunk["ts"], times, side="right")
    return count


def opening(run: Run, times: np.ndarray) -> np.ndarray:
    """The open rectangle at each time (ms): int32 [time, 4], x0, y0, x1, y1."""
    stages = stages_of(run)
    return stages.open[stages.at(times)].astype(np.int32)


def from_npz(path: str | Path, table: str | Path | None = None, palette: str = "2017") -> Frames:
    """Frames from an archive of snapshots that are half an hour apart.

    Parameters
    ----------
    path : archive with `canvas`, uint8 [n, h, w], and `ts`, Unix seconds [n]; the time of the first, blank one does
        not count, as that of the second is half an hour after the start
    table : CSV with a row a frame and a column `cumulative_placements_from_filename`; without it, a file
        ``canvas_30min.csv`` beside the archive, if there is one
    palette : name of a built-in palette, whose indices the canvases hold

    Raises
    ------
    UserError
        There is no such archive, or not in this form.
    """
    from canvas_sim.scenario.palettes import palettes

    path = Path(path)
    if palette not in palettes():
        raise UserError(f"there is no palette {palette!r}; there are {', '.join(palettes())}")
    try:
        with np.load(path, allow_pickle=False) as archive:
            canvas, ts = archive["canvas"], archive["ts"]
    except (OSError, ValueError, KeyError) as error:
        raise UserError(f"{path} is no archive of snapshots, with arrays canvas and ts: {error}") from error
    if canvas.ndim != 3 or canvas.dtype != np.uint8 or ts.shape != canvas.shape[:1] or len(ts) < 2:
        raise UserError(f"{path}: canvas must be uint8 [n, h, w] and ts [n], not {canvas.shape} and {ts.shape}")
    hours = (ts - ts[1]) / 3600 + 0.5
    hours[0] = 0
    beside = path.with_name("canvas_30min.csv")
    table = Path(table) if table else beside if beside.is_file() else None
    opened = np.tile(np.array([0, 0, canvas.shape[2], canvas.shape[1]], np.int32), (len(ts), 1))
    return Frames(canvas, hours, _counted(table, len(ts)) if table else None, opened, tuple(palettes()[palette]))


def _counted(table: Path, rows: int) -> np.ndarray | None:
    """Placements up to each frame, as a table of snapshots has them; None where it has not."""
    with table.open(newline="", encoding="utf-8") as file:
        column = [row.get("cumulative_placements_from_filename") for row in csv.DictReader(file)]
    if not all(column):
        return None
    if len(column) != rows:
        raise UserError(f"{table} has {len(column)} rows, but there are {rows} snapshots")
    return np.array([int(value or 0) for value in column], np.int64)
