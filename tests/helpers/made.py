"""Scenarios made by hypothesis: every field, as the schema has it, drawn within its range."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from canvas_sim.scenario.fields import RECTANGLE, choices, section_of, takes, unit_of
from canvas_sim.scenario.intervention import intervention_kinds
from canvas_sim.scenario.palettes import palettes
from canvas_sim.scenario.schema import Scenario

SPECIAL = {
    "launch": st.just("2022-04-01T12:44:10Z"),
    "palette": st.sampled_from([*palettes(), ["FFFFFF", "000000", "E50000"]]),
    "arrivals": st.lists(st.floats(0, 1e6), max_size=200).map(lambda values: list(enumerate([*values, 1.0]))),
    "zones": st.lists(st.tuples(st.floats(-12, 14), st.floats(1e-6, 1)), min_size=1, max_size=9),
}


def number(annotation: type, metadata: list[Any]) -> st.SearchStrategy:
    """A number within the limits of a field."""
    low = next(one.ge for one in metadata if hasattr(one, "ge"))
    high = next(one.le for one in metadata if hasattr(one, "le"))
    return st.integers(int(low), int(high)) if annotation is int else st.floats(low, high)


def value(name: str, field: Any) -> st.SearchStrategy:
    """What a field may hold; regions and colors are put right later."""
    names = choices(field.annotation)
    if name in SPECIAL:
        return SPECIAL[name]
    if names:
        one = st.sampled_from(names)
        return st.lists(one, unique=True) if "list" in str(field.annotation) else one
    if field.annotation in (int, float):
        return number(field.annotation, field.metadata)
    if field.annotation is bool:
        return st.booleans()
    text = st.text(max_size=80)
    pair = st.tuples(text, text)
    absent = [st.none()] if takes(field.annotation, None) else []
    return st.one_of(*absent, pair if "tuple[str" in str(field.annotation) else text)


def fitted(draw: Any, field: Any, canvas: dict[str, Any]) -> Any:
    """A region inside the canvas, or colors of its palette, for a field that holds one."""
    palette = palettes().get(canvas["palette"]) if isinstance(canvas["palette"], str) else canvas["palette"]
    if unit_of(field) == RECTANGLE:
        x0, x1 = sorted(draw(st.lists(st.integers(0, canvas["width"]), min_size=2, max_size=2, unique=True)))
        y0, y1 = sorted(draw(st.lists(st.integers(0, canvas["height"]), min_size=2, max_size=2, unique=True)))
        return x0, y0, x1, y1
    color = st.sampled_from(palette)
    return draw(st.lists(color, min_size=1, unique=True) if "list" in str(field.annotation) else color)


def section(draw: Any, kind: type, canvas: dict[str, Any] | None) -> dict[str, Any]:
    """Values for one section."""
    values: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if name == "palette" or not (unit_of(field) == RECTANGLE or "RRGGBB" in unit_of(field)):
            values[name] = draw(value(name, field))
    for name, field in kind.model_fields.items():
        if name not in values:
            values[name] = fitted(draw, field, canvas or values)
            if takes(field.annotation, None) and draw(st.booleans()):
                values[name] = None
    return values


@st.composite
def scenarios(draw: Any) -> Scenario:
    """Valid scenarios."""
    values = {name: section(draw, section_of(field), None) for name, field in Scenario.model_fields.items()
              if section_of(field)}  # fmt: skip
    values["interventions"] = []
    for kind in draw(st.lists(st.sampled_from(sorted(intervention_kinds())), max_size=4)):
        one = section(draw, intervention_kinds()[kind], values["canvas"]) | {"kind": kind}
        if kind == "expand":
            one["open"] = (0, 0, values["canvas"]["width"], values["canvas"]["height"])
        values["interventions"].append(one)
    return Scenario.model_validate(values)
