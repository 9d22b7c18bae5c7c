"""Find the arrivals of a preset with which its placements follow the real ones, half hour by half hour.

    CANVAS_SIM_DATA=data python experiments/calibration/arrivals.py rplace-2022 --scale 0.01 --seed 120 --rounds 2

Placements follow arrivals with a lag of hours, and which turns place something is up to the rules of drawing. So each
round is a run at a small scale, which tells the share of turns that place; then people are followed through their
turns by the rule `come_back` alone, which gives the placements in each half hour of those who come in each; and then
the arrivals are the curve through the given hours, never negative, whose placements are nearest to the real ones. The
mean appetite and the number of people are set too, so that as many people place as often as really. Without the real
curves (rplace-2023) arrivals stay, and only the fit of appetite and people is made. See README.md.
"""

from __future__ import annotations

import argparse
import csv
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import nnls

from canvas_sim.base.jit import kernel
from canvas_sim.base.rng import block, stream, unit
from canvas_sim.base.user_kinds import BOT
from canvas_sim.engine.simulation import Simulation
from canvas_sim.metrics.scorecard.scorecard import score
from canvas_sim.record.recorder import Recorder
from canvas_sim.record.run import Run
from canvas_sim.rules.come_back import come_back
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.scaling import scale_down
from canvas_sim.scenario.schema import Scenario
from canvas_sim.study.runner import describe
from canvas_sim.world.setup import make_world

HALF = 1_800_000  # ms
HOUR = 2 * HALF
LUCK = stream("arrivals/placing")
FIRST, LATER, BOTS = range(3)  # turns whose shares of placing are counted apart
ROWS = (1, 2, 3, 4, 5, 6, 8, 9)
FLOOR = 0.1  # of the mean rate at which people come: some do at any hour
ROUGH = 0.005  # weight of the curve's second differences: the smoothest curve that still follows the placements


@dataclass(frozen=True)
class Real:
    """What really happened: cumulative placements at hours; people who placed; until when both count."""

    hours: np.ndarray
    placements: np.ndarray
    people: int
    until: float

    def each_half_hour(self, n: int) -> np.ndarray:
        """Placements in each of the first n half hours."""
        return np.diff(np.interp(np.arange(n + 1) / 2, self.hours, self.placements))


def real_of(preset: str) -> Real | None:
    """The real curve, if the data are there."""
    data = Path(os.environ.get("CANVAS_SIM_DATA", "."))
    frames, minutes = data / "rplace2017" / "canvas_30min.csv", data / "rplace2022" / "minute_activity.csv"
    if preset == "rplace-2017" and frames.exists():
        rows = list(csv.DictReader(frames.open()))[1:]  # the first is the blank canvas
        hours = [(float(row["unix_ts"]) - 1490979600) / 3600 for row in rows]
        counts = [float(row["cumulative_placements_from_filename"]) for row in rows]
        return Real(np.array([0, *hours]), np.array([0, *counts]), 1_166_924, 72)
    if preset == "rplace-2022" and minutes.exists():
        rows = list(csv.DictReader(minutes.open()))
        hours = [(float(row["unix_ts_start"]) + 60 - 1648817050) / 3600 for row in rows]
        total = np.cumsum([float(row["placements"]) for row in rows])
        return Real(np.array([0, *hours]), np.array([0, *total]), 10_381_163, 295_410 / 3600)
    return None


def whole_run(scenario: Scenario, seed: int) -> tuple[Run, np.ndarray]:
    """A run, and the share of turns that place something: float64 [group, half hour], even over the neighbors."""
    recorder = Recorder(None, keep=True)
    simulation = Simulation(scenario, seed, recorder=recorder)
    turns = np.zeros((3, int(scenario.event.hours * HOUR) // HALF + 1), np.int64)
    for half in range(turns.shape[1]):
        before = simulation.world.users["turns"].copy()
        simulation.advance((half + 1) * HALF)
        taken = simulation.world.users["turns"][: len(before)] - before
        first = (before == 0) & (taken > 0)
        bots = simulation.world.users["kind"][: len(before)] == BOT
        turns[:, half] = (first & ~bots).sum(), (taken - first)[~bots].sum(), taken[bots].sum()  # as FIRST, LATER, BOTS
    canvas = np.array(simulation.canvas)
    simulation.finish()
    run = Run.in_memory(describe(recorder, seed, 0.0), scenario, canvas, recorder)
    placed = _placed(run, simulation, turns.shape[1])
    around = np.array([1.0, 2.0, 3.0, 2.0, 1.0])
    turns, placed = (np.array([np.convolve(row, around, "same") for row in rows]) for rows in (turns, placed))
    overall = placed.sum(1, keepdims=True) / np.maximum(turns.sum(1, keepdims=True), 1)
    return run, (placed + overall) / (turns + 1)


def _placed(run: Run, simulation: Simulation, halves: int) -> np.ndarray:
    """Placements by bots, by others at their first turn, which is when they arrive, and later: int64 [group, half]."""
    placed = np.zeros((3, halves), np.int64)
    kind, arrival = simulation.world.users["kind"], simulation.world.lives["arrival"]
    for chunk in run.chunks("ts", "user"):
        ts, user = chunk["ts"], chunk["user"]
        groups = np.where(kind[user] == BOT, BOTS, np.where(arrival[user] == ts, FIRST, LATER))
        placed += np.bincount(groups * halves + ts // HALF, minlength=3 * halves).reshape(3, halves)
    return placed


@kernel
def follow(world, placing, changes, followed, counts):
    """Follow everybody from turn to turn; `followed` [half hour of arrival, half hour], `counts` [user] are filled in.

    `changes` are times (ms) and cooldowns (ms), the first at 0: float64 [change, 2]. Placements after the last row's
    time, which is the end of counting, count in `followed` only.
    """
    clock = world.clock[0]
    for me in range(len(world.users)):
        user = world.users[me]
        came = user.due // HALF
        while user.due < clock.end:
            t = np.int64(user.due)
            clock.cooldown = np.int32(changes[0, 1])
            for k in range(1, len(changes) - 1):
                if changes[k, 0] <= t:
                    clock.cooldown = np.int32(changes[k, 1])
            group = BOTS if user.kind == BOT else FIRST if user.turns == 0 else LATER
            first, _b, _c, _d = block(clock.seed, LUCK, user.key, user.turns, 0)
            placed = 1 if unit(first) < placing[group, t // HALF] else 0
            if placed == 1:
                followed[came, t // HALF] += 1
                if t < changes[-1, 0]:
                    counts[me] += 1
            user.due = come_back(world, me, placed, t)
            user.turns += 1
            user.left -= 1


def followed(
    scenario: Scenario, seed: int, placing: np.ndarray, until: float, people: int
) -> tuple[np.ndarray, np.ndarray]:
    """Placements [half hour of arrival, half hour], and by user up to `until`, of `people` with such habits."""
    canvas = scenario.canvas.model_copy(update={"width": 64, "height": 64, "open": None})
    society = scenario.society.model_copy(update={"graph": "none"})
    small = changed(scenario, users=people).model_copy(update={"canvas": canvas, "society": society})
    world = make_world(small.model_copy(update={"interventions": []}), seed)
    cooldowns = [(one.at * HOUR, one.seconds * 1000) for one in scenario.interventions if one.kind == "cooldown"]
    changes = np.array([(0, scenario.canvas.cooldown * 1000), *cooldowns, (until * HOUR, 0)], np.float64)
    table, counts = np.zeros((placing.shape[1], placing.shape[1])), np.zeros(people, np.int64)
    follow(world, placing, changes, table, counts)
    return table, counts


def response(scenario: Scenario, seed: int, placing: np.ndarray, until: float, people: int) -> np.ndarray:
    """Expected placements in each half hour of one who comes in each: float64 [of arrival, half hour]."""
    halves = placing.shape[1]
    even = changed(scenario, arrivals=[(0.0, 1.0), (scenario.event.hours, 1.0)])
    table, _ = followed(even, seed, placing, until, people)
    last = scenario.event.hours * 2 - (halves - 1)  # how much of the last half hour there is
    share = np.array([1.0] * (halves - 1) + [max(last, 1e-9)]) / (halves - 1 + last)
    return table / (people * share[:, None])


def shape_of(knots: np.ndarray, halves: int) -> np.ndarray:
    """Share of the people in each half hour, by weight of each knot of a curve of straight lines: [half hour, knot]."""
    fine = np.linspace(0, halves / 2, halves * 60 + 1)
    tents = np.array([np.interp(fine, knots, one) for one in np.eye(len(knots))]).T
    tents[(fine < knots[0]) | (fine > knots[-1])] = 0
    middles = (tents[1:] + tents[:-1]) / 2 * (fine[1] - fine[0])
    return middles.reshape(halves, 60, len(knots)).sum(1)


def solve(knots: np.ndarray, table: np.ndarray, real: np.ndarray) -> np.ndarray:
    """Shares of the people who come per hour, by knot, whose placements are nearest to `real`, smooth enough."""
    halves = len(real)
    expected = table[:halves, :halves].T @ shape_of(knots, halves)
    weight = 1 / np.sqrt(real * real.mean()).clip(real.mean() * 0.05)
    rough = np.zeros((len(knots) - 2, len(knots)))
    for i in range(len(knots) - 2):
        before, after = np.diff(knots[i : i + 3])
        rough[i, i : i + 3] = np.array([1 / before, -1 / before - 1 / after, 1 / after]) * min(before, after)
    level = real.mean() / expected.sum(1).mean()
    rows = np.vstack([expected * weight[:, None], rough * ROUGH**0.5 / level])
    least = np.full(len(knots), FLOOR / (knots[-1] - knots[0]))
    aim = np.concatenate([(real - expected @ least) * weight, np.zeros(len(rough))])
    return least + nnls(rows, aim)[0]


def changed(scenario: Scenario, **values: Any) -> Scenario:
    """The scenario with other values in its activity."""
    return scenario.model_copy(update={"activity": scenario.activity.model_copy(update=values)})


def fitted(
    scenario: Scenario, seed: int, placing: np.ndarray, real: Real | None, given: argparse.Namespace
) -> Scenario:
    """The scenario at full size with arrivals, people and mean appetite for which the placements are the real ones."""
    until = real.until if real else scenario.event.hours
    people, wanted = (real.people, real.placements) if real else (given.people, np.array([given.placements]))
    knots = np.array(given.knots or [hour for hour, _ in scenario.activity.arrivals])
    total = np.interp(until, real.hours, wanted) if real else wanted[-1]
    for _ in range(3):
        _, counts = followed(scenario, seed, placing, until, given.followed)
        everybody = people / np.mean(counts > 0)
        appetite = scenario.activity.placements * total / (everybody * counts.mean())
        scenario = changed(scenario, users=round(everybody), placements=float(appetite))
        if real:
            halves = int(real.until * 2)  # in a white-out, what is left to paint limits placements, not people
            table = response(scenario, seed, placing, until, given.followed)
            weights = solve(knots, everybody * table, real.each_half_hour(halves))
            weights = weights / np.trapezoid(weights, knots) * (knots[-1] - knots[0])  # mean 1
            arrivals = [(float(hour), round(float(weight), 3)) for hour, weight in zip(knots, weights, strict=True)]
            scenario = changed(scenario, arrivals=arrivals)
    return scenario


def told(scenario: Scenario, run: Run, real: Real | None) -> str:
    """How near the run, at any scale, is to the real curve: cumulative placements, as if at full size."""
    if real is None:
        return ""
    scale = run.scenario.activity.users / scenario.activity.users
    times = np.sort(np.concatenate([chunk["ts"] for chunk in run.chunks("ts")])) / HOUR
    edges = np.arange(int(real.until * 2) + 1) / 2
    here = np.searchsorted(times, edges) / scale
    there = np.interp(edges, real.hours, real.placements)
    off = np.diff(here) / np.diff(there) - 1
    lines = [
        f"half hours off by {np.sqrt(np.mean(off**2)):.3f} (root mean square); cumulative, millions, here and real:"
    ]
    shown = [hour for hour in (0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 60, 72, 82) if hour <= real.until]
    lines += [f"{hour:5} h {here[int(2 * hour)] / 1e6:8.2f} {there[int(2 * hour)] / 1e6:8.2f}" for hour in shown]
    return "\n".join(lines)


def toml(scenario: Scenario) -> str:
    """What to put into the preset."""
    points = [f"[{hour:g}, {weight:.3g}]," for hour, weight in scenario.activity.arrivals]
    lines = [f"users = {scenario.activity.users:_}", f"placements = {scenario.activity.placements:.3g}", "arrivals = ["]
    line = ""
    for point in points:
        if len(line) + len(point) > 114:
            lines, line = [*lines, line], ""
        line += f" {point}" if line else f"    {point}"
    return "\n".join([*lines, line, "]"])


def main() -> None:
    """Round after round: run, follow, solve, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("preset")
    parser.add_argument("--scale", type=float, default=0.01, help="of the runs that tell which turns place")
    parser.add_argument("--seed", type=int, default=120, help="one that does not judge")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--knots", type=float, nargs="+", help="hours of the points; those of the preset unless told")
    parser.add_argument("--set", nargs="+", default=[], help="values to change, such as activity.shape=0.5")
    parser.add_argument("--followed", type=int, default=600_000, help="how many people to follow from turn to turn")
    parser.add_argument("--people", type=int, help="who placed, where there is no real curve")
    parser.add_argument("--placements", type=float, help="theirs, where there is no real curve")
    given = parser.parse_args()
    scenario, real = load(given.preset, given.set), real_of(given.preset)
    if real is None and not (given.people and given.placements):
        parser.error("no real curve in the folder that CANVAS_SIM_DATA names; then tell --people and --placements")
    for number in range(given.rounds + 1):
        run, placing = whole_run(scale_down(scenario, given.scale), given.seed)
        against = "2017" if given.preset.endswith("2017") else "2022"
        print(f"\nround {number}: {score(run, against, ROWS)}\n{told(scenario, run, real)}", flush=True)
        if number < given.rounds:
            scenario = fitted(scenario, given.seed, placing, real, given)
            print(toml(scenario), flush=True)


if __name__ == "__main__":
    main()
