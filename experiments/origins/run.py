"""Which rule makes which part of reality. See README.md."""

from pathlib import Path

from canvas_sim.cli.experiment import experiment_command
from canvas_sim.study.experiment.experiment import Experiment
from canvas_sim.study.experiment.judging import every, inside, less, some

RULES = [
    *("no communities", "no looking", "no repair", "no yielding", "no newcomers' choice", "no forum", "no ties"),
    *("no alliances", "no patterns", "no tidying", "no noise", "no vandals", "no nights"),
]
NULLS = ("random", "pixels_shuffled", "users_shuffled")
ROWS = [f"misses_{row:02}" for row in (6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23)]


def half(r, null):
    """Rows that a null model meets, minus half of those of the run itself, of the rows that it can change."""
    what = f"rows met by {null}, minus half of the run's"
    outcomes = ((f"nulls_{null}", None), (f"nulls_{null}_own", None))
    return less(r.estimate(what, lambda of_null, own: of_null - own / 2, *outcomes), 1e-9)


JUDGES = {
    "E1": lambda r: some(*(less(r.difference("met", rule), -1) for rule in RULES), least=(len(RULES) + 1) // 2),
    "E2": lambda r: every(*(less(r.difference("met", "no communities", rule)) for rule in RULES[1:])),
    "E3": lambda r: less(r.difference("met", "no looking"), -2),
    "E4": lambda r: inside(r.difference("met", "no alliances"), 1),
    "E5": lambda r: inside(r.difference("met", "no ties"), 1),
    "E6": lambda r: every(*(half(r, null) for null in NULLS)),
    "E7": lambda r: every(*(less(r.difference("same_neighbor", rule)) for rule in ("no communities", "no tidying"))),
}
FIGURES = [
    {"kind": "effects", "outcome": "met", "unit": "rows", "base": "as is", "title": "Rows of the scorecard met"},
    {
        **{"kind": "rows", "outcomes": ROWS, "base": "as is", "x_name": "row of the scorecard"},
        "title": "How far each row is from the real number",
        "caption": "Mean absolute log ratio to the real number.",
    },
    {"kind": "arms", "outcome": "same_neighbor", "unit": "share", "base": "as is", "title": "Order"},
]
EXPERIMENT = Experiment(
    folder=Path(__file__).parent,
    judges=JUDGES,
    figures=FIGURES,
    pictures=("as is", "no communities", "no looking", "no tidying"),
    quick={"scale": 0.02},
)

if __name__ == "__main__":
    experiment_command(EXPERIMENT)
