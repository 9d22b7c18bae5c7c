"""More canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from canvas_sim.scenario.fields import RECTANGLE, Rectangle, other
from canvas_sim.scenario.intervention import Context, Intervention, corners

if TYPE_CHECKING:
    from canvas_sim.world.tables import World


class Expand(Intervention):
    """The canvas grows."""

    opens: ClassVar[tuple[str, ...]] = ("expand",)

    kind: Literal["expand"]
    open: Rectangle = other(..., RECTANGLE, "rectangle that is open from then on, the far sides not included")

    def apply(self, world: World, context: Context) -> dict[str, Any]:
        """What was open stays open."""
        clock = world.clock[0]
        clock.x0, clock.y0, clock.x1, clock.y1 = self.open
        return self.facts(context.scenario)

    def facts(self, scenario: Any) -> dict[str, Any]:
        """The rectangle."""
        return corners(self.open)
