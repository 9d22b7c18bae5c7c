"""Scenarios as text: TOML with every parameter written out, a sentence on what it is, and what a notebook shows."""

import json
from html import escape
from typing import Any

from pydantic.fields import FieldInfo

from canvas_sim.scenario.fields import Section, choices, limits, unit_of
from canvas_sim.scenario.files import presets, raw_values

_WIDEST = 116
_COLUMN = 30


def to_toml(scenario: Section, comments: bool = False) -> str:
    """All parameters of a scenario, defaults too; loading the text gives the same scenario again.

    Parameters
    ----------
    comments : write the meaning, unit and range of each beside it
    """
    tables: list[str] = []
    for name in type(scenario).model_fields:
        value = getattr(scenario, name)
        if isinstance(value, Section):
            tables.append(_table(f"[{name}]", value, comments))
        else:
            tables += [_table(f"[[{name}]]", one, comments) for one in value]
    return "\n".join(tables)


def value_text(value: Any) -> str:
    """A value as TOML writes it; lists that are too long for one line go over several."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list | tuple):
        return _list([value_text(one) for one in value])
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return repr(int(value))
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _list(items: list[str]) -> str:
    text = f"[{', '.join(items)}]"
    if len(text) + _COLUMN <= _WIDEST + _COLUMN // 2:
        return text
    rows = [""]
    for item in items:
        if len(rows[-1]) + len(item) > _WIDEST - 8:
            rows.append("")
        rows[-1] += f" {item}," if rows[-1] else f"    {item},"
    return "[\n" + "\n".join(rows) + "\n]"


def _table(header: str, section: Section, comments: bool) -> str:
    lines = [header]
    if comments:
        lines.insert(0, f"# {(type(section).__doc__ or '').splitlines()[0]}")
    for name, field in type(section).model_fields.items():
        lines += _entry(name, field, getattr(section, name), comments)
    return "\n".join(lines) + "\n"


def _entry(name: str, field: FieldInfo, value: Any, comments: bool) -> list[str]:
    """The lines of one parameter; what is absent has none, or is commented out."""
    note = _note(field)
    if value is None:
        return [f"# {name} =".ljust(_COLUMN) + f"# absent; {note}"] if comments else []
    text = f"{name} = {value_text(value)}"
    if not comments or not note:
        return [text]
    if "\n" in text or len(text) > 2 * _COLUMN:
        return [f"# {note}", text]
    return [text.ljust(_COLUMN) + f"  # {note}"]


def _note(field: FieldInfo) -> str:
    """Meaning [unit], range: what people need beside a value."""
    if not field.description:
        return ""
    names = choices(field.annotation)
    span = " | ".join(names) if names else limits(field)
    return f"{field.description} [{unit_of(field)}]" + (f", {span}" if span else "")


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
