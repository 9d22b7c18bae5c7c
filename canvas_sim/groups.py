"""Groups of agents that are rows: Mesa's GroupBy, with columns cut along sorted values instead of lists of agents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from canvas_sim.mesa_adapter import GroupBy

if TYPE_CHECKING:
    from canvas_sim.agentset import RowSet


class RowGroups(GroupBy):
    """Groups by value, each an AgentSet, or a list of agents."""

    def agg(self, attr_name: Any, func: Any = None) -> dict[Any, Any]:
        """`func` of the values of an attribute in each group, given as an array."""
        return {key: _of_group(group, attr_name, func) for key, group in self.groups.items()}


def _of_group(group: Any, name: str, func: Callable) -> Any:
    if isinstance(group, list):
        return func([getattr(agent, name) for agent in group])
    return group.agg(name, func)


def grouped(agents: RowSet, values: Any, as_lists: bool) -> RowGroups:
    """Groups of equal `values`, one for each of `agents`, in the order in which the values first occur."""
    if not isinstance(values, np.ndarray):
        keys = list(dict.fromkeys(values))
        numbers = {key: number for number, key in enumerate(keys)}
        codes = np.fromiter((numbers[value] for value in values), np.int64, len(agents))
    else:
        found, first, codes = np.unique(values, return_index=True, return_inverse=True)
        places = np.argsort(first, kind="stable")
        keys = found[places].tolist()
        codes = np.argsort(places, kind="stable")[codes]
    order = np.argsort(codes, kind="stable")
    parts = np.split(agents.ids[order], np.cumsum(np.bincount(codes, minlength=len(keys)))[:-1]) if keys else []
    sets = [agents._of(ids) for ids in parts]
    return RowGroups({key: one.to_list() if as_lists else one for key, one in zip(keys, sets, strict=True)})
