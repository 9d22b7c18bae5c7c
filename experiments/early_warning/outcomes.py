"""Signs before a tile is taken over, what brought it about, and a detector that learns from them.

A tile of 25 x 25 pixels counts where row 19 of the scorecard calls it stable; it is *broken* if the next frame shows
less than .8 of its reference. Signs of frames need canvases only, and so exist for the real event too.
"""

import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from canvas_sim.base.distinct import first_rows
from canvas_sim.base.jit import kernel
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames.breaches import BROKEN_SHARE, MEMORY, frames_unchanged, share_alike, stable_before
from canvas_sim.metrics.frames.frames import Frames, frames_of
from canvas_sim.metrics.logs.histories import column
from canvas_sim.metrics.regions import TILE
from canvas_sim.record.folder import new_file
from canvas_sim.record.run import Run

OF_FRAMES = ("damage", "variance", "autocorrelation", "slope", "change", "neighbors", "trend_of_return")
OF_LOG = ("new_people", "density")
SIGNS = (*OF_FRAMES, *OF_LOG)
SINGLE = ("variance", "autocorrelation", "trend_of_return", "new_people")
QUIET, RAID, FOUNDING, OTHER = 0, 1, 2, 3
FALSE_ALARMS = 0.036  # the rate at which half of the transitions were found in 2022
RECENT = 2  # h that a founding or a raid may be old to be a cause


class Samples(NamedTuple):
    """Stable tiles at half hours.

    Attributes
    ----------
    signs : float64 [sample, sign], as `SIGNS`; without a log only the first ones
    cause : int64 [sample], `QUIET` if the tile was not broken in the half hour that followed, else why
    """

    signs: np.ndarray
    cause: np.ndarray


def of_frames(frames: Frames) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Signs of frames, float64 [sample, sign]; whether each was broken; and tile row, tile column and frame of each."""
    height, width = (side // TILE * TILE for side in frames.canvas.shape[1:])
    rows, columns = height // TILE, width // TILE
    canvas = frames.canvas[:, :height, :width].reshape(len(frames), rows, TILE, columns, TILE)
    tiles = np.ascontiguousarray(canvas.transpose(1, 3, 0, 2, 4)).reshape(rows, columns, len(frames), TILE * TILE)
    change = np.zeros((rows, columns, len(frames)))
    change[:, :, 1:] = (tiles[:, :, 1:] != tiles[:, :, :-1]).mean(axis=3)
    found, broken, places = [], [], []
    for row, column_ in np.ndindex(rows, columns):
        damage, back, taken, hit = watch_tile(tiles[row, column_], frames.background)
        around = change[max(row - 1, 0) : row + 2, max(column_ - 1, 0) : column_ + 2]
        near = (around.sum(axis=(0, 1)) - change[row, column_]) / max(around.shape[0] * around.shape[1] - 1, 1)
        for j in taken.tolist():
            found.append([*_signs(damage[j], back[j]), change[row, column_, j - 1], near[j - 1], _trend(damage[j])])
        broken += hit[taken].tolist()
        places += [(row, column_, j) for j in taken.tolist()]
    signs = np.array(found).reshape(-1, len(OF_FRAMES))
    return signs, np.array(broken, bool), np.array(places, np.int64).reshape(-1, 3)


@kernel
def watch_tile(canvas, white):
    """Follow one tile; canvas uint8 [frame, pixel].

    Returns
    -------
    damage : float64 [frame, `MEMORY`], share of pixels off the reference in the frames before
    match : float64 [frame], agreement of the frame itself
    stable : int64, frames before which the tile was stable
    broken : bool [frame], whether it was broken in that frame
    """
    frames, unchanged = len(canvas), frames_unchanged(canvas)
    damage, match = np.zeros((frames, MEMORY)), np.zeros(frames)
    broken, stable = np.zeros(frames, np.bool_), np.zeros(frames, np.bool_)
    reference = np.empty(canvas.shape[1], np.uint8)
    for j in range(MEMORY, frames):
        if not stable_before(canvas, unchanged, j, white, reference):
            continue
        stable[j] = True
        for k in range(MEMORY):
            damage[j, k] = 1 - share_alike(canvas[j - MEMORY + k], reference)
        match[j] = share_alike(canvas[j], reference)
        broken[j] = match[j] < BROKEN_SHARE
    return damage, match, np.flatnonzero(stable), broken


def _signs(damage: np.ndarray, back: float) -> list[float]:
    """Damage now, its variance, its autocorrelation, and its slope over the last four hours."""
    spread = damage - damage.mean()
    total = float(spread @ spread)
    alike = float(spread[1:] @ spread[:-1]) / total if total > 0 else 0.0
    half = len(damage) // 2
    return [float(damage[-1]), float(damage.var()), alike, float(damage[half:].mean() - damage[:half].mean())]


def _trend(damage: np.ndarray) -> float:
    """How much less of the damage of a frame is gone in the next one, later against earlier: things slow down."""
    left = np.minimum(damage[1:], damage[:-1]) / np.maximum(damage[:-1], 1 / TILE**2)
    half = len(left) // 2
    return float(left[half:].mean() - left[:half].mean())


def samples(run: Run) -> Samples:
    """All samples of a run, with what brought each break."""
    frames = frames_of(run)
    signs, broken, places = of_frames(frames)
    log = _of_log(run, frames, places)
    cause = np.where(broken, OTHER, QUIET)
    for place in np.flatnonzero(broken):
        cause[place] = _cause(run, places[place], frames)
    return Samples(np.hstack([signs, log]), cause)


def _of_log(run: Run, frames: Frames, places: np.ndarray) -> np.ndarray:
    """New people (share of the last four hours' placements by people who had not placed there), placements a pixel."""
    height, width = frames.canvas.shape[1:]
    rows, columns = height // TILE, width // TILE
    y, x = column(run, "y").astype(np.int64) // TILE, column(run, "x").astype(np.int64) // TILE
    inside = (y < rows) & (x < columns)
    tile, user = (y * columns + x)[inside], column(run, "user").astype(np.int64)[inside]
    when = np.searchsorted(frames.hours * HOUR, column(run, "ts")[inside], "left").clip(0, len(frames) - 1)
    first = first_rows(tile << 32 | user)
    cell = tile * len(frames) + when
    size = rows * columns * len(frames)
    every = np.bincount(cell, minlength=size).reshape(rows, columns, -1).cumsum(axis=2)
    fresh = np.bincount(cell[first], minlength=size).reshape(rows, columns, -1).cumsum(axis=2)
    row, column_, j = places.T
    late, early = j - 1, np.maximum(j - 1 - MEMORY, 0)
    placed = every[row, column_, late] - every[row, column_, early]
    new = fresh[row, column_, late] - fresh[row, column_, early]
    return np.column_stack([new / np.maximum(placed, 1), placed / TILE**2])


def _cause(run: Run, place: np.ndarray, frames: Frames) -> int:
    """What brought a break: a raid that is or was there of late, a design founded there of late, or something else."""
    row, column_, j = (int(one) for one in place)
    now = frames.hours[j]
    box = (column_ * TILE, row * TILE, (column_ + 1) * TILE, (row + 1) * TILE)
    for one in run.scenario.interventions:
        if one.kind == "raid" and one.at < now <= one.at + one.hours + 1 and _overlap(box, one.at_region):
            return RAID
    kinds = run.communities.set_index("community")["kind"]
    recent = run.designs[(run.designs["founded"] <= now * HOUR) & (run.designs["founded"] > (now - RECENT) * HOUR)]
    there = [
        one
        for one in recent.itertuples()
        if one.area and _overlap(box, (one.x, one.y, one.x + one.width, one.y + one.height))
    ]
    if any(kinds.get(one.community) == "raid" for one in there):
        return RAID
    return FOUNDING if there else OTHER


def _overlap(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def gather(scenario: dict[str, Any], seed: int, path: str) -> dict[str, Any]:
    """A task for workers: simulate, keep the samples in a file, and say what the run was."""

    from canvas_sim.scenario.schema import Scenario
    from canvas_sim.study.runner import run

    began = time.perf_counter()
    done = run(Scenario.model_validate(scenario), seed, threads=1)
    found = samples(done)
    with new_file(Path(path)) as partial, partial.open("wb") as file:
        seconds = np.array(round(time.perf_counter() - began, 3))
        np.savez_compressed(file, signs=found.signs, cause=found.cause, digest=np.array(done.digest), seconds=seconds)
    return {"digest": done.digest}


RIDGE = 1.0
ROUNDS = 30


class Detector(NamedTuple):
    """Weights of signs in units of their spread.

    Attributes
    ----------
    middle, spread, weight : float64 [sign]
    """

    middle: np.ndarray
    spread: np.ndarray
    weight: np.ndarray

    def score(self, signs: np.ndarray) -> np.ndarray:
        """How much each sample looks like what comes before a break, float64 [sample]."""
        return ((signs - self.middle) / self.spread).clip(-5, 5) @ self.weight


def trained(signs: np.ndarray, positive: np.ndarray) -> Detector | None:
    """A detector by ridged logistic regression, both kinds of equal weight; None without both.

    Parameters
    ----------
    signs : float64 [sample, sign]
    positive : bool [sample]
    """
    if not positive.any() or positive.all():
        return None
    middle, spread = signs.mean(axis=0), signs.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    x = np.column_stack([np.ones(len(signs)), ((signs - middle) / spread).clip(-5, 5)])
    weight = np.where(positive, 0.5 / positive.mean(), 0.5 / (1 - positive.mean()))
    ridge = RIDGE * np.diag([0.0, *np.ones(signs.shape[1])])
    beta = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-(x @ beta).clip(-30, 30)))
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(hessian, x.T @ (weight * (positive - p)) - ridge @ beta)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return Detector(middle, spread, beta[1:])


def caught(score: np.ndarray, positive: np.ndarray) -> float:
    """Share of the positives found at 3.6 % false alarms; NaN without both kinds."""
    if not positive.any() or positive.all():
        return float("nan")
    return float(np.mean(score[positive] > np.quantile(score[~positive], 1 - FALSE_ALARMS)))
