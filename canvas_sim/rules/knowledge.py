"""Know: who knows a plan, and from whom.

Nobody knows a picture that it has not read of, or been told of by somebody whom it follows; of a plan that one does not
know one sees what stands. Sources: plans travelled as posts and overlays, from leaders to readers, and by word of
mouth (strong that they did; how fast is open).
"""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.rng import block, stream, unit
from canvas_sim.base.vocabulary import BY_TIE, UNTOLD
from canvas_sim.world.tables import NOBODY

INSIGHT = stream("insight")


@rule
def knows(world, me, chosen):
    """Whether user `me` knows the plan of the work that it turned to (`chosen`, a `Focus`)."""
    return chosen.told != UNTOLD or world.users[me].design == chosen.design or _has_insight(world, me)


@rule
def _has_insight(world, me):
    """Whether user `me` is one of those, none in any preset, who know every plan by themselves."""
    share = world.settings[0].people_insight
    if share <= 0.0:
        return False
    word, _b, _c, _d = block(world.clock[0].seed, INSIGHT, world.users[me].key, 0, 0)
    return unit(word) < share


@rule
def news_of(world, me, community, number):
    """How user `me` hears of plan `number` of `community` by its ties, and from whom: (BY_TIE or UNTOLD, user)."""
    for tie in range(world.ties.shape[1]):
        friend = np.int64(world.ties[me, tie])
        if friend >= 0 and world.users[friend].club == community and world.users[friend].design == number:
            return np.int64(BY_TIE), friend
    return np.int64(UNTOLD), np.int64(NOBODY)
