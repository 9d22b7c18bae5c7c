"""Look: what somebody sees of the design that it turned to."""

import naive
from drawn import EMPTY, GREEN, HOUR, OURS, RED, THEIRS, ally, drawn, sees_does

from canvas_sim.rules.look import look, unseen
from canvas_sim.rules.types import Focus

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
    assert pressing(look(drawn(canvas, (OURS, ROSE)), 0, OWN, 9 * HOUR)) == expected


@sees_does(
    ("canvas", "counts"),
    ("a blank canvas", "all is wrong, and all of it blank", EMPTY, (True, True)),
    ("noise", "all is wrong, nothing blank", ["kkkkk"] * 5, (True, False)),
    ("a finished design", "nothing is wrong", FULL, (False, False)),
)
def test_what_is_counted(canvas, counts):
    sight = look(drawn(canvas, (OURS, ROSE)), 0, OWN, 9 * HOUR)
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
    sight = look(world, 0, Focus(*naive.focus(naive.OWN, OURS, own)), 9 * HOUR)
    assert (sight.yielded > 0, sight.found) == (lets_stand, not lets_stand)
    assert sight.blame == (-1 if lets_stand else THEIRS)


@sees_does(
    ("read", "lets_stand"),
    ("an ally's pixels, and has read the treaty", "lets them stand", 2 * HOUR, True),
    ("an ally's pixels, but has not read the board since", "calls them wrong", 0, False),
)
def test_treaties_bind_who_has_read_them(read, lets_stand):
    world = drawn(
        COVERED,
        (OURS, ROSE),
        (THEIRS, THEIR_CORNER),
        toward=ally(since=HOUR),
        user={"read": read},
        communities_yields=0,
    )
    sight = look(world, 0, OWN, 9 * HOUR)
    assert (sight.yielded > 0, sight.found) == (lets_stand, not lets_stand)


def test_who_does_not_look_sees_nothing():
    sight = unseen()
    assert (sight.looked, sight.found, sight.right, sight.blame, sight.thanks) == (0, 0, 0, -1, -1)


def test_the_ground_comes_first_in_a_young_design():
    canvas = ["rrr..", "rbr..", "rrr..", ".....", "....."]
    plan = ["rrrrr", "rrrrr", "rrrrr", "rrrrr", "rrrbb"]
    world = drawn(canvas, (OURS, plan), people_edge=0, people_closed=0, people_ground=9)
    young, old = look(world, 0, OWN, 0), look(world, 0, OWN, 99 * HOUR)
    assert (young.color, old.found) == (RED, 1)
