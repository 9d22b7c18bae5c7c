"""Consider: what a community decides about its designs when it meets.

It looks for a site, stays, moves, gives up, draws another picture in place of the old one, or a larger one, or one
more. Nobody measures the canvas: a community knows what its members reported of late. Sources: turnover carries change
and its persistence (docs/odd.md, section 1); how often a community gives up or redraws is open.
"""

from canvas_sim.base.jit import rule
from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.rng import block, stream, unit
from canvas_sim.base.times import HOUR
from canvas_sim.world.tables import SEARCHING

MEET = stream("meet")
REPORTS = 40.0  # glances of late below which a community does not know how it stands
CUT = 0.45  # a community of whose pixels so many are other designs' has too little left
FINISHED = 0.08  # a design that looks less wrong than this is finished
GO_ON, FIND_SITE, REDESIGN, ONE_MORE, ENLARGE, RELOCATE, DISBAND = range(7)  # what it decides


@rule
def consider(world, community, hours):
    """What a community decides at a meeting `hours` after the last, one of `GO_ON` to `DISBAND`."""
    group = world.communities[community]
    if group.state == SEARCHING:
        return FIND_SITE
    settings = world.settings[0]
    a, b, c, d = block(world.clock[0].seed, MEET, group.key, group.meetings, 0)
    now = world.clock[0].now
    if group.raid == 1:
        return DISBAND if now - group.founded > settings.communities_raid_hours * HOUR else GO_ON
    if group.kind != TEMPLATE:
        return GO_ON
    if now - group.worked > settings.communities_idle * HOUR:
        return DISBAND
    if gives_up(world, community, hours, a):
        return RELOCATE if unit(b) < settings.communities_relocate else DISBAND
    own = group.given < 0  # nobody draws anew what was handed in
    if own and unit(c) < settings.communities_redesign * hours:
        return REDESIGN
    if is_finished(world, community) and unit(d) < settings.communities_expand * hours:
        return ENLARGE if own and unit(b) < settings.communities_enlarge else ONE_MORE
    return GO_ON


@rule
def is_finished(world, community):
    """Whether members of late saw so little wrong that the work is finished."""
    group = world.communities[community]
    return group.looked >= REPORTS and group.wrong < FINISHED * group.looked


@rule
def gives_up(world, community, hours, word):
    """Whether a community gives up at a meeting that ends a period of `hours`: too much wrong, or too little left."""
    group = world.communities[community]
    settings = world.settings[0]
    if group.looked < REPORTS:
        return False
    lost = group.wrong - group.blank > settings.communities_give_up_wrong * group.looked
    cut = group.yielded > CUT * group.looked
    return (lost or cut) and unit(word) < settings.communities_give_up * hours
