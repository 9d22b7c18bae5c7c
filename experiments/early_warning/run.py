"""Can one see a takeover coming? See README.md.

The real snapshots are found in the folder that the variable CANVAS_SIM_DATA names, in rplace2017/snapshots.npz; without
them, what needs them is not available.
"""

import os
from pathlib import Path

import numpy as np
import pandas

from canvas_sim.cli.experiment import experiment_command
from canvas_sim.metrics.frames.frames import from_npz
from canvas_sim.metrics.statistics import auc
from canvas_sim.study.experiment.experiment import Experiment
from canvas_sim.study.experiment.judging import every, less, more
from canvas_sim.study.functions import module_at
from canvas_sim.study.workers.pool import Task

NONE = float("nan")
REAL = Path(os.environ.get("CANVAS_SIM_DATA", ".")) / "rplace2017" / "snapshots.npz"
OUTCOMES = Path(__file__).resolve().with_name("outcomes.py")
GATHER = f"{OUTCOMES}:gather"
own = module_at(OUTCOMES)


def measure(plan, folder, perform):
    """Runs that are not there yet, then each judged by a detector that was trained on the other half of the seeds."""
    files = {run: folder / f"samples-{run.arm}-{run.seed}.npz" for run in plan.trials()}
    scenarios = [arm.scenario.model_dump(mode="json") for arm in plan.arms]
    left = [run for run, file in files.items() if not file.is_file()]
    tasks = [
        Task(run, GATHER, {"scenario": scenarios[run.arm], "seed": run.seed, "path": str(files[run].resolve())})
        for run in left
    ]
    failures = {done.key: done.failure for done in perform(tasks) if done.failure}
    kept = {run: dict(np.load(file)) for run, file in files.items() if file.is_file()}
    halves = (set(plan.seeds[::2]), set(plan.seeds[1::2]))
    real = own.of_frames(from_npz(REAL))[:2] if REAL.is_file() else None
    rows = []
    for run in plan.trials():
        row = {"treatment": plan.arms[run.arm].values["treatment"], "seed": run.seed}
        if run in kept:
            other = halves[run.seed in halves[0]]
            teachers = [data for one, data in kept.items() if one.arm == run.arm and one.seed in other]
            row |= judged(kept[run], teachers) | of_reality(kept[run], real)
        about = {"seconds": NONE, "digest": "", "error": failures.get(run, "")}
        about |= {name: kept[run][name].item() for name in ("seconds", "digest") if run in kept}
        rows.append(row | about)
    return pandas.DataFrame(rows)


def judged(data, teachers):
    """How well a detector and single signs tell the breaks of one run, trained on others."""
    signs = np.concatenate([one["signs"] for one in teachers])
    positive = np.concatenate([one["cause"] for one in teachers]) != own.QUIET
    detector = own.trained(signs, positive)
    if detector is None:
        return dict.fromkeys(("auc", "auc_single", "auc_raid", "auc_founding", "caught"), NONE)
    score, cause = detector.score(data["signs"]), data["cause"]
    return {
        "auc": auc(score, cause != own.QUIET),
        "auc_single": single(data, signs, positive),
        "auc_raid": of_cause(score, cause, own.RAID),
        "auc_founding": of_cause(score, cause, own.FOUNDING),
        "caught": own.caught(score, cause != own.QUIET),
    }


def of_cause(score, cause, kind):
    """AUC for the breaks of one cause, against no break."""
    kept = (cause == kind) | (cause == own.QUIET)
    return auc(score[kept], cause[kept] == kind)


def single(data, signs, positive):
    """AUC of the sign that did best on the runs to learn from, turned as it was there."""
    columns = [own.SIGNS.index(name) for name in own.SINGLE]
    there = np.array([auc(signs[:, column], positive) for column in columns])
    best = int(np.argmax(np.abs(there - 0.5)))
    found = auc(data["signs"][:, columns[best]], data["cause"] != own.QUIET)
    return found if there[best] >= 0.5 else 1 - found


def of_reality(data, real):
    """AUC on the real snapshots of a detector that was trained on this run alone, with what snapshots show."""
    if real is None:
        return {"auc_real": NONE}
    detector = own.trained(data["signs"][:, : len(own.OF_FRAMES)], data["cause"] != own.QUIET)
    return {"auc_real": auc(detector.score(real[0]), real[1]) if detector else NONE}


JUDGES = {
    "E1": lambda r: more(r.mean("auc"), 0.7),
    "E2": lambda r: less(r.mean("auc"), 0.833),
    "E3": lambda r: less(
        r.estimate(
            *("auc_raid minus auc_founding, raids", lambda raid, founding: raid - founding),
            *(("auc_raid", "raids"), ("auc_founding", "raids")),
        )
    ),
    "E4": lambda r: more(
        r.estimate("auc minus auc_single", lambda together, one: together - one, ("auc", None), ("auc_single", None))
    ),
    "E5": lambda r: every(
        more(r.mean("auc_real"), 0.6),
        more(r.estimate("auc_real minus auc", lambda real, own: real - own, ("auc_real", None), ("auc", None)), -0.1),
    ),
}
FIGURES = [
    {"kind": "arms", "outcome": "auc", "base": "as is", "title": "All signs together"},
    {"kind": "arms", "outcome": "auc_single", "base": "as is", "title": "The best single sign"},
    {"kind": "arms", "outcome": "auc_raid", "base": "as is", "title": "Before raids"},
    {"kind": "arms", "outcome": "auc_founding", "base": "as is", "title": "Before new works"},
    {"kind": "arms", "outcome": "auc_real", "base": "as is", "title": "Learned here, tested on 2017"},
    {"kind": "arms", "outcome": "caught", "unit": "share", "base": "as is", "title": "Found at 3.6 % false alarms"},
]
EXPERIMENT = Experiment(
    folder=Path(__file__).parent,
    judges=JUDGES,
    figures=FIGURES,
    pictures=("as is", "raids"),
    quick={"scale": 0.1},
    measure=measure,
)

if __name__ == "__main__":
    experiment_command(EXPERIMENT)
