"""Habits: the columns of users that people may set, at set-up or between ticks, and how."""

from typing import Any, NamedTuple

import numpy as np

from canvas_sim.base import user_kinds
from canvas_sim.base.errors import UserError, brief
from canvas_sim.base.times import HOUR
from canvas_sim.world.tables import NEVER, World


class Habit(NamedTuple):
    """What a habit may be: numbers from `low` to `high`, in `unit`."""

    low: float
    high: float
    unit: str


HABITS = {
    "appetite": Habit(1, 1e6, "turns"),
    "arrival": Habit(0, 400, "h"),
    "glances": Habit(1, 100, "pixels"),
    "lag": Habit(0, 100, "times the mean"),
    "wake": Habit(0, 24, "h UTC"),
    "awake": Habit(0.1, 24, "h"),
    "reading": Habit(0, 1, "share"),
    "temper": Habit(0, 1, "share"),
    "loyalty": Habit(0, 1, "share"),
    "kind": Habit(0, len(user_kinds.NAMES) - 1, "name"),
}


def set_habit(world: World, rows: np.ndarray, name: str, value: Any) -> None:
    """Give users a habit.

    Parameters
    ----------
    rows : numbers of users
    name : one of `HABITS`
    value : one number, or one for each of `rows`; a name for "kind"; hours for "arrival"

    Raises
    ------
    UserError
        If there is no such habit, or the value is out of range.
    """
    if name not in HABITS:
        raise UserError(
            f"{name!r} cannot be set; what can be is {', '.join(HABITS)}, and columns that a class declares"
        )
    numbers = _checked(name, value)
    if numbers.shape not in ((), rows.shape):
        raise UserError(f"{name} is one value, or one for each of {len(rows)} users, not {brief(value)}")
    if name == "kind":
        world.users["kind"][rows] = numbers
    elif name == "arrival":
        world.lives["arrival"][rows] = world.users["due"][rows] = np.minimum(np.floor(numbers * HOUR), NEVER)
    else:
        world.lives[name][rows] = numbers
    if name == "appetite":
        world.users["left"][rows] = np.maximum(0, numbers - world.users["turns"][rows])


def _checked(name: str, value: Any) -> np.ndarray:
    habit = HABITS[name]
    if name == "kind" and isinstance(value, str):
        if value not in user_kinds.NAMES:
            raise UserError(f"there is no kind {value!r}; there are {', '.join(user_kinds.NAMES)}")
        value = user_kinds.NAMES.index(value)
    try:
        numbers = np.asarray(value, np.float64)
    except (TypeError, ValueError):
        raise UserError(f"{name} is a number, not {brief(value)}") from None
    if not ((numbers >= habit.low) & (numbers <= habit.high)).all():
        raise UserError(f"{name} is from {habit.low:g} to {habit.high:g} ({habit.unit}), not {brief(value)}")
    return numbers
