"""An attack from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from canvas_sim.scenario.fields import RECTANGLE, Rectangle, amount, other
from canvas_sim.scenario.intervention import Context, Intervention, corners

if TYPE_CHECKING:
    import numpy as np

    from canvas_sim.world.tables import World


class Raid(Intervention):
    """People from outside fall upon a place, then leave."""

    over: ClassVar[str] = "raid_over"
    brings: ClassVar[bool] = True

    kind: Literal["raid"]
    users: int = amount(100, "users", "how many come", 1, 1_000_000)
    hours: float = amount(1, "h", "how long they stay", 0.01, 400)
    at_region: Rectangle = other(..., RECTANGLE, "where, the far sides not included")
    color: str | None = other(None, "RRGGBB", "the one color they use; a drawn one if absent")

    def apply(self, world: World, context: Context) -> dict[str, Any]:
        """Its raiders, who are among the users from the start, learn their color."""
        from canvas_sim.base.rng import Stream
        from canvas_sim.scenario.palettes import index_of

        if self.color:
            color = index_of(context.scenario, self.color)
        else:
            draw = Stream(context.seed, "raid", context.number)
            color = int(world.colors[draw.integer(0, world.clock[0].colors - 1)])
        world.lives["color"][_raiders(world, context)] = color
        return corners(self.at_region) | {"color": color, "value": float(self.users)}

    def end(self, world: World, context: Context) -> dict[str, Any]:
        """Its raiders are never due again."""
        from canvas_sim.world.tables import NEVER

        staying = _raiders(world, context) & (world.users["due"] < NEVER)
        world.users["due"][staying], world.users["left"][staying] = NEVER, 0
        return {"value": float(staying.sum())}


def _raiders(world: World, context: Context) -> np.ndarray:
    """Which users came for this raid: bool [user]."""
    import numpy as np

    from canvas_sim.world.people import INTERVENTION

    return world.users["key"] >> np.uint64(INTERVENTION) == context.number + 1
