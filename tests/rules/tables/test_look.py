"""Look: what somebody sees of the design that it turned to."""

import naive
from drawn import BLACK, BLUE, EMPTY, GREEN, HOUR, OURS, RED, SEEN_ALL, THEIRS, THIRD, ally, drawn, sees_does

from canvas_sim.base.user_kinds import BOT
from canvas_sim.base.vocabulary import BY_BOARD, UNTOLD
from canvas_sim.engine.overlay import share_ground
from canvas_sim.rules.look import look, unseen
from canvas_sim.rules.types import Focus
from canvas_sim.world.tables import ENDED, NOBODY

OWN = Focus(*naive.focus(naive.OWN, OURS, 0))
ROSE = ["-rrr-", "rrgrr", "rgggr", "rrgrr", "-rrr-"]
DONE = ["..rr.", "rrgrr", "rgggr", "rrgrr", ".rrr."]  # all but one pixel
FULL = [".rrr.", *DONE[1:]]
THEIR_CORNER = ["kk---", "kk---", *["-----"] * 3]
COVERED = ["kkrr.", "kkgrr", *DONE[2:]]


def pressing(sight):
    return (sight.x, sight.y, sight.color) if sight.found else None


@sees_does(
    ("canvas", "expected"),
    ("a finished design", "finds nothing to do", FULL, None),
    ("one blank pixel", "wants it painted", DONE, (1, 0, RED)),
    ("one pixel of another color", "wants it repaired", [".krr.", *DONE[1:]], (1, 0, RED)),
    (
        "a hole with four right neighbors, and a blank edge",
        "the hole is more pressing",
        ["..rr.", "rrgrr", "rg.gr", "rrgrr", ".rrr."],
        (2, 2, GREEN),
    ),
    ("what is no part of the design", "does not care", ["krrrk", *DONE[1:4], "krrrk"], None),
)
def test_the_most_pressing_pixel(canvas, expected):
    assert pressing(look(drawn(canvas, (OURS, ROSE)), 0, OWN, 9 * HOUR, True)) == expected


@sees_does(
    ("canvas", "counts"),
    ("a blank canvas", "all is wrong, and all of it blank", EMPTY, (True, True)),
    ("noise", "all is wrong, nothing blank", ["kkkkk"] * 5, (True, False)),
    ("a finished design", "nothing is wrong", FULL, (False, False)),
)
def test_what_is_counted(canvas, counts):
    sight = look(drawn(canvas, (OURS, ROSE)), 0, OWN, 9 * HOUR, True)
    assert (sight.wrong == sight.looked > 0, sight.blank == sight.looked) == counts


@sees_does(
    ("yields", "older_first", "lets_stand"),
    ("a newer design over its own, and yields to it", "lets it stand", 1, True, True),
    ("a newer design over its own, and does not yield", "calls it wrong", 0, True, False),
    ("an older design below its own", "calls it wrong, as it has to yield", 1, False, False),
)
def test_overlaps(yields, older_first, lets_stand):
    plans = [(OURS, ROSE), (THEIRS, THEIR_CORNER)]
    world = drawn(COVERED, *plans[:: 1 if older_first else -1], communities_yields=yields)
    own = world.communities[OURS].design
    sight = look(world, 0, Focus(*naive.focus(naive.OWN, OURS, own)), 9 * HOUR, True)
    assert (sight.yielded > 0, sight.found) == (lets_stand, not lets_stand)
    assert sight.blame == (-1 if lets_stand else THEIRS)


@sees_does(
    ("allied", "wrong"),
    ("an ally's pixels, which are in no plan of ours", "finds nothing wrong", True, False),
    ("the same of a neighbor", "calls them wrong", False, True),
)
def test_the_ground_of_allies_is_outside_the_plan(allied, wrong):
    world = drawn(COVERED, (OURS, ROSE), (THEIRS, THEIR_CORNER), communities_yields=0)
    if allied:
        share_ground(world, OURS, THEIRS)
    sight = look(world, 0, OWN, 9 * HOUR, True)
    assert (sight.wrong > 0, sight.yielded, sight.blame) == (wrong, 0, THEIRS if wrong else NOBODY)


UNKNOWN = {"user": {"design": NOBODY}}
SPOILED = [".rrr.", "rrgrr", "rgkgr", "rrgrr", ".rrr."]
AT_THE_EDGE = [".krr.", *FULL[1:]]


@sees_does(
    ("canvas", "known", "told", "expected"),
    ("blank pixels, and knows the plan", "wants them painted", DONE, True, UNTOLD, (1, 0, RED)),
    ("blank pixels, and was told of the plan now", "wants them painted", DONE, False, BY_BOARD, (1, 0, RED)),
    ("blank pixels, and does not know the plan", "finds nothing wrong", DONE, False, UNTOLD, None),
    ("a hole, and does not know the plan", "wants it repaired", SPOILED, False, UNTOLD, (2, 2, GREEN)),
    ("a wrong pixel at the edge, and knows no plan", "finds nothing wrong", AT_THE_EDGE, False, UNTOLD, None),
)
def test_who_knows_the_plan(canvas, known, told, expected):
    world = drawn(canvas, (OURS, ROSE), **({} if known else UNKNOWN))
    sight = look(world, 0, Focus(*naive.focus(naive.OWN, OURS, 0, news=(told, NOBODY))), 9 * HOUR, True)
    assert pressing(sight) == expected
    assert sight.looked == SEEN_ALL - masked_glances(world)
    assert sight.wrong == 0 or expected


def masked_glances(world):
    """Glances at what is no part of the only plan: those not counted by somebody who finds all of it wrong."""
    blank = world._replace(canvas=world.canvas * 0)
    return SEEN_ALL - look(blank, 0, Focus(*naive.focus(naive.OWN, OURS, 0, news=(BY_BOARD, 0))), 0, True).wrong


BESIDE = (OURS, ["rrr--"] * 3 + ["-----"] * 2), (THEIRS, ["-----", *["---kk"] * 4])
HOME_DONE = ["rrr..", "rrr..", "rrr.k", "...kk", "...kk"]
A_HOLE = ["rrr..", "rrr.k", "rrrkk", "...bk", "...kk"]
HELPS = {"people_help": 1, "toward": {"trust": 0.5, "border": 0.2}}


@sees_does(
    ("canvas", "changes", "more", "expected"),
    ("a neighbor's hole", "turns to it", A_HOLE, {}, {}, (3, 3, BLACK)),
    ("a neighbor's blank pixel, of whose plan it knows nothing", "stays", HOME_DONE, {}, {}, None),
    ("an ally's blank pixel", "turns to it", HOME_DONE, {"toward": ally(border=0.2)}, {}, True),
    ("a neighbor's hole, but work at home", "stays", ["rkr..", *A_HOLE[1:]], {}, {}, (1, 0, RED)),
    ("a neighbor's hole, and does not care", "stays", A_HOLE, {"people_help": 0}, {}, None),
    ("a neighbor's hole, as a script does", "stays", A_HOLE, {"user": {"kind": BOT}}, {}, None),
    ("a neighbor's hole, and joined just now", "stays", A_HOLE, {}, {"joined": 1}, None),
    ("the hole of somebody whom it mistrusts", "stays", A_HOLE, {"toward": {"trust": -1.0}}, {}, None),
    ("nobody else at all", "stays", A_HOLE, {"theirs": {"state": ENDED}}, {}, None),
)
def test_a_neighbor_in_need(canvas, changes, more, expected):
    world = drawn(canvas, *BESIDE, **HELPS | changes)
    sight = look(world, 0, Focus(*naive.focus(naive.OWN, OURS, 0, **more)), 9 * HOUR, True)
    found = pressing(sight)
    assert bool(found) if expected is True else found == expected
    assert sight.design == (1 if found and found[2] == BLACK else 0)
    assert (sight.wrong > 0) == (found is not None and found[2] == RED)
    assert (sight.sore, sight.blame) == (0, NOBODY)


def test_who_aids_already_looks_no_further():
    third = (THIRD, ["-----"] * 3 + ["bbb--"] * 2)
    world = drawn([*HOME_DONE[:3], "bbbkk", "bgbkk"], *BESIDE, third, people_help=1)
    world.relations[OURS, 0].other = THIRD
    own, aid = (look(world, 0, Focus(*naive.focus(purpose, OURS, design)), 9 * HOUR, True)
                for purpose, design in ((naive.OWN, 0), (naive.AID, 1)))  # fmt: skip
    assert (pressing(own), pressing(aid)) == ((1, 4, BLUE), None)


def test_who_does_not_look_sees_nothing():
    sight = unseen()
    assert (sight.looked, sight.found, sight.right, sight.blame, sight.thanks) == (0, 0, 0, -1, -1)


def test_the_ground_comes_first_in_a_young_design():
    canvas = ["rrr..", "rbr..", "rrr..", ".....", "....."]
    plan = ["rrrrr", "rrrrr", "rrrrr", "rrrrr", "rrrbb"]
    world = drawn(canvas, (OURS, plan), people_edge=0, people_closed=0, people_ground=9)
    young, old = (look(world, 0, OWN, age * HOUR, True) for age in (0, 99))
    assert (young.color, old.found) == (RED, 1)
