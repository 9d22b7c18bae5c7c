"""No more alliances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from canvas_sim.scenario.intervention import Context, Intervention

if TYPE_CHECKING:
    from canvas_sim.world.tables import World


class ForbidAlliances(Intervention):
    """All alliances end, and no new ones form."""

    kind: Literal["forbid_alliances"]

    def apply(self, world: World, context: Context) -> dict[str, Any]:
        """Each alliance is broken, and each truce ends, from the side with the lower number."""
        import numpy as np

        from canvas_sim.base.vocabulary import BROKEN, FORBIDDEN, TRUCE_OVER
        from canvas_sim.engine.treaties import end_treaty

        world.clock[0].allowed = 0
        relations = world.relations[: world.clock[0].communities]
        later = relations["other"] > np.arange(len(relations))[:, None]
        for community, slot in np.argwhere(later & (relations["settled"] == 1)):
            what = BROKEN if relations["allied"][community, slot] else TRUCE_OVER
            end_treaty(world, community, slot, what, FORBIDDEN)
        return {}
