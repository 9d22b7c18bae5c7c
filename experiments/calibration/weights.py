"""How many works end up allied, with each weight of the rule at nothing, half and double: weights.csv.

    python experiments/calibration/weights.py --scale 0.1

A work counts if its community was ever in an alliance; beside it, of the works that live at the end, those whose
community is in one then.
"""

from __future__ import annotations

import argparse
import csv
from statistics import mean

from fit import HERE

from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.record.run import Run
from canvas_sim.scenario.loading import load
from canvas_sim.study.runner import run

SEEDS = (134, 135, 136)
WEIGHTS = ("damage", "help", "border", "enemy")


def shares(event: Run) -> tuple[float, float]:
    """The share of works that were ever allied, and of living ones that are at the end."""
    found = alliance_spans(event)
    now = found[found["fate"] == "held"]
    works = event.designs[(event.designs["community"] >= 0) & (event.designs["kind"] == "template")]
    ever = works["community"].isin({*found["a"], *found["b"]})
    living = works[works["ended"] < 0]["community"].isin({*now["a"], *now["b"]})
    return float(ever.mean()), float(living.mean())


def main() -> None:
    """Run them all, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", default="rplace-2017")
    parser.add_argument("--scale", type=float, default=0.1)
    given = parser.parse_args()
    usual = load(given.preset).alliances
    settings = [("as it is", [])]
    settings += [
        (f"{name} x {factor:g}", [f"alliances.{name}={factor * getattr(usual, name)}"])
        for name in WEIGHTS
        for factor in (0, 0.5, 2)
    ]
    settings.append(("no ties between communities", ["society.between=false"]))
    with (HERE / "weights.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("rule", "ever_allied", "living_allied"))
        for name, changes in settings:
            found = [shares(run(load(given.preset, changes, given.scale), seed, log=False)) for seed in SEEDS]
            row = (name, *(f"{mean(one):.3f}" for one in zip(*found, strict=True)))
            table.writerow(row)
            print(*row, flush=True)


if __name__ == "__main__":
    main()
