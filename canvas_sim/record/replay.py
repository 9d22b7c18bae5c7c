"""The canvas at any time, from events and interventions: the log is the run."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.jit import kernel
from canvas_sim.base.times import HOUR
from canvas_sim.record.run import Run
from canvas_sim.scenario.intervention import row_kinds

PAINTING = row_kinds("paints")
"""Interventions that change pixels: kinds of rows, each with the section that says which pixels."""


def canvas_at(run: Run, ms: int) -> np.ndarray:
    """Canvas after everything that happened up to `ms` after the start, that moment included.

    Returns
    -------
    uint8 [h, w], palette indices

    Raises
    ------
    UserError
        The run has no log, or a row of it lies outside the canvas.
    """
    replay = Replay(run)
    replay.play(ms)
    return replay.canvas


def check_moment(run: Run, ms: int) -> None:
    """See that a run can be gone back to at a moment.

    Raises
    ------
    UserError
        It was imported, or `ms` is not within it.
    """
    name = run.folder or "the run"
    if run.imported:
        raise UserError(f"{name} was imported: it has no rules to go on with")
    if not 0 <= ms < run.end:
        raise UserError(f"{name} has no moment {ms / HOUR:g} h; it goes from 0 to {run.end / HOUR:g} h")


def check_replay(run: Run, now: int, canvas: np.ndarray) -> None:
    """See that `canvas`, all due before `now` (ms) on it, is the one that the run had then; without a log nobody knows.

    Raises
    ------
    UserError
        It is another one: the rules, or versions, are others than those that made the run.
    """
    has_log = run.folder is None or (run.folder / "events.parquet").is_file()
    if now and has_log and not np.array_equal(canvas_at(run, now - 1), canvas):
        made = run.info.get("commit") or "unknown sources"
        raise UserError(f"{run.folder} cannot be gone back to: it comes out otherwise (it was made by {made})")


def frames(run: Run, every_ms: int) -> Iterator[tuple[int, np.ndarray]]:
    """Pairs of time in ms and canvas, uint8 [h, w]: every `every_ms` from the start, and the end.

    Raises
    ------
    UserError
        `every_ms` is not positive; the run has no log, or a row of it lies outside the canvas.
    """
    if every_ms <= 0:
        raise UserError(f"the time between frames must be above 0, not {every_ms} ms")
    replay = Replay(run)
    for ms in [*range(0, run.end, every_ms), run.end]:
        replay.play(ms)
        yield ms, replay.canvas.copy()


class Replay:
    """A canvas that goes forward through a run; one chunk of the log is in memory at a time.

    Attributes
    ----------
    canvas : uint8 [h, w], as it is now
    """

    def __init__(self, run: Run) -> None:
        self.canvas = np.full(run.shape, run.background, np.uint8)
        self._chunks = run.chunks("ts", "x", "y", "color")
        self._chunk: dict[str, np.ndarray] | None = None
        self._next = 0
        self._paintings = paintings_of(run)

    def play(self, ms: int) -> None:
        """Go on until everything up to `ms`, that moment included, has happened."""
        while self._paintings and self._paintings[0].ts <= ms:
            row = self._paintings.pop(0)
            self._place(row.ts)
            paint(self.canvas, row)
        self._place(ms + 1)

    def _place(self, before: int) -> None:
        """Place all pixels of the log before a time."""
        while self._chunk is not None or self._load():
            assert self._chunk is not None
            stop = bisect_left(self._chunk["ts"], before, self._next)  # numpy would convert the column each time
            place_rows(self.canvas, self._chunk["x"], self._chunk["y"], self._chunk["color"], (self._next, stop))
            self._next = stop
            if stop < len(self._chunk["ts"]):
                return
            self._chunk = None

    def _load(self) -> bool:
        """Take the next chunk, if there is one."""
        self._chunk, self._next = next(self._chunks, None), 0
        if self._chunk is None:
            return False
        check_inside(self._chunk, self.canvas.shape)
        return True


def check_inside(chunk: Mapping[str, np.ndarray], shape: tuple[int, ...]) -> None:
    """Refuse placements (x and y) outside a canvas of `shape` (h, w), by a `UserError`."""
    height, width = shape
    if chunk["x"].max(initial=0) >= width or chunk["y"].max(initial=0) >= height:
        raise UserError(f"the log has a placement outside the canvas of {width} x {height}")


def paintings_of(run: Run) -> list[Any]:
    """Rows of the interventions of a run that change pixels, in order."""
    return list(run.interventions[run.interventions["kind"].isin(PAINTING)].itertuples())


def stretches(ts: np.ndarray, paintings: list[Any]) -> Iterator[tuple[tuple[int, int], Any]]:
    """Rows of a chunk (first, last plus one) up to each of the `paintings` in its time, and that one; the last: None.

    What it gives it takes from the list.
    """
    first = 0
    while paintings and len(ts) and paintings[0].ts <= ts[-1]:
        stop = int(np.searchsorted(ts, paintings[0].ts))
        yield (first, stop), paintings.pop(0)
        first = stop
    yield (first, len(ts)), None


def covered(painting: Any, shape: tuple[int, ...]) -> tuple[tuple[slice, slice], np.ndarray]:
    """Which pixels of a canvas an intervention paints.

    Parameters
    ----------
    painting : a row of the table of interventions, its kind one of `PAINTING`
    shape : height and width of the canvas

    Returns
    -------
    tuple
        Slices of the canvas [y, x], and which pixels within these: bool [y, x].
    """
    rows, columns = (painting.y0, painting.y1, shape[0]), (painting.x0, painting.x1, shape[1])
    box = slice(*np.clip(rows[:2], 0, rows[2]).tolist()), slice(*np.clip(columns[:2], 0, columns[2]).tolist())
    y, x = np.ogrid[box]
    return box, PAINTING[painting.kind].painted(painting, y, x)


def paint(canvas: np.ndarray, painting: Any) -> None:
    """Do on a canvas [h, w] what an intervention paints, see `covered`."""
    box, inside = covered(painting, canvas.shape)
    canvas[box][inside] = painting.color


@kernel
def place_rows(canvas, x, y, color, rows):
    """Write colors to a canvas [h, w] for rows first <= i < last; on one pixel the later row wins."""
    for i in range(rows[0], rows[1]):
        canvas[y[i], x[i]] = color[i]
