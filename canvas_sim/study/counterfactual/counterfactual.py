"""Counterfactuals: a run again with one cause changed, and what followed that placebos do not explain.

A run in which nothing but a hundred pixels are changed parts from its twin as well: that is chaos. What followed from
a cause is what exceeds all placebos. Other seeds show how alike a run and its branch stay, and what pairing saves.
It describes one run, and prints no effect.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import HOUR, milliseconds
from canvas_sim.record.folder import new_folder
from canvas_sim.record.parquet import writing_to
from canvas_sim.record.run import Run
from canvas_sim.scenario.toml import to_toml
from canvas_sim.study.counterfactual import causes, findings
from canvas_sim.study.counterfactual.causes import Cause
from canvas_sim.study.counterfactual.summary import summary_text
from canvas_sim.study.sweep.sweep import cores
from canvas_sim.study.workers.pool import Task, run_in_processes

FEWEST = 8  # placebos, and pairs of other seeds
ROOM = "canvas_sim.study.counterfactual.branches:"
STORE = ".branches"


@dataclass(frozen=True)
class Counterfactual:
    """What followed from a cause, in a folder.

    Attributes
    ----------
    folder : with summary.json, difference.png, scenario.toml, and the tables curves, works, alliances, outcomes, pairs
    """

    folder: Path

    @cached_property
    def summary(self) -> dict[str, Any]:
        """``summary.json``: the numbers that are told."""
        return json.loads((self.folder / "summary.json").read_text("utf-8"))

    def __str__(self) -> str:
        """Lines for people."""
        return summary_text(self.summary)

    def _repr_png_(self) -> bytes:
        return (self.folder / "difference.png").read_bytes()


def counterfactual(  # noqa: PLR0913 (what can be asked)
    run: Run | str | Path,
    out: str | Path,
    *,
    without: str | None = None,
    interventions: str | Path | None = None,
    at: str | float | None = None,
    placebos: int = FEWEST,
    pairs: int = FEWEST,
    workers: int | None = None,
    progress: Callable[[float, int], None] | None = None,
) -> Counterfactual:
    """Fork a run, change one cause, and tell what followed.

    Parameters
    ----------
    run : a run folder
    out : folder to make
    without : "alliances", "forum", "leaders", "bots", "vandals" or "community:NAME", left out from the fork on
    interventions : a TOML file of interventions instead
    at : time of the fork, "12h" or hours; half of the event unless told
    placebos, pairs : placebo branches, and pairs of other seeds; at least 8
    workers : processes; as many as there are cores if None
    progress : called with the share of runs that are done, and their number

    Raises
    ------
    UserError
        The run was not simulated or cannot be made again, the cause does not exist, the time is not within the event,
        or `out` is taken. Nothing is left behind then.
    """
    source = run if isinstance(run, Run) else Run.load(run)
    if source.folder is None:
        raise UserError("a counterfactual needs a run folder; make the run with out=...")
    if source.imported or "null" in source.info:
        made = "imported from a log" if source.imported else "made by a null model"
        raise UserError(f"{source.folder} was {made}, and has no rules to fork; name a run that was simulated")
    if min(placebos, pairs) < FEWEST:
        raise UserError(f"there must be at least {FEWEST} placebos and as many pairs of other seeds")
    fork = _fork_time(source, at)
    cause = _cause(source, without, interventions, fork)
    changed = cause.applied(source.scenario)
    with new_folder(out) as folder:
        store = folder / STORE
        with writing_to(store):
            store.mkdir()
        study = _Study(source, fork, store, workers, progress, runs=2 + placebos + 2 * pairs)
        found = study.run(cause, placebos, pairs)
        findings.write_findings(folder, source, (cause.name, fork), found)
        with writing_to(folder):
            (folder / "scenario.toml").write_text(to_toml(changed), "utf-8")
            shutil.rmtree(store)
    return Counterfactual(Path(out))


def _fork_time(run: Run, at: str | float | None) -> int:
    """The fork in ms: the beginning of a tick."""
    wanted = run.end // 2 if at is None else milliseconds(at)
    tick = run.scenario.event.tick * 1000
    fork = -(-wanted // tick) * tick
    if not fork < run.end:
        raise UserError(f"a fork at {wanted / HOUR:g} h is not within the event of {run.scenario.event.hours:g} h")
    return fork


def _cause(run: Run, without: str | None, interventions: str | Path | None, fork: int) -> Cause:
    if (without is None) == (interventions is None):
        raise UserError("name one cause: what to leave out, or a file of interventions")
    if without is not None:
        return causes.cause_without(without, run, fork)
    return causes.cause_of_file(Path(str(interventions)), fork, run.end)


@dataclass
class _Study:
    """All the runs that a counterfactual takes."""

    source: Run
    fork: int
    store: Path
    workers: int | None
    progress: Callable[[float, int], None] | None
    runs: int
    done: int = 0

    def run(self, cause: Cause, placebos: int, pairs: int) -> dict[str, Any]:
        """Do them: first the run again, then all else, in whatever order.

        Returns
        -------
        dict
            `root`, `branch`, `placebos`, `pairs`: what `branches` told; and `canvases`, the last ones of run,
            branch and placebos, uint8 [2 + placebos, h, w].
        """
        from canvas_sim.engine.warmup import warm

        warm()
        self._tell(0)
        fixed = {"folder": str(self.source.folder), "at": self.fork, "store": str(self.store)}
        root = self._results([Task("root", f"{ROOM}make_root", fixed)], 1)["root"]
        tasks = self._tasks(cause, placebos, pairs, fixed)
        found = self._results(tasks, min(self.workers or cores(), 1 + placebos + pairs))
        names = ["branch", *(f"placebo {i}" for i in range(placebos))]
        for name in names:
            if found[name]["before"] != root["before"]:
                raise AssertionError(f"the {name} parts from the run before the fork; this is a bug in canvas_sim")
        last = [np.load(self.store / f"{name}.npy") for name in names]
        return {
            "root": root,
            "branch": found["branch"],
            "placebos": [found[name] for name in names[1:]],
            "pairs": [found[f"pair {i}"] for i in range(pairs)],
            "canvases": np.stack([self._before()[-1], *last]),
        }

    def _tasks(self, cause: Cause, placebos: int, pairs: int, fixed: dict[str, Any]) -> Iterator[Task]:
        """The cause, its placebos, and pairs of the next seeds."""
        scenario, seed = self.source.scenario, int(self.source.info["seed"])
        base, changed = scenario.model_dump(mode="json"), cause.applied(scenario).model_dump(mode="json")
        yield Task("branch", f"{ROOM}make_branch", {"scenario": changed, "name": "branch"} | fixed)
        names = causes.living_names(self.source, self.fork)
        again = {"scenario": base, "interventions": cause.interventions, "names": names, "at": self.fork}
        for i in range(pairs):
            yield Task(f"pair {i}", f"{ROOM}make_pair", again | {"seed": (seed + 1 + i) % 2**32})
        at_fork = self._before()[0]
        for i in range(placebos):
            little = causes.placebo_cause(i, at_fork, self.source, self.fork).applied(scenario).model_dump(mode="json")
            yield Task(f"placebo {i}", f"{ROOM}make_branch", {"scenario": little, "name": f"placebo {i}"} | fixed)

    def _before(self) -> np.ndarray:
        """Canvases of the run since the fork."""
        with np.load(self.store / "root.npz", allow_pickle=False) as kept:
            return kept["canvases"]

    def _results(self, tasks: Any, workers: int) -> dict[str, Any]:
        """Results by key; the first failure ends it all."""
        results = {}
        with closing(run_in_processes(tasks, workers)) as outcomes:
            for one in outcomes:
                if one.failure:
                    raise UserError(one.failure.removeprefix("UserError: "))
                results[one.key] = one.result
                self._tell(2 if one.key.startswith("pair") else 1)
        return results

    def _tell(self, runs: int) -> None:
        self.done += runs
        if self.progress:
            self.progress(self.done / self.runs, self.done)
