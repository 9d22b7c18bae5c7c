"""Members who rest hear of a leader's call, and some come: when, who, and who comes only once."""

import numpy as np
import pytest
from drawn import EMPTY, OURS, THEIRS, add_post, drawn, sees_does

from canvas_sim.base.times import HOUR
from canvas_sim.base.vocabulary import BY_ITSELF, BY_TIE, CALL_ATTACK, CALL_BUILD, TREATY
from canvas_sim.engine.calendar import make_queue, take
from canvas_sim.engine.commit import commit
from canvas_sim.engine.log import make_log
from canvas_sim.engine.simulation import Simulation
from canvas_sim.scenario.loading import load
from canvas_sim.world.tables import NEVER, NOBODY, PLAN

LEADER, RESTING, SPEAKER = 0, 1, 2
TICK, MINUTE, LATE = 10_000, 60_000, 3 * HOUR
PLANS = (OURS, ["rr---", "rr---", *["-----"] * 3]), (THEIRS, [*["-----"] * 3, "---kk", "---kk"])
NONE = ("design", "work", "post", "source", "blame", "thanks", "harmed", "helped", "scarred", "target")


def resting(user=None, life=None, age=0, canvas=EMPTY, **changes):
    """A world in which user 1 rests for three hours, and its community's leader called some ms ago."""
    base = {"ours": {"leader0": LEADER}, "clock": {"now": 4 * HOUR, "tick": TICK, "launch": 12.0}}
    world = drawn(canvas, *PLANS, **base | {"forum_rally": 1, "forum_call_minutes": 10} | changes)
    now = int(world.clock["now"][0])
    world.users["club"][:3] = OURS
    world.users["due"] = NEVER
    world.users["due"][[RESTING, SPEAKER]] = now + LATE, now + 5
    world.lives["awake"] = 24
    for row, values in ((world.users[RESTING], user), (world.lives[RESTING], life)):
        for name, value in (values or {}).items():
            row[name] = value
    world.resting[OURS, 0] = RESTING
    group = world.communities[OURS]
    group.rested, group.heard = 1, 0
    group.call = add_post(world, OURS, CALL_BUILD, author=LEADER, ts=now + 5 - age, design=0)
    return world


def turn(world, user=SPEAKER, wait=60 * MINUTE, **values):
    """Somebody's turn takes effect; returns who is due when in the calendar."""
    plan = np.zeros(1, PLAN)
    for name in NONE:
        plan[name] = NOBODY
    due = int(world.users["due"][user])
    plan["user"], plan["community"], plan["due"], plan["next"] = user, OURS, due, due + wait
    for name, value in values.items():
        plan[name] = value
    queue = make_queue(len(world.users), 3000)
    commit(world, plan, 1, queue, make_log(1), np.array([0, 0, 0, 0, 0, due]))
    out = np.empty(len(world.users), np.int32)
    found = []
    for tick in range(len(queue.head) - 1):
        who = out[: take(queue, tick, world.users, (tick * TICK, tick * TICK + TICK), out)]
        found += [(int(one), int(world.users["due"][one])) for one in who]
    return found


@sees_does(
    ("user", "changes", "comes"),
    ("a fresh call while it rests", "comes within minutes", {}, {}, True),
    ("a fresh call, and does not care", "stays", {}, {"forum_rally": 0}, False),
    ("a call of long ago", "stays", {}, {"age": 10 * MINUTE}, False),
    ("a fresh call, and would come soon", "comes as planned", {"due": 4 * HOUR + 30 * MINUTE}, {}, False),
    ("a fresh call of a community that it left", "stays", {"club": THEIRS}, {}, False),
    ("a fresh call, and never comes again", "stays", {"due": NEVER}, {}, False),
    ("a fresh call, called before and still to come", "stays", {"bucket": 7 * HOUR // TICK}, {}, False),
    ("a fresh call, and came when it was called before", "comes again", {"bucket": 4 * HOUR // TICK}, {}, True),
    ("a fresh call at night", "sleeps on", {}, {"life": {"wake": 20.0, "awake": 2.0}}, False),
    ("a fresh call, but may not place for hours", "stays", {"free": 7 * HOUR}, {}, False),
)
def test_who_comes(user, changes, comes):
    world = resting(user, **changes)
    before = int(world.users["due"][RESTING])
    turn(world)
    due = int(world.users["due"][RESTING])
    assert (due != before) == comes
    if comes:
        assert 4 * HOUR + TICK <= due < 4 * HOUR + TICK + 10 * MINUTE
        assert world.users["bucket"][RESTING] == before // TICK


def test_a_call_is_passed_on_once():
    world = resting(forum_rally=0)
    turn(world, wait=0)
    group = world.communities[OURS]
    assert (group.heard, group.rested) == (1, 0)
    world.settings["forum_rally"] = 1
    group.rested = 1
    turn(world, wait=0)
    assert (group.rested, world.users["due"][RESTING]) == (1, 4 * HOUR + LATE)


def test_who_may_not_place_yet_comes_when_its_cooldown_ends():
    for turns in range(20):
        world = resting({"free": 5 * HOUR, "turns": turns})
        turn(world)
        assert 5 * HOUR <= world.users["due"][RESTING] < 5 * HOUR + 10 * MINUTE


def test_who_goes_to_rest_in_the_turn_that_passes_a_call_on_is_not_called_by_it():
    world = resting({"due": NEVER})
    turn(world)
    assert (world.users["bucket"][SPEAKER], world.users["due"][SPEAKER]) == (0, 5 * HOUR + 5)
    group = world.communities[OURS]
    assert (group.heard, group.rested, world.resting[OURS, 0]) == (1, 1, SPEAKER)


def test_who_comes_is_in_the_calendar_once_more_and_due_once():
    world = resting()
    found = turn(world, wait=20 * MINUTE)
    assert sorted(found) == [(RESTING, int(world.users["due"][RESTING])), (SPEAKER, 4 * HOUR + 20 * MINUTE + 5)]


@pytest.mark.parametrize(("wait", "rests"), [(30 * MINUTE, 0), (30 * MINUTE + 1, 1), (NEVER - 4 * HOUR - 5, 0)])
def test_who_rests_is_noted(wait, rests):
    world = resting()
    world.communities[OURS].call = NOBODY
    turn(world, wait=wait)
    assert world.communities[OURS].rested == 1 + rests
    assert world.resting[OURS, 1] == SPEAKER * rests


@sees_does(
    ("kind", "author", "is_call"),
    ("a post of a leader", "is called", CALL_BUILD, LEADER, True),
    ("a post of a member", "is not called", CALL_BUILD, SPEAKER, False),
    ("a treaty of a leader", "is not called", TREATY, LEADER, False),
)
def test_what_is_a_call(kind, author, is_call):
    world = resting()
    world.communities[OURS].call, world.communities[OURS].rested = NOBODY, 0
    world.users["due"][author] = 4 * HOUR + 5
    turn(world, author, call=kind)
    assert world.clock["posts"] == 2
    assert (world.communities[OURS].call == 1, world.communities[OURS].heard) == (is_call, is_call)


def test_a_call_to_strike_names_the_front():
    world = resting(canvas=[*["....."] * 3, "...kk", "...kk"])
    turn(world, call=CALL_ATTACK, target=THEIRS, placed=1, color=world.colors[0])
    post = world.posts[1]
    assert (post.kind, post.x, post.y) == (CALL_ATTACK, 3, 3)


def test_nobody_calls_to_strike_where_there_is_no_front():
    world = resting()
    turn(world, call=CALL_ATTACK, target=THEIRS, placed=1, color=world.colors[0])
    assert (world.clock["posts"], world.communities[OURS].call) == (1, 0)


@sees_does(
    ("told", "design", "knows", "rows"),
    ("the plan, from somebody whom it follows", "knows it, and works on it", BY_TIE, 0, 0, 1),
    ("the plan of others", "goes on with its own", BY_TIE, 1, NOBODY, 0),
    ("the design, but nobody told it of the plan", "knows none", 0, 0, NOBODY, 0),
)
def test_who_is_told_of_a_plan_of_its_own_club(told, design, knows, rows):
    world = resting()
    world.users["design"] = NOBODY
    turn(world, told=told, source=9, design=design)
    assert (world.users["design"][SPEAKER], world.clock["learned"]) == (knows, rows)
    assert tuple(world.learned[0].item()) == ((4 * HOUR + 5, SPEAKER, 0, 9, BY_TIE) if rows else (0, 0, 0, 0, 0))
    turn(world, told=told, source=9, design=design)
    assert world.clock["learned"] == rows


EAGER = [
    *("communities.founding=8", "event.hours=8", "activity.arrivals=[[0, 1], [6, 1]]", "people.join_first=0.7"),
    *("forum.leader_post=1", "forum.rally=1", "forum.call_minutes=40", "activity.break_hours=2"),
    *("communities.redesign=1", "communities.sites=9"),
]


@pytest.fixture(scope="module")
def played():
    """An event of many calls; for each tick who was due, and who took a turn."""
    simulation = Simulation(load("quickstart", EAGER, scale=0.03), 1)
    world, ticks, called = simulation.world, [], 0
    while not simulation.done:
        users = simulation.world.users
        due, turns = users["due"] < simulation.now + TICK, np.copy(users["turns"])
        buckets = np.copy(users["bucket"])
        simulation.tick()
        world = simulation.world
        ticks.append((due, world.users["turns"] - turns))
        called += (world.users["bucket"] != buckets).sum()
    return world, ticks, called


def test_whoever_is_due_takes_one_turn_also_when_it_was_called(played):
    world, ticks, called = played
    assert called > 200
    for due, taken in ticks:
        np.testing.assert_array_equal(due, taken)
    assert world.clock["broken"] == 0


def test_all_that_is_known_was_told(played):
    world, _, _ = played
    known, ways = np.full(len(world.users), NOBODY), set()
    for row in world.learned[: world.clock["learned"][0]]:
        assert known[row.user] != row.design
        known[row.user] = row.design
        ways.add(int(row.way))
        assert row.way != BY_TIE or row.source in world.ties[row.user]
        assert row.way != BY_ITSELF or (row.source, row.ts) == (row.user, world.designs[row.design].founded)
    np.testing.assert_array_equal(known, world.users["design"])
    assert len(ways) == 4  # a treaty tells of plans of others only
