"""What a forum, ties and leaders add. See README.md."""

from pathlib import Path

from canvas_sim.cli.experiment import experiment_command
from canvas_sim.study.experiment.experiment import Experiment
from canvas_sim.study.experiment.judging import every, inside, less, more
from canvas_sim.study.experiment.robustness import Headline

DOWN, DOWN_KNOWN, DOWN_ALONE = "forum down", "forum down, plans known", "forum down, no ties"
NETWORKS = ("no ties", "small world", "scale free")

JUDGES = {
    "E1": lambda r: less(r.relative("output", DOWN), -0.3),
    "E2": lambda r: less(r.relative("works_shown", DOWN), -0.3),
    "E3": lambda r: more(r.difference("output", DOWN_KNOWN, DOWN)),
    "E4": lambda r: inside(r.relative("output", "plans known"), 0.1),
    "E5": lambda r: more(r.relative("news_half", "quiet leaders"), 0.25),
    "E6": lambda r: more(r.relative("news_half", "reading .1"), 0.25),
    "E7": lambda r: every(*(inside(r.relative("news_half", graph), 0.25) for graph in NETWORKS)),
    "E8": lambda r: more(r.difference("output", DOWN, DOWN_ALONE)),
    "E9": lambda r: more(r.mean("network_nmi_beyond")),
    "E10": lambda r: more(r.mean("redundancy_slope")),
}
FIGURES = [
    {"kind": "effects", "outcome": "output", "unit": "share of open pixels", "base": "as is", "title": "Output"},
    {"kind": "effects", "outcome": "works_shown", "unit": "works", "base": "as is", "title": "Works that stand"},
    {"kind": "arms", "outcome": "news_half", "unit": "min", "base": "as is", "title": "Half know a new plan"},
    {"kind": "arms", "outcome": "mending_median", "unit": "s", "base": "as is", "title": "Delay of repair"},
]
EXPERIMENT = Experiment(
    folder=Path(__file__).parent,
    judges=JUDGES,
    figures=FIGURES,
    pictures=("as is", "forum down"),
    headline=Headline(outcome="output", arm="forum down"),
    quick={"scale": 0.1},
)

if __name__ == "__main__":
    experiment_command(EXPERIMENT)
