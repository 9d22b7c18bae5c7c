"""Keep the parameter sets of the search that do well on seeds of their own, at a larger scale: accepted.csv.

    python experiments/calibration/accept.py --best 20 --scale 0.25 --rows 11

An experiment that repeats its contrasts on these sets says how far a finding hangs on the choice of parameters.
"""

from __future__ import annotations

import argparse
from statistics import mean

from fit import HERE, space
from trials import APART, Trial, outcomes, read, start, to_unit, write

SEEDS = (131, 132)  # neither those of the search nor those that judge


def main() -> None:
    """Rerun the best sets that differ, and keep those that meet enough rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--best", type=int, default=20, help="sets to try, from the lowest loss on")
    parser.add_argument("--scale", type=float, default=0.25)
    parser.add_argument("--rows", type=int, default=11, help="earned rows that a set has to meet, on the mean of seeds")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    tried = different([start(), *read(HERE / "candidates.csv")])[: given.best]
    todo = [Trial(values, seed, given.scale) for values in tried for seed in SEEDS]
    found = list(outcomes(todo, given.workers))
    kept = []
    for i, values in enumerate(tried):
        own = found[i * len(SEEDS) : (i + 1) * len(SEEDS)]
        met = mean(len(one.met) for one in own)
        print(f"set {i}: loss {mean(one.loss for one in own):.1f}, {met:.1f} rows met", flush=True)
        if met >= given.rows:
            kept.append({"set": str(i), "rows": met, "loss": mean(one.loss for one in own)} | values)
    write(HERE / "accepted.csv", kept)


def different(rows: list[dict[str, float]]) -> list[dict[str, float]]:
    """Parameter sets without those that are almost an earlier one."""
    kept: list[dict[str, float]] = []
    for row in rows:
        values = {name: row[name] for name in space()}
        if all(abs(to_unit(values) - to_unit(other)).mean() >= APART for other in kept):
            kept.append(values)
    return kept


if __name__ == "__main__":
    main()
