"""Experiments: a README with expectations, a sweep, and a judge for each expectation.

The README comes first: question, outcomes and expectations are read from it, so that what is judged is what was written
before the first run. `Results` makes estimates out of a sweep's table, always by resampling whole seeds, and the
words `less`, `more` and `inside` turn them into verdicts.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas

from canvas_sim.base.errors import UserError
from canvas_sim.study.experiment.judging import Results, Verdict
from canvas_sim.study.experiment.readme import Readme, read_readme
from canvas_sim.study.experiment.robustness import Headline
from canvas_sim.study.sweep.plan import SweepPlan, from_folder
from canvas_sim.study.workers.pool import Task, TaskResult

Judge = Callable[[Results], Verdict]
FINDING = "experiment.json"
REPEATED = "repeated"
QUICK_SEEDS = 2


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
    measure: Callable[[SweepPlan, Path, Callable[[list[Task]], Iterator[TaskResult]]], pandas.DataFrame] | None = None

    @cached_property
    def readme(self) -> Readme:
        """Its README, checked against the judges.

        Raises
        ------
        UserError
            An expectation has no judge, or a judge no expectation.
        """
        readme = read_readme(self.folder / "README.md")
        if set(readme.expectations) != set(self.judges):
            odd = sorted(set(readme.expectations) ^ set(self.judges))
            raise UserError(f"{self.folder.name}: {', '.join(odd)} must have both an expectation and a judge")
        return readme

    def plan(self, quick: bool) -> dict[str, Any]:
        """The sweep as a dictionary; a quick one has two seeds and what `quick` says."""
        raw = tomllib.loads((self.folder / "sweep.toml").read_text("utf-8"))
        if quick:
            raw = with_changes(raw, {"seeds": raw["seeds"][:QUICK_SEEDS], **self.quick})
        return from_folder(raw, self.folder)


def with_changes(raw: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A plan with some values changed, tables key by key."""
    result = dict(raw)
    for name, value in changes.items():
        both = isinstance(value, Mapping) and isinstance(result.get(name), Mapping)
        result[name] = with_changes(result[name], value) if both else value
    return result
