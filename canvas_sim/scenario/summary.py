"""A scenario in words: a sentence on what it is, and what a notebook shows of it."""

from html import escape
from typing import Any

from canvas_sim.scenario.files import presets, raw_values
from canvas_sim.scenario.toml import to_toml


def description(scenario: Any) -> str:
    """What an event is, in a sentence; a preset's own words only where they hold, as nothing was changed or scaled."""
    about = scenario.event.about
    for name, path in presets().items():
        preset = type(scenario).model_validate(raw_values(path))
        if about == preset.event.about and scenario != preset:
            return f"A variant of the preset {name}."
    return about


def scenario_html(scenario: Any) -> str:
    """The table, and the parameters as TOML."""
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
