"""Commit, meetings, claims, borders and the choice of a site do exactly what the description says.

Each is compared with a slow twin written from docs/odd.md alone: all tables of the world afterwards, byte for byte.
"""

from collections import Counter

import naive
import naive_engine as twin
import numpy as np
import pytest
from moments import SCENARIO, copied, moments, plans_of, stirred

from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.vocabulary import ATTACK, BY_ITSELF, CALL_ATTACK, CAUSES, FORMED, REPAIR, TRUCE, TRUCE_OVER, UNTOLD
from canvas_sim.engine.borders import meet_neighbors
from canvas_sim.engine.calendar import make_queue, take
from canvas_sim.engine.commit import commit
from canvas_sim.engine.founding import add_design
from canvas_sim.engine.log import make_log
from canvas_sim.engine.meetings import meet
from canvas_sim.engine.opening import open_design
from canvas_sim.engine.simulation import Simulation
from canvas_sim.rules.community import ENLARGE, FIND_SITE, GO_ON, ONE_MORE, REDESIGN
from canvas_sim.rules.site import choose_site, fit
from canvas_sim.world import tables as T
from canvas_sim.world.claims import give_up_design, stake

WISHES = {GO_ON: "", FIND_SITE: "site", REDESIGN: "other", ONE_MORE: "more", ENLARGE: "larger"}


@pytest.fixture(scope="module")
def worlds():
    found = []
    for seed, world in enumerate(moments(1, 3, 5)):
        found += [world, stirred(world, seed), stirred(world, 10 + seed)]
    found += [stirred(world, seed) for seed in (20, 30, 31, 32)]
    found[-4].clock["forum"] = 0
    return found


def assert_same(world, expected, *, skip=()):
    """All tables are equal, as far as both have room."""
    for name in world._fields:
        ours, theirs = getattr(world, name), getattr(expected, name)
        room = min(len(ours), len(theirs))
        ours, theirs = ours[:room], theirs[:room]
        for field in ours.dtype.names or [None]:
            if f"{name}.{field}" not in skip:
                here, there = (part if field is None else part[field] for part in (ours, theirs))
                np.testing.assert_array_equal(here, there, err_msg=f"{name}.{field}")


def eventful(world, seed):
    """Plans of a minute in which votes, calls, foundings, blame, blows and news are many, and many members rest."""
    rng, plans = np.random.default_rng(seed), plans_of(world, 60)
    n, groups = len(plans), int(world.clock["communities"][0])
    rest(world, rng)
    for name in ("blame", "thanks", "harmed", "helped"):
        plans[name] = np.where(rng.random(n) < 0.4, rng.integers(0, groups, n), plans[name])
    posts = int(world.clock["posts"][0])
    plans["scarred"] = np.where(rng.random(n) < 0.4, rng.integers(0, 6, n), plans["scarred"])
    plans["post"] = np.where(rng.random(n) < 0.3, rng.integers(0, posts, n), plans["post"])
    plans["vote"] = (plans["post"] >= 0) & (rng.random(n) < 0.5)
    plans["target"] = np.where(rng.random(n) < 0.5, rng.integers(0, groups, n), plans["target"])
    plans["call"] = rng.integers(0, 5, n) * (rng.random(n) < 0.2)
    nobody = (plans["call"] == CALL_ATTACK) & (plans["target"] < 0)  # a call to attack is about somebody
    plans["target"] = np.where(nobody, rng.integers(0, groups, n), plans["target"])
    plans["found"] = rng.random(n) < 0.05
    settled = np.append(np.flatnonzero(world.communities["design"][:groups] >= 0), -1)
    plans["community"] = np.where(rng.random(n) < 0.1, rng.choice(settled, n), plans["community"])
    newest = world.communities["design"][plans["community"]]
    plans["design"] = np.where(rng.random(n) < 0.3, newest, plans["design"])
    plans["told"] = np.where(rng.random(n) < 0.5, rng.integers(UNTOLD, BY_ITSELF + 1, n), plans["told"])
    plans["source"] = np.where(plans["told"] > UNTOLD, rng.integers(-1, len(world.users), n), -1)
    late = plans["due"] + rng.integers(29, 120, n) * 60_000 + rng.integers(0, 2, n)
    plans["next"] = np.where(rng.random(n) < 0.4, late, plans["next"])
    return plans


def rest(world, rng):
    """Members who rest, more than a ring holds in some communities; others left, come soon, or were called before."""
    tick, now, users = int(world.clock["tick"][0]), int(world.clock["now"][0]), world.users
    for number in range(world.clock["communities"][0]):
        members = np.flatnonzero((users["club"] == number) & (users["due"] >= now + tick))
        users["due"][members] = now + tick + rng.integers(20, 200, len(members)) * 60_000
        users["due"][members[rng.random(len(members)) < 0.1]] = T.NEVER
        users["bucket"][members] = (now // tick + rng.integers(0, 3, len(members))) * (rng.random(len(members)) < 0.3)
        count = int(rng.choice([0, 3, 40, 256, 300]))
        everybody = rng.integers(0, len(users), T.RESTING)
        world.resting[number] = rng.choice(members, T.RESTING) if len(members) else everybody
        world.resting[number, ::7] = everybody[::7]
        world.communities["rested"][number] = count
        if world.clock["posts"][0]:
            call = int(rng.integers(-1, world.clock["posts"][0]))
            world.communities["call"][number], world.communities["heard"][number] = call, rng.integers(2)
            world.posts["ts"][max(call, 0)] = now - rng.integers(0, 14) * 60_000


DEFERRED = {"order", "right", "right_x", "right_y", "thanks"}  # the names on pixels are read when all have decided


def test_turns(worlds):
    """Who is due decides what the rules say, one stage after the other, and the plan says so."""
    seen = Counter()
    for start in worlds:
        world = copied(start)
        world.settings["people_help"] = 0.5
        plans = plans_of(world, 300)
        eye = naive.Eye(world)
        for number in range(len(plans)):
            plan = naive.Eye.row(plans, number)
            expected = twin.decide(eye, plan["user"])
            different = {n: (plan[n], expected.get(n)) for n in plan if plan[n] != expected.get(n)}
            assert different.keys() <= DEFERRED, different
            seen += Counter(told=plan["told"] > 0, elsewhere=plan["work"] != plan["design"], placed=plan["placed"])
    assert min(seen.values()) > 20, seen


@pytest.mark.parametrize("hours", [1, 3, 5])
def test_ticks(hours):
    """Ticks between two meetings, whole: who is due decides, and all takes effect."""
    simulation = Simulation(SCENARIO, 1)
    while simulation.now < hours * naive.HOUR + 10_000:
        simulation.tick()
    expected, learned = copied(simulation.world), int(simulation.world.clock["learned"][0])
    for _ in range(28):
        eye, due = naive.Eye(expected), expected.users["due"]
        who = np.flatnonzero((due >= eye.clock["now"]) & (due < eye.clock["now"] + eye.clock["tick"]))
        twin.commit(eye, [twin.decide(eye, int(me)) for me in who])
        expected.clock["now"] += expected.clock["tick"]
        simulation.tick()
        assert_same(simulation.world, expected, skip=("claims.None", "wanted.None"))
    assert simulation.world.clock["learned"] > learned


def test_commit(worlds):
    said = np.zeros(9)
    for seed, start in enumerate(worlds):
        world, expected = copied(start), copied(start)
        plans = eventful(world, seed)
        eventful(expected, seed)
        world.clock["forum"] = expected.clock["forum"] = seed % 4 > 0
        queue, log = make_queue(len(world.users), 3000), make_log(len(plans))
        tally = np.array([0, 0, 0, 0, 0, world.clock["now"][0]])
        commit(world, plans, len(plans), queue, log, tally)
        eye = naive.Eye(expected)
        rows, back = twin.commit(eye, [naive.Eye.row(plans, k) for k in range(len(plans))])
        assert_same(world, expected, skip=("claims.None", "wanted.None"))
        logged = list(zip(*(getattr(log, name)[: tally[0]].tolist() for name in log._fields), strict=True))
        assert logged == rows
        intents = [row[5] for row in rows]
        counted = [
            len(rows),
            len(rows),
            intents.count(REPAIR),
            intents.count(ATTACK),
            len({row[1] for row in rows}),
        ]
        assert tally.tolist() == [*counted, tally[5]]
        assert sorted(waiting(queue, world)) == sorted(back)
        assert world.clock["placed"] - start.clock["placed"] == len(rows)
        overfull = (world.designs["scarred"] > T.SCARS).sum()
        called = (world.users["bucket"] != start.users["bucket"]).sum()
        learned = world.clock["learned"][0] - start.clock["learned"][0]
        heard = ((world.communities["heard"] == 1) & (world.communities["rested"] == 0)).sum()
        said += [len(rows), *(plans[name].sum() for name in ("vote", "found")), (plans["call"] > 0).sum(), overfull, 1,
                 called, learned, heard]  # fmt: skip
    assert (said > 5).all()


def waiting(queue, world):
    """(due, user) of all in a queue."""
    out = np.empty(len(world.users), np.int32)
    tick = int(world.clock["tick"][0])
    for number in range(len(queue.head) - 1):
        for user in out[: take(queue, number, world.users, (number * tick, (number + 1) * tick), out)].tolist():
            yield int(world.users["due"][user]), user


def test_meetings(worlds):
    seen, causes, wars, given, signed = set(), set(), 0, 0, Counter()
    for start in worlds:
        world, expected = copied(start), copied(start)
        count = int(world.clock["communities"][0])
        wishes = np.zeros(count, np.uint8)
        meet(world, 0.25, wishes)
        wanted = twin.meet(naive.Eye(expected), 0.25)
        assert [WISHES[wish] for wish in wishes.tolist()] == wanted
        assert_same(world, expected, skip=("wanted.None",))
        rows = world.treaties[: world.clock["treaties"][0]]
        causes |= {CAUSES[cause] for cause in rows["cause"]}
        signed.update(treaties_of(start, rows[start.clock["treaties"][0] :]))
        posts = world.posts[start.clock["posts"][0] : world.clock["posts"][0]]
        wars += (posts["kind"] == CALL_ATTACK).sum()
        given += (world.designs["area"] < start.designs["area"]).sum()
        seen |= {*wanted, *(("state", int(state)) for state in world.communities["state"][:count])}
    assert seen >= {"", "site", "other", "more", "larger", ("state", T.ENDED), ("state", T.SEARCHING)}
    assert causes >= {"border", "help", "common enemy", "damage", "unread", "chosen", "no contact", "end of a side"}
    assert wars > 10 and given > 2, (wars, given)
    cases = (FORMED, False), (FORMED, True), (TRUCE, False), (TRUCE_OVER, True)
    assert min(signed[case] for case in cases) > 2, signed


def treaties_of(start, rows):
    """What became of each, and whether the border was settled when they met."""
    for row in rows:
        slots = start.relations[row.a]
        yield int(row.what), bool(slots["settled"][slots["other"] == row.b].any())


def test_openings(worlds):
    """Designs are opened over others, for communities with allies or without, with leaders who left or did not."""
    rng, said = np.random.default_rng(5), np.zeros(4)
    for start in worlds:
        world, expected = copied(start), copied(start)
        groups = int(world.clock["communities"][0])
        for community in range(4, groups, 5):
            size, place = rng.integers(3, 30, 2), rng.integers(0, np.array(world.canvas.shape) - 30)
            pixels = rng.choice([*world.colors[:4], T.OUTSIDE], size).astype(np.uint8)
            world, number = add_design(world, pixels, community, 10**6 + community)
            expected, same = add_design(expected, pixels, community, 10**6 + community)
            votes, site = int(rng.integers(1, 50)), (int(place[1]), int(place[0]))
            open_design(world, number, site, votes)
            twin.open_design(naive.Eye(expected), same, site, votes)
            said[0] += world.designs[number].area < (pixels != T.OUTSIDE).sum()
        assert_same(world, expected, skip=("wanted.None",))
        said[1:] += [world.clock[name][0] - start.clock[name][0] for name in ("learned", "posts", "designs")]
    assert (said > 5).all() and said[3] > said[1:3].max() and said[1] != said[2], (
        said
    )  # neither learned nor told of all


def test_sites(worlds):
    chosen = []
    for world in (*worlds[::3], narrowed(worlds[3])):
        eye = naive.Eye(world)
        world.settings["communities_sites"] = eye.set["communities_sites"] = 60
        for number in range(4, eye.clock["designs"], 3):
            row = eye.design(number)
            size = (row["height"], row["width"])
            site = choose_site(world, np.uint64(row["key"]), number, size)
            assert site == twin.choose_site(eye, row["key"], number, size)
            chosen.append(site[:2])
    assert len(set(chosen)) > 8


def test_no_site_for_what_is_larger_than_the_open_canvas(worlds):
    world = narrowed(worlds[0])
    eye = naive.Eye(world)
    x0, y0, x1, y1 = eye.box
    for size, some in (((y1 - y0, x1 - x0), True), ((1, x1 - x0 + 1), False), ((y1 - y0 + 1, 1), False)):
        site = choose_site(world, np.uint64(4), 0, size)
        assert site == twin.choose_site(eye, 4, 0, size)
        assert site[:2] == ((x0, y0) if some else (-1, -1))


def narrowed(world):
    """A copy of a world of which less is open, by another number of pixels at each side."""
    world = copied(world)
    for name, change in (("x0", 5), ("y0", 8), ("x1", -7), ("y1", -3)):
        world.clock[name] += change
    return world


def frayed(world, rng):
    """A copy of a world with gaps between the designs, and with lines that are about half taken."""
    world = copied(world)
    rows, columns = world.canvas.shape
    for _ in range(14):
        y, x, height, width = rng.integers(0, [rows, columns, 16, 16])
        for part in (world.claims, world.wanted):
            part[y : y + height + 4, x : x + width + 4] = 0
    for share, colors in ((0.1, [world.clock["background"][0]]), (0.2, world.colors[: world.clock["colors"][0]])):
        change = rng.random(world.canvas.shape) < share
        world.canvas[change] = rng.choice(colors, change.sum())
    return world


def boxes(eye, rng):
    """Boxes in the open canvas: of any size, of designs but shifted a little, small, thin; some near edges."""
    corner = np.array(eye.box[:2])
    largest = np.array(eye.box[2:]) - corner
    for k in range(200):
        size, place = rng.integers(1, largest + 1), rng.integers(0, largest)
        if k % 4 == 1:
            row = eye.design(rng.integers(4, eye.clock["designs"]))
            size = np.array([row["width"], row["height"]])
            place = np.array([row["x"], row["y"]]) - corner + rng.integers(-4, 5, 2)
        elif k % 4 == 2:
            size = rng.integers(4, 22, 2)
        elif k % 4 == 3:
            size[rng.integers(2)] = rng.integers(1, 5)
        size = np.minimum(size, largest)
        if k % 5 == 0:
            gap = rng.integers(0, 10, 2)
            place = np.where(rng.random(2) < 0.5, gap, largest - size - gap)
        first = corner + np.clip(place, 0, largest - size)
        yield (*first.tolist(), *(first + size).tolist())


def test_fit(worlds):
    rng, moves, to_edges = np.random.default_rng(1), [set(), set(), set(), set()], [set(), set(), set(), set()]
    for start in worlds[::3]:
        for world in (start, narrowed(start), frayed(start, rng), frayed(narrowed(start), rng)):
            eye = naive.Eye(world)
            for box in boxes(eye, rng):
                fitted = fit(world, box)
                assert fitted == twin.fit(eye, box), box
                for side, out in enumerate((-1, -1, 1, 1)):
                    seen = to_edges if fitted[side] == eye.box[side] else moves
                    seen[side].add(out * (fitted[side] - box[side]))
    for side, to_edge in zip(moves, to_edges, strict=True):  # left, upper, right, lower
        assert side >= {-2, -1, 0, 1, 2}
        assert max(to_edge) > 0
    assert max(map(max, moves + to_edges)) == 8


def test_claims_and_borders(worlds):
    deep = 0
    for start in worlds[::3]:
        world, expected = copied(start), copied(start)
        eye = naive.Eye(expected)
        living = np.flatnonzero(world.designs["state"] == T.ALIVE)
        templates = [int(n) for n in living if world.designs["kind"][n] == TEMPLATE][:40]
        for number in [*templates, *templates[::-1], *templates]:  # five deep and more
            stake(world, number)
            twin.claim(eye, number)
        for number in templates:
            meet_neighbors(world, number)
            twin.meet_neighbors(eye, number)
        for number in templates[::2]:
            give_up_design(world, number, 77)
            twin.unclaim(eye, number)
            twin.change(expected.designs, number, state=T.ENDED, ended=77)
        assert_same(world, expected, skip=("wanted.None",))
        deep += (world.claims > 0).all(axis=2).sum()
        for y, x, layer in np.argwhere(world.claims):
            number = int(world.claims[y, x, layer]) - 1
            assert world.wanted[y, x, layer] - 1 == naive.planned(eye, number, int(x), int(y))
        assert not world.wanted[world.claims == 0].any()
    assert deep > 50
