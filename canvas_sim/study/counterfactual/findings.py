"""What a counterfactual writes: tables for figures, a picture, and a summary in numbers."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.record.images import write_png
from canvas_sim.record.parquet import writing_to
from canvas_sim.record.run import Run
from canvas_sim.study.counterfactual import differences as apart
from canvas_sim.study.counterfactual.legend import with_legend
from canvas_sim.study.effects import compare

if TYPE_CHECKING:
    import pandas

SHIFT = 0.1  # of a work's pixels, that must change before it is told
PICTURE = ("FFFFFF", "D9D9D9", "F2B35E", "0072B2", "222222")  # see `MEANING`; letters
MEANING = (
    (3, "differs, only with the cause"),
    (2, "differs, with a placebo too"),
    (1, "the same, drawn"),
    (0, "the same, blank"),
)
LISTED = 8  # works that are told one by one
SIDE = 600  # pixels that a small canvas is magnified to


def write(folder: Path, run: Run, about: tuple[str, int], found: Mapping[str, Any]) -> None:
    """Write tables, picture and summary; `about` is name of the cause and time of the fork, ms."""
    tables = {
        "curves": curves(run, about[1], found),
        "works": works(run, about[1], found),
        "alliances": alliances(found),
        "outcomes": outcomes(found),
        "pairs": pairs(found),
    }
    with writing_to(folder):
        for name, frame in tables.items():
            frame.to_parquet(folder / f"{name}.parquet", index=False)
        text = json.dumps(summary(run, about, found, tables), indent=2) + "\n"
        (folder / "summary.json").write_text(text, "utf-8")
    drawn = picture(run, found["canvases"])
    times = max(1, SIDE // max(drawn.shape))
    drawn = drawn.repeat(times, axis=0).repeat(times, axis=1)
    write_png(folder / "difference.png", with_legend(drawn, MEANING, 0, 4), PICTURE)


def picture(run: Run, canvases: np.ndarray) -> np.ndarray:
    """Where the branch differs at the end: indices of `PICTURE`, uint8 [h, w]."""
    unlike = canvases[1:] != canvases[0]
    result = (canvases[0] != run.background).astype(np.uint8)
    result[unlike[0]] = 2
    result[unlike[0] & ~unlike[1:].any(axis=0)] = 3
    return result


def curves(run: Run, fork: int, found: Mapping[str, Any]) -> pandas.DataFrame:
    """How far each branch is from the run at each time: `hours`, `branch` ("cause", "placebo 0" ...), shares."""
    import pandas

    hours = apart.times(fork, run.end) / HOUR
    series = {"cause": found["branch"]} | {f"placebo {i}": one for i, one in enumerate(found["placebos"])}
    return pandas.concat(
        [pandas.DataFrame({"hours": hours, "branch": name} | one["spread"]) for name, one in series.items()]
    )


def works(run: Run, fork: int, found: Mapping[str, Any]) -> pandas.DataFrame:
    """Works of the run that stand at the end in run or branch: share right in each, and whether placebos explain it."""
    mine = apart.right(run, found["canvases"][0])
    branch = np.array(found["branch"]["right"], float)
    placebos = np.array([one["right"] for one in found["placebos"]], float)
    frame = run.designs[["design", "community", "name", "x", "y", "width", "height", "area"]].copy()
    frame["community_name"] = frame["community"].map(run.communities.set_index("community")["name"])
    frame["run"], frame["branch"] = mine, branch
    frame["placebo_low"], frame["placebo_high"] = placebos.min(axis=0), placebos.max(axis=0)
    shift, chaos = np.abs(branch - mine), np.abs(placebos - mine).max(axis=0)
    frame["beyond"] = (shift > chaos) & (shift > SHIFT)
    frame["old"] = run.designs["founded"] < fork
    return frame[np.fmax(mine, branch) >= apart.STOOD]


def alliances(found: Mapping[str, Any]) -> pandas.DataFrame:
    """Alliances that hold at the end in run, branch or a placebo, and whether placebos explain the difference."""
    import pandas

    holds = [set(map(tuple, one["allied"])) for one in (found["root"], found["branch"], *found["placebos"])]
    rows = []
    for pair in sorted(set().union(*holds)):
        here = [pair in one for one in holds]
        beyond = here[1] not in here[2:] and here[1] != here[0]
        rows.append((*pair, here[0], here[1], sum(here[2:]), beyond))
    return pandas.DataFrame(rows, columns=["a", "b", "run", "branch", "placebos", "beyond"])


def outcomes(found: Mapping[str, Any]) -> pandas.DataFrame:
    """Each outcome in run, branch and placebos; `beyond` if the branch is further from the run than any placebo.

    With it `correlation` and `saved`, over pairs of other seeds: how alike run and branch are, and the share of the
    variance of their difference that comparing within pairs saves.
    """
    import pandas

    rows = []
    for name, value in found["root"]["outcomes"].items():
        branch = found["branch"]["outcomes"][name]
        placebos = [one["outcomes"][name] for one in found["placebos"]]
        sides = [np.array([one[side][name] for one in found["pairs"]], float) for side in ("run", "branch")]
        paired = compare(sides[0], sides[1])
        rows.append(
            {
                **{"outcome": name, "run": value, "branch": branch},
                **{"placebo_low": min(placebos), "placebo_high": max(placebos)},
                "beyond": abs(branch - value) > max(abs(one - value) for one in placebos),
                **{key: paired[key] for key in ("pairs", "correlation", "saved")},
            }
        )
    return pandas.DataFrame(rows)


def pairs(found: Mapping[str, Any]) -> pandas.DataFrame:
    """Outcomes of run and branch with other seeds: `seed`, `outcome`, `run`, `branch`."""
    import pandas

    rows = [(one["seed"], name, one["run"][name], one["branch"][name]) for one in found["pairs"] for name in one["run"]]
    return pandas.DataFrame(rows, columns=["seed", "outcome", "run", "branch"])


def summary(
    run: Run, about: tuple[str, int], found: Mapping[str, Any], tables: Mapping[str, pandas.DataFrame]
) -> dict[str, Any]:
    """The numbers that are told."""
    branch, placebos = found["branch"], found["placebos"]
    unlike = found["canvases"][1:] != found["canvases"][0]
    moved = tables["works"][tables["works"]["beyond"]]
    parted = branch["parting"]
    return {
        "cause": about[0],
        "fork_hours": about[1] / HOUR,
        "hours": run.scenario.event.hours,
        "seed": run.info["seed"],
        "digests": {"run": run.digest, "branch": branch["digest"]},
        "log_before_fork": found["root"]["before"],
        "parting": parted
        and parted | {"hours": parted["ts"] / HOUR, "seconds_after_fork": (parted["ts"] - about[1]) / 1000},
        "placebos": len(placebos),
        "pairs": len(found["pairs"]),
        "pixels": _range(branch, placebos, "pixels"),
        "tiles": _range(branch, placebos, "tiles"),
        "distance": _range(branch, placebos, "distance"),
        "pixels_only_with_cause": float((unlike[0] & ~unlike[1:].any(axis=0)).mean()),
        "told_from_chaos_hours": told_from_chaos(tables["curves"]),
        "hours_to_a_tenth": _range_of_times(run, about[1], found, "pixels", 0.1),
        "hours_to_half_of_tiles": _range_of_times(run, about[1], found, "tiles", 0.5),
        "works": {
            "standing": len(tables["works"]),
            "beyond": len(moved),
            "most": _most(moved),
            "not_founded": len(_missing([one["founded"] for one in (found["root"], *placebos)], branch["founded"])),
            "new": len(set(branch["founded"]).difference(found["root"]["founded"], *(p["founded"] for p in placebos))),
        },
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
    hours = (apart.times(fork, run.end) - fork) / HOUR
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


def _missing(everywhere: Sequence[Sequence[str]], here: Sequence[str]) -> set[str]:
    """What is in all of some lists, but not in this one."""
    return set(everywhere[0]).intersection(*everywhere[1:]).difference(here)


def _most(moved: pandas.DataFrame) -> list[dict[str, Any]]:
    """The works that changed most, those with more pixels first."""
    pixels = (moved["branch"] - moved["run"]).abs() * moved["area"]
    rows = moved.loc[pixels.sort_values(ascending=False, kind="stable").index[:LISTED]]
    columns = ["name", "community_name", "x", "y", "width", "height", "run", "branch", "placebo_low", "placebo_high"]
    return rows[columns].to_dict("records")


def told_from_chaos(frame: pandas.DataFrame) -> float | None:
    """The time in hours from which on the branch is further from the run than all placebos; None if there is none."""
    wide = frame.pivot(index="hours", columns="branch", values="pixels").sort_index()
    ahead = (wide["cause"] > wide.drop(columns="cause").max(axis=1)).to_numpy()
    if not ahead[-1]:
        return None
    behind = np.flatnonzero(~ahead)
    return float(wide.index[behind[-1] + 1 if len(behind) else 0])
