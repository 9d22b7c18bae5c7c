"""Relate, ally and war: what communities feel about each other, and what they do about it."""

import numpy as np
import pytest
from drawn import BLACK, EMPTY, HOUR, OURS, RED, THEIRS, THIRD, add_plan, ally, drawn, pixels, sees_does, truce

from canvas_sim.base.patterns import KINDS
from canvas_sim.base.vocabulary import (
    BETRAYED,
    BORDER,
    BROKEN,
    CALL_ATTACK,
    CHOSEN,
    DAMAGE,
    ENEMY,
    FORMED,
    HELPED,
    LAPSED,
    NO_CAUSE,
    NO_CHANGE,
    NO_CONTACT,
    TRUCE,
    TRUCE_OVER,
    UNREAD,
)
from canvas_sim.engine.meetings import meet
from canvas_sim.rules import war
from canvas_sim.rules.alliance import agree, defects, ground_of_trust, review, willing
from canvas_sim.rules.diplomacy import bound_by_treaty, grievance, tied, trust
from canvas_sim.world.tables import ENDED, NOBODY, SEARCHING

WEIGHTS = {f"alliances_{name}": 1.0 for name in ("help", "border", "enemy", "damage")}
PLANS = (OURS, ["rr---", "rr---", *["-----"] * 3]), (THEIRS, [*["-----"] * 3, "---kk", "---kk"])
HEADS = 10  # five members, and five more


@sees_does(
    ("toward", "expected"),
    ("nothing of them", "neither trusts nor mistrusts them", {}, 0),
    ("a border in common", "trusts them", {"border": 0.25}, 0.25),
    ("help", "trusts them, the more a member", {"gratitude": 5.0}, 5 / HEADS),
    ("no end of help", "trusts them, as far as help goes", {"gratitude": 99.0}, 1),
    ("damage", "mistrusts them", {"grievance": 20.0}, -2),
    ("no end of damage", "mistrusts them, as far as damage goes", {"grievance": 999.0}, -4),
)
def test_trust(toward, expected):
    assert trust(drawn(EMPTY, toward=toward, **WEIGHTS), OURS, 0) == expected


@sees_does(
    ("their_grudge", "expected"),
    ("a third one that both are hit by", "trusts them", 10.0, 1.0),
    ("a third one that only we are hit by", "does not care", 0.0, 0.0),
)
def test_a_common_enemy(their_grudge, expected):
    world = drawn(EMPTY, toward={}, **WEIGHTS)
    world.relations[OURS, 1].other, world.relations[OURS, 1].grievance = THIRD, 10.0
    world.relations[THEIRS, 1].other, world.relations[THEIRS, 1].grievance = THIRD, their_grudge
    assert trust(world, OURS, 0) == expected
    assert grievance(world, OURS, THIRD) == 1


FRIENDS = {"trust": 1.0, "ties": 5.0, "border": 0.1}
SOME = {"trust": 0.25, "ties": 5.0, "border": 0.1}
READY = {"alliances_forms": 0.5, "alliances_settles": 0.25, "alliances_ties": 0.1, "alliances_talk": 99.0}


@sees_does(
    ("toward", "back", "changes", "wants", "agreed"),
    ("trust and ties on both sides", "allies", FRIENDS, FRIENDS, {}, True, FORMED),
    ("that they do not trust us", "would, but does not", FRIENDS, FRIENDS | {"trust": 0.0}, {}, True, NO_CHANGE),
    ("trust, but no ties", "never talks to them", FRIENDS | {"ties": 0.0}, FRIENDS, {}, False, NO_CHANGE),
    ("all of it while the forum is down", "cannot talk", FRIENDS, FRIENDS, {"clock": {"forum": 0}}, True, NO_CHANGE),
    ("all of it, but nobody gets round to it", "does not", FRIENDS, FRIENDS, {"alliances_talk": 0.0}, True, NO_CHANGE),
    ("some trust on both sides", "settles the border", SOME, SOME, {}, False, TRUCE),
    ("a friend that trusts it a little", "settles the border", FRIENDS, SOME, {}, True, TRUCE),
    ("some trust, but no border", "has nothing to settle", SOME | {"border": 0.0}, SOME, {}, False, NO_CHANGE),
    ("less trust than that", "does not", SOME | {"trust": 0.2}, SOME, {}, False, NO_CHANGE),
    ("some trust, but no ties", "never talks to them", SOME, SOME | {"ties": 0.0}, {}, False, NO_CHANGE),
    ("some trust, and a settled border", "has nothing to settle", truce(**SOME), truce(**SOME), {}, False, NO_CHANGE),
    ("a border that they forgot is settled", "has nothing to settle", truce(**SOME), SOME, {}, False, NO_CHANGE),
    ("a border that it forgot is settled", "settles it again", SOME, truce(**SOME), {}, False, TRUCE),
    ("a settled border, and friends", "allies", truce(**FRIENDS), truce(**FRIENDS), {}, True, FORMED),
    ("truces that take more than alliances", "allies", FRIENDS, FRIENDS, {"alliances_settles": 9.0}, True, FORMED),
)
def test_agreeing(toward, back, changes, wants, agreed):
    world = drawn(EMPTY, toward=toward, back=back, **READY | changes)
    assert tied(world, OURS, 0) == toward["ties"] / HEADS
    assert (bool(willing(world, OURS, 0, 0.5)), agree(world, OURS, 0, 1.0)) == (wants, agreed)


@sees_does(
    ("toward", "cause"),
    ("most of its trust from a border", "says so", {"trust": 0.6, "border": 0.5, "gratitude": 1.0}, BORDER),
    ("most of its trust from help", "says so", {"trust": 0.6, "border": 0.1, "gratitude": 5.0}, HELPED),
    ("most of its trust from neither", "names a common enemy", {"trust": 1.0, "border": 0.1}, ENEMY),
)
def test_why(toward, cause):
    assert ground_of_trust(drawn(EMPTY, toward=toward, **WEIGHTS), OURS, 0) == cause


LIMITS = {"alliances_betrayal": 1.0, "alliances_breaks": -0.5, "alliances_idle": 2.0}


@sees_does(
    ("toward", "expected"),
    ("an ally in peace", "stays with it", ally(since=8 * HOUR, met=8 * HOUR), (NO_CHANGE, NO_CAUSE)),
    ("its members strike at an ally", "has betrayed it, unread", ally(blows=10.0), (BETRAYED, UNREAD)),
    ("some strike, few for so many members", "stays", ally(since=8 * HOUR, blows=9.0), (NO_CHANGE, NO_CAUSE)),
    ("most of them called to", "has betrayed it, as it chose", ally(blows=10.0, chosen=6.0), (BETRAYED, CHOSEN)),
    ("damage by an ally", "breaks with it", ally(trust=-0.5), (BROKEN, DAMAGE)),
    ("nothing of an ally for long", "forgets it", ally(), (LAPSED, NO_CONTACT)),
    ("a new ally, of whom it saw nothing yet", "waits", ally(since=8 * HOUR), (NO_CHANGE, NO_CAUSE)),
)
def test_review(toward, expected):
    assert review(drawn(EMPTY, toward=toward, clock={"now": 9 * HOUR}, **LIMITS), OURS, 0) == expected


FINISHED = {"leader0": 3, "looked": 100.0, "wrong": 7.0}


@sees_does(
    ("ours", "changes", "expected"),
    ("a work that is finished, an ally", "calls to attack it", {}, {}, True),
    ("a work that is not finished", "does not", {"wrong": 8.0}, {}, False),
    ("a work of which it knows little", "does not", {"looked": 39.0, "wrong": 0.0}, {}, False),
    ("all of it, but has no leader", "does not", {"leader0": NOBODY}, {}, False),
    ("all of it while the forum is down", "cannot", {}, {"clock": {"forum": 0}}, False),
    ("all of it, but is faithful", "does not", {}, {"alliances_defect": 0}, False),
    ("an ally that is no more", "does not", {}, {"theirs": {"state": ENDED}}, False),
)
def test_leaders_who_defect(ours, changes, expected):
    keen = {"alliances_defect": 99.0}
    world = drawn(EMPTY, toward=ally(), ours=FINISHED | ours, **keen | changes)
    assert defects(world, OURS, 0, 1.0) == expected


@sees_does(
    ("toward", "known", "expected"),
    ("the treaty in the plan that it knows", "is bound by it", ally(), 0, True),
    ("no plan", "is not bound", ally(), NOBODY, False),
    ("only a plan of others", "is not bound", ally(), 1, False),
    ("a neighbor who is no ally", "is not bound", {"border": 1.0}, 0, False),
    ("a neighbor with whom the border is settled", "is not bound", truce(border=1.0), 0, False),
)
def test_who_is_bound(toward, known, expected):
    world = drawn(EMPTY, *PLANS, toward=toward, user={"design": known})
    assert bound_by_treaty(world, 0, THEIRS) == expected
    assert not bound_by_treaty(world, 0, OURS)


RIVAL = {"grievance": 5.0, "border": 0.2}


@sees_does(
    ("toward", "other", "rival"),
    ("a grudge and a border", "has them as its rival", RIVAL, {}, THEIRS),
    ("a border only", "has them as its rival", {"border": 0.2}, {}, THEIRS),
    ("a larger grudge against another neighbor", "has that one as its rival", {"border": 0.2}, RIVAL, THIRD),
    ("as large a grudge against another neighbor", "takes the first", RIVAL, RIVAL, THEIRS),
    ("a larger grudge against one without a border", "takes the neighbor", {"border": 0.2}, {"grievance": 9.0}, THEIRS),
    ("a grudge, but no border", "has none", {"grievance": 9.0}, {}, NOBODY),
    ("neither grudge nor border", "has none", {}, {}, NOBODY),
    ("a grudge against an ally and neighbor", "has none", ally(grievance=9.0, border=0.2), {}, NOBODY),
    ("a grudge, but a settled border", "has none", truce(**RIVAL), {}, NOBODY),
    ("a grudge, but a settled border", "takes another neighbor", truce(**RIVAL), {"border": 0.1}, THIRD),
)
def test_rivals(toward, other, rival):
    world = drawn(EMPTY, *PLANS, toward=toward)
    add_plan(world, THIRD, pixels(["--b--", *["-----"] * 4]))
    world.relations[OURS, 1].other = THIRD
    for name, value in other.items():
        world.relations[name][OURS, 1] = value
    assert war.rival(world, OURS) == rival


@pytest.mark.parametrize("state", [ENDED, SEARCHING])
def test_who_is_gone_is_no_rival(state):
    assert war.rival(drawn(EMPTY, *PLANS, toward=RIVAL, theirs={"state": state}), OURS) == NOBODY


@sees_does(
    ("ours", "toward", "changes", "target"),
    ("a work that is finished, a neighbor with a grudge", "its leader calls to strike", {}, RIVAL, {}, THEIRS),
    ("a work that is not finished", "stays at peace", {"wrong": 8.0}, RIVAL, {}, NOBODY),
    ("a work of which it knows little", "stays at peace", {"looked": 39.0, "wrong": 0.0}, RIVAL, {}, NOBODY),
    ("all of it, but has no leader", "stays at peace", {"leader0": NOBODY}, RIVAL, {}, NOBODY),
    ("all of it while the forum is down", "stays at peace", {}, RIVAL, {"clock": {"forum": 0}}, NOBODY),
    ("all of it, but is peaceful", "stays at peace", {}, RIVAL, {"communities_war": 0}, NOBODY),
    ("all of it, but no border", "stays at peace", {}, {"grievance": 5.0}, {}, NOBODY),
    ("all of it, but a settled border", "stays at peace", {}, truce(**RIVAL), {}, NOBODY),
    ("no rival", "stays at peace", {}, {}, {}, NOBODY),
)
def test_wars(ours, toward, changes, target):
    wants = {"communities_war": 99.0}
    world = drawn(EMPTY, *PLANS, ours=FINISHED | ours, toward=toward, **wants | changes)
    assert war.turns_on(world, OURS, 1.0) == target


SHOWN = [*["....."] * 3, "...kk", "...kk"]  # theirs, as planned
NO_FRONT = (NOBODY, NOBODY)


@sees_does(
    ("canvas", "plan", "expected"),
    ("a work next to the own", "strikes at what is nearest", SHOWN, None, (3, 3)),
    ("its first pixel taken", "goes on from there", [*SHOWN[:3], "...rk", "...kk"], None, (4, 3)),
    ("its first two pixels taken", "takes the next row", [*SHOWN[:3], "...rr", "...kk"], None, (3, 4)),
    ("one pixel of it left", "strikes at that", [*SHOWN[:3], "...rr", "...rk"], None, (4, 4)),
    ("all of it taken", "has nothing to strike at", [*SHOWN[:3], "...rr", "...rr"], None, NO_FRONT),
    ("a plan that nobody has painted", "has nothing to strike at", EMPTY, None, NO_FRONT),
    ("a pixel that they do not plan", "leaves it", SHOWN, [*["-----"] * 3, "----k", "---kk"], (4, 3)),
    ("a pixel in the color of its own ground", "leaves it", SHOWN, [*["-----"] * 3, "---rk", "---kk"], (4, 3)),
    ("a work that overlaps the own", "strikes in it", ["k....", *EMPTY[1:]], ["k----", *["-----"] * 4], (0, 0)),
)
def test_fronts(canvas, plan, expected):
    world = drawn(canvas, PLANS[0], (THEIRS, plan or PLANS[1][1]))
    if plan and "r" in plan[3]:
        world.canvas[3, 3] = RED
    assert tuple(war.front(world, OURS, THEIRS)) == expected


def test_the_other_side_has_a_front_of_its_own():
    world = drawn(["rr...", "rr...", *SHOWN[2:]], *PLANS)
    assert tuple(war.front(world, OURS, THEIRS)) == (3, 3)
    assert tuple(war.front(world, THEIRS, OURS)) == (1, 1)
    assert tuple(war.front(world, OURS, THIRD)) == tuple(war.front(world, THIRD, OURS)) == NO_FRONT


def test_the_front_is_between_the_two_nearest_living_works():
    world = drawn(["....k", "....k", "..b..", *SHOWN[3:]], *PLANS)
    add_plan(world, THEIRS, pixels([*["----k"] * 2, *["-----"] * 3]))
    assert tuple(war.front(world, OURS, THEIRS)) == (3, 3)
    nearer = add_plan(world, THEIRS, pixels([*["-----"] * 2, "--b--", *["-----"] * 2]))
    assert tuple(war.front(world, OURS, THEIRS)) == (2, 2)
    world.designs[nearer].state, world.designs[nearer].ended = ENDED, HOUR
    assert tuple(war.front(world, OURS, THEIRS)) == (3, 3)
    world.designs[1].kind = KINDS.index("void")
    assert tuple(war.front(world, OURS, THEIRS)) == (4, 0)
    world.designs[0].state, world.designs[0].ended = ENDED, HOUR
    assert tuple(war.front(world, OURS, THEIRS)) == NO_FRONT


def test_a_front_is_looked_for_in_the_nearest_work_only():
    world = drawn([*["....."] * 3, "...rr", "..krr"], *PLANS)
    add_plan(world, THEIRS, pixels([*["-----"] * 4, "--k--"]))
    assert tuple(war.front(world, OURS, THEIRS)) == NO_FRONT


FAR = [(26, (26, 3)), (27, NO_FRONT)]  # 24 and 25 pixels beyond the last column of ours


def wide(world):
    """The same on a larger canvas, of which theirs shows nothing yet."""
    return world._replace(canvas=np.zeros((8, 64), np.uint8))


@pytest.mark.parametrize(("x", "expected"), FAR)
def test_works_further_apart_than_24_pixels_have_no_front(x, expected):
    world = wide(drawn(EMPTY, *PLANS))
    world.designs[1].x = x
    world.canvas[3:5, x : x + 2] = BLACK
    assert tuple(war.front(world, OURS, THEIRS)) == expected


@pytest.mark.parametrize(("x", "expected"), FAR)
def test_a_front_is_no_further_than_24_pixels_into_a_work(x, expected):
    world = wide(drawn(EMPTY, *PLANS))
    theirs = world.designs[1]
    theirs.width, theirs.height = 40, 1
    world.ink[theirs.ink : theirs.ink + 40] = BLACK
    world.canvas[3, x:50] = BLACK
    assert tuple(war.front(world, OURS, THEIRS)) == expected


PEACE = {"communities_redesign": 0, "communities_expand": 0, "communities_war": 0, "alliances_defect": 0}
FAITHFUL = {"toward": ally(since=8 * HOUR, met=8 * HOUR), "back": ally(since=8 * HOUR), "clock": {"now": 9 * HOUR}}


@sees_does(
    ("canvas", "changes", "calls"),
    ("a rival's work", "calls to strike at it", SHOWN, {"toward": RIVAL, "communities_war": 99.0}, 1),
    ("no front against its rival", "calls nobody", EMPTY, {"toward": RIVAL, "communities_war": 99.0}, 0),
    ("an ally's work, and defects", "calls to strike at it", SHOWN, FAITHFUL | {"alliances_defect": 99.0}, 1),
    ("no front against an ally", "calls nobody", EMPTY, FAITHFUL | {"alliances_defect": 99.0}, 0),
    ("an ally's work", "stays at peace", SHOWN, FAITHFUL | {"communities_war": 99.0}, 0),
)
def test_the_leader_calls_to_strike_at_the_front(canvas, changes, calls):
    world = drawn(canvas, *PLANS, ours=FINISHED | {"looked": 200.0}, **PEACE | LIMITS | changes)
    meet(world, 1.0, np.zeros(3, np.uint8))
    assert world.clock["posts"] == calls
    assert (world.communities[OURS].call, world.communities[OURS].heard) == (0 if calls else NOBODY, 0)
    post = world.posts[0]
    if calls:
        assert (post.author, post.kind, post.community, post.design) == (3, CALL_ATTACK, OURS, 0)
        assert (post.target, post.x, post.y) == (THEIRS, 3, 3)


LITTLE, MUCH, HATED = ({"ties": 5.0, "border": share, "grievance": hit} for share, hit in ((0.3, 0), (1, 0), (0, 99)))
NOW = 9 * HOUR


@sees_does(
    ("toward", "back", "changes", "signed"),
    ("a neighbor that it trusts a little", "settles the border", LITTLE, LITTLE, {}, [TRUCE]),
    ("a neighbor that it trusts", "allies at once", MUCH, MUCH, {}, [FORMED]),
    ("a settled border", "leaves it at that", truce(**LITTLE), truce(**LITTLE), {}, []),
    ("a settled border, and trusts them", "allies", truce(**MUCH), truce(**MUCH), {}, [FORMED]),
    ("a settled border, and hates them", "has no truce", truce(**HATED), truce(**MUCH), {}, [TRUCE_OVER]),
    ("a settled border, and is hated", "has no truce", truce(**MUCH), truce(**HATED), {}, [TRUCE_OVER]),
    ("an ally that it trusts", "does not ally again", ally(8 * HOUR, **MUCH), ally(8 * HOUR, **MUCH), {}, []),
    ("an ally that it hates", "has neither", ally(**HATED), ally(**MUCH), {}, [BROKEN]),
    ("trust, but nobody may ally", "does nothing", LITTLE, LITTLE, {"clock": {"now": NOW, "allowed": 0}}, []),
)
def test_what_two_sign_when_they_meet(toward, back, changes, signed):
    base = {"clock": {"now": NOW}, "toward": toward, "back": back}
    world = drawn(EMPTY, *PLANS, **PEACE | READY | LIMITS | WEIGHTS | base | changes)
    meet(world, 1.0, np.zeros(3, np.uint8))
    rows = world.treaties[: world.clock["treaties"][0]]
    assert rows["what"].tolist() == signed
    what = signed[0] if signed else NO_CHANGE
    for before, now in ((toward, world.relations[OURS, 0]), (back, world.relations[THEIRS, 0])):
        kept = (before.get("settled", 0), before.get("allied", 0))
        expected = {TRUCE: (1, 0), FORMED: (1, 1), TRUCE_OVER: (0, 0), BROKEN: (0, 0)}.get(what, kept)
        assert (now.settled, now.allied) == expected
        assert (now.since == NOW) == (what in (TRUCE, FORMED))
