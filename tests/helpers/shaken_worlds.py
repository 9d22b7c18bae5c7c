"""Worlds in which much happens, for comparing rules with their twins; and users and what they turn to in them."""

from itertools import product

import naive
import numpy as np

from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.vocabulary import (
    BY_BOARD,
    CALL_ATTACK,
    CALL_BUILD,
    CALL_DEFEND,
    CALL_HELP,
    TREATY,
    UNTOLD,
)
from canvas_sim.engine.simulation import Simulation
from canvas_sim.rules import (
    attend,
)
from canvas_sim.rules.types import Focus
from canvas_sim.scenario.loading import load
from canvas_sim.world import tables

CROWDED = ["communities.sites=3", "communities.crowded=1", "designs.area=2.3", "designs.early=0"]
BUSY = [
    *("communities.founding=8", "event.hours=6", "activity.arrivals=[[0, 1], [6, 1]]", "people.join_first=0.7"),
    *("communities.expand=3", "communities.redesign=0.3", "communities.enlarge=0.3", "communities.raids=0.01"),
    *("communities.founding_wear=2", "communities.idle=12", "communities.war=1", "people.vandals=0.05"),
    *("people.move=0.3", "people.reading=0.4", "forum.stale=2", "people.join_last=0.9", "people.join_wear=3"),
    *("people.back=0.5", "people.blind=0.05", "people.guard=0.8", "people.guard_hours=0.1", "people.help=0.3"),
    *("people.join_old=0.6", "people.join_young=4", "people.notice=0.1", "people.redo=0.6", "forum.post=0.02"),
    *("forum.rally=0.4", "communities.give_up_wrong=0.3", "communities.raid_hours=1", "communities.relocate=0.4"),
    *("communities.yields=0.85", "loners.copy_share=0.2", "loners.corner=0.3", "loners.doodle=0.2", "loners.noise=0.2"),
    *("loners.fade_wear=4", "loners.noise_wear=8", "loners.spread=0.1", "activity.placements=20"),
]
"""Much happens, whatever calibration thinks of it."""
SCENARIO = load("quickstart", BUSY + CROWDED, scale=0.03)
HOURS = (1, 3, 5)
PURPOSES = (naive.OWN, naive.AID, naive.DEFEND, naive.STRIKE)


def shaken(world, rng):
    """A copy of a world in which more happens: tempers, kinds, grudges, treaties, calls and settings drawn anew."""
    world = type(world)(*(np.copy(part) for part in world))
    users, lives, relations = world.users, world.lives, world.relations
    n = len(users)
    users["kind"] = rng.choice([0, 0, 0, 0, 1, 2, 3], n)
    lives["temper"], lives["reading"], lives["loyalty"] = rng.random((3, n))
    lives["x0"], lives["y0"], lives["x1"], lives["y1"], lives["color"] = 5, 7, 21, 19, 3
    living = relations["other"] >= 0
    for name in ("grievance", "gratitude", "ties"):
        relations[name] = np.where(living, rng.random(living.shape) * 30, 0)
    relations["trust"] = np.where(living, rng.random(living.shape) * 2 - 0.8, 0)
    relations["allied"] = living & (rng.random(living.shape) < 0.4)
    truces = np.random.default_rng(n).random(living.shape) < 0.3
    relations["settled"] = (relations["allied"] == 1) | (living & truces)
    once = (relations["settled"] == 1) | (living & (rng.random(living.shape) < 0.8))  # many alliances have ended
    ago = rng.integers(0, 4 * 60_000, living.shape) * rng.choice([1, 5, 100], living.shape)
    relations["since"] = np.where(once, np.maximum(0, world.clock["now"][0] - ago), -1)
    changes = dict(
        people_errors=0.3, people_insight=0.1, people_blind=0.2, people_help=0.4, people_redo=0.8, people_guard=0.9
    )
    changes |= dict(loners_corner=0.2, loners_spread=0.2, loners_focus=0.1, loners_noise=0.2, communities_yields=0.5)
    changes |= dict(people_notice=0.6, people_guard=0.9, people_guard_hours=0.5, forum_heed=0.5, forum_leader_post=0.8)
    changes |= dict(communities_redesign=0.05, communities_expand=0.3, communities_enlarge=0.5, alliances_defect=0.08)
    changes |= dict(communities_founding=400.0, communities_founding_wear=3.0, forum_post=0.5, people_move=0.5)
    changes |= dict(alliances_forms=0.3, alliances_settles=-0.3, alliances_ties=0.5)
    changes |= dict(people_join_ties=0.4, people_join_posts=0.3, loners_join_here=0.8)
    for number in range(world.clock["communities"][0]):
        members = np.flatnonzero(users["club"] == number)
        if len(members) > 2:
            leaders = rng.choice(members, 3, replace=False)
            for name, leader in zip(("leader0", "leader1", "leader2"), leaders, strict=True):
                world.communities[name][number] = leader
                lives["temper"][leader] = 1 - 0.3 * rng.random()
        if rng.random() < 0.1:
            world.communities["leader0"][number] = tables.NOBODY
    report(world, rng)
    post(world, rng)
    forget(world, rng)
    for name, value in changes.items():
        world.settings[name] = value
    world.clock["placed"][0] *= 3 * rng.random()
    world.tile_placements[:] = world.tile_placements * 3 * rng.random(world.tile_placements.shape)
    scar(world, rng)
    return world


def report(world, rng):
    """What members reported, from nothing wrong to nearly all."""
    groups = world.communities[: world.clock["communities"][0]]
    groups["looked"] = rng.integers(0, 200, len(groups))
    groups["wrong"] = np.floor(groups["looked"] * rng.random(len(groups)) ** 3)
    groups["given"][::3] = 0  # as if something was handed in for it


def post(world, rng):
    """Posts of all kinds about anybody, of which leaders wrote some just now."""
    count, groups = int(world.clock["posts"][0]), int(world.clock["communities"][0])
    posts, ago = world.posts[:count], rng.integers(0, 20 * 60_000, count)
    posts["kind"] = rng.choice([CALL_BUILD, CALL_DEFEND, CALL_ATTACK, CALL_ATTACK, CALL_HELP, TREATY], count)
    posts["target"] = rng.integers(0, groups, count)
    for one in posts:
        known = world.relations["other"][one["community"]]
        if (known >= 0).any() and rng.random() < 0.8:
            one["target"] = rng.choice(known[known >= 0])
    posts["design"] = rng.integers(-1, world.clock["designs"][0], count)
    posts["ts"] = world.clock["now"][0] - ago
    for number in range(groups):
        calls = np.flatnonzero(posts["kind"] != TREATY)
        own = calls[posts["community"][calls] == number]
        world.communities["call"][number] = rng.choice([tables.NOBODY, *calls, *np.repeat(own, len(calls))])


def forget(world, rng):
    """Some know no plan, or an old one, or one of others; what was replaced has ended."""
    users, designs = world.users, world.designs
    newest = world.communities["design"][users["club"]]
    for number in np.unique(newest[newest >= 0]):
        older = np.flatnonzero(designs["community"][:number] == designs["community"][number])
        if len(older) and rng.random() < 0.7:
            designs["before"][number] = rng.choice(older)
            designs["ended"][designs["before"][number]] = world.clock["now"][0]
            designs["state"][designs["before"][number]] = tables.ENDED
    before = designs["before"][newest]
    other = rng.integers(-1, world.clock["designs"][0], len(users))
    chosen = rng.choice([0, 1, 2, 2, 3, 4], len(users))
    users["design"] = np.choose(chosen, [users["design"], newest, before, other, tables.NOBODY])


def scar(world, rng):
    """Living templates are as planned, blank or as they were; all get scars, some where all is well or masked."""
    eye = naive.Eye(world)
    for number in range(eye.clock["designs"]):
        design = eye.design(number)
        if design["kind"] != TEMPLATE or design["ended"] != -1:
            continue
        columns = range(design["x"], design["x"] + design["width"])
        rows = range(design["y"], design["y"] + design["height"])
        painted = rng.choice(["as planned", "as planned", "blank", "as it was"])
        for x, y in product(columns, rows):
            if painted != "as it was" and naive.planned(eye, number, x, y) != naive.UNPLANNED:
                world.canvas[y, x] = naive.planned(eye, number, x, y) if painted == "as planned" else eye.background
        world.designs[number].hurt = world.clock["now"][0] + rng.integers(-3_600_000, 60_000)
        for place in range(rng.integers(3, 25)):
            x, y = int(rng.choice(columns)), int(rng.choice(rows))
            world.scars[number, place] = y * 65536 + x + 1
            if rng.random() < 0.7 and len(eye.claims(x, y)):
                plan = naive.planned(eye, int(rng.choice(eye.claims(x, y))), x, y)
                world.canvas[y, x] = rng.choice([plan, plan, rng.choice(eye.allowed), eye.background])


def moments():
    """Moments of one event, as they were and shaken, and one without a forum, each with the twin's eye."""
    simulation = Simulation(SCENARIO, 1)
    rng = np.random.default_rng(1)
    found = []
    for hours in HOURS:
        while simulation.now < hours * naive.HOUR:
            simulation.tick()
        plain = type(simulation.world)(*(np.copy(part) for part in simulation.world))
        found += [plain, shaken(plain, rng)]
    found.append(silenced(found[-1]))
    return [(world, naive.Eye(world)) for world in found]


def silenced(world):
    """A copy of a world in which the forum is down."""
    clock = world.clock.copy()
    clock["forum"] = 0
    return world._replace(clock=clock)


def some(worlds, count):
    """Cases: (world, eye, user, moment), the moment within the event and any user."""
    rng = np.random.default_rng(2)
    for world, eye in worlds:
        now = eye.clock["now"]
        groups = world.communities[: eye.clock["communities"]]
        leaders = [int(n) for name in ("leader0", "leader1", "leader2") for n in groups[name] if n >= 0]
        for me in [*leaders, *map(int, rng.permutation(len(world.users)))][:count]:
            yield world, eye, me, now + me % 10_000


def foci(worlds, count):
    """Cases with a focus: what the user turns to, or one made up on a living template or pattern."""
    rng = np.random.default_rng(3)
    for world, eye, me, t in some(worlds, count):
        if rng.random() < 0.4:
            yield world, eye, me, t, attend.attend(world, me, t)
            continue
        living = [n for n in range(eye.clock["designs"]) if eye.design(n)["ended"] == -1]
        number, club = int(rng.choice(living)), eye.user(me)["club"]
        if club >= 0 and eye.community(club)["design"] >= 0 and rng.random() < 0.5:
            number = eye.community(club)["design"]
        design = eye.design(number)
        place, post = (-1, -1), int(rng.integers(-1, eye.clock["posts"])) if rng.random() < 0.5 else -1
        if rng.random() < 0.5:
            place = (design["x"] + int(rng.integers(-2, 20)), design["y"] + int(rng.integers(-2, 20)))
        purpose = int(rng.choice(PURPOSES))
        community = design["community"] if club < 0 or purpose != naive.AID else club
        news = (int(rng.choice([UNTOLD, UNTOLD, BY_BOARD])), int(rng.integers(-1, 9)))
        more = {"place": place, "read": int(rng.integers(2)), "joined": int(rng.random() < 0.2), "news": news}
        yield world, eye, me, t, Focus(*naive.focus(purpose, community, number, post, **more))
