"""How long the engine takes: nanoseconds a placement, in all and by phase, idle users, cold and warm starts.

``python benchmarks/engine.py phases --threads 2`` and the like; ``--help`` names the parts. Figures that were seen, and
on what, stand in ``engine.md``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from canvas_sim.base.times import HOUR
from canvas_sim.engine import driver, founding, simulation
from canvas_sim.engine.warmup import warm
from canvas_sim.scenario.loading import load
from canvas_sim.world.tables import NEVER

PHASES = {
    "turns": (driver, "decide"),
    "commit": (driver, "commit"),
    "queue": (driver, "take"),
    "meetings": (driver, "meet"),
    "founding": (founding.Founding, "carry_out"),
    "  of it sites": (founding, "choose_site"),
    "  of it fitting": (founding, "fit"),
}
Clock = Callable[[], float]


def timed(clock: Clock) -> Counter:
    """Seconds spent in each phase from now on, in which the driver is plain Python that calls compiled phases."""
    vars(simulation)["drive"] = driver.drive.py_func
    spent: Counter = Counter()
    for label, (place, name) in PHASES.items():
        setattr(place, name, _watched(getattr(place, name), label, clock, spent))
    return spent


def _watched(function: Any, label: str, clock: Clock, spent: Counter) -> Any:
    def watched(*args: Any, **named: Any) -> Any:
        began = clock()
        result = function(*args, **named)
        spent[label] += clock() - began
        return result

    return watched


def whole(options: argparse.Namespace) -> None:
    """Nanoseconds a placement of the first hours of an event, by the compiled clock."""
    event = load(options.preset, options.set, options.scale)
    warm()
    for _ in range(options.repeat):
        run = simulation.Simulation(event, options.seed, threads=options.threads)
        run.advance(HOUR // 2)
        wall, cpu, before = time.perf_counter(), time.process_time(), run.placements
        run.advance(options.hours * HOUR)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        each = 1e9 / (run.placements - before)
        print(f"{options.preset} x {options.scale}, {options.threads} thread(s): {wall:.2f} s, "
              f"{wall * each:.0f} ns a placement, {cpu * each:.0f} of the processor", flush=True)  # fmt: skip


def phases(options: argparse.Namespace) -> None:
    """Nanoseconds a placement, by phase, of the first hours of an event; all kernels are compiled before."""
    event = load(options.preset, options.set, options.scale)
    run = simulation.Simulation(event, options.seed, threads=options.threads)
    run.advance(HOUR // 2)
    clock = time.perf_counter if options.threads > 1 else time.thread_time
    spent, before, began = timed(clock), run.placements, clock()
    run.advance(options.hours * HOUR)
    spent["all"] = clock() - began
    placements = run.placements - before
    print(f"{options.preset} x {options.scale}, {options.threads} thread(s), {placements:,} placements")
    spent["ticks"] = spent["all"] - sum(spent[label] for label in PHASES if label[0] != " ")
    for label in (*PHASES, "ticks", "all"):
        print(f"{label:18}{spent[label]:8.2f} s {spent[label] / placements * 1e9:8.0f} ns")


def idle(options: argparse.Namespace) -> None:
    """The same event with ten times the users, of whom nine tenths never come: CPU seconds of its ticks."""
    least = {}
    for times in (1, 10) * options.repeat:
        event = load(options.preset, options.set, options.scale)
        active = event.activity.users
        crowd = event.activity.model_copy(update={"users": active * times})
        run = simulation.Simulation(event.model_copy(update={"activity": crowd}), options.seed, threads=options.threads)
        run.world.users["due"][active:] = NEVER
        run.requeue()
        began = time.process_time()
        run.advance(options.hours * HOUR)
        seconds = time.process_time() - began
        least[times] = min(seconds, least.get(times, seconds))
        print(f"{active * times:>10,} users {run.placements:>10,} placements {seconds:8.2f} s", flush=True)
    print(f"ratio of the least: {least[10] / least[1]:.2f}")


def starts(options: argparse.Namespace) -> None:
    """Whole ``canvas-sim run`` processes: the first with nothing compiled, then warm ones."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"CANVAS_SIM_CACHE_DIR": folder}
        for number in range(1 + options.repeat):
            command = [sys.executable, "-m", "canvas_sim", "run", options.preset, "--scale", str(options.scale)]
            command += ["--threads", str(options.threads), "--out", str(Path(folder) / str(number))]
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
            print(f"{'cold' if number == 0 else 'warm'} {time.perf_counter() - began:6.1f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("whole", "phases", "idle", "starts"))
    parser.add_argument("--preset", default="rplace-2017")
    parser.add_argument("--set", action="append", default=[], metavar="A.B=VALUE")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--hours", type=float, default=30.0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    {"whole": whole, "phases": phases, "idle": idle, "starts": starts}[options.part](options)


if __name__ == "__main__":
    main()
