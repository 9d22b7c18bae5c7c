"""Agents that are rows: a view is made when somebody looks at it, and reads its table each time.

A million agents cost no more than their table. What an agent is called and means stands here, as `TableColumn`s; that
columns are also read whole is what makes `AgentSet`s of them fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import numpy as np
from mesa import Agent

from canvas_sim.agents.host import Host
from canvas_sim.base.errors import UserError


class TableColumn:
    """An attribute of a view that is a column of a table, read whole or one row at a time.

    Parameters
    ----------
    meaning : with its unit; the docstring
    names : words for the numbers in the table
    table : which table of the `World` has a field of that name; the view's own unless told
    """

    def __init__(self, meaning: str, names: Mapping[int, str] | None = None, table: str = "") -> None:
        self.__doc__, self.names, self.table = meaning, names, table

    def __set_name__(self, owner: type, name: str) -> None:
        self.table, self.field = self.table or vars(owner)["table"], name

    def __get__(self, view: Any, owner: type | None = None) -> Any:
        if view is None:
            return self
        value = view.model.cell(self.table, self.field, view.row)
        return self.names.get(value, "") if self.names else value

    def of_all(self, model: Host, rows: np.ndarray) -> np.ndarray:
        """The values of `rows`: int64, float64 or text, so that arithmetic does what it does with one agent's."""
        values = getattr(model.world, self.table)[self.field][rows]
        if self.names:
            return np.array([self.names.get(code, "") for code in range(max(self.names) + 1)])[values]
        return as_wide_numbers(values)


def as_wide_numbers(values: np.ndarray) -> np.ndarray:
    """Numbers wide enough not to wrap or round where Python's would not."""
    if values.dtype.kind == "f":
        return values.astype(np.float64)
    return values.astype(np.int64) if values.dtype != np.uint64 else values.copy()


class RowView(Agent):
    """A view of one row; equal to every other view of that row. Mesa's `Agent.__init__` is never called."""

    table = ""
    model: Host
    row: int

    def __init__(self, *_args: Any, **_options: Any) -> None:
        raise UserError(
            f"{type(self).__name__} cannot be made by hand, as agents are rows of a table; "
            f"put people in with CanvasModel(..., people={{{type(self).__name__}: 100}})"
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RowView):
            return NotImplemented
        return self.model is other.model and self.row == other.row and self.table == other.table

    def __hash__(self) -> int:
        return hash((id(self.model), self.table, self.row))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.row}>"

    def __copy__(self) -> RowView:
        return self

    def __deepcopy__(self, _memo: dict) -> RowView:
        return self

    def __reduce_ex__(self, _protocol: Any) -> NoReturn:
        raise TypeError(f"{self!r} is a view of its model and cannot be pickled; pickle its attributes instead")

    def __setattr__(self, name: str, value: Any) -> None:
        raise UserError(f"{type(self).__name__}.{name} cannot be set: agents are read-only views of a table")

    def remove(self) -> NoReturn:
        """Refused: rows stay."""
        raise UserError("agents cannot be removed one by one; a scenario's `remove` intervention takes users away")

    @classmethod
    def create_agents(cls, *_args: Any, **_options: Any) -> NoReturn:
        """Refused: agents are rows from set-up on."""
        raise UserError(f"{cls.__name__}s are made at set-up: CanvasModel(..., people={{{cls.__name__}: 100}})")

    @classmethod
    def columns_of(cls) -> dict[str, TableColumn]:
        """All attributes that are columns."""
        return {
            name: value
            for base in reversed(cls.__mro__)
            for name, value in vars(base).items()
            if type(value) is TableColumn
        }


def view(model: Host, kind: type[RowView], row: int) -> Any:
    """A view of one row, made without calling `__init__`."""
    made = object.__new__(kind)
    object.__setattr__(made, "model", model)
    object.__setattr__(made, "row", int(row))
    return made


def numbered(offset: Callable[[Host], int]) -> property:
    """Mesa's `unique_id`: counts from 1, users first, then communities in the order of their foundings."""
    return property(
        lambda self: offset(self.model) + self.row + 1, lambda *_: None, doc="Mesa's number of this agent, from 1."
    )
