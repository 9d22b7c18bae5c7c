"""Causes: what is changed in a run from a certain time on, and placebos, which change next to nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.suggest import nearest
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames.frames import opening
from canvas_sim.record.run import Run
from canvas_sim.scenario.palettes import index_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.study.sweep.factors import with_interventions
from canvas_sim.study.sweep.plan import read_toml

RECOLORED = 100  # pixels that a placebo changes
LARGEST = 0.1  # share of the open pixels that it may change at most
NAMES = ("alliances", "forum", "leaders", "bots", "vandals", "community:NAME")


class Cause(NamedTuple):
    """What is changed: a name for people and for folders, and the interventions that do it."""

    name: str
    interventions: list[dict[str, Any]]

    def applied(self, scenario: Scenario) -> Scenario:
        """The scenario with this changed; its own interventions keep their numbers, and so their draws.

        Raises
        ------
        UserError
            An intervention does not fit.
        """
        return with_interventions(scenario, self.interventions, f"{self.name}: interventions")


def cause_without(what: str, run: Run, at: int) -> Cause:
    """A run without something, from `at` ms on.

    Parameters
    ----------
    what : one of `NAMES`

    Raises
    ------
    UserError
        There is no such thing, or no community of that name then.
    """
    hours = at / HOUR
    named: dict[str, dict[str, Any]] = {
        "alliances": {"kind": "forbid_alliances"},
        "forum": {"kind": "forum_down", "hours": max(0.01, run.scenario.event.hours - hours)},
        **{who: {"kind": "remove", "who": who} for who in ("leaders", "bots", "vandals")},
    }
    if what.startswith("community:"):
        change = {"kind": "dissolve", "community": _community(what.partition(":")[2], run, at)}
    elif what in named:
        change = named[what]
    else:
        near = nearest(what, NAMES)
        raise UserError(f"cannot leave {what!r} out; " + (f"did you mean {near}?" if near else f"{', '.join(NAMES)}"))
    return Cause(f"without {what}", [{"at": hours} | change])


def living_names(run: Run, at: int) -> list[str]:
    """Names of the communities that live at a time, those with more members at the end first."""
    groups = run.communities
    there = groups[(groups["founded"] < max(at, 1)) & ((groups["ended"] < 0) | (groups["ended"] > at))]
    return list(there.sort_values("members", ascending=False, kind="stable")["name"])


def interventions_by_rank(
    interventions: list[dict[str, Any]], names: tuple[list[str], list[str]]
) -> list[dict[str, Any]]:
    """Interventions for a run with another seed: a community becomes the one of the same rank there.

    Parameters
    ----------
    names : living communities, largest first, of the run and of the other one
    """
    here, there = names
    changes = []
    for one in interventions:
        name = one.get("community")
        if name in here and there:
            name = there[min(here.index(name), len(there) - 1)]
        changes.append(one | ({"community": name} if name else {}))
    return changes


def _community(name: str, run: Run, at: int) -> str:
    """A name that some community has at that time."""
    names = living_names(run, at)
    if name in names:
        return name
    near = nearest(name, names)
    said = f"did you mean {near!r}?" if near else f"there are {', '.join(names[:5]) or 'none'}"
    raise UserError(f"no community {name!r} lives at {at / HOUR:g} h; {said}")


def cause_of_file(path: Path, at: int, end: int) -> Cause:
    """The interventions of a TOML file, which come at `at` ms unless they say when, and before the end of the event.

    Raises
    ------
    UserError
        The file cannot be read, has anything else in it, or an intervention comes before the fork or after the end.
    """
    values = read_toml(path)
    listed = values.get("interventions")
    if set(values) != {"interventions"} or not isinstance(listed, list) or not listed:
        raise UserError(f"{path} must have [[interventions]] and nothing else: settings hold from the start on")
    if not all(isinstance(one, Mapping) for one in listed):
        raise UserError(f"{path}: interventions must be tables")
    changes = [{"at": at / HOUR} | dict(one) for one in listed]
    times = [one["at"] for one in changes if isinstance(one["at"], int | float)]
    if times and min(times) * HOUR < at - 1:
        raise UserError(f"{path}: an intervention at {min(times):g} h comes before the fork at {at / HOUR:g} h")
    if times and max(times) * HOUR >= end:
        raise UserError(
            f"{path}: an intervention at {max(times):g} h comes after the end of the event, {end / HOUR:g} h"
        )
    return Cause(f"with {path.stem}", changes)


def placebo_cause(number: int, canvas: np.ndarray, run: Run, at: int) -> Cause:
    """Some random pixels of the open canvas in other colors: what that leads to is chaos.

    Parameters
    ----------
    number : which placebo; the pixels depend on this and the run's seed
    canvas : uint8 [h, w], as it is at `at` ms
    """
    draws = np.random.default_rng([int(run.info["seed"]), number])
    x0, y0, x1, y1 = opening(run, np.array([max(at - 1, 0)]))[0].tolist()
    width, height = x1 - x0, y1 - y0
    count = max(1, min(RECOLORED, int(LARGEST * width * height)))
    colors = _colors(run, at)
    changes = []
    for place in draws.choice(width * height, count, replace=False):
        x, y = x0 + int(place) % width, y0 + int(place) // width
        others = [color for color in colors if color != canvas[y, x]] or list(colors)
        color = run.colors[others[int(draws.integers(len(others)))]]
        changes.append({"at": at / HOUR, "kind": "rectangle", "region": [x, y, x + 1, y + 1], "color": color})
    return Cause(f"placebo {number}", changes)


def _colors(run: Run, at: int) -> Sequence[int]:
    """Palette indices that may be placed at a time."""
    changed = run.interventions[(run.interventions["colors"] != "") & (run.interventions["ts"] < at)]
    if len(changed):
        return [int(index) for index in changed.iloc[-1]["colors"].split(",")]
    named = run.scenario.canvas.colors
    return [index_of(run.scenario, color) for color in named] if named else range(len(run.colors))
