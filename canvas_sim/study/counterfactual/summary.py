"""The summary of a counterfactual: the numbers that are told, as JSON has them, and in lines for people."""

import math
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import numpy as np
import pandas
from jinja2 import Environment, StrictUndefined

from canvas_sim.base.times import HOUR
from canvas_sim.record.run import Run
from canvas_sim.study.counterfactual import differences
from canvas_sim.study.counterfactual.differences import TILE

LISTED = 8  # works that are told one by one


def summary_of(
    run: Run, about: tuple[str, int], found: Mapping[str, Any], tables: Mapping[str, pandas.DataFrame]
) -> dict[str, Any]:
    """The numbers that are told."""
    branch, placebos = found["branch"], found["placebos"]
    unlike = found["canvases"][1:] != found["canvases"][0]
    parted = branch["parting"]
    if parted:
        parted = parted | {"hours": parted["ts"] / HOUR, "seconds_after_fork": (parted["ts"] - about[1]) / 1000}
    return {
        "cause": about[0],
        "fork_hours": about[1] / HOUR,
        "hours": run.scenario.event.hours,
        "seed": run.info["seed"],
        "digests": {"run": run.digest, "branch": branch["digest"]},
        "log_before_fork": found["root"]["before"],
        "parting": parted,
        "placebos": len(placebos),
        "pairs": len(found["pairs"]),
        **{name: _range(branch, placebos, name) for name in ("pixels", "tiles", "distance")},
        "pixels_only_with_cause": float((unlike[0] & ~unlike[1:].any(axis=0)).mean()),
        "told_from_chaos_hours": told_from_chaos(tables["curves"]),
        "hours_to_a_tenth": _range_of_times(run, about[1], found, "pixels", 0.1),
        "hours_to_half_of_tiles": _range_of_times(run, about[1], found, "tiles", 0.5),
        "works": _works(tables["works"], *(set(one["founded"]) for one in (branch, found["root"], *placebos))),
        "alliances": {
            side: tables["alliances"].query(f"beyond and {test}")[["a", "b"]].to_numpy().tolist()
            for side, test in (("lost", "run"), ("gained", "branch"))
        },
        "outcomes": [
            {key: _or_none(value) if isinstance(value, float) else value for key, value in row.items()}
            for row in tables["outcomes"].to_dict("records")
        ],
    }


def _range(branch: Mapping[str, Any], placebos: Sequence[Mapping[str, Any]], name: str) -> dict[str, float | None]:
    """The last value of a curve, and the range of the placebos' last ones; None where nothing differs."""
    last = [one["spread"][name][-1] for one in (branch, *placebos)]
    known = [value for value in last[1:] if not math.isnan(value)]
    ends = (min(known), max(known)) if known else (None, None)
    return {"branch": _or_none(last[0]), "placebo_low": ends[0], "placebo_high": ends[1]}


def _range_of_times(run: Run, fork: int, found: Mapping[str, Any], name: str, share: float) -> dict[str, float | None]:
    """When a curve first reaches a share, hours after the fork; None where it never does."""
    hours = (differences.comparison_times(fork, run.end) - fork) / HOUR
    when = []
    for one in (found["branch"], *found["placebos"]):
        there = np.flatnonzero(np.array(one["spread"][name]) >= share)
        when.append(float(hours[there[0]]) if len(there) else None)
    known = [value for value in when[1:] if value is not None]
    return {
        "branch": when[0],
        "placebo_low": min(known, default=None),
        "placebo_high": max(known) if len(known) == len(when) - 1 else None,
    }


def _or_none(value: float) -> float | None:
    """A number, None where there is none, as JSON has it."""
    return None if math.isnan(value) else value


def _works(works: pandas.DataFrame, branch: set[str], *others: set[str]) -> dict[str, Any]:
    """Works that changed, the largest changes told; how many the branch lacks that all `others` found, or adds."""
    moved = works[works["beyond"]]
    pixels = (moved["branch"] - moved["run"]).abs() * moved["area"]
    rows = moved.loc[pixels.sort_values(ascending=False, kind="stable").index[:LISTED]]
    columns = ["name", "community_name", "x", "y", "width", "height", "run", "branch", "placebo_low", "placebo_high"]
    return {
        **{"standing": len(works), "beyond": len(moved), "most": rows[columns].to_dict("records")},
        **{"not_founded": len(set.intersection(*others) - branch), "new": len(branch.difference(*others))},
    }


def told_from_chaos(frame: pandas.DataFrame) -> float | None:
    """The time in hours from which on the branch is further from the run than all placebos; None if there is none."""
    wide = frame.pivot(index="hours", columns="branch", values="pixels").sort_index()
    ahead = (wide["cause"] > wide.drop(columns="cause").max(axis=1)).to_numpy()
    if not ahead[-1]:
        return None
    behind = np.flatnonzero(~ahead)
    return float(wide.index[behind[-1] + 1 if len(behind) else 0])


def summary_text(summary: Mapping[str, Any]) -> str:
    """The summary in words and numbers; it describes one run, and claims no effect."""
    environment = Environment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, autoescape=False)
    text = files("canvas_sim.study.counterfactual").joinpath("summary.txt").read_text("utf-8")
    return environment.from_string(text).render(summary, tile=TILE, format=format, said=_said, short=_short)


def _said(value: float | None, form: str) -> str:
    return "never" if value is None else format(value, form)


def _short(value: float | None, form: str = "") -> str:
    if value is None:
        return "-"
    return format(value, form or (",.0f" if abs(value) >= 10 else ".4g"))
