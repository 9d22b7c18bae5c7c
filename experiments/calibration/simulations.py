"""Simulate rplace-2017 at many points of the parameters' space, and keep every number: simulations.csv.

    python experiments/calibration/simulations.py --points 320 --width 0.2 --scale 0.1

The points fill a box around the preset's parameters evenly (Sobol); each has a seed of its own, which never judges.
`search.py` learns from them; so can whatever wants to know which parameters the data allow.
"""

from __future__ import annotations

import argparse
import csv
import warnings
from pathlib import Path

import numpy as np
from fit import HERE, space
from scipy.stats import qmc
from trials import Trial, from_unit, outcomes, start, to_unit

FIRST_SEED = 20_000


def main() -> None:
    """Simulate, and write a row as soon as it is there; a file that is there already is added to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=320)
    parser.add_argument("--width", type=float, default=0.2, help="half the box's width, in shares of each range")
    parser.add_argument("--scale", type=float, default=0.1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path, default=HERE / "simulations.csv")
    given = parser.parse_args()
    warnings.simplefilter("ignore", FutureWarning)
    done = sum(1 for _ in given.out.open()) - 1 if given.out.is_file() else 0
    names = list(space())
    cube = qmc.Sobol(len(names), seed=done).random(given.points)
    shares = np.clip(to_unit(start()) + given.width * (2 * cube - 1), 0, 1)
    todo = [Trial(from_unit(row), FIRST_SEED + done + i, given.scale) for i, row in enumerate(shares)]
    with given.out.open("a", newline="") as file:
        table = csv.writer(file)
        for trial, found in zip(todo, outcomes(todo, given.workers), strict=True):
            if not file.tell():
                table.writerow(["seed", "scale", "loss", *names, *found.points])
            numbers = [found.loss, *trial.values.values(), *found.points.values()]
            table.writerow([trial.seed, trial.scale, *(f"{number:.5g}" for number in numbers)])
            file.flush()


if __name__ == "__main__":
    main()
