"""People who leave, or are banned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from canvas_sim.base.user_kinds import USER_KINDS
from canvas_sim.scenario.fields import amount, other
from canvas_sim.scenario.intervention import Context, Intervention

if TYPE_CHECKING:
    import numpy as np

    from canvas_sim.world.tables import World

LEADERS = ("leader0", "leader1", "leader2")
KINDS = {kind.share: code for code, kind in enumerate(USER_KINDS) if kind.share}
if TYPE_CHECKING:
    Who = str
else:
    Who = Literal[("leaders", "members", *KINDS, "everybody")]


class Remove(Intervention):
    """People leave for good."""

    kind: Literal["remove"]
    who: Who = other("everybody", "name", "of whom")
    share: float = amount(1, "share", "how many of them, at random (keyed by user)")
    community: str | None = other(None, "name", "only of this community")

    def apply(self, world: World, context: Context) -> dict[str, Any]:
        """They are never due again, leave their communities, and lead none."""
        import numpy as np

        from canvas_sim.world.tables import NEVER, NOBODY

        gone = self._drawn(world, context)
        world.users["due"][gone], world.users["left"][gone] = NEVER, 0
        for i in gone[world.users["club"][gone] >= 0]:
            world.communities[world.users[i].club].members -= 1
            world.users[i].club = NOBODY
        for leader in LEADERS:
            world.communities[leader][np.isin(world.communities[leader], gone)] = NOBODY
        return {"value": float(len(gone))}

    def _drawn(self, world: World, context: Context) -> np.ndarray:
        """Rows of those who leave."""
        import numpy as np

        from canvas_sim.base.rng import Stream

        rows = np.flatnonzero(self._meant(world, context))
        streams = (Stream(context.seed, f"remove/{context.number}", int(key)) for key in world.users["key"][rows])
        return rows[np.array([one.uniform() < self.share for one in streams], bool)]

    def _meant(self, world: World, context: Context) -> np.ndarray:
        """Who of those who still come is meant: bool [user]."""
        import numpy as np

        from canvas_sim.world.tables import NEVER

        users = world.users
        meant = users["due"] < NEVER
        if self.community is not None:
            named = [number for number, name in context.names.items() if name == self.community]
            meant &= np.isin(users["club"], named)
        if self.who == "leaders":
            groups = world.communities[: world.clock[0].communities]
            meant &= np.isin(np.arange(len(users)), np.concatenate([groups[leader] for leader in LEADERS]))
        elif self.who == "members":
            meant &= users["club"] >= 0
        elif self.who in KINDS:
            meant &= users["kind"] == KINDS[self.who]
        return meant
