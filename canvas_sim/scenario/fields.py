"""What all sections of a scenario share: frozen, nothing unknown; and what fields say: unit, range, meaning, names."""

import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

Rectangle = tuple[int, int, int, int]
RECTANGLE = "x0, y0, x1, y1"
PER_PIXEL = "placements a pixel"  # how much the canvas was worked on: all placements so far over the open pixels


class Section(BaseModel):
    """A named group of parameters."""

    # Defaults are checked too: a number that may be a fraction is always a float, so kernels see one type.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True)


def amount(default: float, unit: str, meaning: str, low: float = 0, high: float | None = 1) -> Any:
    """A field within [low, high], with its unit and its meaning; a share of 0 to 1 unless told."""
    field: Any = Field(default=default, ge=low, le=high, description=meaning, json_schema_extra={"unit": unit})
    field.metadata.append(BeforeValidator(_no_truth))
    return field


def _no_truth(value: Any) -> Any:
    """Refuse true and false where a number is meant; pydantic would take them for 1 and 0."""
    if isinstance(value, bool):
        raise ValueError("a truth value is no number")
    return value


def other(default: Any, unit: str, meaning: str, **limits: Any) -> Any:
    """A field that is not a plain number, with its unit and its meaning."""
    return Field(default=default, description=meaning, json_schema_extra={"unit": unit}, **limits)


def section_of(field: FieldInfo | None) -> type[Section] | None:
    """The section that a field holds, None if it holds a value."""
    annotation = field.annotation if field else None
    return annotation if isinstance(annotation, type) and issubclass(annotation, Section) else None


def limits(field: FieldInfo) -> str:
    """The range of a field as people write it, empty if it has none: ``1 to 86,400``."""
    bound = {name: getattr(one, name) for one in field.metadata for name in ("ge", "le", "min_length", "max_length")
             if hasattr(one, name)}  # fmt: skip
    if "ge" in bound and "le" in bound:
        return f"{bound['ge']:,} to {bound['le']:,}"
    parts = [f"{word} {bound[name]:,}" for name, word in (("ge", "at least"), ("le", "at most")) if name in bound]
    if "max_length" in bound:
        parts.append(f"at most {bound['max_length']:,} long")
    return ", ".join(parts + (["not empty"] if bound.get("min_length") else []))


def unit_of(field: FieldInfo) -> str:
    """The unit of a field, empty if it has none."""
    extra = field.json_schema_extra
    return str(extra.get("unit", "")) if isinstance(extra, dict) else ""


def choices(annotation: Any) -> tuple[str, ...]:
    """The names that a field may take, however deep they stand in its type; none if it is free."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(name for inner in get_args(annotation) for name in choices(inner))


def takes(annotation: Any, kind: Any) -> bool:
    """Whether a value of this type (str, None) may stand in a field, alone or as one of several types."""
    if get_origin(annotation) in (Union, types.UnionType):
        return any(takes(inner, kind) for inner in get_args(annotation))
    if get_origin(annotation) is Literal:
        return kind is str
    return annotation is kind or (kind is None and annotation is type(None))


def walk(section: Section, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every parameter of a scenario as (name such as ``interventions.0.users``, unit, value)."""
    for name, field in type(section).model_fields.items():
        value = getattr(section, name)
        if isinstance(value, Section):
            yield from walk(value, f"{path}{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], Section):
            for number, one in enumerate(value):
                yield from walk(one, f"{path}{name}.{number}.")
        else:
            yield f"{path}{name}", unit_of(field), value
