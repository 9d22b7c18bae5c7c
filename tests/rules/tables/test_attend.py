"""Attend: what somebody turns to first."""

from drawn import EMPTY, OURS, RED, THEIRS, THIRD, add_plan, add_post, ally, drawn, pixels, sees_does

from canvas_sim.base.user_kinds import BOT, RAIDER, VANDAL
from canvas_sim.base.vocabulary import CALL_ATTACK, CALL_BUILD, CALL_HELP, TREATY
from canvas_sim.rules import types
from canvas_sim.rules.attend import attend
from canvas_sim.world.tables import ENDED, NOBODY, SEARCHING

PLAN = ["rr---", "rr---", *["-----"] * 3]
THEIR_PLAN = [*["-----"] * 3, "---kk", "---kk"]
BOTH = (OURS, PLAN), (THEIRS, THEIR_PLAN)
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
    ("a neighbor that it does not mind", "helps it", {"people_help": 1, "toward": {"border": 0.1}}, types.AID),
    (
        "a neighbor that it is angry with",
        "works on its own design",
        {"people_help": 1, "toward": {"trust": -1.0}},
        types.OWN,
    ),
    ("a neighbor, as a script does", "works on its own design", {"user": {"kind": BOT}, "people_help": 1}, types.OWN),
)
def test_own_work(changes, purpose):
    assert attend(drawn(EMPTY, *BOTH, **changes), 0, 0).purpose == purpose


def test_a_vandal_spoils_in_about_half_of_its_turns():
    worlds = [drawn(EMPTY, *BOTH, user={"kind": VANDAL, "turns": turn}) for turn in range(20)]
    assert {attend(world, 0, 0).purpose for world in worlds} == {types.SPOIL, types.OWN}


@sees_does(
    ("kind", "post", "expected"),
    ("no post on its board", "works on its own design", None, {}, (types.OWN, 0, NOBODY)),
    ("a call to defend a place", "goes there", CALL_BUILD, {"design": 0, "x": 3, "y": 2}, (types.DEFEND, 0, 3)),
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


@sees_does(
    ("holdouts", "expected"),
    ("the picture that it knows replaced", "goes on with the old one, as some do", 1, 0),
    ("the picture that it knows replaced", "works on the new one", 0, 1),
)
def test_redesigns(holdouts, expected):
    world = drawn(EMPTY, (OURS, PLAN), communities_holdouts=holdouts)
    world.designs[0].ended = 0
    add_plan(world, OURS, pixels(THEIR_PLAN), before=0)
    assert attend(world, 0, 0).design == expected


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


def test_of_two_neighbors_most_help_the_ally():
    helped = 0
    for key in range(40):
        world = drawn(EMPTY, *BOTH, user={"key": key}, people_help=1, toward=ally(border=0.1))
        add_plan(world, THIRD, pixels(["--b--", *["-----"] * 4]))
        world.relations[OURS, 1].other, world.relations[OURS, 1].border = THIRD, 0.1
        helped += attend(world, 0, 0).design == 1
    assert 24 < helped < 40
