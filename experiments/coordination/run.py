"""What a forum, ties and leaders add. See README.md."""

from pathlib import Path

from canvas_sim.cli.experiment import experiment_command
from canvas_sim.study.experiment.experiment import Experiment
from canvas_sim.study.experiment.judging import every, inside, less, more
from canvas_sim.study.experiment.robustness import Headline

JUDGES = {
    "E1": lambda r: less(r.relative("useful", "forum down"), -0.05),
    "E2": lambda r: inside(r.relative("output", "forum down"), 0.05),
    "E3": lambda r: more(r.difference("build_hours", "forum down")),
    "E4": lambda r: more(r.difference("useful", "reading .7", "reading 0")),
    "E5": lambda r: more(r.mean("redundancy_slope")),
    "E6": lambda r: every(
        *(less(r.reach("useful", graph, "forum down")) for graph in ("small world", "scale free", "no ties"))
    ),
    "E7": lambda r: less(r.reach("useful", "quiet leaders", "forum down")),
}
FIGURES = [
    {"kind": "effects", "outcome": "useful", "unit": "share", "base": "as is", "title": "Local productivity"},
    {"kind": "effects", "outcome": "output", "unit": "share of open pixels", "base": "as is", "title": "Global output"},
    {"kind": "arms", "outcome": "build_hours", "unit": "h", "base": "as is", "title": "Time to build"},
    {
        **{"kind": "arms", "outcome": "redundancy_slope", "unit": "share per tenfold", "base": "as is"},
        **{"title": "Redundancy and coalition"},
    },
]
EXPERIMENT = Experiment(
    folder=Path(__file__).parent,
    judges=JUDGES,
    figures=FIGURES,
    pictures=("as is", "forum down"),
    headline=Headline(outcome="useful", arm="forum down"),
    quick={"scale": 0.04},
)

if __name__ == "__main__":
    experiment_command(EXPERIMENT)
