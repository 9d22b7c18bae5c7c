"""What the designer of an event can move. See README.md."""

from pathlib import Path

from canvas_sim.cli.experiment import experiment_command
from canvas_sim.study.experiment.experiment import Experiment
from canvas_sim.study.experiment.judging import every, inside, less, more

WHITE = {"white_12": 0.24, "white_42": 0.71, "white_72": 0.98}  # of 2022
JUDGES = {
    "E1": lambda r: more(r.difference("turnover", "grows")),
    "E2": lambda r: less(r.difference("attack_share", "grows")),
    "E3": lambda r: every(
        more(r.difference("entropy", "32 colors", "8 colors")),
        less(r.difference("same_neighbor", "32 colors", "8 colors")),
    ),
    "E4": lambda r: less(r.difference("entropy", "colors added", "32 colors")),
    "E5": lambda r: every(
        less(r.difference("works", "void", "no patterns")), more(r.difference("void_share", "void", "no patterns"))
    ),
    "E6": lambda r: every(
        *(inside(r.mean(name, "white-out"), real - 0.15, real + 0.15) for name, real in WHITE.items())
    ),
    "E7": lambda r: inside(r.difference("white_42", "white-out, growing", "white-out"), 0.1),
}
FIGURES = [
    {"kind": "effects", "outcome": "same_neighbor", "unit": "share beyond chance", "base": "as is", "title": "Order"},
    {"kind": "effects", "outcome": "works", "unit": "per 1,000 pixels", "base": "as is", "title": "Works that stand"},
    {"kind": "arms", "outcome": "entropy", "unit": "bits", "base": "as is", "title": "Diversity"},
    {"kind": "arms", "outcome": "turnover", "unit": "share", "base": "as is", "title": "Change in 12 hours"},
    {"kind": "arms", "outcome": "attack_share", "unit": "share", "base": "as is", "title": "Attack"},
    {
        "kind": "arms",
        "outcome": "white_42",
        "unit": "share",
        "base": "as is",
        "title": "White 42 minutes after hour 44",
    },
]
EXPERIMENT = Experiment(
    folder=Path(__file__).parent,
    judges=JUDGES,
    figures=FIGURES,
    pictures=("as is", "8 colors", "void", "grows"),
    quick={"scale": 0.3},
)

if __name__ == "__main__":
    experiment_command(EXPERIMENT)
