"""Outcomes of drawing together: useful work, output, building, redundancy, order, change, throughput."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.frames import complexity, order
from canvas_sim.metrics.frames.frames import Frames, frames_of
from canvas_sim.metrics.logs import conflict
from canvas_sim.metrics.logs.histories import column
from canvas_sim.metrics.logs.log_scan import passing
from canvas_sim.metrics.works import artworks
from canvas_sim.record.columns import NO_PIXEL
from canvas_sim.record.run import Run

HALF, BUILT = 0.5, 0.9
COALITION = 5  # users from which on a work counts for the slope
WINDOW = 36  # cooldowns
LAG = 12  # h


def useful(run: Run) -> float:
    """Share of the placements of members on their community's templates that turn a wrong pixel right."""
    owner, rows, plans = _plans(run)
    helping = INTENTS.index("help")
    mine, right = 0, 0
    for chunk in passing(run, "community", "design", "intent"):
        design, community = chunk["design"].astype(np.int64), chunk["community"]
        own = (design >= 0) & (community >= 0) & (chunk["intent"] != helping)
        own[own] = owner[design[own]] == community[own]
        at = np.flatnonzero(own)
        wanted = plans.color(rows[design[at]], chunk["x"][at], chunk["y"][at])
        planned = wanted != NO_PIXEL
        mine += int(planned.sum())
        right += int((planned & (chunk["color"][at] == wanted) & (chunk["old"][at] != wanted)).sum())
    return right / mine if mine else float("nan")


def output(run: Run) -> float:
    """Share of the canvas that is as some living template has it at the end."""
    height, width = run.canvas.shape
    done = np.zeros((height, width), bool)
    for left, top, template in artworks.standing(run):
        y, x = np.nonzero(template != NO_PIXEL)
        inside = (x + left >= 0) & (x + left < width) & (y + top >= 0) & (y + top < height)
        y, x = y[inside], x[inside]
        done[y + top, x + left] |= template[y, x] == run.canvas[y + top, x + left]
    return float(done.mean())


def build_hours(run: Run) -> float:
    """Hours from half built to nine tenths built, median over the works that got there; in steps of ten minutes."""
    frames = _frames(run, 10)
    hours = [_building(frames, design) for design in run.designs.itertuples() if design.pixels]
    hours = [one for one in hours if np.isfinite(one)]
    return float(np.median(hours)) if hours else float("nan")


def redundant(run: Run) -> float:
    """Share of agreeing placements on a pixel that had the color already; NaN without works."""
    tally = _tally(run)
    return float(tally.redundant.sum() / tally.agreeing.sum()) if tally else float("nan")


def redundancy_slope(run: Run) -> float:
    """Slope of a work's redundant share on log10 of its coalition's size; NaN with fewer than three works."""
    tally = _tally(run)
    if tally is None:
        return float("nan")
    known = tally.coalition >= COALITION
    sizes = np.log10(tally.coalition[known])
    if len(sizes) < 3 or np.ptp(sizes) == 0:
        return float("nan")
    return float(np.polyfit(sizes, tally.redundant[known] / tally.agreeing[known], 1)[0])


def placements(run: Run) -> float:
    """Placements per user of the scenario."""
    return len(column(run, "user")) / run.scenario.activity.users


def gini(run: Run) -> float:
    """Concentration of placements over those who placed anything."""
    counts = np.bincount(column(run, "user"))
    return artworks.gini(counts[counts > 0])


def same_neighbor(run: Run) -> float:
    """Pixels of the color of a 4-neighbor at the end, in excess of chance."""
    return excess(_frames(run, 30).area(-1))


def excess(canvas: np.ndarray) -> float:
    """Share of equal neighbors beyond chance, of what is possible beyond it; NaN on a canvas of one color."""
    chance = order.chance_same(canvas)
    return (order.same_neighbor(canvas) - chance) / (1 - chance) if chance < 1 else float("nan")


def png_bits(run: Run) -> float:
    """Size of the canvas at the end as a PNG, bits a pixel."""
    return complexity.png_bits(run.canvas)


def not_white(run: Run) -> float:
    """Share of pixels that are not blank at the end."""
    return order.not_white(run.canvas, run.background)


def turnover(run: Run) -> float:
    """Share of pixels of another color than 12 hours before, mean over the second half of the event."""
    frames = _frames(run, 30)
    return changed(frames, max(frames.hours[-1] / 2, LAG), frames.hours[-1])


def changed(frames: Frames, start: float, end: float) -> float:
    """Mean share of pixels of another color than 12 hours before, over the frames of some hours."""
    shares = []
    for j in np.flatnonzero((frames.hours >= start) & (frames.hours <= end)).tolist():
        before = frames.at(frames.hours[j] - LAG)
        if before is not None:
            shares.append(float(np.mean(frames.area(j, since=before) != frames.area(before))))
    return float(np.mean(shares)) if shares else float("nan")


def attack_share_3h(run: Run) -> float:
    """Attacks over attacks and defenses, against the color held longest in the last three hours."""
    return conflict.attack_share(conflict.verdicts(run))


def attack_share_36(run: Run) -> float:
    """The same, against the last 36 cooldowns."""
    return conflict.attack_share(conflict.verdicts(run, round(WINDOW * run.scenario.canvas.cooldown * 1000)))


def alliances(run: Run) -> float:
    """Alliances formed per 100 communities that had a template."""
    groups = int((run.communities["kind"] == "template").sum())
    return 100 * int((run.alliances["what"] == "formed").sum()) / groups if groups else float("nan")


@lru_cache(maxsize=1)
def _tally(run: Run) -> artworks.Tally | None:
    try:
        found = artworks.tally(run)
    except NotAvailable:
        return None
    return found if found.agreeing.sum() else None


@lru_cache(maxsize=1)
def _frames(run: Run, minutes: float) -> Frames:
    return frames_of(run, minutes)


class Plans:
    """The templates of a run, by rows of its table, to be asked for many pixels at once."""

    def __init__(self, run: Run) -> None:
        designs = run.designs
        areas = (designs["width"] * designs["height"]).where(designs["pixels"].str.len() > 0, 0).to_numpy(np.int64)
        self._starts = np.concatenate([[0], np.cumsum(areas)])
        self._ink = np.frombuffer(b"".join(designs["pixels"]), np.uint8)
        self._box = designs[["x", "y", "width", "height"]].to_numpy(np.int64)
        self._drawn = areas > 0

    def color(self, design: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The planned color of each pixel in each design, `NO_PIXEL` where there is none: uint8 [pixel]."""
        left, top, width, height = (self._box[design, column] for column in range(4))
        x, y = x.astype(np.int64) - left, y.astype(np.int64) - top
        inside = self._drawn[design] & (x >= 0) & (x < width) & (y >= 0) & (y < height)
        result = np.full(len(design), NO_PIXEL, np.uint8)
        result[inside] = self._ink[(self._starts[design] + y * width + x)[inside]]
        return result


def _plans(run: Run) -> tuple[np.ndarray, np.ndarray, Plans]:
    """Whose each design is and its row in the table, int64 [id], and what they plan. Some ids found no site."""
    ids = run.designs["design"].to_numpy(np.int64)
    most = max([ids.max(initial=-1), *(chunk["design"].max(initial=-1) for chunk in run.chunks("design"))])
    owner, rows = np.full(most + 1, -1), np.zeros(most + 1, np.int64)
    owner[ids], rows[ids] = run.designs["community"].to_numpy(np.int64), np.arange(len(ids))
    return owner, rows, Plans(run)


def _building(frames: Frames, design) -> float:
    """Hours in which one work went from half to nine tenths; NaN if it never did."""
    matches = match(frames, design)
    begun = np.flatnonzero(matches >= HALF)
    if not len(begun):
        return float("nan")
    built = begun[0] + np.flatnonzero(matches[begun[0] :] >= BUILT)
    return float(frames.hours[built[0]] - frames.hours[begun[0]]) if len(built) else float("nan")


def match(frames: Frames, design) -> np.ndarray:
    """Share of a template's pixels that each frame shows while it is a goal, float64 [frame]; 0 elsewhere."""
    template = np.frombuffer(design.pixels, np.uint8).reshape(design.height, design.width)
    height, width = frames.canvas.shape[1:]
    y, x = np.nonzero(template != NO_PIXEL)
    inside = (x + design.x >= 0) & (x + design.x < width) & (y + design.y >= 0) & (y + design.y < height)
    y, x = y[inside], x[inside]
    ms = frames.hours * 3_600_000
    alive = (ms >= design.founded) & ((ms < design.ended) | (design.ended < 0))
    shares = np.zeros(len(frames))
    if len(x):
        shares[alive] = (frames.canvas[alive][:, y + design.y, x + design.x] == template[y, x]).mean(axis=1)
    return shares
