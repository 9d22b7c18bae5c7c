"""What is known of the real r/place of 2017 and 2022, and how near a run must come to it.

The rows are in `rows.toml`. Their numbers were computed from the canvases of
the two events (RolandR/place-atlas, placeAtlas/atlas-2022; see `real.json` and ``experiments/real/compute.py``), or are
the output of the authors' own repositories (activity: warsonrplace; artworks: Wu & Silva).
"""

import json
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from canvas_sim.base.errors import UserError

Kind = Literal["share", "number", "slope", "factor"]
Real = float | tuple[float, float]
SHARE_OF_SHARE, SHARE_OF_NUMBER, SLOPE, FACTOR = 0.25, 0.15, 0.02, 1.5
FULL = {"2017": 1_000_000, "2022": 4_000_000}  # open pixels at the end
LASTED = {"2017": 72.0, "2022": 82.0}  # hours; of 2022 until the white-out
COUNTED = "breaches_undone"


@dataclass(frozen=True)
class Point:
    """One number of a row.

    Attributes
    ----------
    key : what `canvas_sim.metrics.measure.measure` calls it
    label : for people
    real : by event, the real number, or the two ends of a range
    kind : how near it must come, where that differs from its row
    full_size : compared on a canvas of the real size only
    needs : hours that an event has to last before it can be known
    lacking : what to say where the scenario has not what the number is about
    """

    key: str
    label: str
    real: dict[str, Real]
    kind: Kind | None = None
    full_size: bool = False
    needs: float = 0.0
    lacking: str = ""


@dataclass(frozen=True)
class TargetRow:
    """One row of the scorecard.

    Attributes
    ----------
    measure : name in the catalog
    kind : "share", 25 % of the smaller of p and 1 - p; "number", 15 %; "slope", .02; "factor", 1.5 times
    family : rows of one family say much the same; empty in rows that are given by what a scenario puts in, which are
        reported and do not count
    curve : one of its points may miss by up to twice the tolerance
    """

    number: int
    title: str
    unit: str
    measure: str
    kind: Kind
    points: tuple[Point, ...]
    family: str = ""
    curve: bool = False


def targets(event: str) -> tuple[TargetRow, ...]:
    """Rows of the scorecard that are known of an event, "2017" or "2022", with the points that are.

    Raises
    ------
    UserError
        There is no such event.
    """
    if event not in FULL:
        raise UserError(f"there are no real numbers of {event!r}; there are those of {' and '.join(FULL)}")
    rows = [replace(row, points=tuple(point for point in row.points if event in point.real)) for row in all_rows()]
    return tuple(row for row in rows if row.points)


@cache
def all_rows() -> tuple[TargetRow, ...]:
    """All rows of `rows.toml`, in order."""
    tables = tomllib.loads(Path(__file__).with_name("rows.toml").read_text("utf-8"))["rows"]
    return tuple(TargetRow(**table | {"points": tuple(map(_point, table["points"]))}) for table in tables)


def _point(table: dict[str, Any]) -> Point:
    """A point from its table."""
    numbers = {event: tuple(one) if isinstance(one, list) else one for event, one in table["real"].items()}
    return Point(**table | {"real": numbers})


@cache
def real(event: str) -> dict[str, Any]:
    """What `real.json` has of an event: "quarters" (standard deviation of a number over the quarters) and "curves"."""
    return json.loads(Path(__file__).with_name("real.json").read_text("utf-8"))[event]


def accepted(row: TargetRow, point: Point, event: str, seeds: int, judged: float = 0) -> tuple[float, float]:
    """Lowest and highest number that is near enough.

    Parameters
    ----------
    event : "2017" or "2022"
    seeds : of how many runs the number is the mean. Twice the standard deviation over the real canvas' four quarters,
        over the root of this, is near enough in any case
    judged : of how many breaches the share that is undone was taken, over all runs: twice its counting error is near
        enough
    """
    value = point.real[event]
    low, high = value if isinstance(value, tuple) else (value, value)
    spread = 2 * real(event)["quarters"].get(point.key, 0) / seeds**0.5
    if point.key == COUNTED and judged:
        spread = max(spread, 2 * (low * (1 - low) / judged) ** 0.5)
    kind = point.kind or row.kind
    return low - max(_margin(kind, low, False), spread), high + max(_margin(kind, high, True), spread)


def lasting(row: TargetRow, point: Point, high: float) -> float:
    """How many hours an event has to last before a number of it can be known; 0 where any number of hours will do.

    Parameters
    ----------
    high : the highest number that is near enough
    """
    return high if row.measure == "filling" else point.needs


def _margin(kind: Kind, value: float, up: bool) -> float:
    """How far a number may be off, below or above."""
    if kind == "share":
        return SHARE_OF_SHARE * min(value, 1 - value)
    if kind == "factor":
        return value * (FACTOR - 1 if up else 1 - 1 / FACTOR)
    return SLOPE if kind == "slope" else SHARE_OF_NUMBER * abs(value)
