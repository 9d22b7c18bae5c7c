"""A scenario as a notebook shows it: what matters most as a table, all parameters folded below it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from canvas_sim.scenario.toml import to_toml

if TYPE_CHECKING:
    from canvas_sim.scenario.schema import Scenario


def html(scenario: Scenario) -> str:
    """The table, and the parameters as TOML."""
    from canvas_sim.scenario.loading import description

    canvas, event = scenario.canvas, scenario.event
    palette = canvas.palette if isinstance(canvas.palette, str) else f"{len(canvas.palette)} colors"
    facts = {
        "event": event.name,
        "about": description(scenario),
        "canvas": f"{canvas.width} x {canvas.height} pixels, palette {palette}",
        "people": f"{scenario.activity.users:,}",
        "length": f"{event.hours:g} h",
        "cooldown": f"{canvas.cooldown:g} s",
        "interventions": ", ".join(f"{one.kind} at {one.at:g} h" for one in scenario.interventions) or "none",
    }
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in facts.items())
    parameters = escape(to_toml(scenario, comments=True))
    return f"<table>{rows}</table><details><summary>all parameters</summary><pre>{parameters}</pre></details>"
