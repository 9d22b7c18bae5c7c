"""What comes back after a shock. See README.md."""

from pathlib import Path

from canvas_sim.cli.experiment import experiment_command
from canvas_sim.study.experiment.experiment import Experiment
from canvas_sim.study.experiment.judging import every, inside, less, more
from canvas_sim.study.experiment.robustness import Headline

JUDGES = {
    "E1": lambda r: every(less(r.mean("half_time", "wipe"), 6), inside(r.relative("recovered", "wipe"), 0.15)),
    "E2": lambda r: more(r.difference("recovery_area", "raid", "wipe")),
    "E3": lambda r: inside(r.difference("works_left", "leaders"), 0.1),
    "E4": lambda r: inside(r.difference("works_left", "leaders", "random"), 0.05),
    "E5": lambda r: less(r.difference("recovered", "tenth")),
    "E6": lambda r: inside(r.difference("recovered", "forum down"), 0.03),
    "E7": lambda r: more(r.mean("bystander_auc", "leaders"), 0.6),
}
FIGURES = [
    {"kind": "effects", "outcome": "recovered", "unit": "share", "base": "as is", "title": "Right six hours later"},
    {"kind": "effects", "outcome": "works_left", "unit": "share", "base": "as is", "title": "Works that still stand"},
    {"kind": "arms", "outcome": "recovery_area", "unit": "h", "base": "as is", "title": "Recovery area"},
    {"kind": "arms", "outcome": "bystander_auc", "base": "as is", "title": "Do bystanders tell who survives?"},
]
EXPERIMENT = Experiment(
    folder=Path(__file__).parent,
    judges=JUDGES,
    figures=FIGURES,
    pictures=("as is", "wipe", "tenth"),
    headline=Headline(outcome="recovered", arm="tenth"),
    quick={"scale": 0.04},
)

if __name__ == "__main__":
    experiment_command(EXPERIMENT)
