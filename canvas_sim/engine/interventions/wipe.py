"""A region is painted over, by an administrator or a moderator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from canvas_sim.scenario.fields import RECTANGLE, Rectangle, other
from canvas_sim.scenario.intervention import Context, Intervention, corners

if TYPE_CHECKING:
    from canvas_sim.world.tables import World


class Wipe(Intervention):
    """A region is painted over in one color by an administrator."""

    paints: ClassVar[tuple[str, ...]] = ("wipe", "rectangle", "circle")  # circles are in logs of real events only

    kind: Literal["wipe", "rectangle"]
    region: Rectangle = other(..., RECTANGLE, "where, the far sides not included")
    color: str = other("FFFFFF", "RRGGBB", "with what")

    def apply(self, world: World, context: Context) -> dict[str, Any]:
        """The pixels belong to nobody then."""
        from canvas_sim.scenario.palettes import index_of
        from canvas_sim.world.tables import NOBODY

        x0, y0, x1, y1 = self.region
        color = index_of(context.scenario, self.color)
        world.canvas[y0:y1, x0:x1] = color
        world.owner[y0:y1, x0:x1] = NOBODY
        world.time[y0:y1, x0:x1] = world.clock[0].now
        return corners(self.region) | {"color": color}

    @staticmethod
    def painted(row: Any, y: Any, x: Any) -> Any:
        """All of the rectangle; of a circle the pixels whose distance from its middle is below the radius."""
        if row.kind != "circle":
            return Intervention.painted(row, y, x)
        radius = int(row.value)
        middle_y, middle_x = int(row.y0) + radius - 1, int(row.x0) + radius - 1
        return (x - middle_x) ** 2 + (y - middle_y) ** 2 < radius**2
