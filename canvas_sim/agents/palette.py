"""Colors of a model by name, by six digits or by palette index."""

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.engine.simulation import Simulation
from canvas_sim.scenario import palettes
from canvas_sim.scenario.schema import Scenario


class Colors:
    """The palette of a model, and what of it may be placed now.

    Attributes
    ----------
    palette : RRGGBB of each palette index
    """

    def __init__(self, event: Scenario, simulation: Simulation) -> None:
        self._event, self._simulation = event, simulation
        self.palette = palettes.palette_of(event)
        chosen = event.canvas.palette
        known = palettes.color_names().get(chosen, {}) if isinstance(chosen, str) else {}
        self._names = {index: name for name, index in known.items()}

    def index(self, color: str | int) -> int:
        """Palette index of a color.

        Raises
        ------
        UserError
            If the palette does not have it.
        """
        if isinstance(color, str):
            return palettes.index_of(self._event, color)
        if isinstance(color, int | np.integer) and 0 <= color < len(self.palette):
            return int(color)
        raise UserError(f"color {color!r} is not in the palette, which has 0 to {len(self.palette) - 1}")

    def name(self, index: int) -> str:
        """Name of a palette index; its six digits if it has no name."""
        return self._names.get(index, self.palette[index])

    @property
    def allowed(self) -> np.ndarray:
        """Palette indices that may be placed now."""
        world = self._simulation.world
        return world.colors[: world.clock["colors"].item(0)]

    def allows(self, index: int) -> bool:
        """Whether a palette index may be placed now."""
        return index in self.allowed.tolist()
