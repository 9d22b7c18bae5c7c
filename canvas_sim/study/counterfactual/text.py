"""What is said of a counterfactual, in lines for people: ``summary.txt``, filled in."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from canvas_sim.study.counterfactual.differences import TILE


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
