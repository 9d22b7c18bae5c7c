"""What the engine costs, in multiples of a floor that is measured in the same process.

The floor is a compiled loop that writes down, for each placement of the same log, what any engine must: the row of the
user, owner and time of the pixel, and a row of a log. So a ratio means the same on a slow machine and on a fast one.
``make benchmark`` takes some minutes at the most, prints the ratios, and fails if one is more than `WORSE` times what
``kept.toml`` says; ``--keep`` writes that file anew.
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np
from against.model import scenario
from engine import PHASES
from engine import timed as watched

from canvas_sim.base.times import HOUR
from canvas_sim.engine import driver, simulation
from canvas_sim.engine.log import Log, make_log
from canvas_sim.engine.warmup import warm
from canvas_sim.record.recorder import Recorder
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.tables import NEVER, USER, aligned_rows

KEPT = Path(__file__).parent / "kept.toml"
WORSE = 1.5
ROUNDS = 3
EVENTS: dict[str, tuple[Callable[[], Scenario], float]] = {
    "quickstart": (lambda: load("quickstart"), 72),
    "rplace-2017 x .25": (lambda: load("rplace-2017", scale=0.25), 24),
    "keepers, few due": (lambda: scenario("event", 1), 22),
    "keepers, all due": (lambda: scenario("dense", 1), 0.4),
}
"""Scenario and hours of each event."""
IN_PHASES = "rplace-2017 x .25"


@numba.njit
def write_down(users, owner, last, log, book):
    """The floor: what each placement of `log` leaves behind; `book` is a log that is begun anew when it is full."""
    for i in range(len(log.ts)):
        user = users[log.user[i]]
        user.due = log.ts[i]
        user.turns += np.uint32(1)
        owner[log.y[i], log.x[i]] = log.user[i]
        last[log.y[i], log.x[i]] = log.ts[i]
        row = i % len(book.ts)
        book.ts[row] = log.ts[i]
        book.user[row] = log.user[i]
        book.x[row] = log.x[i]
        book.y[row] = log.y[i]
        book.color[row] = log.color[i]
        book.intent[row] = log.intent[i]
        book.community[row] = log.community[i]
        book.design[row] = log.design[i]
        book.post[row] = log.post[i]


def seconds(work: Callable[[], Any]) -> float:
    """Processor time of this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def begun(event: Scenario, recorder: Recorder | None = None) -> simulation.Simulation:
    """An event on one thread."""
    return simulation.Simulation(event, 1, threads=1, recorder=recorder)


def log_of(event: Scenario, hours: float) -> Log:
    """The placements of the first hours of an event."""
    recorder = Recorder(keep=True)
    run = begun(event, recorder)
    run.advance(hours * HOUR)
    run.finish()
    return Log(*(np.concatenate([chunk[name] for chunk in recorder.chunks]) for name in Log._fields))


def floor_of(event: Scenario, log: Log) -> Callable[[], Any]:
    """The loop over a log, ready to run."""
    users = aligned_rows(int(log.user.max()) + 1, USER)
    shape = (event.canvas.height, event.canvas.width)
    pixels = [np.zeros(shape, np.int32) for _ in range(2)]
    book = make_log(2 * driver.BATCH_OF_ROWS)
    return lambda: write_down(users, *pixels, log, book)


def recorded(log: Log) -> None:
    """A recorder takes and hashes a log."""
    recorder = Recorder()
    recorder.events(log._asdict())
    recorder.finish(np.zeros((1, 1), np.uint8), {})


def in_phases(event: Scenario, hours: float) -> dict[str, float]:
    """Seconds of each phase, in which the driver is plain Python."""
    before = {place: dict(vars(place)) for place, _ in PHASES.values()}, simulation.drive
    run = begun(event)
    spent = watched(time.process_time)
    run.advance(hours * HOUR)
    for place, name in PHASES.values():
        setattr(place, name, before[0][place][name])
    vars(simulation)["drive"] = before[1]
    return {label: spent[label] for label in PHASES if label[0] != " "}


def of_event(name: str) -> dict[str, float]:
    """Ratios of one event: the least of some rounds over the least floor."""
    make, hours = EVENTS[name]
    event = make()
    log = log_of(event, hours)
    floor = floor_of(event, log)
    floor()
    found: dict[str, list[float]] = {"floor": [], name: [], f"{name}, record": []}
    for _ in range(ROUNDS):
        found["floor"].append(min(seconds(floor) for _ in range(3)))
        run = begun(event)
        found[name].append(seconds(lambda run=run: run.advance(hours * HOUR)))
        found[f"{name}, record"].append(seconds(lambda: recorded(log)))
        if name == IN_PHASES:
            for label, spent in in_phases(event, hours).items():
                found.setdefault(f"{name}, {label}", []).append(spent)
    least = {label: min(spent) for label, spent in found.items()}
    each = least.pop("floor")
    print(f"{name}: {len(log.ts):,} placements, floor {each / len(log.ts) * 1e9:.1f} ns each", flush=True)
    return {label: spent / each for label, spent in least.items()}


def of_idle_users() -> dict[str, float]:
    """An event with ten times the users, of whom nine tenths never come, over the event without them."""
    least: dict[int, float] = {}
    event = load("quickstart", scale=0.3)
    for times in (1, 10) * ROUNDS:
        active = event.activity.users
        crowd = event.activity.model_copy(update={"users": active * times})
        run = begun(event.model_copy(update={"activity": crowd}))
        run.world.users["due"][active:] = NEVER
        run.requeue()
        spent = seconds(lambda run=run: run.advance(12 * HOUR))
        least[times] = min(spent, least.get(times, spent))
    return {"ten times as many users, the others idle": least[10] / least[1]}


def judged(found: dict[str, float], kept: dict[str, float]) -> list[str]:
    """Names of what has become worse; prints all."""
    worse = []
    print("\n| over the floor | now | kept |\n|---|---|---|")
    for name, ratio in found.items():
        before = kept.get(name, float("nan"))
        print(f"| {name} | {ratio:.3g} | {before:.3g} |")
        if ratio > WORSE * before:
            worse.append(name)
    return worse


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="write what was measured to kept.toml")
    options = parser.parse_args()
    warm()
    found = of_idle_users()
    for name in EVENTS:
        found |= of_event(name)
    worse = judged(found, tomllib.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {})
    if options.keep:
        lines = ["# Written by `python benchmarks/ratios.py --keep`.", *(f'"{n}" = {r:.3g}' for n, r in found.items())]
        KEPT.write_text("\n".join(lines) + "\n", "utf-8")
    elif worse:
        sys.exit(f"more than {WORSE} times what kept.toml says: {', '.join(worse)}")


if __name__ == "__main__":
    main()
