"""What views need of the model that they belong to: the lowest module of this room, so that all others may name it."""

from collections.abc import Callable
from typing import Any

import mesa
import numpy as np
from mesa import DataCollector

from canvas_sim.agents.declared import DeclaredColumns
from canvas_sim.agents.palette import Colors
from canvas_sim.agents.timeline import TimelineRecorder
from canvas_sim.engine.simulation import Simulation
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.tables import World


class Host(mesa.Model):
    """A Mesa model that keeps its agents in the engine's tables.

    Attributes
    ----------
    event : all parameters
    seed : of all draws
    simulation : the engine, with the tables
    colors : its palette by name
    declared : state that classes of users declare
    recorder : what happened so far
    """

    event: Scenario
    seed: int
    simulation: Simulation
    colors: Colors
    declared: DeclaredColumns
    recorder: TimelineRecorder
    datacollector: DataCollector
    ticks: int
    running: bool
    _of_mesa: frozenset[str]  # attributes that Mesa gave it
    _cells: dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]

    # What `Population` has: agents by Mesa's number of them, sets by rows, columns by numbers.
    agent: Callable[[int], Any]
    users_at: Callable[[Any], Any]
    communities_at: Callable[[Any], Any]
    is_a: Callable[[type, np.ndarray], np.ndarray]
    column: Callable[[str, np.ndarray], np.ndarray]
    set_column: Callable[..., None]

    @property
    def world(self) -> World:
        """The tables that rules read. Look, but do not write."""
        return self.simulation.world

    def cell(self, table: str, field: str, row: int) -> Any:
        """One value of a table, as Python has it; quicker than by its record."""
        rows = getattr(self.simulation.world, table)
        known = self._cells.get((table, field))
        if known is None or known[0] is not rows:
            known = self._cells[table, field] = (rows, rows[field])
        return known[1].item(row)

    @property
    def canvas(self) -> np.ndarray:
        """Palette indices, uint8 (height, width); a read-only view."""
        canvas = self.world.canvas.view()
        canvas.flags.writeable = False
        return canvas
