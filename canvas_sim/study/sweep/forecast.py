"""What a sweep will take, before it is run: a small and a larger run of its first arm, measured."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from canvas_sim.base.errors import UserError
from canvas_sim.scenario.scaling import scale_down
from canvas_sim.scenario.schema import Scenario
from canvas_sim.study.sweep.plan import SweepPlan, read_plan
from canvas_sim.study.sweep.sweep import TRIAL, cores, turns_wanted
from canvas_sim.study.workers.pool import Task, TaskResult, run_in_processes

SMALL, LARGE = 5_000, 500_000  # turns of the runs that are measured, at most
STARTING = 3.0  # s until a worker is ready


@dataclass(frozen=True)
class Forecast:
    """What to expect.

    Attributes
    ----------
    arms, seeds, runs : how many
    placements : of all runs
    workers : that the time is for
    hours : until all is done
    disk : bytes of the results
    memory : peak of a worker with the largest arm, MB
    """

    arms: int
    seeds: int
    runs: int
    placements: float
    workers: int
    hours: float
    disk: float
    memory: float

    def __str__(self) -> str:
        """Lines for people."""
        lines = {
            "runs": f"{self.runs:,}: {self.arms:,} arms x {self.seeds:,} seeds, {self.placements:,.0f} placements",
            "hours": f"{self.hours:.3f} with {self.workers} workers",
            "disk": f"{self.disk / 1e6:.3f} MB",
            "memory": f"{self.memory:,.0f} MB for each worker",
        }
        return "\n".join(f"{name:15}{value}" for name, value in lines.items())


def forecast(plan: str | Path | Mapping[str, Any] | SweepPlan, workers: int | None = None) -> Forecast:
    """Run the first arm small and larger, with all measures, and reckon from both what the sweep will take.

    Raises
    ------
    UserError
        The plan is wrong, or its first run fails.
    """
    plan = read_plan(plan)
    first = plan.arms[0].scenario
    sizes = [scale_down(first, min(1.0, turns / turns_wanted(first))) for turns in (SMALL, LARGE)]
    small, large = _measured(plan, sizes)
    wishes = [turns_wanted(arm.scenario) for arm in plan.arms]
    wished, count = turns_wanted(sizes[1]), workers or cores()
    start, pace = _line((turns_wanted(sizes[0]), small.result["seconds"]), (wished, large.result["seconds"]))
    hours = [arm.scenario.event.hours / first.event.hours for arm in plan.arms]
    seconds = sum(start * long + pace * wish for long, wish in zip(hours, wishes, strict=True)) * len(plan.seeds)
    return Forecast(
        arms=len(plan.arms),
        seeds=len(plan.seeds),
        runs=plan.runs,
        placements=sum(wishes) * len(plan.seeds) * large.result["numbers"]["placements"] / wished,
        workers=count,
        hours=(STARTING + seconds / min(count, plan.runs)) / 3600,
        disk=1.5 * plan.runs * len(json.dumps(large.result)),  # as a line, and in the table
        memory=small.memory + (large.memory - small.memory) * max(wishes) / wished,
    )


def _measured(plan: SweepPlan, sizes: list[Scenario]) -> list[TaskResult]:
    """Outcomes of a run of each size, in one worker, which has done the first one before."""
    from canvas_sim.engine.warmup import warm

    warm()
    fixed = {"seed": plan.seeds[0], "metrics": [*plan.metrics, "placements"]}  # a measure of theirs may have that name
    tasks = [
        Task(i, TRIAL, {"scenario": size.model_dump(mode="json")} | fixed) for i, size in enumerate([sizes[0], *sizes])
    ]
    done = list(run_in_processes(tasks, 1))[1:]
    for one in done:
        said = one.failure or one.result["error"]
        if said:
            raise UserError(f"the first run fails: {said}")
    return done


def _line(small: tuple[float, float], large: tuple[float, float]) -> tuple[float, float]:
    """Seconds at no turns, and for each turn more, from two points (turns, seconds)."""
    pace = (large[1] - small[1]) / (large[0] - small[0]) if large[0] > 2 * small[0] else 0.0
    if pace <= 0:
        return 0.0, large[1] / large[0]
    return max(0.0, small[1] - pace * small[0]), pace
