"""What all sections of a scenario share: frozen, nothing unknown, and every field says its unit and meaning."""

from typing import Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

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
