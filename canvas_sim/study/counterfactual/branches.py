"""What workers do for a counterfactual: make the run again, make a branch of it and compare, make a pair anew.

Between them goes JSON; canvases and logs go through a folder.
"""

from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.metrics.templates import shares_right
from canvas_sim.record.run import Run
from canvas_sim.scenario.schema import Scenario
from canvas_sim.study import runner
from canvas_sim.study.counterfactual import causes, differences
from canvas_sim.study.sweep.measures import keep

OUTCOMES = (
    *("placements", "active_users", "posts", "communities_founded", "designs_founded"),
    *("same_neighbor", "isolated", "entropy", "attack_share"),
)


def make_root(folder: str, at: int, store: str) -> dict[str, Any]:
    """Make a run again, check that it is the same, and keep what branches are compared with.

    Raises
    ------
    UserError
        It comes out otherwise: the rules, or versions, are others than those that made it.
    """
    written = Run.load(folder)
    run = runner.run(written.scenario, int(written.info["seed"]), threads=1)
    if run.digest != written.digest:
        made = written.info.get("commit") or "unknown sources"
        raise UserError(f"{folder} cannot be made again: its digest comes out otherwise (it was made by {made})")
    with (Path(store) / "root.npz").open("wb") as file:
        arrays: dict[str, Any] = {"canvases": differences.canvases_since(run, at)} | differences.log_from(run, at)
        np.savez(file, **arrays)
    return _run_summary(run, at)


def make_branch(scenario: dict[str, Any], folder: str, at: int, store: str, name: str) -> dict[str, Any]:
    """Make a branch of a run, and compare it with the run.

    Returns
    -------
    dict
        Besides what `make_root` gives: `parting`, `spread`, and `right`, the share right of each of the run's works.
        The last canvas is kept as ``NAME.npy``.
    """
    written = Run.load(folder)
    run = runner.run(Scenario.model_validate(scenario), int(written.info["seed"]), threads=1)
    with np.load(Path(store) / "root.npz", allow_pickle=False) as kept:
        base = {key: kept[key] for key in kept.files}
    mine = differences.canvases_since(run, at)
    parted = differences.first_difference({key: base[key] for key in differences.LOGGED}, differences.log_from(run, at))
    np.save(Path(store) / f"{name}.npy", mine[-1])
    origin = (parted["x"], parted["y"]) if parted else None
    compared = {
        "parting": parted,
        "spread": differences.divergence(base["canvases"], mine, origin),
        "right": shares_right(written.designs, mine[-1]).tolist(),
    }
    return _run_summary(run, at) | compared


def make_pair(
    scenario: dict[str, Any], interventions: list[dict[str, Any]], names: list[str], seed: int, at: int
) -> dict[str, Any]:
    """Make run and branch anew with another seed: the outcomes of both, and how far they are apart at each time.

    Names are those of the communities of the first run, largest first; there are others here.
    """
    base = Scenario.model_validate(scenario)
    run = runner.run(base, seed, threads=1)
    changes = causes.interventions_by_rank(interventions, (names, causes.living_names(run, at)))
    other = runner.run(causes.Cause("", changes).applied(base), seed, threads=1)
    both = [_run_summary(each, at) for each in (run, other)]
    if both[0]["before"] != both[1]["before"]:
        raise AssertionError("a run and its branch differ before the fork; this is a bug in canvas_sim")
    series = differences.divergence(differences.canvases_since(run, at), differences.canvases_since(other, at), None)
    return {"seed": seed, "run": both[0]["outcomes"], "branch": both[1]["outcomes"], "pixels": series["pixels"]}


def _run_summary(run: Run, at: int) -> dict[str, Any]:
    """What is told of each run: its outcomes, its log before the fork as a hash, works and alliances."""
    numbers, failures = keep(run, OUTCOMES)
    if failures:
        raise UserError(failures[0])
    return {
        "digest": run.digest,
        "before": differences.log_hash(run, at),
        "outcomes": numbers | {"alliances": len(differences.allied_at_end(run))},
        "allied": differences.allied_at_end(run),
        "founded": differences.founded_since(run, at),
    }
