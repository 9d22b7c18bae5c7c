"""A smaller event of the same densities."""

import math
from numbers import Real
from typing import Any

from canvas_sim.base.errors import UserError, brief
from canvas_sim.scenario.fields import RECTANGLE, Section, unit_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.scenario.validation import consistent

_SMALLEST_SIDE = 8


def scale_down(scenario: Scenario, scale: float) -> Scenario:
    """The same event on a canvas of `scale` times the area.

    Users and raiders shrink with the area, regions with the sides. Communities do so by themselves, as foundings
    are counted by turns. Sizes of designs, communities and circles, cooldowns, hours, glances and ties stay.

    Parameters
    ----------
    scale : above 0, at most 1

    Raises
    ------
    UserError
        If `scale` is outside its range.
    """
    if not isinstance(scale, Real):
        raise UserError(f"scale is {brief(scale)}; it must be a number above 0 and at most 1")
    if not 0 < scale <= 1:
        raise UserError(f"scale {scale:g} is out of range; it must be above 0 and at most 1")
    if scale == 1:
        return scenario
    width, height = (
        max(_SMALLEST_SIDE, round(side * math.sqrt(scale))) for side in (scenario.canvas.width, scenario.canvas.height)
    )
    across, down = width / scenario.canvas.width, height / scenario.canvas.height
    smaller = _shrunk(scenario, scale, (across, down))
    canvas = smaller.canvas.model_copy(update={"width": width, "height": height})
    return consistent(smaller.model_copy(update={"canvas": canvas}))


def _shrunk(section: Any, scale: float, sides: tuple[float, float]) -> Any:
    """A section with all its head-counts and regions, and those of the sections in it, made smaller."""
    update: dict[str, Any] = {}
    for name, field in type(section).model_fields.items():
        value = getattr(section, name)
        if isinstance(value, Section):
            update[name] = _shrunk(value, scale, sides)
        elif isinstance(value, list) and value and isinstance(value[0], Section):
            update[name] = [_shrunk(one, scale, sides) for one in value]
        elif name == "users":
            update[name] = max(1, round(value * scale))
        elif unit_of(field) == RECTANGLE and value is not None:
            update[name] = _region(value, sides)
    return section.model_copy(update=update)


def _region(region: tuple[int, int, int, int], sides: tuple[float, float]) -> tuple[int, int, int, int]:
    """A rectangle times the sides, at least one pixel wide and high."""
    x0, x1 = (round(x * sides[0]) for x in region[::2])
    y0, y1 = (round(y * sides[1]) for y in region[1::2])
    # What would vanish keeps one pixel: the one before the far side, which is always on the canvas.
    return min(x0, max(x1, 1) - 1), min(y0, max(y1, 1) - 1), max(x1, 1), max(y1, 1)
