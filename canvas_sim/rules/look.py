"""Look: some twenty glances at the design that one turned to.

Each glance finds the pixel right, blank or wrong. The most pressing wrong pixel is remembered: one that closes a
hole, that continues an edge, or, in a young design, one of the background; or one that was overwritten of late. A
newer design is let stand if the older one yields to it. Who has read its board notices what is listed there as broken;
who does not know the plan notices nothing but holes in what stands; who finds nothing to do looks whether a neighbor
needs a hand. Sources: users repair deviations, salient ones first (moderate); which rules carry reality was learned by
taking each out in turn.
"""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.prefetch import fetch
from canvas_sim.base.rng import alternative, block, scramble, stream, unit
from canvas_sim.base.times import HOUR
from canvas_sim.base.user_kinds import SETTLED
from canvas_sim.rules.attend import neighbor_to_help
from canvas_sim.rules.blame import blamed, thanked
from canvas_sim.rules.knowledge import knows
from canvas_sim.rules.types import AID, DEFEND, NOWHERE, OWN, sight
from canvas_sim.world.queries import has_trait, is_open, planned, right_around, stands
from canvas_sim.world.tables import CLAIMS, NOBODY, OUTSIDE, SCARS, UNPLANNED

LOOK = stream("look")
LIST = stream("look/list")
YIELD = stream("look/yield")
SHORT = np.uint64(0xFFFF)
SIXTEEN = np.uint64(16)
ELSEWHERE = 0  # what a glance shows
AS_PLANNED = 1
OTHERWISE = 2
NO_GLANCE = (np.int64(NOBODY), np.int64(NOBODY), np.int64(NOBODY), np.int64(NOBODY))
CLOSED = 3


@rule
def look(world, me, chosen, t, thankful):
    """What user `me` sees of what it turned to (`chosen`, a `Focus`), and where it is needed, as a `Sight`.

    Nothing of a plan, unless it works on a template. Whom it thanks is left open unless `thankful`, as to find that out
    takes long.
    """
    if chosen.design < 0 or chosen.purpose not in (OWN, AID, DEFEND) or world.designs[chosen.design].kind != TEMPLATE:
        return unseen()
    home = see(world, me, chosen, t, thankful)
    if not _has_time(world, me, chosen, home):
        return home
    neighbor = neighbor_to_help(world, me)
    if neighbor.design < 0:
        return home
    there = see(world, me, neighbor, t, False)
    if there.found == 0:
        return home
    seen = (home.looked, home.wrong, home.blank, home.yielded)
    minds = (home.blame, home.thanks, 0, neighbor.design)
    return sight(seen, (there.x, there.y, there.color), (home.right_x, home.right_y), minds)


@rule
def _has_time(world, me, chosen, home):
    """Whether one finds nothing wrong at `home` (a `Sight`), and looks whether a neighbor needs a hand."""
    user = world.users[me]
    if home.found == 1 or chosen.purpose == AID or chosen.joined == 1 or user.club < 0 or has_trait(user, SETTLED):
        return False
    _a, _b, _c, d = block(world.clock[0].seed, LOOK, user.key, user.turns, 0)
    return unit(d) < world.settings[0].people_help


@rule
def see(world, me, chosen, t, thankful):
    """What `me` sees of the one work that it turned to, as a `Sight`."""
    user = world.users[me]
    a, b, c, _d = block(world.clock[0].seed, LOOK, user.key, user.turns, 0)
    design = world.designs[chosen.design]
    window = (np.int64(design.x), np.int64(design.y), np.int64(design.width), np.int64(design.height))
    informed = knows(world, me, chosen)
    clock = world.clock[0]
    looked = wrong = blank = yielded = sore = 0
    x = y = color = right_x = right_y = np.int64(NOBODY)
    pressing = -1.0
    young = (t - design.founded) / HOUR < world.settings[0].people_ground_hours
    wide = np.int64(design.width)
    first = design.ink - design.y * wide - design.x
    glances = world.lives[me].glances
    last = NO_GLANCE
    for glance in range(glances + 1):
        now = NO_GLANCE
        if glance < glances:
            word = alternative(a, b, glance)
            at_x, at_y = _spot(window, word)
            plan = np.int64(world.ink[first + at_y * wide + at_x])
            shown = _shown(world, plan, at_x, at_y)
            looked += shown != ELSEWHERE
            if shown == AS_PLANNED:
                right_x, right_y = at_x, at_y
            if shown != OTHERWISE:
                continue
            now = (at_x, at_y, plan, np.int64(word))
        # What one saw is judged when the next such pixel is found: by then it is known whose plans there are.
        (at_x, at_y, plan, number), last = last, now
        if plan == NOBODY or not (informed or _is_hole(world, chosen.design, at_x, at_y)):
            continue
        if world.canvas[at_y, at_x] == clock.background:
            blank += 1
        elif _lets_stand(world, chosen.design, at_x, at_y):
            yielded += 1
            continue
        wrong += 1
        weight = unit(scramble(np.uint64(number) ^ c)) + _salience(world, chosen.design, at_x, at_y)
        if young and plan == design.ground:
            weight += world.settings[0].people_ground
        if weight > pressing:
            pressing, x, y, color = weight, at_x, at_y, plan
    weight, scar_x, scar_y = _worst_scar(world, me, chosen)
    if weight > pressing:
        pressing, x, y = weight, scar_x, scar_y
        color = planned(world, chosen.design, x, y)
        sore = 1
    angry = pressing >= 0.0 and world.canvas[y, x] != clock.background
    blame = blamed(world, me, x, y) if angry else np.int64(NOBODY)
    thanks = thanked(world, me, world.owner[right_y, right_x]) if thankful and right_x != NOBODY else np.int64(NOBODY)
    return sight(
        (looked, wrong, blank, yielded), (x, y, color), (right_x, right_y), (blame, thanks, sore, chosen.design)
    )


@rule
def _shown(world, plan, x, y):
    """What a glance at (x, y) shows to somebody who has `plan` for it."""
    if plan == OUTSIDE or not is_open(world, x, y):
        return ELSEWHERE
    if world.canvas[y, x] == plan:
        return AS_PLANNED
    fetch(world.wanted, (y, x, 0))
    fetch(world.claims, (y, x, 0))
    return OTHERWISE


@rule
def unseen():
    """The `Sight` of somebody who did not look at any design."""
    return sight((0, 0, 0, 0), NOWHERE, NOWHERE, (NOBODY, NOBODY, 0, NOBODY))


@rule
def _spot(window, word):
    """Where a glance falls: x, y."""
    x = window[0] + np.int64(((word & SHORT) * np.uint64(window[2])) >> SIXTEEN)
    y = window[1] + np.int64(((word >> SIXTEEN) * np.uint64(window[3])) >> SIXTEEN)
    return x, y


@rule
def _is_hole(world, number, x, y):
    """Whether anybody sees that something is wrong there: a speck in what is otherwise as design `number` wants it."""
    return world.canvas[y, x] != world.clock[0].background and right_around(world, number, x, y) >= CLOSED


@rule
def _worst_scar(world, me, chosen):
    """The most pressing scar that one notices on the list of one's board: weight, x, y; a negative weight if none."""
    x = y = np.int64(NOBODY)
    pressing = -1.0
    if chosen.read == 0:
        return pressing, x, y
    settings = world.settings[0]
    user = world.users[me]
    words = block(world.clock[0].seed, LIST, user.key, user.turns, 0)
    for scar in range(SCARS):
        place = np.int64(world.scars[chosen.design, scar]) - 1
        if place < 0:
            break
        word = alternative(words[0], words[1], scar)
        at_x = place % 65536
        at_y = place // 65536
        if unit(word) >= settings.people_notice or not _sore(world, chosen.design, at_x, at_y):
            continue
        weight = unit(scramble(word ^ words[2])) + _salience(world, chosen.design, at_x, at_y)
        if weight > pressing:
            pressing = weight
            x = at_x
            y = at_y
    return pressing, x, y


@rule
def _sore(world, number, x, y):
    """Whether a pixel of design `number` that was overwritten of late is still wrong, and not let stand."""
    plan = planned(world, number, x, y)
    there = np.int64(world.canvas[y, x])
    if plan in (UNPLANNED, there) or not is_open(world, x, y):
        return False
    return there == world.clock[0].background or not _lets_stand(world, number, x, y)


@rule
def _salience(world, number, x, y):
    """What makes a wrong pixel stand out: right neighbors, and even more a hole that it would close."""
    right = right_around(world, number, x, y)
    settings = world.settings[0]
    return settings.people_edge * right + (settings.people_closed if right >= CLOSED else 0.0)


@rule
def _lets_stand(world, mine, x, y):
    """Whether what stands at (x, y) is another design's to which design `mine` yields."""
    if not stands(world, x, y):
        return False
    there = np.int64(world.canvas[y, x]) + 1
    for layer in range(CLAIMS):  # newest first
        number = np.int64(world.claims[y, x, layer]) - 1
        if number in (NOBODY, mine):
            break
        if world.wanted[y, x, layer] == there and yields(world, mine, number):
            return True
    return False


@rule
def yields(world, older, newer):
    """Whether the older of two overlapping designs yields to the newer: the pair decides, once and for all."""
    if world.designs[older].community == world.designs[newer].community:
        return world.designs[newer].before != older  # holdouts do not yield to what replaced their picture
    pair = world.designs[older].key ^ (np.uint64(world.designs[newer].key) << np.uint64(1))
    a, _b, _c, _d = block(world.clock[0].seed, YIELD, pair, 0, 0)
    return unit(a) < world.settings[0].communities_yields
