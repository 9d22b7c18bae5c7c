"""Relate and ally: what communities feel about each other, and what they do about it."""

from drawn import EMPTY, HOUR, OURS, THEIRS, THIRD, ally, drawn, sees_does

from canvas_sim.base.vocabulary import (
    BETRAYED,
    BORDER,
    BROKEN,
    CHOSEN,
    DAMAGE,
    ENEMY,
    HELPED,
    LAPSED,
    NO_CAUSE,
    NO_CHANGE,
    NO_CONTACT,
    UNREAD,
)
from canvas_sim.rules.alliance import agrees, defects, ground_of_trust, review, willing
from canvas_sim.rules.diplomacy import bound_by_treaty, grievance, tied, trust

WEIGHTS = {f"alliances_{name}": 1.0 for name in ("help", "border", "enemy", "damage")}
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


FRIENDS = {"trust": 1.0, "ties": 5.0}
READY = {"alliances_forms": 0.5, "alliances_ties": 0.1, "alliances_talk": 99.0}


@sees_does(
    ("toward", "back", "changes", "wants", "allies"),
    ("trust and ties on both sides", "allies", FRIENDS, FRIENDS, {}, True, True),
    ("that they do not trust us", "would, but does not", FRIENDS, FRIENDS | {"trust": 0.0}, {}, True, False),
    ("trust, but no ties", "never talks to them", FRIENDS | {"ties": 0.0}, FRIENDS, {}, False, False),
    ("all of it while the forum is down", "cannot talk", FRIENDS, FRIENDS, {"clock": {"forum": 0}}, True, False),
    ("all of it, but nobody gets round to it", "does not", FRIENDS, FRIENDS, {"alliances_talk": 0.0}, True, False),
    ("that they are allies", "does not ally again", ally(ties=5.0), ally(ties=5.0), {}, False, False),
)
def test_forming(toward, back, changes, wants, allies):
    world = drawn(EMPTY, toward=toward, back=back, **READY | changes)
    assert tied(world, OURS, 0) == toward["ties"] / HEADS
    assert (bool(willing(world, OURS, 0)), bool(agrees(world, OURS, 0, 1.0))) == (wants, allies)


@sees_does(
    ("toward", "cause"),
    ("most of its trust from a border", "says so", {"trust": 0.6, "border": 0.5, "gratitude": 1.0}, BORDER),
    ("most of its trust from help", "says so", {"trust": 0.6, "border": 0.1, "gratitude": 5.0}, HELPED),
    ("most of its trust from neither", "names a common enemy", {"trust": 1.0, "border": 0.1}, ENEMY),
)
def test_why(toward, cause):
    assert ground_of_trust(drawn(EMPTY, toward=toward, **WEIGHTS), OURS, 0) == cause


LIMITS = {"alliances_betrayal": 10, "alliances_breaks": -0.5, "alliances_idle": 2.0}


@sees_does(
    ("toward", "expected"),
    ("an ally in peace", "stays with it", ally(since=8 * HOUR, met=8 * HOUR), (NO_CHANGE, NO_CAUSE)),
    ("its members strike at an ally", "has betrayed it, unread", ally(blows=10.0), (BETRAYED, UNREAD)),
    ("most of them called to", "has betrayed it, as it chose", ally(blows=10.0, chosen=6.0), (BETRAYED, CHOSEN)),
    ("damage by an ally", "breaks with it", ally(trust=-0.5), (BROKEN, DAMAGE)),
    ("nothing of an ally for long", "forgets it", ally(), (LAPSED, NO_CONTACT)),
    ("a new ally, of whom it saw nothing yet", "waits", ally(since=8 * HOUR), (NO_CHANGE, NO_CAUSE)),
)
def test_review(toward, expected):
    assert review(drawn(EMPTY, toward=toward, clock={"now": 9 * HOUR}, **LIMITS), OURS, 0) == expected


LEADS = {"leader0": 3, "looked": 100.0}


@sees_does(
    ("ours", "clock", "expected"),
    ("much of its ground under an ally's", "calls to attack it", LEADS | {"yielded": 20.0}, {}, True),
    ("little of its ground under an ally's", "does not", LEADS | {"yielded": 19.0}, {}, False),
    ("much of it, but has no leader", "does not", {"looked": 100.0, "yielded": 50.0}, {}, False),
    ("much of it while the forum is down", "cannot", LEADS | {"yielded": 50.0}, {"forum": 0}, False),
)
def test_leaders_who_defect(ours, clock, expected):
    world = drawn(EMPTY, toward=ally(), ours=ours, clock=clock, alliances_defect=99.0)
    assert defects(world, OURS, 0, 1.0) == expected


@sees_does(
    ("toward", "read", "expected"),
    ("the treaty on its board", "is bound by it", ally(since=HOUR), HOUR, True),
    ("not its board since", "is not bound", ally(since=HOUR), HOUR - 1, False),
    ("a neighbor who is no ally", "is not bound", {"border": 1.0}, HOUR, False),
)
def test_who_is_bound(toward, read, expected):
    assert bound_by_treaty(drawn(EMPTY, toward=toward, user={"read": read}), 0, THEIRS) == expected
