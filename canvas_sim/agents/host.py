"""What views need of the model that they belong to: the lowest module of this room, so that all others may name it."""

from abc import ABC, abstractmethod
from typing import Any

import mesa
import numpy as np

from canvas_sim.agents.declared import DeclaredColumns
from canvas_sim.agents.palette import Colors
from canvas_sim.agents.timeline import TimelineRecorder
from canvas_sim.engine.simulation import Simulation
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.tables import World


class Host(mesa.Model, ABC):
    """A Mesa model that keeps its agents in the engine's tables.

    Attributes
    ----------
    event : Scenario
        All parameters.
    seed : int
        Of all draws.
    simulation : Simulation
        The engine, with the tables.
    colors : Colors
        Its palette by name.
    declared : DeclaredColumns
        State that classes of users declare.
    recorder : TimelineRecorder
        What happened so far.
    """

    event: Scenario
    seed: int
    simulation: Simulation
    colors: Colors
    declared: DeclaredColumns
    recorder: TimelineRecorder
    running: bool
    _cells: dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]

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

    # --- agents by row, by number and as sets; ids are Mesa's numbers of agents

    @abstractmethod
    def agent(self, unique_id: int) -> Any:
        """An agent by Mesa's number."""

    @abstractmethod
    def users_at(self, rows: Any) -> Any:
        """An AgentSet of users by their rows."""

    @abstractmethod
    def communities_at(self, numbers: Any) -> Any:
        """An AgentSet of communities by their numbers."""

    @abstractmethod
    def is_a(self, kind: type, ids: np.ndarray) -> np.ndarray:
        """Which of these agents are of a class."""

    @abstractmethod
    def column(self, name: str, ids: np.ndarray) -> np.ndarray:
        """An attribute of these agents, as an array."""

    @abstractmethod
    def set_column(self, name: str, ids: np.ndarray, value: Any, *, starting: bool = False) -> None:
        """Set a habit, or a declared column, of these users."""
