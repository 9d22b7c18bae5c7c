"""Rules without settled evidence, each with its alternatives, by the scorecard: alternatives.csv.

    python experiments/calibration/alternatives.py --scale 0.1

How people choose what they join, how founders choose a site, and how patterns spread. Everything else stays as it is.
"""

from __future__ import annotations

import argparse
import csv
from statistics import mean

from fit import HERE, loss, simulate

from canvas_sim.metrics.scorecard.scorecard import MET, score

SEEDS = (134, 135, 136)
RULES: dict[str, dict[str, dict[str, float]]] = {
    "as it is": {"": {}},
    "what a newcomer joins": {
        "any work, by area": {"people.join_glances": 1, "people.join_ties": 0, "people.join_posts": 0},
        "the loudest of many works": {"people.join_glances": 16},
        "only young works": {"people.join_old": 0},
        "whom it follows, mostly": {"people.join_ties": 0.8, "people.join_posts": 0},
        "what is talked about, mostly": {"people.join_ties": 0, "people.join_posts": 0.8},
    },
    "where a work is founded": {
        "anywhere": {"communities.sites": 1, "communities.crowded": 1},
        "the best of few places": {"communities.sites": 10},
        "only on free ground": {"communities.crowded": 0.2},
        "on held ground as well": {"communities.crowded": 0.9},
    },
    "how patterns spread": {
        "not at all": {"loners.corner": 0, "loners.spread": 0},
        "by helpers who always look": {"loners.spread_blind": 0},
        "by helpers who never look": {"loners.spread_blind": 1},
        "twice as much, and longer": {"loners.corner": 0.5, "loners.spread": 0.2, "loners.corner_wear": 13},
    },
}


def main() -> None:
    """Run them all, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.1)
    scale = parser.parse_args().scale
    with (HERE / "alternatives.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("rule", "alternative", "rows", "missed", "loss"))
        for rule, alternatives in RULES.items():
            for name, values in alternatives.items():
                events = [simulate(values, seed, scale) for seed in SEEDS]
                card = score(events, "2017")
                missed = [str(one.row.number) for one in card.earned if one.verdict != MET]
                away = mean(loss(event) for event in events)
                row = (rule, name, len(card.earned) - len(missed), " ".join(missed), f"{away:.1f}")
                table.writerow(row)
                print(*row, flush=True)


if __name__ == "__main__":
    main()
