"""AgentSets of rows: Mesa's interface, done on columns, so that a million users answer within milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableSet
from typing import Any, NoReturn

import numpy as np
import pandas

from canvas_sim.agents.host import Host
from canvas_sim.agents.mesa_versions import AgentSet, GroupBy
from canvas_sim.agents.row import RowView
from canvas_sim.base.errors import UserError

QUICK = {sum: np.sum, min: np.min, max: np.max}


class Columns:
    """Stands for all agents of a set at once: its attributes are whole columns. Filters are tried on it first."""

    def __init__(self, agents: RowSet) -> None:
        self._agents_of = agents

    def __getattr__(self, name: str) -> np.ndarray:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._agents_of.column(name)


class RowSet(AgentSet):
    """An ordered set of users or communities, or both, held as Mesa's numbers of them.

    `select`, `get`, `set`, `agg`, `groupby` and `sort` work on columns. A function given to `select`, `groupby` or
    `sort` is first tried on all agents at once (``lambda user: (user.x < 50) & (user.placed == 1)``), and, if it
    cannot do that, called with one agent after the other.

    Parameters
    ----------
    model : Host
    ids : int64 (n,), `unique_id` of the agents, none twice
    """

    def __init__(self, model: Host, ids: np.ndarray) -> None:
        self.model, self.ids, self.random = model, np.asarray(ids, np.int64), model.random

    def _of(self, ids: np.ndarray, inplace: bool = False) -> RowSet:
        if inplace:
            self.ids = ids
            return self
        return RowSet(self.model, ids)

    @property
    def _agents(self) -> dict[RowView, None]:
        return dict.fromkeys(self)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Any]:
        return map(self.model.agent, self.ids.tolist())

    def __contains__(self, agent: object) -> bool:
        return isinstance(agent, RowView) and agent.model is self.model and bool(np.any(self.ids == agent.unique_id))

    def __getitem__(self, item: Any) -> Any:
        if isinstance(item, slice):
            return [self.model.agent(number) for number in self.ids[item].tolist()]
        return self.model.agent(int(self.ids[item]))

    def __repr__(self) -> str:
        return f"<{len(self)} agents>"

    def to_list(self) -> list[Any]:
        """Views of all agents: about a microsecond and 130 bytes each."""
        return list(self)

    # --- columns

    def column(self, name: str) -> np.ndarray:
        """The values of one attribute, in the order of the set.

        Raises
        ------
        AttributeError
            If it is not a column of all agents in the set.
        """
        return self.model.column(name, self.ids)

    def get(self, attr_names: Any, handle_missing: str = "error", default_value: Any = None) -> Any:
        """Values of an attribute as an array (a list where it is no column); of several, a list of lists."""
        if handle_missing not in ("error", "default"):
            raise ValueError(f"handle_missing is 'error' or 'default', not {handle_missing!r}")
        if not isinstance(attr_names, str):
            columns = [self.get(name, handle_missing, default_value) for name in attr_names]
            lists = [values.tolist() if isinstance(values, np.ndarray) else values for values in columns]
            return [list(values) for values in zip(*lists, strict=True)]
        try:
            return self.column(attr_names)
        except AttributeError:
            missing = (default_value,) if handle_missing == "default" else ()
            return [getattr(agent, attr_names, *missing) for agent in self]

    def set(self, attr_name: str, value: Any) -> RowSet:
        """Set habits of users (appetite, glances, ...) or columns that a class declares, for all at once.

        `value` is one number, or one for each agent.

        Raises
        ------
        UserError
            If it is none of these: the rest belongs to the rules.
        """
        self.model.set_column(attr_name, self.ids, value)
        return self

    def agg(self, attribute: str, func: Any) -> Any:
        """`func` (or each of several) of all values of an attribute, given as an array."""
        values = self.get(attribute)
        if callable(func):
            result = QUICK.get(func, func)(values) if isinstance(values, np.ndarray) else func(values)
            return result.item() if isinstance(result, np.generic) else result
        return [self.agg(attribute, one) for one in func]

    def _answers(self, function: Callable) -> np.ndarray | list:
        """What a function says of each agent: of all at once if it can, else one by one."""
        try:
            values = function(Columns(self))
            if isinstance(values, np.ndarray) and values.shape == (len(self),):
                return values
        except (ValueError, TypeError, AttributeError, ArithmeticError):
            pass  # not made for columns; a real mistake shows below
        return [function(agent) for agent in self]

    # --- subsets and orders

    def select(
        self,
        filter_func: Callable | None = None,
        at_most: float = float("inf"),
        inplace: bool = False,
        agent_type: type | None = None,
    ) -> RowSet:
        """Those for whom `filter_func` is true, at most so many (or, below 1, so large a share of the set)."""
        if isinstance(at_most, float) and at_most <= 1.0:
            at_most = int(len(self) * at_most)
        chosen = self if agent_type is None else self._of(self.ids[self.model.is_a(agent_type, self.ids)])
        ids = chosen.ids
        if filter_func is not None and len(ids):
            answers = chosen._answers(filter_func)
            ids = ids[
                np.fromiter(map(bool, answers), bool, len(ids)) if isinstance(answers, list) else answers.astype(bool)
            ]
        return self._of(ids[: int(min(at_most, len(ids)))], inplace)

    def shuffle(self, inplace: bool = False) -> RowSet:
        """In an order drawn from the model's `random`."""
        draws = np.random.default_rng(self.random.getrandbits(64))
        return self._of(draws.permutation(self.ids), inplace)

    def sort(self, key: Callable | str, ascending: bool = False, inplace: bool = False) -> RowSet:
        """By an attribute or a function; equal ones keep their order."""
        values = np.asarray(self.get(key) if isinstance(key, str) else self._answers(key))
        if ascending:
            order = np.argsort(values, kind="stable")
        else:
            order = len(values) - 1 - np.argsort(values[::-1], kind="stable")[::-1]
        return self._of(self.ids[order], inplace)

    def groupby(self, by: Callable | str, result_type: str = "agentset") -> RowGroups:
        """Groups of equal value, in the order in which the values first occur."""
        values = self.get(by) if isinstance(by, str) else self._answers(by)
        if result_type not in ("agentset", "list"):
            raise ValueError(f"result_type is 'agentset' or 'list', not {result_type!r}")
        return grouped(self, values, as_lists=result_type == "list")

    # --- one by one

    def do(self, method: str | Callable, *args: Any, **kwargs: Any) -> RowSet:
        """Call a method of each agent, or a function with it."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: str | Callable, *args: Any, **kwargs: Any) -> RowSet:
        """The same in a drawn order."""
        self.shuffle().map(method, *args, **kwargs)
        return self

    def map(self, method: str | Callable, *args: Any, **kwargs: Any) -> list[Any]:
        """What a method of each agent returns, or a function called with it."""
        if isinstance(method, str):
            return [getattr(agent, method)(*args, **kwargs) for agent in self]
        return [method(agent, *args, **kwargs) for agent in self]

    # --- as a set

    def _ids_of(self, others: Iterable[Any]) -> np.ndarray:
        if isinstance(others, RowSet) and others.model is self.model:
            return others.ids
        mine = [one for one in others if isinstance(one, RowView) and one.model is self.model]
        return np.array(list(dict.fromkeys(one.unique_id for one in mine)), np.int64)

    def __and__(self, others: Iterable[Any]) -> RowSet:
        return self._of(self.ids[np.isin(self.ids, self._ids_of(others))])

    def __or__(self, others: Iterable[Any]) -> RowSet:
        theirs = self._ids_of(others)
        return self._of(np.concatenate([self.ids, theirs[~np.isin(theirs, self.ids)]]))

    def __sub__(self, others: Iterable[Any]) -> RowSet:
        return self._of(self.ids[~np.isin(self.ids, self._ids_of(others))])

    def __xor__(self, others: Iterable[Any]) -> RowSet:
        theirs = self._of(self._ids_of(others))
        return (self - theirs) | (theirs - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RowSet):
            return NotImplemented
        return self.model is other.model and np.array_equal(np.sort(self.ids), np.sort(other.ids))

    __hash__ = None  # type: ignore[assignment]

    def add(self, agent: Any) -> None:
        """Add an agent of the same model to this set; the model's own sets are made anew each time."""
        if not isinstance(agent, RowView) or agent.model is not self.model:
            raise UserError(f"{agent!r} is no agent of this model")
        if agent not in self:
            self.ids = np.append(self.ids, agent.unique_id)

    def discard(self, agent: Any) -> None:
        """Take an agent out of this set, if it is in it."""
        if agent in self:
            self.ids = self.ids[self.ids != agent.unique_id]

    remove = MutableSet.remove  # the same, but a KeyError if it is not in it

    def _update(self, agents: Iterable[Any]) -> RowSet:
        self.ids = self._ids_of(agents)
        return self

    def copy(self) -> RowSet:
        """Another set of the same agents."""
        return self._of(self.ids.copy())

    __copy__ = copy

    def __deepcopy__(self, _memo: dict) -> RowSet:
        return self.copy()

    def __reduce_ex__(self, _protocol: Any) -> NoReturn:
        raise TypeError("an AgentSet of rows belongs to its model and cannot be pickled; pickle its `ids` or columns")


class RowGroups(GroupBy):
    """Groups by value, each an AgentSet, or a list of agents."""

    def agg(self, attr_name: Any, func: Any = None) -> dict[Any, Any]:
        """`func` of the values of an attribute in each group, given as an array."""
        if all(isinstance(group, RowSet) for group in self.groups.values()):
            return {key: group.agg(attr_name, func) for key, group in self.groups.items()}
        return {key: func([getattr(one, attr_name) for one in group]) for key, group in self.groups.items()}


def grouped(agents: RowSet, values: Any, as_lists: bool) -> RowGroups:
    """Groups of equal `values`, one for each of `agents`, in the order in which the values first occur."""
    if isinstance(values, np.ndarray):
        codes, found = pandas.factorize(values, use_na_sentinel=False)
        keys = found.tolist()
    else:  # whatever people's functions answer, None too, which pandas takes for a missing number
        numbers: dict[Any, int] = {}
        codes = np.fromiter((numbers.setdefault(value, len(numbers)) for value in values), np.int64, len(agents))
        keys = list(numbers)
    order = np.argsort(codes, kind="stable")
    parts = np.split(agents.ids[order], np.cumsum(np.bincount(codes, minlength=len(keys)))[:-1]) if keys else []
    sets = [agents._of(ids) for ids in parts]
    return RowGroups({key: one.to_list() if as_lists else one for key, one in zip(keys, sets, strict=True)})
