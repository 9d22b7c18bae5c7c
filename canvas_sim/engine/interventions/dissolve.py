"""A community is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from canvas_sim.scenario.fields import other
from canvas_sim.scenario.intervention import Context, Intervention

if TYPE_CHECKING:
    from canvas_sim.world.tables import World


class Dissolve(Intervention):
    """A community ends, with all that it plans; its members stay, free to join others."""

    kind: Literal["dissolve"]
    community: str = other(..., "name", "which; all of this name")

    def apply(self, world: World, context: Context) -> dict[str, Any]:
        """Patterns go by their kind's name."""
        from canvas_sim.base.patterns import KINDS, TEMPLATE
        from canvas_sim.world.tables import ENDED

        members = 0
        for number, group in enumerate(world.communities[: world.clock[0].communities]):
            name = context.names.get(number, "") if group.kind == TEMPLATE else KINDS[group.kind]
            if name == self.community and group.state != ENDED:
                members += int(group.members)
                _dissolve(world, number)
        return {"value": float(members)}


def _dissolve(world: World, number: int) -> None:
    """One community ends; a pattern has no claims that could be taken away."""
    from canvas_sim.base.patterns import TEMPLATE
    from canvas_sim.engine.endings import end_community
    from canvas_sim.world.tables import ENDED

    group = world.communities[number]
    if group.kind == TEMPLATE:
        end_community(world, number)
        return
    group.state, group.ended = ENDED, world.clock[0].now
    design = world.designs[group.design]
    design.state, design.ended = ENDED, world.clock[0].now
