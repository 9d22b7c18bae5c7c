"""Each rule does exactly what the description says: it is compared with a slow twin written from that alone."""

from collections import Counter
from itertools import product

import naive
import naive_engine
import numpy as np
import pytest

from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.vocabulary import (
    BUILD,
    BY_BOARD,
    BY_FRONT,
    BY_TIE,
    BY_TREATY,
    CALL_ATTACK,
    CALL_BUILD,
    CALL_DEFEND,
    CALL_HELP,
    CAUSES,
    GUARD,
    TREATY,
    UNTOLD,
)
from canvas_sim.engine.attribution import consequences
from canvas_sim.engine.simulation import Simulation
from canvas_sim.rules import (
    act,
    alliance,
    attend,
    come_back,
    community,
    diplomacy,
    join,
    knowledge,
    loner,
    look,
    rank,
    tell,
    war,
)
from canvas_sim.rules.spread import grow_pattern
from canvas_sim.rules.types import Deed, Focus, Sight
from canvas_sim.scenario.loading import load
from canvas_sim.world import queries, tables

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
    once = (relations["allied"] == 1) | (living & (rng.random(living.shape) < 0.8))  # many alliances have ended
    ago = rng.integers(0, 4 * 60_000, living.shape) * rng.choice([1, 5, 100], living.shape)
    relations["since"] = np.where(once, np.maximum(0, world.clock["now"][0] - ago), -1)
    changes = dict(
        people_errors=0.3, people_insight=0.1, people_blind=0.2, people_help=0.4, people_redo=0.8, people_guard=0.9
    )
    changes |= dict(loners_corner=0.2, loners_spread=0.2, loners_focus=0.1, loners_noise=0.2, communities_yields=0.5)
    changes |= dict(people_notice=0.6, people_guard=0.9, people_guard_hours=0.5, forum_heed=0.5, forum_leader_post=0.8)
    changes |= dict(communities_redesign=0.05, communities_expand=0.3, communities_enlarge=0.5, alliances_defect=0.08)
    changes |= dict(communities_founding=400.0, communities_founding_wear=3.0, forum_post=0.5, people_move=0.5)
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


def seen(world, eye, me, chosen, t, *, thankful=True):
    """What a turn sees: who does not work on a template does not look."""
    looks = chosen.purpose in (naive.OWN, naive.AID, naive.DEFEND) and chosen.design >= 0
    template = looks and eye.design(chosen.design)["kind"] == TEMPLATE
    return look.look(world, me, chosen, t, thankful) if template else look.unseen()


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
    community.ENLARGE: "larger",
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
    assert seen_so >= {"", "other", "more", "larger"}


def test_ally(worlds):
    found, defectors = Counter(), Counter()
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
                    defectors[talk[1]] += 1
                    pair = (a, relation["other"])
                    assert diplomacy.is_allied(world, *pair) == naive.is_allied(eye, *pair)
    assert found.total() >= 20 and min(defectors[case] for case in (True, False)) > 5, (found, defectors)


def test_calls(worlds):
    found = Counter()
    for world, eye in worlds:
        for a in range(eye.clock["communities"]):
            for age in (0, 200_000, 1_000_000):
                called = naive.is_called(eye, a, eye.clock["now"] + age)
                assert bool(attend.is_called(world, a, eye.clock["now"] + age)) == called
                found[called] += 1
    assert min(found.values()) > 9, found


def test_war(worlds):
    rivals, fronts, wars = Counter(), Counter(), 0
    for world, eye in worlds:
        for a in range(eye.clock["communities"]):
            rival = war.rival(world, a)
            assert rival == naive.rival(eye, a)
            rivals[rival >= 0] += 1
            assert war.turns_on(world, a, 9.0) == naive.turns_on(eye, a, 9)
            wars += naive.turns_on(eye, a, 9) >= 0
            for b in range(eye.clock["communities"]):
                front = tuple(war.front(world, a, b))
                assert front == naive.front(eye, a, b)
                fronts[front != naive.NO_FRONT] += 1
    assert min(rivals.values()) > 5 and min(fronts.values()) > 99 and wars > 2, (rivals, fronts, wars)


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
        assert tuple(join.join(world, me, t)) == naive.join(eye, me, t)
        design, author = naive.join(eye, me, t)
        found.add((design >= 0, author >= 0))
    assert found == {(True, True), (True, False), (False, False)}


def test_attend(worlds):
    purposes, told, old, calls = set(), set(), 0, Counter()
    for world, eye, me, t in some(worlds, 700):
        chosen = attend.attend(world, me, t)
        assert tuple(chosen) == naive.attend(eye, me, t)
        purposes.add(chosen.purpose)
        told.add((chosen.told, chosen.source >= 0))
        old += chosen.purpose == naive.OWN and world.designs[chosen.design].ended >= 0
        post = eye.post(chosen.post) if chosen.post >= 0 else {"kind": TREATY}
        if post["kind"] == CALL_ATTACK and naive.alive(eye, post["target"]):
            calls[chosen.purpose, naive.is_allied(eye, chosen.community, post["target"])] += 1
    assert purposes == set(range(8))
    assert told >= {(UNTOLD, False), (BY_BOARD, True), (BY_BOARD, False), (BY_FRONT, True), (BY_TIE, True)}
    assert old >= 3
    assert min(calls[case] for case in product((naive.STRIKE, naive.DEFEND), (True, False))) >= 3, calls


def test_neighbor(worlds):
    found = Counter()
    for world, eye, me, _ in some(worlds, 400):
        if eye.user(me)["club"] >= 0:
            chosen, expected = attend.neighbor_to_help(world, me), naive.neighbor_to_help(eye, me)
            assert (tuple(chosen) if chosen.design >= 0 else None) == expected
            found[expected and expected[8]] += 1
    assert min(found[told] for told in (UNTOLD, BY_TREATY)) > 5, found


def test_knowledge(worlds):
    found = Counter()
    for world, eye, me, _, chosen in foci(worlds, 300):
        assert bool(knowledge.knows(world, me, chosen)) == naive.knows(eye, me, tuple(chosen))
        club = eye.user(me)["club"]
        if club >= 0:
            number = eye.community(club)["design"]
            news = tuple(knowledge.news_of(world, me, club, number))
            assert news == naive.news_of(eye, me, club, number)
            found[news[0]] += 1
    assert min(found[told] for told in (UNTOLD, BY_TIE)) > 5, found


def test_look(worlds):
    seen_so = Counter()
    for world, eye, me, t, chosen in foci(worlds, 400):
        sight = plain(seen(world, eye, me, chosen, t))
        assert sight == naive.look(eye, me, chosen, t)
        informed = naive.knows(eye, me, tuple(chosen))
        seen_so += Counter(
            blamed=sight["blame"] >= 0,
            sore=sight["sore"],
            sore_only=sight["sore"] > sight["wrong"],
            next_door=sight["design"] not in (-1, chosen.design),
            hole=not informed and sight["wrong"] > 0,
            nothing=not informed and sight["looked"] > 0 == sight["wrong"],
            yielded=informed and sight["yielded"],
        )
        unthankful = dict(sight, thanks=naive.UNSEEN["thanks"])
        assert plain(seen(world, eye, me, chosen, t, thankful=False)) == unthankful
    kinds = ("blamed", "sore", "sore_only", "next_door", "hole", "nothing", "yielded")
    assert min(seen_so[name] for name in kinds) > 5, seen_so


def test_scars_of_all_kinds_are_looked_at(worlds):
    kinds = Counter()
    for _, eye in worlds:
        for number in range(eye.clock["designs"]):
            for _, x, y in eye.scars(number):
                wanted, color = naive.planned(eye, number, x, y), eye.color(x, y)
                kinds["masked"] += wanted == naive.UNPLANNED
                kinds["healed"] += wanted == color
                kinds["blank"] += color == eye.background != wanted != naive.UNPLANNED
                stands = wanted not in (color, naive.UNPLANNED) and naive.lets_stand(eye, number, x, y)
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
    assert calls == {0, CALL_BUILD, CALL_DEFEND, CALL_ATTACK, CALL_HELP}
    assert found > 5


def test_yields(worlds):
    for world, eye in worlds:
        for one in range(eye.clock["designs"]):
            for two in range(eye.clock["designs"]):
                assert bool(look.yields(world, one, two)) == naive.yields(eye, one, two)
