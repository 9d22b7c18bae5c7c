"""Other colors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from canvas_sim.scenario.fields import other
from canvas_sim.scenario.intervention import Context, Intervention

if TYPE_CHECKING:
    from canvas_sim.world.tables import World


class Palette(Intervention):
    """Other colors may be used."""

    allows: ClassVar[tuple[str, ...]] = ("palette",)

    kind: Literal["palette"]
    colors: list[str] = other(..., "RRGGBB list", "colors that may be used from then on", min_length=1)

    def apply(self, world: World, context: Context) -> dict[str, Any]:
        """What is on the canvas stays."""
        from canvas_sim.world.setup import allow

        allow(world, context.scenario, self.colors)
        return {"colors": ",".join(str(i) for i in world.colors[: world.clock[0].colors])}

    def facts(self, scenario: Any) -> dict[str, Any]:
        """The colors, as they are named."""
        from canvas_sim.scenario.palettes import index_of

        return {"colors": ",".join(str(index_of(scenario, color)) for color in self.colors)}
