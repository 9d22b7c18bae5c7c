"""How far a set of parameters is from the real r/place of 2017, as one number."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from canvas_sim.metrics.frames import order
from canvas_sim.metrics.frames.frames import Frames, frames_of
from canvas_sim.metrics.scorecard.scorecard import Scorecard, score
from canvas_sim.scenario.loading import load
from canvas_sim.study.runner import run

HERE = Path(__file__).parent
FAR = 12.0  # what a number costs at most: one wild number shall not rule the search
# Order out of noise in 2017, computed from its half-hourly canvases: hour, not white, isolated, same neighbor.
CURVES = (
    (2, 0.103, 0.055, 0.872), (4, 0.300, 0.124, 0.687), (8, 0.492, 0.182, 0.552), (12, 0.586, 0.200, 0.523),
    (24, 0.753, 0.216, 0.493), (36, 0.866, 0.171, 0.536), (48, 0.864, 0.125, 0.594), (60, 0.850, 0.101, 0.616),
    (72, 0.846, 0.090, 0.631),
)  # fmt: skip
MEASURES = ((order.not_white, 0.12, 0.15), (order.isolated, 0.2, 0.4), (order.same_neighbor, 0.1, 0.2))


def space() -> dict[str, tuple[float, float, bool]]:
    """Parameters that are fitted: (low, high, whether on a log scale)."""
    listed = tomllib.loads((HERE / "space.toml").read_text())
    return {name: (low, high, scale == "log") for name, (low, high, scale) in listed.items()}


def simulate(values: Mapping[str, float], seed: int, scale: float, preset: str = "rplace-2017") -> Any:
    """A run, in memory, with some parameters changed."""
    return run(load(preset, [f"{name}={value:.6g}" for name, value in values.items()], scale), seed, threads=1)


def loss(event: Any) -> float:
    """Squared misses of all numbers of the earned rows, in tolerances, and of three curves of order."""
    return rows(score(event)) + curves(orders(frames_of(event)))


def rows(card: Scorecard) -> float:
    """The scorecard's part: each row weighs the same, however many numbers it has."""
    total = 0.0
    for scored in card.earned:
        misses = []
        for one in scored.points:
            middle, reach = (one.low + one.high) / 2, (one.high - one.low) / 2
            off = FAR if math.isnan(one.mean) else ((one.mean - middle) / reach) ** 2
            misses.append(min(off, FAR))
        total += sum(misses) / len(misses)
    return total


def orders(frames: Frames) -> dict[str, float]:
    """Order at the hours of `CURVES`, by name and hour."""
    canvases = {hour: frames.canvas[min(2 * hour, len(frames.canvas) - 1)] for hour, *_real in CURVES}
    return {f"{m.__name__} {hour}": m(canvas) for hour, canvas in canvases.items() for m, _, _ in MEASURES}


def curves(found: Mapping[str, float]) -> float:
    """The part of the curves, from `orders`: they say when order comes, and not only that it does."""
    total = 0.0
    for hour, *real in CURVES:
        for (measure, tolerance, weight), target in zip(MEASURES, real, strict=True):
            off = (found[f"{measure.__name__} {hour}"] - target) / (tolerance * target)
            total += weight * min(off**2, FAR)
    return total
