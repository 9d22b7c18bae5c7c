"""Who allies with whom, and what difference it makes. See README.md."""

from pathlib import Path

from canvas_sim.cli.experiment import experiment_command
from canvas_sim.study.experiment.experiment import Experiment
from canvas_sim.study.experiment.judging import every, inside, less, more
from canvas_sim.study.experiment.robustness import Headline

JUDGES = {
    "E1": lambda r: less(r.mean("truce"), 0.8),
    "E2": lambda r: more(r.relative("attacks", "none"), 0.05),
    "E3": lambda r: inside(r.relative("output", "none"), 0.05),
    "E4": lambda r: more(r.mean("border")),
    "E5": lambda r: every(less(r.difference("border", "no border term")), more(r.mean("border", "no border term"))),
    "E6": lambda r: more(r.mean("near"), 1.5),
    "E7": lambda r: every(more(r.mean("meant"), 0.1), less(r.relative("meant", "no war"), -0.5)),
    "E8": lambda r: more(r.mean("betrayed")),
    "E9": lambda r: more(r.relative("attacks", "forbidden"), -0.05),
    "E10": lambda r: more(r.relative("attacks", "no truces")),
}
FIGURES = [
    {"kind": "effects", "outcome": "attacks", "unit": "per 1,000 placements", "base": "as is", "title": "Attacks"},
    {
        "kind": "arms",
        "outcome": "meant",
        "unit": "share of attacks",
        "base": "as is",
        "title": "Attacks that were meant",
    },
    {
        **{"kind": "arms", "outcome": "border", "unit": "share, minus chance", "base": "as is"},
        **{"title": "Allies are neighbors"},
    },
    {
        "kind": "arms",
        "outcome": "truce",
        "unit": "ratio",
        "base": "as is",
        "title": "Attacks between those who sign, over before and over others",
    },
]
EXPERIMENT = Experiment(
    folder=Path(__file__).parent,
    judges=JUDGES,
    figures=FIGURES,
    pictures=("as is", "none"),
    headline=Headline(outcome="attacks", arm="none"),
    quick={"scale": 0.15},
)

if __name__ == "__main__":
    experiment_command(EXPERIMENT)
