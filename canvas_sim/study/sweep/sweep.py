"""Sweeps: many runs, paired by seed, into one table."""

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

import pandas

from canvas_sim.base.errors import UserError
from canvas_sim.study.effects import Effects, paired
from canvas_sim.study.sweep.journal import ABOUT, TABLE, Journal, open_journal
from canvas_sim.study.sweep.plan import SweepPlan, read_plan
from canvas_sim.study.workers.cluster import run_on_cluster
from canvas_sim.study.workers.pool import Task, TaskResult, run_in_processes

TRIAL = "canvas_sim.study.sweep.trial:trial"


class Progress(NamedTuple):
    """How far a sweep is.

    Attributes
    ----------
    done, runs : runs that are through, and all of them
    failed : those with an error
    share : of the work, runs weighted by the placements to expect, 0 to 1
    seconds_left : NaN until it can be told
    memory : peak of the largest worker so far, MB
    """

    done: int
    runs: int
    failed: int
    share: float
    seconds_left: float
    memory: float


@dataclass(frozen=True)
class Sweep:
    """A folder of results.

    Attributes
    ----------
    folder : where ``table.parquet`` and ``sweep.json`` are
    """

    folder: Path

    @classmethod
    def load(cls, folder: str | Path) -> Self:
        """Open one.

        Raises
        ------
        UserError
            There is no sweep.
        """
        folder = Path(folder)
        for name in (ABOUT, TABLE):
            if not (folder / name).is_file():
                raise UserError(f"{folder} is not the folder of a sweep: it has no {name}")
        return cls(folder)

    @cached_property
    def table(self) -> pandas.DataFrame:
        """A row a run: factors, seed, measures, seconds, digest, error."""
        return pandas.read_parquet(self.folder / TABLE)

    def effects(self, outcome: str, factor: str, base: Any, by: tuple[str, ...] = ()) -> Effects:
        """Differences within pairs; see `canvas_sim.study.effects.paired`."""
        return paired(self.table, outcome, factor, base, by=by)

    def __repr__(self) -> str:
        failed = int((self.table["error"] != "").sum())
        return f"Sweep({str(self.folder)!r}: {len(self.table)} runs, {failed} failed)"

    def _repr_html_(self) -> str:
        return self.table.to_html(max_rows=20)


def sweep(
    plan: str | Path | Mapping[str, Any] | SweepPlan,
    out: str | Path,
    *,
    workers: int | None = None,
    dask: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Sweep:
    """Run a sweep, or the rest of it.

    Runs that are in `out` already are not run again, unless they failed.

    Parameters
    ----------
    plan : a file (see ``docs/sweeps.md``), a dictionary of the same form, or a `SweepPlan`
    out : folder of results, a new one or one of the same sweep
    workers : processes; as many as there are cores if None
    dask : address of a Dask scheduler whose workers run it instead, such as "tcp://10.0.0.1:8786"
    progress : called after each run

    Raises
    ------
    UserError
        The plan is wrong, the folder is another sweep's, the disk is full, or no scheduler answers. What is done
        stays done.
    """
    plan = read_plan(plan)
    with open_journal(out, plan) as notes:
        meter = _ProgressMeter(plan, notes, progress)
        with closing(_outcomes(plan, notes, workers, dask)) as outcomes:
            for done in outcomes:
                row = _row(done)
                notes.add(done.key, row)
                meter.add(done, not row["error"])
    return Sweep.load(out)


def _outcomes(
    plan: SweepPlan, notes: Journal, workers: int | None, dask: str | None
) -> Generator[TaskResult, None, None]:
    """Outcomes of the runs that are left."""
    tasks = _tasks(plan, notes)
    left = plan.runs - sum(notes.done.get(run, False) for run in plan.trials())
    if left:
        yield from performed(tasks, left, workers, dask)


def performed(
    tasks: Iterable[Task], count: int, workers: int | None, dask: str | None
) -> Generator[TaskResult, None, None]:
    """Outcomes of `count` tasks as they come: of a cluster, or of processes here, for which all is compiled before."""
    if dask:
        yield from run_on_cluster(tasks, dask)
        return
    from canvas_sim.engine.warmup import warm

    warm()
    yield from run_in_processes(tasks, min(workers or cores(), count))


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tasks(plan: SweepPlan, notes: Journal) -> Iterator[Task]:
    """What is left to do, made as it is asked for."""
    finished = {run for run, fine in notes.done.items() if fine}
    for run in plan.trials():
        if run not in finished:
            scenario = plan.arms[run.arm].scenario.model_dump(mode="json")
            yield Task(run, TRIAL, {"scenario": scenario, "seed": run.seed, "metrics": list(plan.metrics)})


def _row(done: TaskResult) -> dict[str, Any]:
    """What is noted of an outcome."""
    if done.failure:
        return {"numbers": {}, "seconds": float("nan"), "digest": "", "error": done.failure}
    return done.result


class _ProgressMeter:
    """Reckons how far a sweep is, and says so."""

    def __init__(self, plan: SweepPlan, notes: Journal, progress: Callable[[Progress], None] | None) -> None:
        self._runs, self._progress = plan.runs, progress
        self._weights = [turns_wanted(arm.scenario) for arm in plan.arms]
        self._whole = sum(self._weights) * len(plan.seeds)
        finished = [run for run in plan.trials() if notes.done.get(run)]
        self._done, self._failed, self._memory = len(finished), 0, 0.0
        self._before, self._now = sum(self._weights[run.arm] for run in finished), 0.0
        self._began = time.perf_counter()
        self._report()

    def add(self, done: TaskResult, fine: bool) -> None:
        """After each run."""
        self._now += self._weights[done.key.arm]
        self._done, self._failed = self._done + 1, self._failed + (not fine)
        self._memory = max(self._memory, done.memory)
        self._report()

    def _report(self) -> None:
        if self._progress is None:
            return
        left = self._whole - self._before - self._now
        pace = (time.perf_counter() - self._began) / self._now if self._now else float("nan")
        share = (self._before + self._now) / self._whole
        self._progress(Progress(self._done, self._runs, self._failed, share, left * pace, self._memory))


def turns_wanted(scenario: Any) -> float:
    """Turns that users of a scenario wish to take: what a run's length goes by."""
    return scenario.activity.users * scenario.activity.placements
