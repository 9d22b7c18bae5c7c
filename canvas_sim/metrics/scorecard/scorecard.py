"""The scorecard: how near runs come to the real r/place, row by row."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.availability import Never, NotAvailable
from canvas_sim.metrics.frames.frames import Frames, ending, from_npz, opening
from canvas_sim.metrics.measure import explain
from canvas_sim.metrics.scorecard.targets import COUNTED, FULL, Point, TargetRow, accepted, lasting, targets
from canvas_sim.record.run import Run

JUDGED = "breaches_judged"
MET, NEAR, MISSED, UNDEFINED, LEFT_OUT = "met", "near", "missed", "undefined", "left out"
GIVEN, NOT_AVAILABLE = "given", "not available"
DECIDING = 3  # seeds
NEARLY = 0.25  # h: so far from its hour a frame may be


@dataclass(frozen=True)
class Scored:
    """One number of the scorecard.

    Attributes
    ----------
    values : of each run
    mean : of the runs, NaN if it is undefined in one of them
    low, high : the lowest and the highest mean that is met
    verdict : "met"; "near", off by at most twice the tolerance; "missed"; "undefined", as it never came to that; "left
        out", as the canvas is smaller than the real one; "not available"
    why : why it is not available: no log, or the event ends before
    """

    point: Point
    values: tuple[float, ...]
    mean: float
    low: float
    high: float
    verdict: str
    why: str = ""


@dataclass(frozen=True)
class ScoredRow:
    """One row of the scorecard with its verdict: "met", "missed", or "given" or "not available", which do not count."""

    row: TargetRow
    points: tuple[Scored, ...]
    verdict: str

    @property
    def why(self) -> str:
        """Why it is not available; empty if it is."""
        return next((one.why for one in self.points if one.why), "")


@dataclass(frozen=True)
class Scorecard:
    """Rows with numbers, the real ones, tolerances and verdicts.

    Attributes
    ----------
    against : "2017" or "2022"
    names : of the runs
    rows : all rows that are known of that event
    reasons : by measure, why it is not available, or why it has no number
    """

    against: str
    names: tuple[str, ...]
    rows: tuple[ScoredRow, ...]
    reasons: Mapping[str, NotAvailable]

    @property
    def earned(self) -> tuple[ScoredRow, ...]:
        """Rows that the rules have to earn, those that are not available too."""
        return tuple(scored for scored in self.rows if scored.row.family)

    @property
    def counted(self) -> tuple[ScoredRow, ...]:
        """Rows that count: the earned ones that are available."""
        return tuple(scored for scored in self.earned if scored.verdict != NOT_AVAILABLE)

    @property
    def met(self) -> int:
        """How many of them are met."""
        return sum(scored.verdict == MET for scored in self.counted)

    @property
    def families(self) -> dict[str, bool]:
        """Families of rows that count, and whether all of these rows are met."""
        names = dict.fromkeys(scored.row.family for scored in self.counted)
        return {name: all(s.verdict == MET for s in self.counted if s.row.family == name) for name in names}

    @property
    def total(self) -> str:
        """The result in a line."""
        families = self.families
        runs = "one run" if len(self.names) == 1 else f"{len(self.names)} runs"
        few = "" if len(self.names) >= DECIDING else f" ({DECIDING} seeds decide; here {runs})"
        rows = f"{self.met} of {len(self.counted)} earned rows met"
        return f"{rows}, {sum(families.values())} of {len(families)} families, against {self.against}{few}"

    def frame(self) -> pandas.DataFrame:
        """One row for each number: row, title, point, real, low, high, mean, values, verdicts of number and row."""
        cells = [
            {
                **{"row": scored.row.number, "title": scored.row.title, "point": one.point.label},
                **{"real": one.point.real[self.against], "low": one.low, "high": one.high, "mean": one.mean},
                **{"values": one.values, "verdict": one.verdict, "row_verdict": scored.verdict},
            }
            for scored in self.rows
            for one in scored.points
        ]
        return pandas.DataFrame(cells)

    def __str__(self) -> str:
        lines = [self.total]
        for scored in self.rows:
            numbers = "  ".join(
                f"{one.point.label} {readable(one.mean)} ({readable(one.point.real[self.against])})".strip()
                for one in scored.points
            )
            lines.append(f"{scored.row.number:2} {scored.verdict:13} {scored.row.title}: {numbers}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        columns = ["row", "title", "point", "real", "mean", "low", "high", "verdict"]
        table = self.frame()[columns].to_html(index=False, float_format=readable, formatters={"real": readable})
        return f"<p>{self.total}</p>{table}"


def readable(value: float | tuple[float, float]) -> str:
    """A number, or a range, in three digits."""
    if isinstance(value, tuple):
        return "-".join(map(readable, value))
    if math.isnan(value):
        return "none"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    digits = 3 if abs(value) < 1 else 2 if abs(value) < 10 else 1
    return f"{value:.{digits}f}"


def real_value(one: Scored, event: str) -> float:
    """The real number, or the middle of its range."""
    real = one.point.real[event]
    return sum(real) / 2 if isinstance(real, tuple) else real


def score(
    runs: Sequence[Run | Frames | str | Path] | Run | Frames | str | Path,
    against: str = "2017",
    only: Iterable[int] | None = None,
) -> Scorecard:
    """Score runs that differ in their seeds only: their mean decides.

    Parameters
    ----------
    runs : runs, run folders, frames of a real event, or archives of snapshots (.npz)
    against : "2017" or "2022"
    only : numbers of the rows to score; all unless told

    Raises
    ------
    UserError
        There are no runs, or no real numbers of `against`; a folder is no run folder.
    """
    events = [event_of(run) for run in ([runs] if isinstance(runs, Run | Frames | str | Path) else runs)]
    if not events:
        raise UserError("there is nothing to score: name one run, or some that differ in their seeds")
    wanted = None if only is None else set(only)
    rows = [row for row in targets(against) if wanted is None or row.number in wanted]
    names = dict.fromkeys(row.measure for row in rows)
    measured = [Measured(*explain(event, names), lasted(event)) for event in events]
    reasons = {name: reason for one in measured for name, reason in one.reasons.items()}
    full = all(open_pixels(event) >= FULL[against] for event in events)
    scored = tuple(_scored_row(row, measured, against, full) for row in rows)
    return Scorecard(against, tuple(map(event_name, events)), scored, reasons)


class Measured(NamedTuple):
    """An event's numbers, why some of them are missing, and how many hours it lasted."""

    numbers: Mapping[str, float]
    reasons: Mapping[str, NotAvailable]
    hours: float


def _scored_row(row: TargetRow, measured: Sequence[Measured], against: str, full: bool) -> ScoredRow:
    """A row and its verdict."""
    points = tuple(_scored(row, point, measured, against, full) for point in row.points)
    if any(one.verdict == NOT_AVAILABLE for one in points):
        return ScoredRow(row, points, NOT_AVAILABLE)
    if not row.family:
        return ScoredRow(row, points, GIVEN)
    verdicts = [one.verdict for one in points if one.verdict != LEFT_OUT]
    forgiven = 1 if row.curve else 0
    met = verdicts.count(MET) >= len(verdicts) - forgiven and all(verdict in (MET, NEAR) for verdict in verdicts)
    return ScoredRow(row, points, MET if met else MISSED)


def _scored(row: TargetRow, point: Point, measured: Sequence[Measured], against: str, full: bool) -> Scored:
    """A number and its verdict."""
    values = tuple(one.numbers.get(point.key, math.nan) for one in measured)
    mean = sum(values) / len(values)
    judged = sum(one.numbers.get(JUDGED, 0) for one in measured) if point.key == COUNTED else 0
    low, high = accepted(row, point, against, len(measured), 0 if math.isnan(judged) else judged)
    verdict = _verdict(point, mean, (low, high), against, full)
    why = _why(row, point, lasting(row, point, high), measured) if verdict == UNDEFINED else ""
    return Scored(point, values, mean, low, high, NOT_AVAILABLE if why else verdict, why)


def _why(row: TargetRow, point: Point, needed: float, measured: Sequence[Measured]) -> str:
    """Why a number is not available: the event lacks what it is taken from, or ends before; empty if it never came."""
    for one in measured:
        reason = one.reasons.get(row.measure)
        if reason and not isinstance(reason, Never):
            return str(reason)
        if one.hours + NEARLY < needed:
            return f"the event ends after {one.hours:.3g} h, before hour {needed:.3g}"
    return point.lacking


def _verdict(point: Point, mean: float, within: tuple[float, float], against: str, full: bool) -> str:
    """What to say of a number."""
    if point.full_size and not full:
        return LEFT_OUT
    if math.isnan(mean):
        return UNDEFINED
    low, high = within
    if low <= mean <= high:
        return MET
    real = point.real[against]
    bottom, top = real if isinstance(real, tuple) else (real, real)
    return NEAR if 2 * low - bottom <= mean <= 2 * high - top else MISSED


def event_of(run: Run | Frames | str | Path) -> Run | Frames:
    """An event from what people name: a run folder, or an archive of snapshots."""
    if isinstance(run, Run | Frames):
        return run
    return from_npz(run) if Path(run).suffix == ".npz" else Run.load(run)


def event_name(event: Run | Frames) -> str:
    """What to call an event."""
    if isinstance(event, Frames):
        return "snapshots"
    return event.folder.name if event.folder else f"{event.scenario.event.name}-{event.info.get('seed', '')}"


def lasted(event: Run | Frames) -> float:
    """How many hours an event lasted."""
    return float(event.hours[-1]) if isinstance(event, Frames) else ending(event) / HOUR


def open_pixels(event: Run | Frames) -> int:
    """How many pixels are open at the end."""
    opened = event.open[-1] if isinstance(event, Frames) else opening(event, np.array([ending(event)]))[0]
    return int((opened[2] - opened[0]) * (opened[3] - opened[1]))
