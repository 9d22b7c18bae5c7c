"""The settings of a scenario that a model takes by a short name of their own: what sliders and sweeps turn."""

from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
from pydantic.fields import FieldInfo

from canvas_sim.scenario.loading import load, with_values
from canvas_sim.scenario.paths import find_spot
from canvas_sim.scenario.schema import Scenario

SETTINGS = {
    "hours": "event.hours",
    "users": "activity.users",
    "cooldown": "canvas.cooldown",
    "width": "canvas.width",
    "height": "canvas.height",
    "founding": "communities.founding",
    "noise": "loners.noise",
    "reading": "people.reading",
    "yields": "communities.yields",
    "alliances": "alliances.allowed",
}
"""Names as `CanvasModel` has them, and the parameters that they are; these say unit, range and meaning."""


def field_of(name: str) -> FieldInfo:
    """The field of a setting: its unit, range and meaning."""
    field = find_spot(SETTINGS[name].split("."), {}).field
    assert field is not None
    return field


def value_of(name: str, event: Scenario) -> Any:
    """What a setting is in a scenario."""
    return reduce(getattr, SETTINGS[name].split("."), event)


def event_with(scenario: str | Path | Scenario, arguments: Mapping[str, Any]) -> Scenario:
    """A scenario with those settings among the arguments of a call (its ``locals()``) that are not None."""
    event = scenario if isinstance(scenario, Scenario) else load(scenario)
    given = {name: arguments[name] for name in SETTINGS if arguments.get(name) is not None}
    values = {name: value.item() if isinstance(value, np.generic) else value for name, value in given.items()}
    return with_values(event, [f"{SETTINGS[name]}={str(value).lower()}" for name, value in values.items()])
