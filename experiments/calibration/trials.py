"""What the scripts of this folder share: parameter sets, and many runs of them side by side."""

from __future__ import annotations

import csv
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from fit import loss, orders, simulate, space

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames.frames import frames_of
from canvas_sim.metrics.logs.calls import calls
from canvas_sim.metrics.logs.conflict import meant
from canvas_sim.metrics.scorecard.scorecard import MET, score
from canvas_sim.metrics.templates import shares_right
from canvas_sim.metrics.works.output import output
from canvas_sim.scenario.loading import load

APART = 0.02  # mean distance, in the unit cube, below which two sets are the same
LEAST, STANDS = 50, 0.8  # pixels of a work, and the share of them that is right, from which on it stands


class Trial(NamedTuple):
    """One run to make: parameters by name, a seed, and how large."""

    values: dict[str, float]
    seed: int
    scale: float


class Outcome(NamedTuple):
    """What came of it: the loss, the numbers of the earned rows that are met, and all numbers by name."""

    loss: float
    met: list[int]
    points: dict[str, float]


def outcome(trial: Trial) -> Outcome:
    """Simulate, and score."""
    event = simulate(trial.values, trial.seed, trial.scale)
    card = score(event)
    met = [scored.row.number for scored in card.earned if scored.verdict == MET]
    points = {f"{scored.row.number} {one.point.key}": one.mean for scored in card.earned for one in scored.points}
    return Outcome(loss(event), met, points | orders(frames_of(event)) | society(event))


def society(event: Any) -> dict[str, float]:
    """What no row scores: placements, attacks that were meant, works that stand, and how calls are followed."""
    followed = calls(event)
    said = {f"{kind} followers": followed[f"{kind}_mean_15"] for kind in ("build", "defend", "attack")}
    placements = float(event.info["counts"]["placements"])
    works = {"stand": stand(event), "output": output(event)}
    return {"placements": placements, "meant": meant(event)} | works | said


def stand(event: Any) -> float:
    """The share of the works alive at the end, not younger than three hours, four fifths of whose pixels are right."""
    old = event.designs[(event.designs["ended"] < 0) & (event.designs["founded"] <= event.end - 3 * HOUR)]
    works = old[old["area"] >= LEAST]
    return float(np.mean(shares_right(works, event.canvas) >= STANDS)) if len(works) else float("nan")


def outcomes(trials: Sequence[Trial], workers: int) -> Iterator[Outcome]:
    """The outcomes in the order of the trials, each from a process of its own kind."""
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(outcome, trials)


def start() -> dict[str, float]:
    """What the preset has now."""
    scenario = load("rplace-2017").model_dump()
    return {name: float(scenario[name.split(".")[0]][name.split(".")[1]]) for name in space()}


def from_unit(row: Sequence[float]) -> dict[str, float]:
    """Parameters at a point of the unit cube that `fit.space` spans."""
    values = {}
    for share, (name, (low, high, log)) in zip(row, space().items(), strict=True):
        values[name] = float(low * (high / low) ** share if log else low + (high - low) * share)
    return values


def to_unit(values: dict[str, float]) -> np.ndarray:
    """The reverse of `from_unit`, clipped to the cube."""
    shares = []
    for name, (low, high, log) in space().items():
        value = values[name]
        shares.append(np.log(value / low) / np.log(high / low) if log else (value - low) / (high - low))
    return np.clip(np.array(shares), 0, 1)


def read(path: Path) -> list[dict[str, float]]:
    """Rows of a table of numbers."""
    with path.open(newline="") as file:
        return [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]


def write(path: Path, rows: Iterable[dict[str, float | str]]) -> None:
    """A table, five digits a number."""
    listed = list(rows)
    with path.open("w", newline="") as file:
        table = csv.DictWriter(file, list(listed[0]), lineterminator="\n")
        table.writeheader()
        for row in listed:
            table.writerow({name: f"{value:.5g}" if isinstance(value, float) else value for name, value in row.items()})
