"""The forum is out of order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from canvas_sim.scenario.fields import amount
from canvas_sim.scenario.intervention import Context, Intervention

if TYPE_CHECKING:
    from canvas_sim.world.tables import World


class ForumDown(Intervention):
    """Nobody can read or post."""

    over: ClassVar[str] = "forum_up"

    kind: Literal["forum_down"]
    hours: float = amount(1, "h", "for how long", 0.01, 400)

    def apply(self, world: World, context: Context) -> dict[str, Any]:
        """Posts and boards stay as they are."""
        world.clock[0].forum = 0
        return {"value": self.hours}

    def end(self, world: World, context: Context) -> dict[str, Any]:
        """People read and post again."""
        world.clock[0].forum = 1
        return {}
