"""Tell: a vote, a call, leaving, and founding."""

import naive
from drawn import BLACK, EMPTY, OURS, RED, THEIRS, ally, drawn, sees_does

from canvas_sim.base.user_kinds import BOT, VANDAL
from canvas_sim.base.vocabulary import CALL_ATTACK, CALL_BUILD, CALL_DEFEND, CALL_HELP, GUARD, REPAIR
from canvas_sim.rules.look import unseen
from canvas_sim.rules.tell import leads, tell
from canvas_sim.rules.types import Deed, Focus, nothing
from canvas_sim.world.tables import NOBODY

PLANS = (OURS, ["rrrrr"] * 5), (THEIRS, ["kkkkk"] * 5)
OWN = Focus(*naive.focus(naive.OWN, OURS, 0))
AID = Focus(*naive.focus(naive.AID, OURS, 1))
TALKS = {"forum_post": 1, "forum_leader_post": 1}
LEADER = {"leader0": 0}
THERE = {"wrong": 12, "design": 1, "found": 1}
NOTHING_THERE = THERE | {"found": 0}


def sight(**values):
    return unseen()._replace(**{"looked": 20, "design": 0} | values)


@sees_does(
    ("focus", "seen", "changes", "expected"),
    ("nothing wrong", "calls for nothing", OWN, {}, {}, (0, NOBODY)),
    ("much spoiled", "calls to defend", OWN, {"wrong": 12}, {}, (CALL_DEFEND, NOBODY)),
    ("one fresh wound", "calls to defend", OWN, {"sore": 1}, {}, (CALL_DEFEND, NOBODY)),
    ("much blank", "calls to build", OWN, {"wrong": 15, "blank": 15}, {}, (CALL_BUILD, NOBODY)),
    ("an ally's design that needs a hand", "calls to help it", AID, THERE, {"toward": ally()}, (CALL_HELP, THEIRS)),
    ("an ally's pixel from home", "calls to help there", OWN, THERE, {"toward": ally()}, (CALL_HELP, THEIRS)),
    ("an ally's design, and no pixel presses", "is silent", AID, NOTHING_THERE, {"toward": ally()}, (0, NOBODY)),
    ("the same of somebody who is no ally", "calls for nothing", AID, THERE, {"toward": {"trust": 1.0}}, (0, NOBODY)),
    ("much spoiled, but posts nothing", "is silent", OWN, {"wrong": 12}, {"forum_post": 0}, (0, NOBODY)),
    ("much spoiled while the forum is down", "is silent", OWN, {"wrong": 12}, {"clock": {"forum": 0}}, (0, NOBODY)),
)
def test_calls_of_members(focus, seen, changes, expected):
    words = tell(drawn(EMPTY, *PLANS, **TALKS | changes), 0, focus, sight(**seen), nothing())
    assert (words.call, words.target) == expected


@sees_does(
    ("ours", "toward", "temper", "call"),
    ("whom it blames again and again, as a hot-tempered leader", "calls to strike", LEADER, 99.0, 1.0, CALL_ATTACK),
    ("the same, as an ordinary member", "calls to defend", {}, 99.0, 1.0, CALL_DEFEND),
    ("the same, as a calm leader", "calls to defend", LEADER, 99.0, 0.0, CALL_DEFEND),
    ("whom it hardly blames", "calls to defend", LEADER, 0.9, 1.0, CALL_DEFEND),
)
def test_who_calls_to_strike(ours, toward, temper, call):
    world = drawn(EMPTY, *PLANS, ours=ours, toward={"grievance": toward}, life={"temper": temper}, **TALKS)
    assert tell(world, 0, OWN, sight(wrong=12, blame=THEIRS), nothing()).call == call
    assert leads(world, 0, OURS) == bool(ours)


def test_nobody_calls_to_strike_at_an_ally_whose_treaty_is_in_its_plan():
    world = drawn(EMPTY, *PLANS, ours=LEADER, toward=ally(grievance=99.0), life={"temper": 1.0})
    world.settings["forum_leader_post"] = 1
    assert tell(world, 0, OWN, sight(wrong=12, blame=THEIRS), nothing()).call == CALL_DEFEND


@sees_does(
    ("kind", "found", "done", "leaves"),
    ("nothing to do", "looks for another community", 0, 0, nothing(), 1),
    ("nothing to do, as a script does", "stays", BOT, 0, nothing(), 0),
    ("something to repair", "stays", 0, 1, Deed(1, 0, 0, RED, REPAIR), 0),
    ("nothing wrong, and guards", "stays", 0, 0, Deed(1, 0, 0, RED, GUARD), 0),
)
def test_who_leaves(kind, found, done, leaves):
    world = drawn(EMPTY, *PLANS, user={"kind": kind}, people_move=1)
    assert tell(world, 0, OWN, sight(found=found), done).leave == leaves


@sees_does(
    ("kind", "worn", "founds"),
    ("a place that nobody worked on", "founds a community there", 0, 0, 1),
    ("a place that was worked on much", "founds none", 0, 10**7, 0),
    ("such a place, as a script does", "founds none", BOT, 0, 0),
    ("such a place, as a vandal does", "founds none", VANDAL, 0, 0),
)
def test_who_founds(kind, worn, founds):
    world = drawn(EMPTY, user={"kind": kind, "club": NOBODY}, communities_founding=1000)
    world.tile_placements[:] = worn
    assert tell(world, 0, Focus(*naive.focus(naive.ALONE)), unseen(), nothing()).found == founds


@sees_does(
    ("post", "chance", "vote"),
    ("the post that brought it here", "votes for it", 3, 1, 1),
    ("the post that brought it here", "does not care", 3, 0, 0),
    ("no post", "has nothing to vote for", NOBODY, 1, 0),
)
def test_votes(post, chance, vote):
    focus = Focus(*naive.focus(naive.DEFEND, OURS, 0, post))
    assert tell(drawn(EMPTY, *PLANS, forum_vote=chance), 0, focus, sight(), Deed(1, 0, 0, BLACK, REPAIR)).vote == vote
