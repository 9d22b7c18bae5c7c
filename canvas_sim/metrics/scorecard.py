"""The scorecard: how near runs come to the real r/place, row by row."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from canvas_sim.errors import UserError
from canvas_sim.metrics.catalog import explain
from canvas_sim.metrics.frames import Frames, ending, from_npz, opening
from canvas_sim.metrics.targets import COUNTED, FULL, Point, Row, accepted, targets
from canvas_sim.record.run import Run

if TYPE_CHECKING:
    import pandas

JUDGED = "breaches_judged"
MET, NEAR, MISSED, UNDEFINED, LEFT_OUT = "met", "near", "missed", "undefined", "left out"
GIVEN = "given"
DECIDING = 3  # seeds


@dataclass(frozen=True)
class Scored:
    """One number of the scorecard.

    Attributes
    ----------
    values : of each run
    mean : of the runs, NaN if it is undefined in one of them
    low, high : the lowest and the highest mean that is met
    verdict : "met"; "near", off by at most twice the tolerance; "missed"; "undefined"; "left out", as the canvas is
        smaller than the real one
    """

    point: Point
    values: tuple[float, ...]
    mean: float
    low: float
    high: float
    verdict: str


@dataclass(frozen=True)
class ScoredRow:
    """One row of the scorecard with its verdict: "met", "missed", or "given" where it does not count."""

    row: Row
    points: tuple[Scored, ...]
    verdict: str


@dataclass(frozen=True)
class Scorecard:
    """Rows with numbers, the real ones, tolerances and verdicts.

    Attributes
    ----------
    against : "2017" or "2022"
    names : of the runs
    rows : all rows that are known of that event
    reasons : by measure, why it is not available
    """

    against: str
    names: tuple[str, ...]
    rows: tuple[ScoredRow, ...]
    reasons: Mapping[str, str]

    @property
    def earned(self) -> tuple[ScoredRow, ...]:
        """Rows that count."""
        return tuple(scored for scored in self.rows if scored.row.family)

    @property
    def met(self) -> int:
        """How many of them are met."""
        return sum(scored.verdict == MET for scored in self.earned)

    @property
    def families(self) -> dict[str, bool]:
        """Families of rows, and whether all rows of each are met."""
        names = dict.fromkeys(scored.row.family for scored in self.earned)
        return {name: all(s.verdict == MET for s in self.earned if s.row.family == name) for name in names}

    @property
    def total(self) -> str:
        """The result in a line."""
        families = self.families
        few = "" if len(self.names) >= DECIDING else f" ({DECIDING} seeds decide; here {_runs(len(self.names))})"
        rows = f"{self.met} of {len(self.earned)} earned rows met"
        return f"{rows}, {sum(families.values())} of {len(families)} families, against {self.against}{few}"

    def frame(self) -> pandas.DataFrame:
        """One row for each number: row, title, point, real, low, high, mean, values, verdicts of number and row."""
        import pandas

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
                f"{one.point.label} {number(one.mean)} ({number(one.point.real[self.against])})".strip()
                for one in scored.points
            )
            lines.append(f"{scored.row.number:2} {scored.verdict:7} {scored.row.title}: {numbers}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        columns = ["row", "title", "point", "real", "mean", "low", "high", "verdict"]
        table = self.frame()[columns].to_html(index=False, float_format=number, formatters={"real": number})
        return f"<p>{self.total}</p>{table}"


def number(value: float | tuple[float, float]) -> str:
    """A number, or a range, in three digits."""
    if isinstance(value, tuple):
        return "-".join(map(number, value))
    if math.isnan(value):
        return "none"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    digits = 3 if abs(value) < 1 else 2 if abs(value) < 10 else 1
    return f"{value:.{digits}f}"


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
    measured = [explain(event, dict.fromkeys(row.measure for row in rows)) for event in events]
    numbers = [found for found, _ in measured]
    reasons = {name: reason for _, found in measured for name, reason in found.items()}
    full = all(open_pixels(event) >= FULL[against] for event in events)
    scored = tuple(_scored_row(row, numbers, against, full) for row in rows)
    return Scorecard(against, tuple(map(name_of, events)), scored, reasons)


def _scored_row(row: Row, numbers: Sequence[Mapping[str, float]], against: str, full: bool) -> ScoredRow:
    """A row and its verdict."""
    points = tuple(_scored(row, point, numbers, against, full) for point in row.points)
    if not row.family:
        return ScoredRow(row, points, GIVEN)
    verdicts = [one.verdict for one in points if one.verdict != LEFT_OUT]
    forgiven = 1 if row.curve else 0
    met = verdicts.count(MET) >= len(verdicts) - forgiven and all(verdict in (MET, NEAR) for verdict in verdicts)
    return ScoredRow(row, points, MET if met else MISSED)


def _scored(row: Row, point: Point, numbers: Sequence[Mapping[str, float]], against: str, full: bool) -> Scored:
    """A number and its verdict."""
    values = tuple(found.get(point.key, math.nan) for found in numbers)
    mean = sum(values) / len(values)
    judged = sum(found.get(JUDGED, 0) for found in numbers) if point.key == COUNTED else 0
    low, high = accepted(row, point, against, len(numbers), 0 if math.isnan(judged) else judged)
    return Scored(point, values, mean, low, high, _verdict(point, mean, (low, high), against, full))


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


def name_of(event: Run | Frames) -> str:
    """What to call an event."""
    if isinstance(event, Frames):
        return "snapshots"
    return event.folder.name if event.folder else f"{event.scenario.event.name}-{event.info.get('seed', '')}"


def open_pixels(event: Run | Frames) -> int:
    """How many pixels are open at the end."""
    import numpy as np

    opened = event.open[-1] if isinstance(event, Frames) else opening(event, np.array([ending(event)]))[0]
    return int((opened[2] - opened[0]) * (opened[3] - opened[1]))


def _runs(count: int) -> str:
    """How many runs, in words."""
    return "one run" if count == 1 else f"{count} runs"
