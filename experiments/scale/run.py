"""Which findings hold on canvases of all sizes. See README.md."""

from pathlib import Path

from canvas_sim.cli.experiment import experiment_command
from canvas_sim.study.experiment.experiment import Experiment
from canvas_sim.study.experiment.judging import every, inside, less, more, outside, some

CANVAS = ("same_neighbor", "isolated", "png_bits", "not_white", "turnover")


def arm(r, place, treatment="as is"):
    """The canvas of a size by its place, 0 the smallest."""
    return {"treatment": treatment, "scale": float(sorted(r.table["scale"].unique())[place])}


def against_full(r, outcome, place):
    """An outcome of a size as a share of that of the full size, minus 1."""
    return r.relative(outcome, arm(r, place), arm(r, -1))


def signs(r):
    """What the forum does to the output, at every size."""
    sizes = range(r.table["scale"].nunique())
    effects = [r.difference("output", arm(r, place), arm(r, place, "forum down")) for place in sizes]
    up, down = (every(*(judge(effect) for effect in effects)) for judge in (more, less))
    return up if up.right or not down.right else down


JUDGES = {
    "E1": lambda r: inside(against_full(r, "same_neighbor", 2), 0.1),
    "E2": lambda r: every(*(inside(against_full(r, outcome, 2), 0.15) for outcome in CANVAS[1:])),
    "E3": lambda r: some(*(outside(against_full(r, outcome, 0), 0.15) for outcome in CANVAS)),
    "E4": lambda r: inside(against_full(r, "attack_share", 2), 0.1),
    "E5": lambda r: less(r.difference("alliances", arm(r, 0), arm(r, -1))),
    "E6": signs,
}
X = {"kind": "levels", "x": "scale", "x_name": "area, share of quickstart", "by": "treatment"}
FIGURES = [
    {**X, "outcome": "same_neighbor", "unit": "share", "title": "Order"},
    {**X, "outcome": "isolated", "unit": "share", "title": "Isolated pixels"},
    {**X, "outcome": "png_bits", "unit": "bits a pixel", "title": "Complexity"},
    {**X, "outcome": "turnover", "unit": "share", "title": "Change in 12 hours"},
    {**X, "outcome": "attack_share", "unit": "share", "title": "Attack"},
    {**X, "outcome": "output", "unit": "share of open pixels", "title": "Output"},
]
EXPERIMENT = Experiment(
    folder=Path(__file__).parent,
    judges=JUDGES,
    figures=FIGURES,
    quick={"factors": {"scale": [0.004, 0.008, 0.016, 0.03, 0.06]}},
)

if __name__ == "__main__":
    experiment_command(EXPERIMENT)
