"""Parts of docs/validation.md that compare runs: years, sizes, ticks, and a cooldown that never changes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import mean, stdev

import numpy as np
from scipy.stats import t as student

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.activity import cooldowns
from canvas_sim.metrics.scorecard.scorecard import Scorecard, Scored, readable, score
from canvas_sim.record.run import Run

APART = 0.15  # years that differ by more tell them apart
AGREE = 2  # standard errors up to which two means do
FRONTIER = ("hump_12h", "change_per_placement_first")
WINDOW = HOUR // 2


def middle(real: float | tuple[float, float] | None) -> float:
    """A real number; the middle of a range."""
    if real is None:
        return math.nan
    return sum(real) / 2 if isinstance(real, tuple) else real


def nearer(held: Scorecard) -> str:
    """In how many numbers of 2022's earned rows, where the years differ, runs are nearer to 2022 than 2017 was."""
    rows = []
    for scored in held.earned:
        for one in scored.points:
            then, now = middle(one.point.real.get("2017")), middle(one.point.real.get("2022"))
            if math.isnan(then + now + one.mean) or abs(now - then) <= APART * abs(then):
                continue
            rows.append((scored.row.number, one.point.label, then, now, one.mean))
    if not rows:
        return ""
    near = [abs(here - now) < abs(then - now) for _, _, then, now, here in rows]
    told = f"of the {len(rows)} numbers in which the years differ by more than {APART:.0%}"
    lines = [f"Nearer to 2022 than 2017 itself is, {told}: {sum(near)} ({mean(near):.0%}).\n"]
    lines += ["| row | number | 2017 | 2022 | here | nearer to 2022 |", "|---|---|---|---|---|---|"]
    for (row, label, then, now, here), yes in zip(rows, near, strict=True):
        lines.append(
            f"| {row} | {label} | {readable(then)} | {readable(now)} | {readable(here)} | {'yes' if yes else 'no'} |"
        )
    return "\n".join(lines) + "\n"


def sizes(small: Scorecard, full: Scorecard) -> str:
    """Whether runs of the whole size agree with the small ones within two standard errors of a difference."""
    lines = ["| row | number | small, mean | small, SD | full, mean | apart |", "|---|---|---|---|---|---|"]
    told = apart = 0
    for scored, whole in zip(small.earned, full.earned, strict=True):
        for one, other in zip(scored.points, whole.points, strict=True):
            if math.isnan(one.mean) or math.isnan(other.mean) or len(one.values) < 2:
                continue
            spread, far = stdev(one.values), errors_apart(one.values, other.values)
            told, apart = told + 1, apart + (far > AGREE)
            here = (readable(one.mean), readable(spread), readable(other.mean), in_errors(far))
            cells = (scored.row.number, one.point.label, *here)
            lines.append("| " + " | ".join(map(str, cells)) + " |")
    chance = 2 * told * float(student.sf(2, max(1, len(small.names) - 1)))
    lines.append(f"\n{apart} of {told} numbers are apart; were all differences chance, about {chance:.1f} would be.")
    return "\n".join(lines) + "\n"


def errors_apart(some: Sequence[float], others: Sequence[float]) -> float:
    """How many standard errors lie between two means, by the spread of `some`; NaN where that is unknown."""
    if len(some) < 2:
        return math.nan
    error = stdev(some) * math.sqrt(1 / len(some) + 1 / len(others))
    gap = abs(mean(some) - mean(others))
    return gap / error if error else (math.inf if gap else 0.0)


def in_errors(far: float) -> str:
    """Whether two means are apart, in words."""
    if math.isnan(far):
        return "unknown"
    return "no" if far <= AGREE else f"{far:.1f} standard errors"


def by_canvas(folders: Sequence[str]) -> dict[str, list[Run]]:
    """Runs without patterns by the size of their canvas, the smallest first.

    Raises
    ------
    UserError
        A run has patterns.
    """
    groups: dict[str, list[Run]] = {}
    for run in sorted(map(Run.load, folders), key=lambda run: run.canvas.size):
        if run.scenario.designs.patterns:
            raise UserError(f"{run.folder} has patterns; make it with --set 'designs.patterns=[]'")
        height, width = run.canvas.shape
        groups.setdefault(f"{width} x {height}", []).append(run)
    return groups


def frontiers(groups: Mapping[str, Sequence[Run]]) -> str:
    """The two numbers that frontiers move, for each size of the canvas, and how far it is from the first size."""
    measured = {size: _points(runs) for size, runs in groups.items()}
    lines = ["| row | number | canvas | runs | mean | SD | apart |", "|---|---|---|---|---|---|---|"]
    for key in FRONTIER:
        first = next(iter(measured.values()))[key][1].values
        for size, points in measured.items():
            row, one = points[key]
            spread = stdev(one.values) if len(one.values) > 1 else math.nan
            apart = "" if one.values is first else in_errors(errors_apart(first, one.values))
            cells = (row, one.point.label, size, len(one.values), readable(one.mean), readable(spread), apart)
            lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines) + "\n"


def _points(runs: Sequence[Run]) -> dict[str, tuple[int, Scored]]:
    """Numbers of the rows on complexity and on change, each with its row."""
    rows = score(list(runs), "2017", only=(13, 15)).rows
    return {one.point.key: (scored.row.number, one) for scored in rows for one in scored.points}


def ticks(groups: dict[str, Sequence[str]]) -> str:
    """Rows 15 and 22 for several lengths of a tick; `groups` are folders by length."""
    lines = ["| tick, s | row | number | mean | near enough |", "|---|---|---|---|---|"]
    for length, folders in groups.items():
        for scored in score(list(folders), "2017").earned:
            if scored.row.number in (15, 22):
                for one in scored.points:
                    span = f"{readable(one.low)} to {readable(one.high)}"
                    lines.append(
                        f"| {length} | {scored.row.number} | {one.point.label} | {readable(one.mean)} | {span} |"
                    )
    return "\n".join(lines) + "\n"


def constant(changed: Run, unchanged: Run) -> str:
    """Placements in the half hour after each change of the cooldown over those before, and in a run without changes."""
    starts, waits = cooldowns(changed)
    lines = ["| hour | cooldown, s | ratio | never changed |", "|---|---|---|---|"]
    for start, before, after in zip(starts[1:], waits[:-1], waits[1:], strict=True):
        ratios = [_ratio(run, int(start)) for run in (changed, unchanged)]
        lines.append(f"| {start / HOUR:.2f} | {before:.0f} to {after:.0f} | {ratios[0]:.2f} | {ratios[1]:.2f} |")
    return "\n".join(lines) + "\n"


def _ratio(run: Run, moment: int) -> float:
    ts = run.events["ts"].to_numpy()
    before, at, after = np.searchsorted(ts, [moment - WINDOW, moment, moment + WINDOW])
    return (after - at) / max(1, at - before)
