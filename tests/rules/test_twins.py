"""Each rule does exactly what the description says: it is compared with a slow twin written from that alone."""

from collections import Counter
from itertools import product

import naive
import naive_engine
import numpy as np
import pytest
from shaken_worlds import foci, moments, some

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
    FORMED,
    GUARD,
    TREATY,
    TRUCE,
    UNTOLD,
)
from canvas_sim.engine.attribution import consequences
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
from canvas_sim.rules.types import Deed, Sight
from canvas_sim.world import queries, tables


@pytest.fixture(scope="module")
def worlds():
    return moments()


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
                    for least in (-0.3, 0.3):
                        assert bool(alliance.willing(world, a, slot, least)) == naive.willing(eye, a, slot, least)
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
    seen_so, given = set(), set()
    for world, eye in worlds:
        for hours in (0.25, 3.0, 40.0):
            for number in range(eye.clock["communities"]):
                decision = DECISIONS[community.consider(world, number, hours)]
                assert decision == naive.consider(eye, number, hours)
                word = number * 10**7 % 2**32
                gives_up = community.gives_up(world, number, hours, np.uint64(word))
                assert bool(gives_up) == naive.gives_up(eye, number, hours, word)
                seen_so.add(decision)
                if eye.community(number)["given"] >= 0:
                    given.add(decision)
    assert given >= {"", "more"} and not given & {"other", "larger"}
    assert seen_so >= {"", "other", "more", "larger"}


def test_ally(worlds):
    found, talks, defectors = Counter(), Counter(), Counter()
    for world, eye in worlds:
        for a in range(eye.clock["communities"]):
            for slot, relation in enumerate(eye.relations(a)):
                if relation["other"] >= 0:
                    what, cause = alliance.review(world, a, slot)
                    assert (what, CAUSES[cause]) == naive.review(eye, a, slot)
                    found[what] += 1
                    if not relation["allied"]:
                        agreed = alliance.agree(world, a, slot, 9.0)
                        assert agreed == naive.agree(eye, a, slot, 9)
                        talks[relation["settled"], agreed] += 1
                    assert CAUSES[alliance.ground_of_trust(world, a, slot)] == naive.ground_of_trust(eye, a, slot)
                    defects = bool(alliance.defects(world, a, slot, 9.0))
                    assert defects == naive.defects(eye, a, slot, 9)
                    defectors[defects] += 1
                    pair = (a, relation["other"])
                    assert diplomacy.is_allied(world, *pair) == naive.is_allied(eye, *pair)
    assert found.total() >= 20, found
    assert min(talks[case] for case in ((0, FORMED), (0, TRUCE), (1, FORMED), (0, 0), (1, 0))) > 2, talks
    assert not talks[1, TRUCE], talks
    assert min(defectors[case] for case in (True, False)) > 5, defectors


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
        sight = plain(look.look(world, me, chosen, t, True))
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
        assert plain(look.look(world, me, chosen, t, False)) == unthankful
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
        sight = look.look(world, me, chosen, t, True)
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
        sight = look.look(world, me, chosen, t, True)
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
