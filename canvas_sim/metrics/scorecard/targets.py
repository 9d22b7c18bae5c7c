"""What is known of the real r/place of 2017 and 2022, and how near a run must come to it.

Rows 1 to 23 are those of the project's list of facts. Their numbers were computed from the canvases of the two events
(RolandR/place-atlas, placeAtlas/atlas-2022; see `real.json` and ``experiments/real/compute.py``), or are the output of
the authors' own repositories (activity: warsonrplace; artworks: Wu & Silva).
"""

from __future__ import annotations

import json
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
    """

    key: str
    label: str
    real: dict[str, Real]
    kind: Kind | None = None
    full_size: bool = False


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
    rows = [replace(row, points=tuple(point for point in row.points if event in point.real)) for row in ROWS]
    return tuple(row for row in rows if row.points)


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
    if row.measure == "filling":
        return high
    if row.measure in SINCE:
        return SINCE[row.measure] + float(point.key.removeprefix(f"{row.measure}_").removesuffix("h"))
    return LEAST.get(point.key, 0.0)


def _margin(kind: Kind, value: float, up: bool) -> float:
    """How far a number may be off, below or above."""
    if kind == "share":
        return SHARE_OF_SHARE * min(value, 1 - value)
    if kind == "factor":
        return value * (FACTOR - 1 if up else 1 - 1 / FACTOR)
    return SLOPE if kind == "slope" else SHARE_OF_NUMBER * abs(value)


def _points(measure: str, *points: tuple[Any, ...]) -> tuple[Point, ...]:
    """Points from (end of the key, label, real number of 2017, that of 2022 and more); None where it is not known."""
    result = []
    for end, label, first, second, *more in points:
        known = {event: value for event, value in zip(FULL, (first, second), strict=True) if value is not None}
        result.append(Point(f"{measure}_{end}" if end else measure, label, known, *more))
    return tuple(result)


COUNTED = "breaches_undone"
SINCE = {"hump": 0.0, "change_over_null": 0.0, "persistence": 6.0, "returns": 3.5}
"""Measures of which numbers are taken at an hour, or after a time: the hour from which that time counts."""
LEAST = {"breaches_rate": 4.0, COUNTED: 10.0, "net_change": 6.0}
"""Hours that other numbers need."""
CHANGES = {
    "throughput_halved": "no halved cooldown with half an hour around it",
    "throughput_doubled": "no doubled cooldown with half an hour around it",
}
"""Numbers that only exist if the scenario changes something, and what to say where it does not."""
_LAGS = ((0.966, 0.935), (0.835, 0.773), (0.644, 0.655), (0.440, 0.578), (0.234, 0.478))
ROWS = (
    TargetRow(
        *(1, "placements of a user", "mean; SD over mean", "users", "number"),
        _points("users", ("mean", "mean", 14.2, 14.9), ("spread", "SD/mean", 2.1, 1.9)),
    ),
    TargetRow(
        *(2, "mean as a share of what the cooldown allows", "share", "users", "share"),
        _points("users", ("mean_of_allowed", "", 0.020, 0.015)),
    ),
    TargetRow(
        *(3, "users with exactly one placement", "share", "users", "share"),
        _points("users", ("once", "", 0.328, 0.22)),
    ),
    TargetRow(
        *(4, "most placements of a user, as a share of the allowed", "share", "users", "share"),
        _points("users", ("most_of_allowed", "", 0.91, 0.78)),
    ),
    TargetRow(
        *(5, "placements per open pixel", "placements", "per_pixel", "number"),
        _points("per_pixel", ("", "", 16.6, 40)),
    ),
    # For 2022's half 1.8 h is printed, but the first frame of which half is not white, as the definition has it,
    # is that at 2.26 h (.610; .479 at 1.76 h).
    TargetRow(
        *(6, "time until this share of the first pixels is not white", "h", "filling", "number"),
        _points("filling", ("50", "50 %", 8.5, 2.26), ("75", "75 %", 24, 3.3)),
        family="filling",
    ),
    TargetRow(
        *(7, "plateau of the share that is not white", "share", "plateau", "share"),
        _points("plateau", ("", "", 0.85, 0.86)),
        family="plateau",
    ),
    TargetRow(
        *(8, "busiest over quietest hour of a day", "ratio", "day_and_night", "number"),
        _points("day_and_night", ("", "", 2, 3)),
    ),
    TargetRow(
        *(9, "placements after a change of the cooldown over before", "ratio", "throughput", "number"),
        _points("throughput", ("halved", "halved", (1.5, 1.7), None), ("doubled", "doubled", (0.62, 0.64), None)),
        family="cooldown",
    ),
    TargetRow(
        *(10, "same color as a neighbor, at the end", "share", "same_neighbor", "share"),
        _points("same_neighbor", ("", "", 0.631, 0.600)),
        family="order",
    ),
    TargetRow(
        *(11, "isolated pixels, at the end", "share", "isolated", "share"),
        _points("isolated", ("", "", 0.090, 0.101)),
        family="order",
    ),
    TargetRow(
        *(12, "PNG over that of shuffled pixels, at the end", "ratio", "compression", "number"),
        _points("compression", ("", "", 0.43, 0.43)),
        family="order",
    ),
    TargetRow(
        *(13, "hump of complexity: PNG", "bits a pixel", "hump", "number"),
        _points(
            "hump",
            *(("2h", "2 h", 0.94, None), ("12h", "12 h", 3.13, None), ("64h", "64 h", 1.84, None)),
            *(("72h", "72 h", 1.92, None), ("2.3h", "2.3 h", None, 2.6), ("8h", "8 h", None, 1.56)),
            ("82h", "82 h", None, 2.5),
        ),
        family="complexity",
        curve=True,
    ),
    TargetRow(
        *(14, "pixels changed in half an hour, net", "share", "net_change", "share"),
        _points("net_change", ("", "", 0.034, 0.066)),
        family="change",
    ),
    # For 2022 .69 is printed, which is the first half hour alone (.686); the mean of six is .48.
    TargetRow(
        *(15, "net change over placements", "ratio", "change_per_placement", "number"),
        _points("change_per_placement", ("first", "first 3 h", 0.72, 0.48), ("last", "last 3 h", 0.19, (0.09, 0.15))),
        family="change",
        curve=True,
    ),
    TargetRow(
        *(16, "net change over that of random placements", "ratio", "change_over_null", "number"),
        _points(
            "change_over_null",
            *(("12h", "12 h", 0.74, None), ("24h", "24 h", 0.44, None)),
            *(("48h", "48 h", 0.28, None), ("70h", "70 h", 0.23, None)),
        ),
        family="change",
        curve=True,
    ),
    TargetRow(
        *(17, "the same color after a time", "share", "persistence", "share"),
        _points(
            "persistence",
            *((f"{hours}h", f"{hours} h", *known) for hours, known in zip((0.5, 4, 12, 24, 48), _LAGS, strict=True)),
        ),
        family="change",
        curve=True,
    ),
    TargetRow(
        *(18, "displaced pixels back at their old color", "share", "returns", "share"),
        _points("returns", ("0.5h", "0.5 h", 0.13, 0.16), ("6h", "6 h", 0.20, 0.25)),
        family="returns",
    ),
    TargetRow(
        *(19, "breaches of stable tiles", "per 1,000 tile-hours; share undone", "breaches", "factor"),
        _points("breaches", ("rate", "rate", 7.2, 28.7), ("undone", "undone", 0.024, 0.165)),
        family="breaches",
    ),
    TargetRow(
        *(20, "area of artworks", "pixels; Gini", "artworks", "number"),
        _points(
            "artworks",
            *(("area", "median", (256, 289), 270), ("area_p90", "p90", 1_700, 2_000)),
            *(("area_p99", "p99", 11_000, 14_000), ("area_gini", "Gini", 0.73, None)),
        ),
    ),
    TargetRow(
        *(21, "placements ~ area^b; slope of placements a user on coalition", "exponents", "artworks", "number"),
        _points("artworks", ("exponent", "b", 1.08, 1.01), ("gain", "slope", 0.01, -0.01, "slope")),
        family="growth",
    ),
    TargetRow(
        *(22, "redundant share of agreeing placements, by users", "share", "artworks", "share"),
        _points(
            "artworks",
            *(("redundant_100", "100", 0.15, 0.09), ("redundant_1000", "1,000", 0.30, 0.15)),
            ("redundant_10000", "10,000", 0.44, 0.21, None, True),
        ),
        family="redundancy",
    ),
    TargetRow(
        *(23, "artworks of a user", "mean; SD; median", "artworks", "number"),
        _points(
            "artworks",
            *(("projects", "mean", 3.19, None), ("projects_sd", "SD", 2.98, None)),
            ("projects_median", "median", 2, None),
        ),
        family="projects",
    ),
)
"""All rows, in order."""
