"""Each rule does exactly what the description says: it is compared with a slow twin written from that alone."""

from collections import Counter
from itertools import product

import naive
import naive_engine
import numpy as np
import pytest

from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.vocabulary import BUILD, CALL_BUILD, CALL_DEFEND, CALL_HELP, CAUSES, GUARD
from canvas_sim.engine.attribution import consequences
from canvas_sim.engine.simulation import Simulation
from canvas_sim.rules import act, alliance, attend, come_back, community, diplomacy, join, loner, look, rank, tell
from canvas_sim.rules.spread import grow_pattern
from canvas_sim.rules.types import Deed, Focus, Sight
from canvas_sim.scenario.loading import load
from canvas_sim.world import queries, tables

CROWDED = ["communities.sites=3", "communities.crowded=1", "designs.area=2.3", "designs.early=0"]
BUSY = ["communities.founding=8", "event.hours=6", "activity.arrivals=[[0, 1], [6, 1]]", "people.join_first=0.7"]
SCENARIO = load("quickstart", BUSY + CROWDED, scale=0.03)
HOURS = (1, 3, 5)
PURPOSES = (naive.OWN, naive.AID, naive.DEFEND, naive.STRIKE)


def shaken(world, rng):
    """A copy of a world in which more happens: tempers, kinds, grudges, treaties and settings drawn anew."""
    world = type(world)(*(np.copy(part) for part in world))
    users, lives, relations = world.users, world.lives, world.relations
    n = len(users)
    users["kind"] = rng.choice([0, 0, 0, 0, 1, 2, 3], n)
    lives["temper"], lives["reading"], lives["loyalty"] = rng.random((3, n))
    lives["x0"], lives["y0"], lives["x1"], lives["y1"], lives["color"] = 5, 7, 21, 19, 3
    users["read"] = np.where(rng.random(n) < 0.5, -1, world.clock["now"][0] // 2)
    living = relations["other"] >= 0
    for name in ("grievance", "gratitude", "ties"):
        relations[name] = np.where(living, rng.random(living.shape) * 30, 0)
    relations["trust"] = np.where(living, rng.random(living.shape) * 2 - 0.8, 0)
    relations["allied"] = living & (rng.random(living.shape) < 0.4)
    relations["since"] = np.where(relations["allied"] == 1, rng.integers(0, 10**7, living.shape), -1)
    changes = dict(people_errors=0.3, people_blind=0.2, people_help=0.4, people_redo=0.8, people_guard=0.9)
    changes |= dict(loners_corner=0.2, loners_spread=0.2, loners_focus=0.1, loners_noise=0.2, communities_yields=0.5)
    changes |= dict(people_notice=0.6, people_guard_called=0.5, people_guard_hours=0.5)
    changes |= dict(communities_founding=400.0, communities_founding_wear=3.0, forum_post=0.5, people_move=0.5)
    changes |= dict(people_join_ties=0.4, people_join_posts=0.3, loners_join_here=0.8)
    for number in range(world.clock["communities"][0]):
        members = np.flatnonzero(users["club"] == number)
        if len(members) > 2:
            leaders = rng.choice(members, 3, replace=False)
            for name, leader in zip(("leader0", "leader1", "leader2"), leaders, strict=True):
                world.communities[name][number] = leader
    for name, value in changes.items():
        world.settings[name] = value
    world.clock["placed"][0] *= 3 * rng.random()
    world.tile_placements[:] = world.tile_placements * 3 * rng.random(world.tile_placements.shape)
    scar(world, rng)
    return world


def scar(world, rng):
    """Some living templates are painted as planned, and all get up to eight scars, some where all is well or masked."""
    eye = naive.Eye(world)
    for number in range(eye.clock["designs"]):
        design = eye.design(number)
        if design["kind"] != TEMPLATE or design["ended"] != -1:
            continue
        columns = range(design["x"], design["x"] + design["width"])
        rows = range(design["y"], design["y"] + design["height"])
        if rng.random() < 0.5:
            for x, y in product(columns, rows):
                if naive.planned(eye, number, x, y) != naive.UNPLANNED:
                    world.canvas[y, x] = naive.planned(eye, number, x, y)
        for place in range(rng.integers(3, 9)):
            x, y = int(rng.choice(columns)), int(rng.choice(rows))
            world.scars[number, place] = y * 65536 + x + 1
            if rng.random() < 0.7 and len(eye.claims(x, y)):
                plan = naive.planned(eye, int(rng.choice(eye.claims(x, y))), x, y)
                world.canvas[y, x] = rng.choice([plan, plan, rng.choice(eye.allowed), eye.background])


@pytest.fixture(scope="module")
def worlds():
    """Moments of one event, as they were and shaken, each with the twin's eye."""
    simulation = Simulation(SCENARIO, 1)
    rng = np.random.default_rng(1)
    found = []
    for hours in HOURS:
        while simulation.now < hours * naive.HOUR:
            simulation.tick()
        plain = type(simulation.world)(*(np.copy(part) for part in simulation.world))
        found += [plain, shaken(plain, rng)]
    return [(world, naive.Eye(world)) for world in found]


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
        number = int(rng.choice(living))
        design = eye.design(number)
        place, post = (-1, -1), int(rng.integers(-1, eye.clock["posts"])) if rng.random() < 0.5 else -1
        if rng.random() < 0.5:
            place = (design["x"] + int(rng.integers(-2, 20)), design["y"] + int(rng.integers(-2, 20)))
        purpose = int(rng.choice(PURPOSES))
        club = eye.user(me)["club"]
        community = design["community"] if club < 0 or purpose != naive.AID else club
        yield world, eye, me, t, Focus(*naive.focus(purpose, community, number, post, place=place))


def seen(world, eye, me, chosen, t):
    """What a turn sees: who does not work on a template does not look."""
    looks = chosen.purpose in (naive.OWN, naive.AID, naive.DEFEND) and chosen.design >= 0
    template = looks and eye.design(chosen.design)["kind"] == TEMPLATE
    return look.look(world, me, chosen, t) if template else look.unseen()


def plain(sight):
    return dict(zip(Sight._fields, map(int, sight), strict=True))


def test_come_back(worlds):
    for world, eye, me, t in some(worlds, 400):
        for placed in (0, 1):
            assert come_back.come_back(world, me, placed, t) == naive.come_back(eye, me, placed, t)
        for due in (t, t + 5 * naive.HOUR, t + 17 * naive.HOUR, tables.NEVER):
            assert come_back.awake(world, me, due) == naive.awake(eye, me, due)


def test_hot(worlds):
    for world, eye in worlds:
        for number in range(eye.clock["posts"]):
            assert rank.hot(world, number) == naive.hot(eye, number)


def test_relate(worlds):
    pairs = 0
    for world, eye in worlds:
        for a in range(eye.clock["communities"]):
            for slot, relation in enumerate(eye.relations(a)):
                b = relation["other"]
                if b >= 0:
                    pairs += 1
                    assert diplomacy.grievance(world, a, b) == naive.grievance(eye, a, b)
                    assert diplomacy.trust(world, a, slot) == naive.trust(eye, a, slot)
                    assert diplomacy.tied(world, a, slot) == naive.tied(eye, a, slot)
                    assert bool(alliance.willing(world, a, slot)) == naive.willing(eye, a, slot)
    assert pairs >= 20


DECISIONS = {
    community.GO_ON: "",
    community.FIND_SITE: "site",
    community.REDESIGN: "other",
    community.ONE_MORE: "more",
    community.RELOCATE: "relocate",
    community.DISBAND: "disband",
}


def test_consider(worlds):
    seen_so = set()
    for world, eye in worlds:
        for hours in (0.25, 3.0, 40.0):
            for number in range(eye.clock["communities"]):
                decision = DECISIONS[community.consider(world, number, hours)]
                assert decision == naive.consider(eye, number, hours)
                word = number * 10**7 % 2**32
                gives_up = community.gives_up(world, number, hours, np.uint64(word))
                assert bool(gives_up) == naive.gives_up(eye, number, hours, word)
                seen_so.add(decision)
    assert seen_so >= {"", "other", "more"}


def test_ally(worlds):
    found = Counter()
    for world, eye in worlds:
        for a in range(eye.clock["communities"]):
            for slot, relation in enumerate(eye.relations(a)):
                if relation["other"] >= 0:
                    what, cause = alliance.review(world, a, slot)
                    assert (what, CAUSES[cause]) == naive.review(eye, a, slot)
                    assert CAUSES[alliance.ground_of_trust(world, a, slot)] == naive.ground_of_trust(eye, a, slot)
                    talk = bool(alliance.agrees(world, a, slot, 9.0)), bool(alliance.defects(world, a, slot, 9.0))
                    assert talk == (naive.agrees(eye, a, slot, 9), naive.defects(eye, a, slot, 9))
                    found[what] += 1
    assert found.total() >= 20


def test_seeing(worlds):
    for world, eye in worlds:
        x0, y0, x1, y1 = eye.box
        for y in range(y0, y1):
            for x in range(x0, x1):
                assert queries.continued(world, x, y) == naive.continued(eye, x, y)
                assert bool(queries.stands(world, x, y)) == naive.stands(eye, x, y)
                assert queries.same_around(world, x, y, 0) == naive.same_around(eye, x, y, 0)
                assert bool(queries.isolated_4(world, x, y)) == naive.isolated_4(eye, x, y)
                assert queries.isolated_8(world, x, y) == naive.isolated_8(eye, x, y)
                for number in eye.claims(x, y):
                    assert queries.right_around(world, number, x, y) == naive.right_around(eye, number, x, y)


def test_join(worlds):
    found = set()
    for world, eye, me, t in some(worlds, 400):
        assert join.join(world, me, t) == naive.join(eye, me, t)
        found.add(naive.join(eye, me, t) >= 0)
    assert found == {True, False}


def test_attend(worlds):
    purposes = set()
    for world, eye, me, t in some(worlds, 400):
        chosen = attend.attend(world, me, t)
        assert tuple(chosen) == naive.attend(eye, me, t)
        purposes.add(chosen.purpose)
    assert purposes >= set(range(8)) - {naive.STRIKE}


def test_look(worlds):
    seen_so = Counter()
    for world, eye, me, t, chosen in foci(worlds, 400):
        sight = plain(seen(world, eye, me, chosen, t))
        assert sight == naive.look(eye, me, chosen, t)
        seen_so += Counter(blamed=sight["blame"] >= 0, sore=sight["sore"], sore_only=sight["sore"] > sight["wrong"])
    assert min(seen_so[name] for name in ("blamed", "sore", "sore_only")) > 5, seen_so


def test_scars_of_all_kinds_are_looked_at(worlds):
    kinds = Counter()
    for _, eye in worlds:
        for number in range(eye.clock["designs"]):
            for _, x, y in eye.scars(number):
                wanted, color = naive.planned(eye, number, x, y), eye.color(x, y)
                kinds["masked"] += wanted == naive.UNPLANNED
                kinds["healed"] += wanted == color
                kinds["blank"] += color == eye.background != wanted != naive.UNPLANNED
                stands = wanted not in (color, naive.UNPLANNED) and naive.lets_stand(eye, 0, number, x, y)
                kinds["let stand" if stands else "other"] += 1
    assert min(kinds[name] for name in ("masked", "healed", "blank", "let stand")) > 5, kinds
    assert len({naive.wear(eye) for _, eye in worlds}) >= 5


def test_act(worlds):
    intents, came, scarred = set(), set(), 0
    for world, eye, me, t, chosen in foci(worlds, 300):
        sight = seen(world, eye, me, chosen, t)
        done = act.act(world, me, chosen, sight, t)
        assert tuple(done) == naive.act(eye, me, chosen, plain(sight), t)
        if done.placed:
            intents.add(done.intent)
            if done.intent == GUARD:
                came.add(chosen.post >= 0)
            follows = consequences(world, me, done)
            assert tuple(follows) == naive_engine.consequences(eye, me, done)
            scarred += follows[0] >= 0
    assert intents == set(range(12))
    assert came == {True, False}
    assert scarred > 5


def test_one_color_left(worlds):
    left = []
    for world, _ in worlds:
        clock = world.clock.copy()
        clock["colors"] = 1
        left.append((world._replace(clock=clock), naive.Eye(world._replace(clock=clock))))
    painted = 0
    for world, eye, me, t, chosen in foci(left, 60):
        done = act.act(world, me, chosen, look.unseen(), t)
        assert tuple(done) == naive.act(eye, me, chosen, None, t)
        assert done.placed == 0 or (done.color == world.colors[0] != world.canvas[done.y, done.x])
        painted += done.placed
    assert painted > 100


def test_alone(worlds):
    for world, eye, me, _ in some(worlds, 400):
        assert tuple(loner.act_as_loner(world, me)) == naive.act_as_loner(eye, me)
        assert tuple(loner.tidy(world, me)) == naive.tidy(eye, me)


def test_spread(worlds):
    rng = np.random.default_rng(4)
    for world, eye in worlds:
        for number in range(eye.clock["designs"]):
            if eye.design(number)["kind"] != TEMPLATE:
                for words in rng.integers(0, 2**32, (30, 4)):
                    done = grow_pattern(world, number, tuple(np.uint64(word) for word in words))
                    assert tuple(done) == naive.grow_pattern(eye, number, tuple(map(int, words)))


def test_strike_and_slip(worlds):
    hits = 0
    for world, eye, me, _, chosen in foci(worlds, 200):
        if chosen.design >= 0:
            place = (eye.design(chosen.design)["x"] + 3, eye.design(chosen.design)["y"] + 3)
            done = act.strike(world, me, chosen.design, place)
            assert tuple(done) == naive.strike(eye, me, chosen.design, place)
            hits += done.placed
        done = Deed(1, 9, 8, 2, BUILD)
        assert tuple(act._slip(world, me, done)) == naive.slip(eye, me, tuple(done))
    assert hits


def test_tell(worlds):
    calls, found = set(), 0
    for world, eye, me, t, chosen in foci(worlds, 500):
        sight = seen(world, eye, me, chosen, t)
        done = act.act(world, me, chosen, sight, t)
        words = tell.tell(world, me, chosen, sight, done)
        assert tuple(words) == naive.tell(eye, me, chosen, plain(sight), tuple(done))
        calls.add(words.call)
        found += words.found
    assert calls >= {0, CALL_BUILD, CALL_DEFEND, CALL_HELP}
    assert found > 5


def test_yields(worlds):
    for world, eye in worlds:
        for one in range(eye.clock["designs"]):
            for two in range(eye.clock["designs"]):
                assert bool(look.yields(world, one, two)) == naive.yields(eye, one, two)
