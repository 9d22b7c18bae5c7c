"""State that classes of users declare in `columns`: one array a column, a value a user."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from canvas_sim.base.errors import UserError, brief

WHOLE = "iu"  # kinds of dtypes into which numpy would force a number


class DeclaredColumns:
    """Columns that classes declare, read and written one user at a time or whole.

    Attributes
    ----------
    values : arrays (users,) by name
    turn : the user whose turn is being decided in Python; what it writes is seen when the tick is over
    """

    def __init__(self, users: int) -> None:
        self.values: dict[str, np.ndarray] = {}
        self.turn: Any = None
        self._users = users
        self._pending: dict[tuple[str, int], Any] = {}

    def declare(self, owner: str, columns: Mapping[str, Any]) -> None:
        """Add the columns of a class, by its name; classes may share one if they agree on its dtype."""
        for name, dtype in columns.items():
            made = np.zeros(self._users, dtype)
            if name in self.values and self.values[name].dtype != made.dtype:
                raise UserError(f"{owner}.columns: another class declares {name!r} as {self.values[name].dtype}")
            self.values.setdefault(name, made)

    def read(self, name: str, row: int) -> Any:
        """One user's value in a declared column."""
        if self.turn is not None and self.turn.row == row and (name, row) in self._pending:
            return self._pending[name, row]
        return self.values[name][row].item()

    def write(self, name: str, user: Any, value: Any) -> None:
        """Set it: at once between ticks, at the end of the tick during one's own turn."""
        if self.turn is None:
            self.values[name][user.row] = self._fitting(name, user, value)
        elif self.turn != user:
            raise UserError(
                f"{type(self.turn).__name__}, user {self.turn.row}: may not set {name!r} of another user in its turn"
            )
        else:
            self._pending[name, user.row] = self._fitting(name, user, value)

    def fill(self, name: str, rows: np.ndarray, value: Any) -> None:
        """Set it for many users between ticks: one value, or one for each of `rows`."""
        dtype = self.values[name].dtype
        try:
            fitted = _fitted(value, dtype, (len(rows),))
        except (ValueError, TypeError, OverflowError):
            what = f"{brief(value)} does not fit in it, as one value or one for each of {len(rows)} users"
            raise UserError(f"{name} is declared as {dtype}; {what}") from None
        self.values[name][rows] = fitted

    def _fitting(self, name: str, user: Any, value: Any) -> Any:
        dtype = self.values[name].dtype
        try:
            return _fitted(value, dtype, ()).item()
        except (ValueError, TypeError, OverflowError):
            who = f"{type(user).__name__}, user {user.row}"
            raise UserError(f"{who}: {name} is declared as {dtype}; {brief(value)} does not fit in it") from None

    def written(self) -> dict[tuple[str, int], Any]:
        """What was written in this tick, and is not seen yet: by column and user."""
        return dict(self._pending)

    def forget(self, row: int) -> None:
        """Drop what a user wrote in this tick."""
        self._pending = {where: value for where, value in self._pending.items() if where[1] != row}

    def settle(self) -> None:
        """Let what was written in this tick be seen."""
        for (name, row), value in self._pending.items():
            self.values[name][row] = value
        self._pending.clear()


def _fitted(value: Any, dtype: np.dtype, shape: tuple[int, ...]) -> np.ndarray:
    """`value` as numpy keeps it; raises if that is another number."""
    fitted = np.empty(shape, dtype)
    fitted[...] = value
    if dtype.kind in WHOLE and np.any(fitted != value):
        raise ValueError("a fraction, or too large")
    return fitted
