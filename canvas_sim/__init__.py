"""Collective drawing on a shared canvas, simulated: r/place with a million Mesa agents.

Names are imported when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "CanvasModel": "model",
    "Community": "views",
    "Deed": "rules.thoughts",
    "Focus": "rules.thoughts",
    "Run": "record.run",
    "Scenario": "scenario.schema",
    "Sight": "rules.thoughts",
    "User": "users",
    "UserError": "errors",
    "Words": "rules.thoughts",
    "bar": "bars",
    "counterfactual": "study.counterfactual",
    "load": "scenario.loading",
    "presets": "scenario.loading",
    "report": "show.report.make",
    "run": "study.one",
    "sweep": "study.sweep",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
