"""Agents that are rows: a view is made when somebody looks at it, and reads its table each time.

A million agents cost no more than their table. What an agent is called and means stands here, as `Column`s; that
columns are also read whole is what makes `AgentSet`s of them fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from mesa import Agent

from canvas_sim.base.errors import UserError
from canvas_sim.base.patterns import KINDS
from canvas_sim.world.tables import ALIVE, ENDED, NOBODY, SEARCHING

if TYPE_CHECKING:
    from canvas_sim.agents.model import CanvasModel
    from canvas_sim.agents.population import Population

STATES = {SEARCHING: "searching", ALIVE: "alive", ENDED: "ended"}


class Column:
    """An attribute of a view that is a column of a table, read whole or one row at a time.

    Parameters
    ----------
    table, field : which table of the `World`, and which of its fields
    meaning : with its unit; the docstring
    names : words for the numbers in the table
    """

    def __init__(self, table: str, field: str, meaning: str, names: Mapping[int, str] | None = None) -> None:
        self.table, self.field, self.names = table, field, names
        self.__doc__ = meaning

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, view: Any, owner: type | None = None) -> Any:
        if view is None:
            return self
        value = view.model.cell(self.table, self.field, view.row)
        return self.names.get(value, "") if self.names else value

    def of_all(self, model: Population, rows: np.ndarray) -> np.ndarray:
        """The values of `rows`: int64, float64 or text, so that arithmetic does what it does with one agent's."""
        values = getattr(model.world, self.table)[self.field][rows]
        if self.names:
            return np.array([self.names.get(code, "") for code in range(max(self.names) + 1)])[values]
        return widened(values)


def widened(values: np.ndarray) -> np.ndarray:
    """Numbers wide enough not to wrap or round where Python's would not."""
    if values.dtype.kind == "f":
        return values.astype(np.float64)
    return values.astype(np.int64) if values.dtype != np.uint64 else values.copy()


class Row(Agent):
    """A view of one row; equal to every other view of that row. Mesa's `Agent.__init__` is never called."""

    table = ""
    model: CanvasModel
    row: int

    def __init__(self, *_args: Any, **_options: Any) -> None:
        raise UserError(
            f"{type(self).__name__} cannot be made by hand, as agents are rows of a table; "
            f"put people in with CanvasModel(..., people={{{type(self).__name__}: 100}})"
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row):
            return NotImplemented
        return self.model is other.model and self.row == other.row and self.table == other.table

    def __hash__(self) -> int:
        return hash((id(self.model), self.table, self.row))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.row}>"

    def __copy__(self) -> Row:
        return self

    def __deepcopy__(self, _memo: dict) -> Row:
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
    def columns_of(cls) -> dict[str, Column]:
        """All attributes that are columns."""
        return {
            name: value for base in reversed(cls.__mro__) for name, value in vars(base).items() if type(value) is Column
        }


def view(model: Population, kind: type[Row], row: int) -> Any:
    """A view of one row, made without calling `__init__`."""
    made = object.__new__(kind)
    object.__setattr__(made, "model", model)
    object.__setattr__(made, "row", int(row))
    return made


def numbered(offset: Callable[[Population], int]) -> property:
    """Mesa's `unique_id`: counts from 1, users first, then communities in the order of their foundings."""
    return property(
        lambda self: offset(self.model) + self.row + 1, lambda *_: None, doc="Mesa's number of this agent, from 1."
    )


class Community(Row):
    """A community: a subreddit, say, with members, leaders, a board and designs."""

    table = "communities"
    unique_id = numbered(lambda model: len(model.world.users))

    founder = Column("communities", "founder", "User who founded it; -1 if it was there at the start.")
    founded = Column("communities", "founded", "When, in ms.")
    ended = Column("communities", "ended", "When it ended, in ms; -1 if it lives.")
    worked = Column("communities", "worked", "When somebody last acted for it, in ms.")
    members = Column("communities", "members", "How many users work for it.")
    works = Column("communities", "works", "How many living designs it has.")
    design = Column("communities", "design", "Number of its newest design; -1 if none yet.")
    meetings = Column("communities", "meetings", "How often it met.")
    circle = Column("communities", "circle", "Circle of acquaintances that its founder belongs to.")
    bold = Column("communities", "bold", "1 if it does not care who holds the ground.")
    raid = Column("communities", "raid", "1 if it is a crowd that falls upon a place for a short time.")
    state = Column("communities", "state", "searching (for a site), alive or ended.", STATES)
    kind = Column("communities", "kind", "What it draws: template, or a pattern that spreads.", dict(enumerate(KINDS)))

    @property
    def name(self) -> str:
        """What it draws, in words."""
        return self.model.simulation.founding.community_names.get(self.row, "") or self.kind

    @property
    def users(self) -> Any:
        """Its members, an AgentSet."""
        return self.model.users_at(np.flatnonzero(self.model.world.users["club"] == self.row))

    @property
    def leaders(self) -> Any:
        """Its leaders, an AgentSet of at most three users."""
        group = self.model.world.communities[self.row]
        return self.model.users_at([who for who in (group.leader0, group.leader1, group.leader2) if who >= 0])

    @property
    def allies(self) -> Any:
        """Communities that it is allied with, an AgentSet."""
        relations = self.model.world.relations[self.row]
        return self.model.communities_at(relations["other"][(relations["other"] >= 0) & (relations["allied"] == 1)])

    @property
    def template(self) -> np.ndarray | None:
        """Palette indices of its newest design, (height, width), 255 where masked; None if it has no picture."""
        number = self.design
        if number == NOBODY or self.model.world.designs[number].kind != 0:
            return None
        design = self.model.world.designs[number]
        pixels = self.model.world.ink[design.ink : design.ink + int(design.width) * int(design.height)]
        return pixels.reshape(int(design.height), int(design.width)).copy()

    @property
    def site(self) -> tuple[int, int, int, int] | None:
        """Rectangle of its newest design: x, y, width, height; None if it has none."""
        if self.design == NOBODY:
            return None
        design = self.model.world.designs[self.design]
        return int(design.x), int(design.y), int(design.width), int(design.height)
