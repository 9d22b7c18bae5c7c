"""Numbers that people hand in beside a scenario, checked."""

from typing import Any

import numpy as np

from canvas_sim.base.errors import UserError

LARGEST_SEED = 2**32 - 1


def whole(name: str, value: Any, low: int, high: int = 10**9) -> int:
    """A whole number from `low` to `high`, also where numpy made it.

    Raises
    ------
    UserError
        It is none, or out of range.
    """
    real = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    if not (real and low <= value <= high and value == int(value)):
        raise UserError(f"{name} {value!r} is out of range; it must be a whole number from {low} to {high}")
    return int(value)
