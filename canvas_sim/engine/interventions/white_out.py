"""The end of the real events: everybody paints the canvas blank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from canvas_sim.scenario.fields import other
from canvas_sim.scenario.intervention import Context, Intervention

if TYPE_CHECKING:
    from canvas_sim.world.tables import World


class WhiteOut(Intervention):
    """Only one color may be placed until the end."""

    allows: ClassVar[tuple[str, ...]] = ("white_out",)

    kind: Literal["white_out"]
    color: str = other("FFFFFF", "RRGGBB", "which")

    def apply(self, world: World, context: Context) -> dict[str, Any]:
        """All other colors are gone."""
        from canvas_sim.world.setup import allow

        allow(world, context.scenario, [self.color])
        return self.facts(context.scenario)

    def facts(self, scenario: Any) -> dict[str, Any]:
        """The color, which is all that may be placed."""
        from canvas_sim.scenario.palettes import index_of

        index = index_of(scenario, self.color)
        return {"color": index, "colors": str(index)}
