"""Collective drawing on a shared canvas, simulated: r/place with a million Mesa agents.

Names are imported when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "CanvasModel": "agents.model",
    "Community": "agents.community",
    "Deed": "rules.types",
    "Focus": "rules.types",
    "Run": "record.run",
    "Scenario": "scenario.schema",
    "Sight": "rules.types",
    "User": "agents.user",
    "UserError": "base.errors",
    "Words": "rules.types",
    "bar": "base.progress",
    "counterfactual": "study.counterfactual.counterfactual",
    "load": "scenario.loading",
    "presets": "scenario.files",
    "report": "show.report.make",
    "run": "study.runner",
    "sweep": "study.sweep.sweep",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
