"""What is wrong with a scenario, one line for each mistake, and what would be right."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from canvas_sim.base.suggest import nearest
from canvas_sim.scenario.fields import choices, limits, section_of, unit_of
from canvas_sim.scenario.intervention import intervention_kinds
from canvas_sim.scenario.paths import Spot, find_spot
from canvas_sim.scenario.schema import Scenario

_MOST = 10
_TYPES = {int: "a whole number", float: "a number", bool: "true or false", str: "text"}


def complaints(error: ValidationError, values: Mapping[str, Any]) -> str:
    """One line a mistake, at most ten; `values` are those that were refused."""
    lines: dict[str, str] = {}
    for one in error.errors(include_url=False):
        path = one["loc"]
        if path[0] == "interventions" and len(path) > 3:  # pydantic puts the kind between number and field
            path = path[:2] + path[3:]
        where = find_spot(path, values)
        lines.setdefault(where.name, _line(one, where))
    said = list(dict.fromkeys(lines.values()))
    return "\n".join(said[:_MOST] + ([f"and {len(said) - _MOST} more"] if len(said) > _MOST else []))


def unknown(where: Spot) -> str:
    """The line on a key that does not exist: the nearest right one, or all that are known."""
    section = where.path[:-1]
    key = str(where.path[-1])
    near = nearest(key, where.owner.model_fields)
    if near:
        return f"unknown key {where.name}; did you mean {'.'.join(map(str, (*section, near)))}?"
    for name, field in Scenario.model_fields.items():
        section_type = section_of(field)
        if section_type and key in section_type.model_fields:
            return f"unknown key {where.name}; did you mean {name}.{key}?"
    place = ".".join(map(str, section)) or "a scenario"
    return f"unknown key {where.name}; {place} has {', '.join(where.owner.model_fields)}"


def _line(error: Any, where: Spot) -> str:
    kind = error["type"]
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _unknown_kind(error, where)
    if where.path[0] == "interventions" and len(where.path) <= 2 and kind != "extra_forbidden":
        what = "tables, [[interventions]] each" if len(where.path) == 1 else "a table with kind, at and what it needs"
        return f"{where.name} = {_short(error['input'])}: must be {what}"
    if where.field is None or kind == "extra_forbidden":
        return unknown(where) if kind == "extra_forbidden" else f"{where.name}: {error['msg'].lower()}"
    if kind == "missing" and not isinstance(where.path[-1], int):
        return f"{where.name} is missing; it must be {_wanted(where.field)}"
    if kind == "missing":
        return f"{'.'.join(map(str, where.path[:-1]))} = {_short(error['input'])}: must be {_wanted(where.field)}"
    return f"{where.name} = {_short(error['input'])}: must be {_wanted(where.field, error['input'])}"


def _unknown_kind(error: Any, where: Spot) -> str:
    known = intervention_kinds()
    tag = error.get("ctx", {}).get("tag")
    near = nearest(tag, known) if tag else None
    said = f"unknown kind {tag!r}" if tag else "kind is missing"
    return f"{where.name}: {said}; " + (f"did you mean {near!r}?" if near else f"kinds are {', '.join(known)}")


def _wanted(field: FieldInfo, got: Any = None) -> str:
    """What would be right in a field: its type, range and unit."""
    section_type = section_of(field)
    if section_type:
        return f"a table with {', '.join(section_type.model_fields)}"
    names = choices(field.annotation)
    if names:
        near = nearest(got, names) if isinstance(got, str) else None
        path = ", or the path of a file" if "path" in unit_of(field) else ""
        return f"one of {', '.join(names)}{path}" + (f"; did you mean {near!r}?" if near else "")
    if field.annotation is bool:
        return "true or false"
    what = _TYPES.get(field.annotation, "a list or text" if field.annotation == str | list[str] else "")  # type: ignore[arg-type]
    span = limits(field)
    if field.annotation in (int, float) and " to " in span:
        span = "from " + span
    return " ".join(part for part in (what, span, f"[{unit_of(field)}]") if part)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."
