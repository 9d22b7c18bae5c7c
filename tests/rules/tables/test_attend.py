"""Attend: what somebody turns to first."""

import pytest
from drawn import EMPTY, HOUR, OURS, RED, THEIRS, THIRD, add_plan, add_post, ally, drawn, pixels, sees_does, truce

from canvas_sim.base.user_kinds import BOT, RAIDER, VANDAL
from canvas_sim.base.vocabulary import (
    BY_BOARD,
    BY_FRONT,
    BY_TIE,
    BY_TREATY,
    CALL_ATTACK,
    CALL_BUILD,
    CALL_HELP,
    TREATY,
    UNTOLD,
)
from canvas_sim.rules import types
from canvas_sim.rules.attend import attend, neighbor_to_help
from canvas_sim.world.tables import ENDED, NOBODY, SEARCHING

PLAN = ["rr---", "rr---", *["-----"] * 3]
THEIR_PLAN = [*["-----"] * 3, "---kk", "---kk"]
BOTH = (OURS, PLAN), (THEIRS, THEIR_PLAN)
MINUTE = 60_000
AUTHOR = 5  # of posts
JOINS_NOWHERE = {"people_back": 0, "people_join_ties": 0, "people_join_posts": 0}


@sees_does(
    ("changes", "purpose"),
    ("nothing but its own design", "works on that", {}, types.OWN),
    ("its region, as a raider does", "paints that", {"user": {"kind": RAIDER}}, types.RAID),
    (
        "its last pixel painted over",
        "places it again",
        {"user": {"placed": 1, "x": 1, "y": 1, "color": RED}, "people_redo": 1},
        types.AGAIN,
    ),
    (
        "its last pixel as it left it",
        "works on its own design",
        {"user": {"placed": 1, "x": 1, "y": 1, "color": 0}, "people_redo": 1},
        types.OWN,
    ),
    (
        "its last pixel painted over, of which it knows no plan",
        "works on its own design",
        {"user": {"placed": 1, "x": 4, "y": 4, "color": RED}, "people_redo": 1},
        types.OWN,
    ),
    ("its own design, as a script does", "works on that", {"user": {"kind": BOT}}, types.OWN),
)
def test_own_work(changes, purpose):
    assert attend(drawn(EMPTY, *BOTH, **changes), 0, 0).purpose == purpose


def test_a_vandal_spoils_in_about_half_of_its_turns():
    worlds = [drawn(EMPTY, *BOTH, user={"kind": VANDAL, "turns": turn}) for turn in range(20)]
    assert {attend(world, 0, 0).purpose for world in worlds} == {types.SPOIL, types.OWN}


@sees_does(
    ("kind", "post", "expected"),
    ("no post on its board", "works on its own design", None, {}, (types.OWN, 0, NOBODY)),
    ("a call to defend a place", "works on all of it", CALL_BUILD, {"design": 0, "x": 3}, (types.DEFEND, 0, NOBODY)),
    ("a call to help a friend", "helps that one", CALL_HELP, {"target": THEIRS}, (types.AID, 1, NOBODY)),
    ("a call to attack", "strikes there", CALL_ATTACK, {"target": THEIRS, "x": 4, "y": 4}, (types.STRIKE, 1, 4)),
    ("a treaty", "does not act on it", TREATY, {"target": THEIRS}, (types.OWN, 0, NOBODY)),
)
def test_boards(kind, post, expected):
    world = drawn(EMPTY, *BOTH, life={"reading": 1.0})
    if kind:
        add_post(world, OURS, kind, **post)
    chosen = attend(world, 0, 0)
    assert (chosen.purpose, chosen.design, chosen.x) == expected
    assert chosen.read == 1
    followed = chosen.post != NOBODY
    assert (chosen.told, chosen.source) == ((BY_BOARD, AUTHOR) if followed else (UNTOLD, NOBODY))


@sees_does(
    ("ts", "toward", "purpose"),
    ("a call to strike at who became an ally since", "defends instead", HOUR - 1, ally(since=HOUR), types.DEFEND),
    ("one of the moment when they allied", "defends instead", HOUR, ally(since=HOUR), types.DEFEND),
    ("one of before their border was settled", "defends instead", 0, truce(since=HOUR), types.DEFEND),
    ("one of after their border was settled", "strikes", HOUR + 1, truce(since=HOUR), types.STRIKE),
    ("one from before an alliance that has ended", "defends instead", 0, {"since": HOUR}, types.DEFEND),
    ("a call to strike at an ally", "strikes: a betrayal", HOUR + 1, ally(since=HOUR), types.STRIKE),
    ("one from after an alliance that has ended", "strikes", HOUR + 1, {"since": HOUR}, types.STRIKE),
    ("one at who never was an ally", "strikes", 0, {"since": NOBODY}, types.STRIKE),
)
@pytest.mark.parametrize("called", [True, False])
def test_calls_to_strike_at_allies(ts, toward, purpose, called):
    chances = {"forum_heed": int(called), "forum_call_minutes": 120}
    world = drawn(EMPTY, *BOTH, toward=toward, life={"reading": 1.0}, **chances)
    world.communities[OURS].call = add_post(world, OURS, CALL_ATTACK, target=THEIRS, design=0, x=4, y=4, ts=ts)
    chosen = attend(world, 0, HOUR + 2)
    assert (chosen.purpose, chosen.design) == (purpose, int(purpose == types.STRIKE))
    assert (chosen.x, chosen.y) == ((4, 4) if purpose == types.STRIKE else (NOBODY, NOBODY))
    assert (chosen.post, chosen.read, chosen.told, chosen.source) == (0, 1, BY_BOARD, AUTHOR)


def test_who_reads_an_old_call_to_strike_at_an_ally_that_is_about_nothing_else_goes_on():
    world = drawn(EMPTY, *BOTH, toward=ally(since=HOUR), life={"reading": 1.0})
    add_post(world, OURS, CALL_ATTACK, target=THEIRS)
    chosen = attend(world, 0, HOUR)
    assert (chosen.purpose, chosen.design, chosen.post, chosen.read) == (types.OWN, 0, NOBODY, 1)


HEEDS = {"forum_heed": 1, "forum_call_minutes": 10}
DEFENDS = (types.DEFEND, 0, BY_BOARD, AUTHOR)
GOES_ON = (types.OWN, 0, UNTOLD, NOBODY)


@sees_does(
    ("age", "changes", "expected"),
    ("a leader's call of some minutes ago", "does what it asks for", 10 * MINUTE - 1, {}, DEFENDS),
    ("a leader's call of long ago", "goes on", 10 * MINUTE, {}, GOES_ON),
    ("a leader's call, and does not heed it", "goes on", 0, {"forum_heed": 0}, GOES_ON),
    ("a leader's call while the forum is down", "goes on", 0, {"clock": {"forum": 0}}, GOES_ON),
    (
        "its last pixel painted over, and a leader's call",
        "places that pixel again",
        0,
        {"user": {"placed": 1, "x": 1, "y": 1, "color": RED}, "people_redo": 1},
        (types.AGAIN, 0, UNTOLD, NOBODY),
    ),
    ("a leader's call, as a script does", "goes on", 0, {"user": {"kind": BOT}}, GOES_ON),
)
def test_leaders_calls(age, changes, expected):
    world = drawn(EMPTY, *BOTH, **HEEDS | changes)
    world.communities[OURS].call = add_post(world, THIRD, CALL_BUILD, design=0)
    chosen = attend(world, 0, age)
    assert (chosen.purpose, chosen.design, chosen.told, chosen.source) == expected


def test_a_call_is_followed_at_one_turn_of_two_and_of_posts_rather_the_highest():
    called, read = [], []
    for turn in range(600):
        world = drawn(EMPTY, *BOTH, user={"turns": turn}, **HEEDS | {"forum_heed": 0.5})
        world.communities[OURS].call = add_post(world, THIRD, CALL_BUILD, design=0)
        called.append(int(attend(world, 0, 0).purpose))
        world = drawn(EMPTY, *BOTH, user={"turns": turn}, life={"reading": 1.0})
        first, second = (add_post(world, OURS, CALL_BUILD, design=0, author=author) for author in (5, 6))
        read.append(int(attend(world, 0, 0).post))
    assert {types.OWN, types.DEFEND} == set(called) and 250 < called.count(types.OWN) < 350
    assert {first, second} == set(read) and read.count(first) > 1.5 * read.count(second)


LEADER, FRIEND = 7, 9
KNOWS_NONE = {"design": NOBODY}


@sees_does(
    ("user", "reading", "friend", "expected"),
    ("nothing new, and knows a plan that lives", "goes on with it", {"design": 1}, 0, NOBODY, (1, UNTOLD, NOBODY)),
    ("its board, and knows a plan that lives", "goes on with it", {"design": 1}, 1, 1, (1, UNTOLD, NOBODY)),
    ("its board, and knows no plan", "works on the newest", KNOWS_NONE, 1, 1, (1, BY_BOARD, LEADER)),
    ("somebody whom it follows on the newest", "works on it, and knows it now", {}, 0, 1, (1, BY_TIE, FRIEND)),
    ("somebody whom it follows on the old one", "goes on with the old one", {}, 0, 0, (0, UNTOLD, NOBODY)),
    ("its picture replaced, and nobody told it", "goes on with the old one", {}, 0, NOBODY, (0, UNTOLD, NOBODY)),
    ("nobody who told it of any", "works on what stands of the newest", KNOWS_NONE, 0, NOBODY, (1, UNTOLD, NOBODY)),
)
def test_who_knows_which_plan(user, reading, friend, expected):
    world = drawn(EMPTY, (OURS, PLAN), user={"design": 0} | user, life={"reading": reading}, ours={"leader0": LEADER})
    world.designs[0].ended = 0
    add_plan(world, OURS, pixels(THEIR_PLAN), before=0)
    follow(world, FRIEND, OURS, friend)
    chosen = attend(world, 0, 0)
    assert (chosen.purpose, chosen.read) == (types.OWN, reading)
    assert (chosen.design, chosen.told, chosen.source) == expected


def test_a_picture_that_was_replaced_twice_is_forgotten():
    world = drawn(EMPTY, (OURS, PLAN), user={"design": 0})
    world.designs[0].ended = 0
    add_plan(world, OURS, pixels(THEIR_PLAN), before=0, ended=0)
    add_plan(world, OURS, pixels(PLAN), before=1)
    chosen = attend(world, 0, 0)
    assert (chosen.design, chosen.told) == (2, UNTOLD)


def follow(world, friend, club, design):
    """User 0 follows somebody who works on a design."""
    world.ties[0, 0], world.users["club"][friend], world.users["design"][friend] = friend, club, design


@sees_does(
    ("state", "loyalty", "community"),
    ("its community looking for a site, and is loyal", "waits, and stays a member", SEARCHING, 1.0, OURS),
    ("its community looking for a site, and is not loyal", "leaves", SEARCHING, 0.0, NOBODY),
    ("its community ended", "leaves", ENDED, 1.0, NOBODY),
)
def test_without_a_site(state, loyalty, community):
    world = drawn(EMPTY, ours={"state": state}, life={"loyalty": loyalty}, **JOINS_NOWHERE)
    chosen = attend(world, 0, 0)
    assert (chosen.purpose, chosen.community) == (types.ALONE, community)


def test_who_finds_a_community_works_for_it_at_once():
    world = drawn(EMPTY, (THEIRS, ["kkkkk"] * 5), user={"club": NOBODY, "joined": 0}, people_join_first=1)
    chosen = attend(world, 0, 0)
    assert (chosen.purpose, chosen.community, chosen.design, chosen.joined) == (types.OWN, THEIRS, 0, 1)


@sees_does(
    ("ties", "posts", "works_on", "told"),
    ("a post on the front page", "is told by its author", 0, 1, NOBODY, (BY_FRONT, AUTHOR)),
    ("somebody whom it follows, who knows the plan", "is told by that one", 1, 0, 0, (BY_TIE, FRIEND)),
    ("somebody whom it follows, who knows no plan", "sees only what stands", 1, 0, NOBODY, (UNTOLD, NOBODY)),
    ("only the canvas", "sees only what stands", 0, 0, NOBODY, (UNTOLD, NOBODY)),
)
def test_whether_who_joins_knows_the_plan(ties, posts, works_on, told):
    changes = {"people_join_first": 1, "people_join_ties": ties, "people_join_posts": posts}
    world = drawn(EMPTY, (THEIRS, ["kkkkk"] * 5), user={"club": NOBODY, "design": NOBODY, "joined": 0}, **changes)
    world.front[0, 0] = add_post(world, THEIRS, CALL_BUILD, design=0)
    if ties:
        follow(world, FRIEND, THEIRS, works_on)
    chosen = attend(world, 0, 0)
    assert (chosen.purpose, chosen.design, chosen.joined) == (types.OWN, 0, 1)
    assert (chosen.told, chosen.source) == told


@sees_does(
    ("toward", "expected"),
    ("a neighbor that it does not mind", "would help it", {"border": 0.1}, (types.AID, 1, UNTOLD)),
    ("an ally", "would help it, and knows its plan", ally(border=0.1), (types.AID, 1, BY_TREATY)),
    ("a neighbor that it is angry with", "would not", {"trust": -1.0}, None),
)
def test_neighbors(toward, expected):
    chosen = neighbor_to_help(drawn(EMPTY, *BOTH, toward=toward), 0)
    assert (chosen.design >= 0) == bool(expected)
    if expected:
        assert (chosen.purpose, chosen.design, chosen.told) == expected
        assert (chosen.community, chosen.source) == (OURS, NOBODY)


def test_of_two_neighbors_most_help_the_ally():
    helped = 0
    for key in range(40):
        world = drawn(EMPTY, *BOTH, user={"key": key}, toward=ally(border=0.1))
        add_plan(world, THIRD, pixels(["--b--", *["-----"] * 4]))
        world.relations[OURS, 1].other, world.relations[OURS, 1].border = THIRD, 0.1
        helped += neighbor_to_help(world, 0).design == 1
    assert 24 < helped < 40
