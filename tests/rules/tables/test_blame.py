"""Blame and thanks: whom one holds responsible for a pixel."""

from drawn import OURS, THEIRS, drawn, sees_does

from canvas_sim.rules.blame import blamed, thanked

THEIR_PLAN = ["kk---", "kk---", *["-----"] * 3]
OUR_PLAN = ["-----", "-----", *["--rrr"] * 3]
NOBODY = -1


@sees_does(
    ("canvas", "place", "expected"),
    ("their color beside their picture", "blames them", ["kk...", "kk...", *["....."] * 3], (0, 0), THEIRS),
    ("their color where they have no plan", "blames nobody", ["kk...", "kkk..", *["....."] * 3], (2, 1), NOBODY),
    ("a single pixel of their picture", "blames nobody", ["k....", *["....."] * 4], (0, 0), NOBODY),
    ("the own picture", "blames nobody", [*["....."] * 2, *["..rrr"] * 3], (3, 3), NOBODY),
    ("another color over their plan", "blames nobody", ["bb...", "bb...", *["....."] * 3], (0, 0), NOBODY),
)
def test_blame(canvas, place, expected):
    assert blamed(drawn(canvas, (THEIRS, THEIR_PLAN), (OURS, OUR_PLAN)), 0, *place) == expected


@sees_does(
    ("club", "expected"),
    ("the name of one of theirs on a right pixel", "thanks them", THEIRS, THEIRS),
    ("the name of one of its own", "thanks nobody", OURS, NOBODY),
    ("the name of a loner", "thanks nobody", NOBODY, NOBODY),
)
def test_thanks(club, expected):
    world = drawn(["....."] * 5)
    world.users["club"][9] = club
    assert thanked(world, 0, 9) == expected


def test_a_pixel_that_nobody_placed_has_no_name_on_it():
    assert thanked(drawn(["....."] * 5), 0, NOBODY) == NOBODY
