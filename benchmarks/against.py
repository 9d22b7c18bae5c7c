"""Turns a processor second of canvas_sim and of what people would take instead, on one small model.

``python benchmarks/against.py`` compares what comes of all contestants' runs, times them by turns, and writes
``against/figures.json`` and ``against/figures.png``; ``against.md`` says what they mean. Contestants are what
``against/requirements.txt`` names, in an environment of their own; those that are not installed are left out.
``--help`` names the options.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from importlib import metadata
from math import nan
from pathlib import Path
from statistics import median
from typing import Any

from against.chart import draw
from against.checks import compare
from against.contest import CONTESTANTS, outcome, timed

HERE = Path(__file__).parent
WORKLOADS = ("event", "dense")
PACKAGES = ("mesa", "mesa-frames", "ambr", "agentpy", "polars", "numpy", "numba")


def in_process(*what: object) -> Any:
    """The answer of `one` in a process of its own, None if the contestant is not installed."""
    command = [sys.executable, __file__, "one", *map(str, what)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{what[1]}, {what[2]}: {done.stderr.strip().splitlines()[-1]}", flush=True)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def one(part: str, name: str, workload: str, *rest: str) -> None:
    """Print one answer as JSON: ``timed NAME WORKLOAD SEED SECONDS`` or ``outcome NAME WORKLOAD SEEDS``."""
    if part == "timed":
        answer: Any = timed(name, workload, int(rest[0]), float(rest[1]))
    else:
        answer = [outcome(name, workload, seed) for seed in range(int(rest[0]))]
    print(json.dumps(answer))


def race(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Every contestant, again and again, by turns, so that the load of the machine meets all alike."""
    runs = []
    for repeat in range(options.repeat):
        for workload in options.workloads:
            for name in options.contestants:
                run = in_process("timed", name, workload, repeat, options.seconds)
                if run:
                    runs.append(run)
                    print(
                        f"{workload:6} {name:28}{rate_of(run):14,.0f} turns a second ({run['seconds']:.1f} s)",
                        flush=True,
                    )
    return runs


def rate_of(run: dict[str, Any]) -> float:
    """Turns a processor second."""
    return run["turns"] / run["seconds"]


def table(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row for each contestant and workload: medians of the runs, and how many times faster canvas_sim is."""
    rows = []
    for workload in WORKLOADS:
        rates = {}
        for name in CONTESTANTS:
            mine = [run for run in runs if (run["name"], run["workload"]) == (name, workload)]
            if mine:
                rates[name] = median(rate_of(run) for run in mine)
                placed = median(run["placements"] / run["seconds"] for run in mine)
                setup = median(run["setup"] for run in mine)
                rows.append({"workload": workload, "name": name, "turns": rates[name], "placements": placed})
                rows[-1] |= {"slowest": min(rate_of(run) for run in mine), "fastest": max(rate_of(run) for run in mine)}
                rows[-1] |= {
                    "setup": setup,
                    "ticks": mine[0]["ticks"],
                    "times": rates.get("canvas_sim", nan) / rates[name],
                }
    return rows


def show(rows: list[dict[str, Any]]) -> None:
    """Print the table as Markdown: of each workload the rate, and how many times faster canvas_sim is."""
    print("\n" + " | ".join(("|", *(f"{workload} | canvas_sim over it" for workload in WORKLOADS), "")).strip())
    print("|---" * (1 + 2 * len(WORKLOADS)) + "|")
    for name in CONTESTANTS:
        mine = [row for workload in WORKLOADS for row in rows if (row["name"], row["workload"]) == (name, workload)]
        if len(mine) == len(WORKLOADS):
            print("|", name, *(f"| {row['turns']:,.0f} | {_times(row['times'])} x" for row in mine), "|")


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}"


def version(package: str) -> str:
    """The version of an installed package."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def main() -> None:
    if sys.argv[1:2] == ["one"]:
        one(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0, help="how long the turns of one run are timed, at least")
    parser.add_argument("--seeds", type=int, default=6, help="runs of each whose results are compared; 0 for none")
    parser.add_argument("--workloads", nargs="*", default=WORKLOADS)
    parser.add_argument("--contestants", nargs="*", default=list(CONTESTANTS))
    parser.add_argument("--out", type=Path, default=HERE / "against")
    options = parser.parse_args()
    checks = []
    if options.seeds:
        seen = {
            workload: {name: in_process("outcome", name, workload, options.seeds) for name in options.contestants}
            for workload in options.workloads
        }
        checks = compare(seen)
    rows = table(race(options))
    show(rows)
    machine = {"machine": platform.processor() or platform.machine(), "python": platform.python_version()}
    versions = machine | {package: version(package) for package in PACKAGES}
    text = json.dumps({"versions": versions, "table": rows, "checks": checks}, indent=1)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "figures.json").write_text(text + "\n", "utf-8")
    draw(rows, options.out / "figures.png")


if __name__ == "__main__":
    main()
