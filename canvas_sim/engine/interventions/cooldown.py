"""Another cooldown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from canvas_sim.scenario.fields import amount
from canvas_sim.scenario.intervention import Context, Intervention

if TYPE_CHECKING:
    from canvas_sim.world.tables import World


class Cooldown(Intervention):
    """The cooldown changes; it holds for placements from then on."""

    kind: Literal["cooldown"]
    seconds: float = amount(300, "s", "the new cooldown", 1, 86_400)

    def apply(self, world: World, context: Context) -> dict[str, Any]:
        """Who waits already is not changed."""
        world.clock[0].cooldown = round(self.seconds * 1000)
        return self.facts(context.scenario)

    def facts(self, scenario: Any) -> dict[str, Any]:
        """The cooldown."""
        return {"value": self.seconds}
