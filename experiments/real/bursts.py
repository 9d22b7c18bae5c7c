"""Print how rows 24 to 27 of the scorecard spread within the real event of 2017, and how minutes surged in 2022.

    python experiments/real/bursts.py DATA

DATA is as in `compute.py`. The numbers stand in docs/scorecard.md.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from compute import LAUNCH_2022, boxes

from canvas_sim.metrics.frames.bursts import FIRST
from canvas_sim.metrics.frames.frames import Frames, from_npz
from canvas_sim.metrics.measure import measure

MEASURES = ("patches", "quick_takeovers")
HALF_HOUR = 30  # minutes
PARTS = ((6, 27), (30, 54), (56, 81))  # hours of 2022 before, between and after the expansions of the canvas
SURGE, DIP = 1.2, 0.8  # of the hour around


def between(frames: Frames, since: int, until: int) -> Frames:
    """Frames of some hours, with twelve hours before them, in which neither measure looks for bursts."""
    kept = slice(2 * since - FIRST, 2 * until + 1)
    hours = np.concatenate([np.zeros(FIRST), frames.hours[2 * since : 2 * until + 1]])
    return replace(frames, canvas=frames.canvas[kept], hours=hours, placements=None, open=frames.open[kept])


def spread(frames: Frames) -> None:
    """Print the numbers of the canvas, its quarters and middle, and of hours."""
    parts = {"canvas": frames, "middle": frames.cut((342, 342, 658, 658))}
    parts |= {f"quarter {box}": frames.cut(box) for box in boxes(frames)}
    parts |= {f"hours {since} to {since + 12}": between(frames, since, since + 12) for since in (24, 36, 48, 60)}
    for name, part in parts.items():
        print(name, {key: round(value, 3) for key, value in measure(part, MEASURES).items()})


def over_hour(counts: np.ndarray) -> np.ndarray:
    """Placements of each minute over the median of the half hours before and after it, NaN at the ends."""
    ratios = np.full(len(counts), np.nan)
    for i in range(HALF_HOUR, len(counts) - HALF_HOUR):
        ratios[i] = counts[i] / np.median(np.delete(counts[i - HALF_HOUR : i + HALF_HOUR + 1], HALF_HOUR))
    return ratios


def surges(data: Path) -> None:
    """Print how far minutes are above the hour around, how they follow each other, and how many come after a dip."""
    with (data / "rplace2022" / "minute_activity.csv").open() as file:
        rows = [(float(row["unix_ts_start"]), int(row["placements"])) for row in csv.DictReader(file)]
    hours = (np.array([start for start, _ in rows]) - LAUNCH_2022) / 3600
    ratios = over_hour(np.array([count for _, count in rows], float))
    for since, until in PARTS:
        part = ratios[(hours >= since) & (hours < until)]
        logs = np.log(part) - np.log(part).mean()
        alike = {lag: round(float(np.mean(logs[lag:] * logs[:-lag]) / logs.var()), 2) for lag in (2, 5)}
        dips = np.flatnonzero(part < DIP)
        after = np.array([np.any((dips < i) & (dips >= i - HALF_HOUR)) for i in range(len(part))])
        print(f"hours {since} to {until}: 99th percentile {np.percentile(part, 99):.3f}, autocorrelation {alike}")
        print(f"  surges {np.sum(part > SURGE)}, after a dip {after[part > SURGE].mean():.2f}, all {after.mean():.2f}")


if __name__ == "__main__":
    spread(from_npz(Path(sys.argv[1]) / "rplace2017" / "snapshots.npz"))
    surges(Path(sys.argv[1]))
