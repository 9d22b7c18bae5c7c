"""What the wait between two pixels decides. See README.md."""

from pathlib import Path

import numpy as np

from canvas_sim.cli.experiment import experiment_command
from canvas_sim.study.experiment.experiment import Experiment
from canvas_sim.study.experiment.judging import every, inside, less, more

FIXED = {"1 min": 1, "2.5 min": 2.5, "5 min": 5, "10 min": 10, "20 min": 20, "60 min": 60}
MIDDLE = ("2.5 min", "5 min", "10 min", "20 min")


def slope(*placements):
    """Elasticity: slope of log placements on log cooldown."""
    return np.polyfit(np.log([FIXED[arm] for arm in MIDDLE]), np.log(placements), 1)[0]


JUDGES = {
    "E1": lambda r: inside(
        r.estimate("elasticity, 2.5 to 20 minutes", slope, *(("placements", arm) for arm in MIDDLE)), -0.8, -0.5
    ),
    "E2": lambda r: less(r.difference("gini", "20 min", "2.5 min")),
    "E3": lambda r: more(r.difference("same_neighbor", "2.5 min", "20 min")),
    "E4": lambda r: inside(r.difference("entropy", "20 min", "2.5 min"), 0.15),
    "E5": lambda r: more(r.difference("turnover", "2.5 min", "20 min")),
    "E6": lambda r: every(
        less(r.difference("attack_share_3h", "20 min", "2.5 min")),
        less(
            r.estimate(
                "change of the share with 36 cooldowns, minus half of that with 3 hours",
                lambda slow, fast, slow_3h, fast_3h: abs(slow - fast) - abs(slow_3h - fast_3h) / 2,
                *((f"attack_share_{window}", arm) for window in ("36", "3h") for arm in ("20 min", "2.5 min")),
            )
        ),
    ),
    "E7": lambda r: inside(r.difference("same_neighbor", "as in 2017", "5 min"), 0.03),
}
X = {"x": "minutes", "x_name": "cooldown, minutes", "kind": "levels"}
FIGURES = [
    {**X, "outcome": "placements", "unit": "per user", "title": "Throughput"},
    {**X, "outcome": "same_neighbor", "unit": "share beyond chance", "title": "Order"},
    {**X, "outcome": "entropy", "unit": "bits", "title": "Diversity"},
    {**X, "outcome": "gini", "title": "Concentration"},
    {**X, "outcome": "attack_share_3h", "unit": "share", "title": "Attacks, against the last 3 hours"},
    {**X, "outcome": "attack_share_36", "unit": "share", "title": "Attacks, against the last 36 cooldowns"},
]
EXPERIMENT = Experiment(
    folder=Path(__file__).parent,
    judges=JUDGES,
    figures=FIGURES,
    pictures=("5 min", "1 min", "60 min"),
    quick={"scale": 0.04},
    base="5 min",
    numbers={"treatment": ("minutes", FIXED)},
)

if __name__ == "__main__":
    experiment_command(EXPERIMENT)
