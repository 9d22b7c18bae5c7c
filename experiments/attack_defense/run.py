"""How many attackers a place survives. See README.md."""

from pathlib import Path

import numpy as np

from canvas_sim.cli.experiment import experiment_command
from canvas_sim.study.experiment.experiment import Experiment
from canvas_sim.study.experiment.judging import every, less, more, resampled
from canvas_sim.study.experiment.robustness import Headline

RAIDERS, FULL = "interventions.0.users", 4  # numbers in arms.csv are of the full size, four times that of most arms
HALF, SMALL = 0.25, 0.0625
HERE = {"treatment": "as is", "scale": HALF, "activity.users": 12_000}
LEVELS = (10, 20, 40, 80, 160, 320)


def raid(r, count, **changes):
    """The arm with so many raiders; where it was left out, the next."""
    arm = HERE | {name.replace("users", "activity.users"): value for name, value in changes.items()}
    rows = r.table
    for name, value in arm.items():
        rows = rows[rows[name] == value]
    levels = np.sort(rows[RAIDERS].unique())
    return arm | {RAIDERS: int(levels[np.argmin(np.abs(np.log(levels / (FULL * count))))])}


def kind(r, **changes):
    """Survival of all raids of a kind: raiders per pixel [level], survival [level, seed]."""
    arms = list({raid(r, count, **changes)[RAIDERS]: raid(r, count, **changes) for count in LEVELS}.values())
    columns = [r.values("survives", arm) for arm in arms]
    seeds = sorted(set.intersection(*(set(column.dropna().index) for column in columns)))
    dose = np.array([r.values("raiders_per_pixel", arm).mean() for arm in arms])
    return np.log10(dose), np.array([column.loc[seeds].to_numpy() for column in columns])


def fitted(dose, survival):
    """Edge (log10 raiders per pixel) and width (decades from 90 % to 10 %) of a logistic fit, slightly ridged."""
    a, b = 0.0, -4.0  # survival = 1 / (1 + exp(-(a + b (dose - middle))))
    x, y = dose - dose.mean(), survival.mean(axis=1)
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(a + b * x, -30, 30)))
        w = p * (1 - p) + 1e-6
        gradient = np.array([np.sum(y - p) - 1e-3 * a, np.sum((y - p) * x) - 1e-3 * b])
        hessian = np.array([[np.sum(w) + 1e-3, np.sum(w * x)], [np.sum(w * x), np.sum(w * x * x) + 1e-3]])
        step = np.clip(np.linalg.solve(hessian, gradient), -2, 2)
        a, b = a + step[0], min(b + step[1], -0.1)
    return dose.mean() - a / b, 2 * np.log(9) / -b


def contrast(r, what, function, *kinds):
    """`function` of the edges and widths of some kinds of raids, seeds resampled together."""
    parts = [kind(r, **one) for one in kinds]
    sizes = [len(part[1]) for part in parts]
    data = np.concatenate([part[1] for part in parts])

    def of(sample):
        pieces = np.split(sample, np.cumsum(sizes)[:-1])
        return function(*(fitted(dose, piece) for (dose, _), piece in zip(parts, pieces, strict=True)))

    return resampled(what, of, data, resamples=400)


def edge_of_recovery(r):
    """Recovery after raids next below the edge, minus that after the smallest."""
    edge, _ = fitted(*kind(r))
    dose, _ = kind(r)
    below = [count for count, at in zip(LEVELS, dose, strict=False) if at < edge]
    return r.difference("recovery", raid(r, below[-1] if below else LEVELS[0]), raid(r, LEVELS[0]))


MANY, FEW, DOWN = {"users": 24_000}, {"users": 6_000}, {"treatment": "forum down"}
JUDGES = {
    "E1": lambda r: every(more(r.mean("survives", raid(r, 10)), 0.899), less(r.mean("survives", raid(r, 320)), 0.101)),
    "E2": lambda r: more(contrast(r, "log10 edge, 6,000 minus 1,500", lambda a, b: a[0] - b[0], MANY, FEW)),
    "E3": lambda r: less(
        contrast(
            *(r, "shift of log10 edge by the forum, minus half of that by halving residents"),
            lambda as_is, down, few: abs(down[0] - as_is[0]) - abs(few[0] - as_is[0]) / 2,
            *({}, DOWN, FEW),
        )
    ),
    "E4": lambda r: more(r.difference("depth", raid(r, 80), raid(r, 20, treatment="long"))),
    "E5": lambda r: more(edge_of_recovery(r)),
    "E6": lambda r: every(
        *(
            less(r.difference(when, raid(r, 80, treatment="wiped"), raid(r, 80)), than)
            for when, than in (("end_quality", -0.1), ("late_quality", 0))
        )
    ),
    "E7": lambda r: less(contrast(r, "width, 96 minus 24", lambda a, b: a[1] - b[1], {"scale": 1.0}, {"scale": SMALL})),
}
X = {"x": "raiders_per_pixel", "x_name": "raiders per pixel of the place"}
PLACE = {"scale": HALF}
FIGURES = [
    {
        **{"kind": "phase", "outcome": "survives", "unit": "share of seeds", "x": RAIDERS, "y": "activity.users"},
        **{"x_name": "raiders (of the full size)", "y_name": "residents", "where": PLACE | {"treatment": "as is"}},
        **{"title": "Who survives", "caption": "Both counts are four times those on the canvas of 48 x 48."},
    },
    {
        **{"kind": "levels", "outcome": "survives", "unit": "share of seeds", "by": "activity.users"},
        **{"by_name": "residents", "where": PLACE | {"treatment": "as is"}, "title": "The edge, by residents"},
        **X,
    },
    {
        **{"kind": "levels", "outcome": "late_quality", "unit": "share", "by": "treatment"},
        **{"where": PLACE | {"activity.users": 12_000}, "title": "What is left three hours later"},
        **X,
    },
    {
        **{"kind": "levels", "outcome": "recovery", "unit": "h", "by": "treatment"},
        **{"where": PLACE | {"activity.users": 12_000}, "title": "Recovery"},
        **X,
    },
    {
        **{"kind": "levels", "outcome": "survives", "unit": "share of seeds", "by": "scale", "by_name": "of the area"},
        **{"where": {"treatment": "as is", "activity.users": 12_000}, "title": "The edge, by size"},
        **X,
    },
]
EXPERIMENT = Experiment(
    folder=Path(__file__).parent,
    judges=JUDGES,
    figures=FIGURES,
    headline=Headline(
        **{"outcome": "depth", "arm": "forum down", "scale": HALF},
        where={"activity.users": 12_000, RAIDERS: 320},
    ),
    quick={"table": "quick.csv", "set": {"event.hours": 57}},
)

if __name__ == "__main__":
    experiment_command(EXPERIMENT)
