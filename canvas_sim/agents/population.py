"""Population: the agents of a model, which are rows of its tables, offered as Mesa offers agents."""

from typing import Any, NoReturn

import numpy as np

from canvas_sim.agents import graphs
from canvas_sim.agents.agentset import RowSet
from canvas_sim.agents.community import Community
from canvas_sim.agents.habits import set_habit
from canvas_sim.agents.host import Host
from canvas_sim.agents.roster import Roster
from canvas_sim.agents.row import RowView, TableColumn, as_wide_numbers, view
from canvas_sim.agents.user import User
from canvas_sim.base.errors import UserError


class Population(Host):
    """A model whose agents are rows: users first, then communities in the order of their foundings.

    Attributes
    ----------
    roster : which users are of which class
    """

    roster: Roster

    @property
    def users(self) -> RowSet:
        """All users."""
        return RowSet(self, np.arange(1, len(self.world.users) + 1))

    @property
    def communities(self) -> RowSet:
        """The communities that have not ended."""
        return self.communities_at(graphs.living_communities(self.world))

    @property
    def agents(self) -> RowSet:  # type: ignore[override]
        """All users and living communities."""
        return self.users | self.communities

    @agents.setter
    def agents(self, _: Any) -> NoReturn:
        raise AttributeError("agents cannot be set; put people in with CanvasModel(..., people=...)")

    @property
    def agent_types(self) -> list[type]:
        """Classes that agents are of."""
        return list(self.agents_by_type)

    @property
    def agents_by_type(self) -> dict[type, RowSet]:  # type: ignore[override]
        """Agents of each class."""
        codes = self.roster.codes
        users = {kind: self.users_at(np.flatnonzero(codes == code)) for code, kind in enumerate(self.roster.classes)}
        return users | {Community: self.communities}

    def user(self, row: int) -> User:
        """A user by its row."""
        self._check_number("user", row, len(self.roster.codes))
        return view(self, self.roster.classes[self.roster.codes[row]], row)

    def community(self, number: int) -> Community:
        """A community by its number, an ended one too."""
        self._check_number("community", number, self.cell("clock", "communities", 0))
        return view(self, Community, number)

    def _check_number(self, what: str, number: int, count: int) -> None:
        if not (isinstance(number, int | np.integer) and 0 <= number < count):
            raise UserError(f"there is no {what} {number}; there are {count}, from 0")

    def agent(self, unique_id: int) -> RowView:
        """An agent by Mesa's number."""
        people = len(self.roster.codes)
        return self.user(unique_id - 1) if unique_id <= people else view(self, Community, unique_id - people - 1)

    def users_at(self, rows: Any) -> RowSet:
        """An AgentSet of users by their rows."""
        return RowSet(self, np.asarray(rows, np.int64) + 1)

    def communities_at(self, numbers: Any) -> RowSet:
        """An AgentSet of communities by their numbers."""
        return RowSet(self, np.asarray(numbers, np.int64) + len(self.roster.codes) + 1)

    def is_a(self, kind: type, ids: np.ndarray) -> np.ndarray:
        """Which of these agents are of a class."""
        people = len(self.roster.codes)
        fits = np.array([issubclass(one, kind) for one in self.roster.classes])
        users = ids <= people
        return np.where(users, fits[self.roster.codes[np.where(users, ids - 1, 0)]], issubclass(Community, kind))

    def column(self, name: str, ids: np.ndarray) -> np.ndarray:
        """An attribute of these agents, as an array.

        Raises
        ------
        AttributeError
            If it is no column of all of them.
        """
        if name == "unique_id":
            return ids.copy()
        people = len(self.roster.codes)
        users = ids <= people
        if users.all():
            return self._column_of(User, name, ids - 1)
        if not users.any():
            return self._column_of(Community, name, ids - people - 1)
        first = self._column_of(User, name, ids[users] - 1)
        second = self._column_of(Community, name, ids[~users] - people - 1)
        both = np.empty(len(ids), np.result_type(first, second))
        both[users], both[~users] = first, second
        return both

    def _column_of(self, kind: type[RowView], name: str, rows: np.ndarray) -> np.ndarray:
        if name == "row":
            return rows.copy()
        column = vars(kind).get(name)
        if isinstance(column, TableColumn):
            return column.of_all(self, rows)
        if kind is User and name in self.declared.values:
            return as_wide_numbers(self.declared.values[name][rows])
        raise AttributeError(f"{name!r} is no column of {kind.__name__}; columns are {', '.join(kind.columns_of())}")

    def set_column(self, name: str, ids: np.ndarray, value: Any, *, starting: bool = False) -> None:
        """Set a habit, or a declared column, of these users; `RowSet.set` is the friendly way."""
        people = len(self.roster.codes)
        if self.declared.turn is not None or (ids > people).any():
            raise UserError(f"{name!r} cannot be set of communities, nor during a turn")
        if name in self.declared.values:
            self.declared.fill(name, ids - 1, value)
        elif name == "arrival" and not starting:
            raise UserError("arrival is settled when the model is made: give it among a class's habits")
        else:
            set_habit(self.world, ids - 1, name, value)

    def register_agent(self, agent: Any) -> NoReturn:
        """Refused: agents are rows."""
        raise UserError(f"{type(agent).__name__} cannot be added: agents are rows; put users in with people=")

    deregister_agent = register_agent

    def remove_all_agents(self) -> NoReturn:
        """Refused: rows stay."""
        raise UserError("agents cannot be removed; a scenario's `remove` intervention takes users away")
