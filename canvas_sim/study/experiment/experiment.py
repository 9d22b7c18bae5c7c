"""Experiments: a README with expectations, a sweep, and a judge for each expectation.

The README comes first: question, outcomes and expectations are read from it, so that what is judged is what was written
before the first run. `Results` makes estimates out of a sweep's table, always by resampling whole seeds, and the
words `less`, `more` and `within` turn them into verdicts.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from canvas_sim.base.errors import UserError
from canvas_sim.record.folder import new_file
from canvas_sim.record.parquet import writing_to
from canvas_sim.study.experiment.judging import Results, Verdict
from canvas_sim.study.experiment.robustness import QUICK_SETS, Headline, plan_of, read_sets

if TYPE_CHECKING:
    import pandas

    from canvas_sim.study.sweep.plan import Plan
    from canvas_sim.study.sweep.sweep import Progress
    from canvas_sim.study.workers.pool import Outcome as Done
    from canvas_sim.study.workers.pool import Task

Judge = Callable[[Results], Verdict]
FINDING = "experiment.json"
REPEATED = "repeated"
QUICK_SEEDS = 2


@dataclass(frozen=True)
class Outcome:
    """An outcome that a README names before the first run."""

    name: str
    unit: str
    meaning: str
    primary: bool


@dataclass(frozen=True)
class Readme:
    """What a README says: the part of an experiment that is there before any run.

    Attributes
    ----------
    arms : rows of its table: name or factor, and what it changes
    expectations : by name, E1, E2 ...
    """

    title: str
    question: str
    outcomes: tuple[Outcome, ...]
    arms: tuple[tuple[str, str], ...]
    expectations: Mapping[str, str]


def read(path: Path) -> Readme:
    """Read the README of an experiment.

    Raises
    ------
    UserError
        A part is missing.
    """
    text = path.read_text("utf-8")
    parts = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    title = re.search(r"^# (.+)", text, re.M)
    question = re.search(r"\*\*Question\.\*\*\s*(.+?)(?=\n\n|\Z)", text, re.S)
    missing = [name for name in ("Outcomes", "Arms", "Expectation") if name not in parts]
    if missing or not title or not question:
        raise UserError(f"{path} lacks a part: {', '.join(missing) or 'title or question'}")
    expectations = {
        name: _line(said)
        for name, said in re.findall(r"^- \*\*(E\d+)\*\* (.+?)(?=^- |\Z)", parts["Expectation"], re.M | re.S)
    }
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", parts["Arms"], re.M)
    arms = tuple(row for row in rows if row[0] not in ("arm", "factor"))
    return Readme(title[1], _line(question[1]), _outcomes(parts["Outcomes"]), arms, expectations)


def _outcomes(part: str) -> tuple[Outcome, ...]:
    found = []
    for names, unit, meaning in re.findall(r"^- ((?:`\w+`(?:, )?)+) \((.+?)\): (.+?)(?=^- |\Z)", part, re.M | re.S):
        primary = "**Primary.**" in meaning
        said = _line(meaning.replace("**Primary.**", ""))
        found += [Outcome(name, unit, said, primary) for name in re.findall(r"`(\w+)`", names)]
    return tuple(found)


def _line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """A folder with README.md and sweep.toml, and what its script adds.

    Attributes
    ----------
    folder : where they are
    judges : for each expectation of the README, by its name
    figures : what is drawn, see `canvas_sim.show.plots.effect_figures`: a kind, and what it takes
    pictures : treatments of which the canvas of the first seed is shown; the others are compared with the first one
    quick : what `--quick` changes of the sweep
    base : treatment that the others are compared with
    headline : the contrast that is made again on the accepted parameter sets of ``calibration``, beside the folder
    numbers : for a column, another one with its levels as numbers, for figures: name and values
    measure : makes the table where runs cannot be measured one by one; takes the plan, a folder to keep things in, and
        a function that performs tasks
    """

    folder: Path
    judges: Mapping[str, Judge]
    figures: Sequence[Mapping[str, Any]]
    pictures: Sequence[str] = ()
    quick: Mapping[str, Any] = field(default_factory=dict)
    base: str = "as is"
    headline: Headline | None = None
    numbers: Mapping[str, tuple[str, Mapping[Any, float]]] = field(default_factory=dict)
    measure: Callable[[Plan, Path, Callable[[list[Task]], Iterator[Done]]], pandas.DataFrame] | None = None

    @cached_property
    def readme(self) -> Readme:
        """Its README, checked against the judges.

        Raises
        ------
        UserError
            An expectation has no judge, or a judge no expectation.
        """
        readme = read(self.folder / "README.md")
        if set(readme.expectations) != set(self.judges):
            odd = sorted(set(readme.expectations) ^ set(self.judges))
            raise UserError(f"{self.folder.name}: {', '.join(odd)} must have both an expectation and a judge")
        return readme

    def plan(self, quick: bool) -> dict[str, Any]:
        """The sweep as a dictionary; a quick one has two seeds and what `quick` says."""
        raw = tomllib.loads((self.folder / "sweep.toml").read_text("utf-8"))
        if quick:
            raw = merged(raw, {"seeds": raw["seeds"][:QUICK_SEEDS], **self.quick})
        for key in ("scenario", "table"):
            if (self.folder / str(raw.get(key, "."))).is_file():
                raw[key] = str(self.folder / raw[key])
        return raw


def merged(raw: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A plan with some values changed, tables key by key."""
    result = dict(raw)
    for name, value in changes.items():
        both = isinstance(value, Mapping) and isinstance(result.get(name), Mapping)
        result[name] = merged(result[name], value) if both else value
    return result


def perform(
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
    from canvas_sim.study.sweep.journal import ABOUT
    from canvas_sim.study.sweep.plan import read as read_plan
    from canvas_sim.study.sweep.sweep import sweep

    readme = experiment.readme
    if quick and (out / "sweep" / ABOUT).is_file():
        shutil.rmtree(out / "sweep")  # an illustration is of the rules as they are now
    plan = read_plan(experiment.plan(quick))
    if experiment.measure is None:
        table = sweep(plan, out / "sweep", workers=workers, dask=dask, progress=progress).table
    else:
        table = _measured(experiment.measure, plan, out, _performing(workers, dask, progress))
    verdicts = judge(experiment, table)
    if experiment.headline is not None:
        again = _repeated(experiment, experiment.headline, quick)
        if quick and (out / REPEATED / ABOUT).is_file():
            shutil.rmtree(out / REPEATED)
        sweep(again, out / REPEATED, workers=workers, dask=dask, progress=progress)
    pictures = _pictures(experiment, plan, out)
    said = {
        **{"name": experiment.folder.name, "quick": quick, "base": experiment.base, "seeds": list(plan.seeds)},
        **{"readme": asdict(readme), "verdicts": {name: asdict(verdict) for name, verdict in verdicts.items()}},
        **{"figures": [dict(one) for one in experiment.figures], "pictures": pictures},
        "numbers": {column: [name, dict(values)] for column, (name, values) in experiment.numbers.items()},
        "headline": asdict(experiment.headline) if experiment.headline else None,
    }
    with new_file(out / FINDING) as path:
        path.write_text(json.dumps(said, indent=1) + "\n", "utf-8")
    return said


def _repeated(experiment: Experiment, headline: Headline, quick: bool) -> dict[str, Any]:
    """The sweep of its headline on the accepted parameter sets."""
    sets = read_sets(experiment.folder.parent / "calibration" / "accepted.csv")
    chosen = dict(list(sets.items())[:QUICK_SETS]) if quick else sets
    return plan_of(experiment.plan(quick), headline, chosen)


def _performing(
    workers: int | None, dask: str | None, progress: Callable[[Progress], None] | None
) -> Callable[[list[Task]], Iterator[Done]]:
    """What performs tasks, here or on a cluster, and tells how far it is."""

    def perform_all(tasks: list[Task]) -> Iterator[Done]:
        from canvas_sim.study.sweep.sweep import Progress, cores
        from canvas_sim.study.workers import cluster
        from canvas_sim.study.workers import pool as processes

        if not tasks:
            return
        count = min(workers or cores(), len(tasks))
        failed = 0
        for done, one in enumerate(cluster.perform(tasks, dask) if dask else processes.perform(tasks, count), 1):
            failed += bool(one.failure)
            if progress:
                progress(Progress(done, len(tasks), failed, done / len(tasks), float("nan"), one.memory))
            yield one

    return perform_all


def _measured(measure: Callable[..., pandas.DataFrame], plan: Plan, out: Path, perform_all: Any) -> pandas.DataFrame:
    """The table of an experiment with a measure of its own, kept where that of a sweep is."""
    from canvas_sim.engine.warmup import warm
    from canvas_sim.study.runner import commit, versions
    from canvas_sim.study.sweep.journal import ABOUT, TABLE

    warm()
    folder = out / "sweep"
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
    table = measure(plan, folder, perform_all)
    about = {"plan": plan.told, "versions": versions(), "commit": commit()}
    with new_file(folder / TABLE) as path:
        table.to_parquet(path, index=False)
    with new_file(folder / ABOUT) as path:
        path.write_text(json.dumps(about, indent=2) + "\n", "utf-8")
    return table


def judge(experiment: Experiment, table: pandas.DataFrame) -> dict[str, Verdict]:
    """The verdict on each expectation."""
    results = Results(table, experiment.base)
    return {name: experiment.judges[name](results) for name in experiment.readme.expectations}


def _pictures(experiment: Experiment, plan: Plan, out: Path) -> list[dict[str, Any]]:
    """Canvases of the first seed, run once more, with their digests."""
    from canvas_sim.record.images import write_png
    from canvas_sim.study.runner import run

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
