"""Running an experiment: its sweep, its verdicts, its headline on other parameters and its pictures, in one folder."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas

from canvas_sim.record.folder import new_file
from canvas_sim.record.images import write_png
from canvas_sim.record.parquet import writing_to
from canvas_sim.study.experiment.experiment import FINDING, REPEATED, Experiment
from canvas_sim.study.experiment.judging import Results
from canvas_sim.study.experiment.robustness import QUICK_SETS, Headline, read_sets, repeated_plan
from canvas_sim.study.runner import run
from canvas_sim.study.sweep.journal import ABOUT, TABLE, what_made
from canvas_sim.study.sweep.plan import SweepPlan, read_plan
from canvas_sim.study.sweep.sweep import Progress, performed, sweep
from canvas_sim.study.workers.pool import Task, TaskResult


def run_experiment(
    experiment: Experiment,
    out: Path,
    *,
    quick: bool = False,
    workers: int | None = None,
    dask: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> dict[str, Any]:
    """Run what is left of an experiment, judge it, and note it all in ``OUT/experiment.json``.

    Returns
    -------
    dict
        What the file says: README, verdicts, figures, and which seeds.

    Raises
    ------
    UserError
        A judge is missing, the folder holds something else, or the disk is full.
    """
    readme = experiment.readme
    if quick and (out / "sweep" / ABOUT).is_file():
        shutil.rmtree(out / "sweep")  # an illustration is of the rules as they are now
    plan = read_plan(experiment.plan(quick))
    if experiment.measure is None:
        table = sweep(plan, out / "sweep", workers=workers, dask=dask, progress=progress).table
    else:
        table = _measured(experiment.measure, plan, out, _performing(workers, dask, progress))
    found = Results(table, experiment.base)
    verdicts = {name: experiment.judges[name](found) for name in readme.expectations}
    if experiment.headline is not None:
        again = _repeated(experiment, experiment.headline, quick)
        if quick and (out / REPEATED / ABOUT).is_file():
            shutil.rmtree(out / REPEATED)
        sweep(again, out / REPEATED, workers=workers, dask=dask, progress=progress)
    pictures = _pictures(experiment, plan, out)
    results = {
        **{"name": experiment.folder.name, "quick": quick, "base": experiment.base, "seeds": list(plan.seeds)},
        **{"readme": asdict(readme), "verdicts": {name: asdict(verdict) for name, verdict in verdicts.items()}},
        **{"figures": [dict(one) for one in experiment.figures], "pictures": pictures},
        "numbers": {column: [name, dict(values)] for column, (name, values) in experiment.numbers.items()},
        "headline": asdict(experiment.headline) if experiment.headline else None,
    }
    with new_file(out / FINDING) as path:
        path.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    return results


def _repeated(experiment: Experiment, headline: Headline, quick: bool) -> dict[str, Any]:
    """The sweep of its headline on the accepted parameter sets."""
    sets = read_sets(experiment.folder.parent / "calibration" / "accepted.csv")
    chosen = dict(list(sets.items())[:QUICK_SETS]) if quick else sets
    return repeated_plan(experiment.plan(quick), headline, chosen)


def _performing(
    workers: int | None, dask: str | None, progress: Callable[[Progress], None] | None
) -> Callable[[list[Task]], Iterator[TaskResult]]:
    """What performs tasks, here or on a cluster, and tells how far it is."""

    def perform_all(tasks: list[Task]) -> Iterator[TaskResult]:
        failed = 0
        for done, one in enumerate(performed(tasks, len(tasks), workers, dask) if tasks else (), 1):
            failed += bool(one.failure)
            if progress:
                progress(Progress(done, len(tasks), failed, done / len(tasks), float("nan"), one.memory))
            yield one

    return perform_all


def _measured(
    measure: Callable[..., pandas.DataFrame], plan: SweepPlan, out: Path, perform_all: Any
) -> pandas.DataFrame:
    """The table of an experiment with a measure of its own, kept where that of a sweep is."""
    folder = out / "sweep"
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
    table = measure(plan, folder, perform_all)
    with new_file(folder / TABLE) as path:
        table.to_parquet(path, index=False)
    with new_file(folder / ABOUT) as path:
        path.write_text(json.dumps(what_made(plan), indent=2) + "\n", "utf-8")
    return table


def _pictures(experiment: Experiment, plan: SweepPlan, out: Path) -> list[dict[str, Any]]:
    """Canvases of the first seed, run once more, with their digests."""
    found = []
    for treatment in experiment.pictures:
        arm = next(arm for arm in plan.arms if arm.values.get("treatment") == treatment)
        done = run(arm.scenario, plan.seeds[0])
        name = re.sub(r"\W+", "-", treatment)
        (out / "canvases").mkdir(exist_ok=True)
        write_png(out / "canvases" / f"{name}.png", done.canvas, done.colors)
        about = {"treatment": treatment, "file": f"canvases/{name}.png", "colors": list(done.colors)}
        found.append(about | {"seed": plan.seeds[0], "digest": done.digest})
    return found
