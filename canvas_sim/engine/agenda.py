"""The agenda of a run: what its scenario wants changed, carried out at the beginning of a tick."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from canvas_sim.base.times import HOUR
from canvas_sim.scenario.intervention import Context
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.tables import World

Act = Callable[[World, Context], dict[str, Any]]


class Agenda:
    """What is to come, in order of time.

    Parameters
    ----------
    scenario : Scenario
    seed : int
    """

    not_saved = frozenset({"_scenario", "_seed", "_items"})

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._scenario, self._seed = scenario, seed
        self._items: list[tuple[int, int, str, Act]] = []
        for number, one in enumerate(scenario.interventions):
            self._items.append((one.begins, number, one.kind, one.apply))
            if one.over:
                self._items.append((one.begins + round(one.hours * HOUR), number, one.over, one.end))
        self._items.sort(key=lambda entry: entry[:2])
        self._next = 0

    def due(self, now: int) -> bool:
        """Whether anything is due at `now` ms."""
        return self._next < len(self._items) and self._items[self._next][0] <= now

    def following(self) -> float:
        """When the next one is due, ms."""
        return self._items[self._next][0] if self._next < len(self._items) else math.inf

    def carry_out(self, world: World, names: Mapping[int, str]) -> dict[str, Any]:
        """Carry the next one out and return its row for the log of interventions."""
        _, number, kind, act = self._items[self._next]
        self._next += 1
        row = {"ts": int(world.clock[0].now), "kind": kind}
        return row | act(world, Context(self._scenario, self._seed, number, names))
