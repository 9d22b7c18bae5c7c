"""Moments of a small event, as they were and stirred so that more happens, for tests of the engine."""

import numpy as np

from canvas_sim.engine.simulation import Simulation
from canvas_sim.engine.turn import decide
from canvas_sim.scenario.loading import load
from canvas_sim.world import tables
from canvas_sim.world.tables import with_room

CROWDED = [
    *("communities.founding=6", "communities.founding_wear=20", "communities.crowded=0.8", "communities.raids=0.05"),
    *("designs.early=0", "designs.area=2.5"),
]
BUSY = ["event.hours=6", "activity.arrivals=[[0, 1], [6, 1]]", "people.join_first=0.7", "people.help=0.2"]
SCENARIO = load("quickstart", BUSY + CROWDED, scale=0.05)
HOUR = 3_600_000
EAGER = {
    **dict.fromkeys(("communities_redesign", "communities_expand", "communities_give_up", "alliances_defect"), 1.5),
    **{
        "alliances_talk": 9.0,
        "alliances_forms": 0.0,
        "alliances_settles": -0.5,
        "alliances_ties": 0.0,
        "alliances_betrayal": 0.3,
    },
    **{"communities_war": 3.0, "communities_enlarge": 0.5},
    **{
        "communities_relocate": 0.5,
        "communities_idle": 2.0,
        "alliances_idle": 1.0,
        "forum_stale": 1.0,
        "alliances_breaks": 0.3,
    },
}


def copied(world):
    """A world of its own, with room for what a tick or a meeting adds."""
    world = type(world)(*(np.copy(part) for part in world))
    more = 2 * len(world.communities)
    names = ("communities", "boards", "inbox", "resting", "relations")
    return world._replace(
        posts=with_room(world.posts, 2 * len(world.posts)),
        treaties=with_room(world.treaties, 8 * len(world.treaties)),
        learned=with_room(world.learned, 2 * len(world.learned)),
        **{name: with_room(getattr(world, name), more) for name in names},
    )


def moments(*hours):
    """A simulation's world at some hours, each in room of its own."""
    simulation = Simulation(SCENARIO, 1)
    for hour in hours:
        while simulation.now < hour * HOUR:
            simulation.tick()
        yield copied(simulation.world)


def stirred(world, seed):
    """A copy of a world with feelings, treaties, reports and rates drawn anew."""
    world, rng = copied(world), np.random.default_rng(seed)
    count = int(world.clock["communities"][0])
    living = world.relations["other"] >= 0
    for name in ("grievance", "gratitude", "ties", "blows"):
        world.relations[name] = np.where(living, rng.random(living.shape) ** 4 * 30, 0)
    world.relations["chosen"] = world.relations["blows"] * rng.random(living.shape)
    world.relations["trust"] = np.where(living, rng.random(living.shape) * 2 - 0.8, 0)
    for a in range(count):
        for slot in np.flatnonzero(living[a]):
            other = world.relations["other"][a, slot]
            back = np.flatnonzero(world.relations["other"][other] == a)
            if len(back) and other > a and rng.random() < 0.4:
                world.relations["allied"][a, slot] = world.relations["allied"][other, back[0]] = 1
    settle(world, np.random.default_rng(seed + 99))
    world.relations["met"] -= rng.integers(0, 4, living.shape) * HOUR
    world.relations["since"] = np.where(world.relations["settled"] == 1, world.clock["now"][0] // 2, -1)
    groups = world.communities[:count]
    groups["looked"] = rng.integers(0, 200, count)
    for name in ("wrong", "blank", "yielded"):
        groups[name] = np.floor(groups["looked"] * rng.random(count) ** 3)
    groups["state"] = np.where((groups["kind"] == 0) & (rng.random(count) < 0.15), tables.SEARCHING, groups["state"])
    groups["worked"] -= rng.integers(0, 4, count) * HOUR
    for name, value in EAGER.items():
        world.settings[name] = value
    return world


def settle(world, rng):
    """Allies have settled their borders; so have others, some of whom one side has forgotten since."""
    relations = world.relations
    relations["settled"] = relations["allied"]
    for a, slot in np.argwhere((relations["other"] >= 0) & (relations["allied"] == 0)):
        other = relations["other"][a, slot]
        back = np.flatnonzero(relations["other"][other] == a)
        if len(back) and other > a and rng.random() < 0.4:
            relations["settled"][a, slot], relations["settled"][other, back[0]] = rng.choice([(1, 1), (1, 1), (0, 1)])


def plans_of(world, seconds=10):
    """Who is due within the next seconds, and what they decide."""
    world.clock["tick"] = seconds * 1000
    now, due = int(world.clock["now"][0]), world.users["due"]
    who = np.flatnonzero((due >= now) & (due < now + seconds * 1000)).astype(np.int32)
    plans = np.zeros(len(who), tables.PLAN)
    decide(world, who, len(who), plans)
    return plans
