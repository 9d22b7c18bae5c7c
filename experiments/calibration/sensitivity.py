"""Which parameters matter, and for what: Morris' elementary effects, then Sobol's indices of a few.

    python experiments/calibration/sensitivity.py morris --paths 4
    python experiments/calibration/sensitivity.py sobol --points 32 --of people.notice people.guard people.vandals

Within a small box around the parameters of the preset (a fifth of each range of space.toml), on one seed, so that
differences come from parameters; what seeds alone do is printed beside it. Tables: morris.csv and sobol.csv.
"""

from __future__ import annotations

import argparse
from statistics import stdev

import numpy as np
from fit import HERE, space
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample
from search import start
from trials import Trial, from_unit, outcomes, to_unit, write

SEED, OTHERS = 141, (142, 143, 144, 145, 146, 147)
REACH = 0.1  # half the side of the box, of each parameter's range


def box(names: list[str]) -> dict:
    """The box as SALib wants it: shares of the ranges, around those of the preset, within the ranges."""
    middle = dict(zip(space(), to_unit(start()), strict=True))
    return {
        "num_vars": len(names),
        "names": names,
        "bounds": [[max(0.0, middle[name] - REACH), min(1.0, middle[name] + REACH)] for name in names],
    }


def losses(points: np.ndarray, names: list[str], scale: float, workers: int) -> np.ndarray:
    """The loss at each point; parameters that are not varied stay as in the preset."""
    trials = []
    for point in points:
        shares = dict(zip(space(), to_unit(start()), strict=True)) | dict(zip(names, point, strict=True))
        trials.append(Trial(from_unit([shares[name] for name in space()]), SEED, scale))
    return np.array([one.loss for one in outcomes(trials, workers)])


def noise(scale: float, workers: int) -> float:
    """Standard deviation of the loss over seeds, with the parameters of the preset."""
    return stdev(one.loss for one in outcomes([Trial(start(), seed, scale) for seed in OTHERS], workers))


def main() -> None:
    """Sample, run, analyze, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("method", choices=("morris", "sobol"))
    parser.add_argument("--paths", type=int, default=4, help="Morris: paths through the box")
    parser.add_argument("--points", type=int, default=32, help="Sobol: base points, a power of 2")
    parser.add_argument("--of", nargs="+", default=list(space()), metavar="NAME", help="parameters that are varied")
    parser.add_argument("--scale", type=float, default=0.1)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    problem = box(given.of)
    if given.method == "morris":
        points = morris_sample.sample(problem, given.paths, seed=1)
        found = morris_analysis.analyze(problem, points, losses(points, given.of, given.scale, given.workers), seed=1)
        rows = [
            {"parameter": name, "mean_effect": float(mean), "spread": float(spread)}
            for name, mean, spread in zip(given.of, found["mu_star"], found["sigma"], strict=True)
        ]
    else:
        points = sobol_sample.sample(problem, given.points, calc_second_order=False, seed=1)
        values = losses(points, given.of, given.scale, given.workers)
        found = sobol_analysis.analyze(problem, values, calc_second_order=False, seed=1)
        rows = [
            {"parameter": name, "mean_effect": float(total), "first_order": float(first), "interval": float(within)}
            for name, total, first, within in zip(given.of, found["ST"], found["S1"], found["ST_conf"], strict=True)
        ]
    rows.sort(key=lambda row: -row["mean_effect"])
    write(HERE / f"{given.method}.csv", rows)
    print(f"{len(points)} runs; standard deviation of the loss over seeds {noise(given.scale, given.workers):.2f}")


if __name__ == "__main__":
    main()
