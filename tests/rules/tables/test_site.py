"""Settle: where founders go, and how they fit a design to its neighbors."""

import numpy as np
from drawn import EMPTY, THEIRS, drawn, sees_does

from canvas_sim.rules.site import choose_site, fit
from canvas_sim.world.tables import NOBODY

LEFT = ["kk---"] * 5
HALF = ["kk..."] * 5
SEARCH = {"communities_sites": 200, "communities_site_glances": 60}


def site(canvas, *plans, size=(2, 2), **changes):
    x, y, held = choose_site(drawn(canvas, *plans, **SEARCH | changes), np.uint64(4), 0, size)
    return int(x), int(y), held


@sees_does(
    ("canvas", "plans", "columns"),
    ("somebody's picture at the left", "goes to the blank right, beside it", HALF, [(THEIRS, LEFT)], {2}),
    ("noise at the left", "goes to the blank right", ["kr...", "rk..."] * 2 + ["kr..."], [], {2, 3}),
    ("a plan at the left that nobody painted yet", "goes to the right", EMPTY, [(THEIRS, LEFT)], {2, 3}),
    ("a patch at the left, noise at the right", "prefers the noise", ["kkrbg", "kkbgr"] * 2 + ["kkgrb"], [], {2, 3}),
)
def test_where_a_founder_goes(canvas, plans, columns):
    x, _, held = site(canvas, *plans)
    assert x in columns and held == 0


@sees_does(
    ("size", "found"),
    ("a canvas of its own size", "takes all of it", (5, 5), True),
    ("a canvas that is too low", "finds no site", (6, 2), False),
    ("a canvas that is too narrow", "finds no site", (2, 6), False),
)
def test_room(size, found):
    assert site(EMPTY, size=size)[0] == (0 if found else NOBODY)


def test_who_finds_all_of_it_taken_knows_how_much_is_held():
    assert site(["kkkkk"] * 5, (THEIRS, ["kkkkk"] * 5))[2] == 1


@sees_does(
    ("canvas", "plan", "box", "fitted"),
    ("a neighbor beside it", "stays", HALF, LEFT, (2, 0, 5, 5), (2, 0, 5, 5)),
    ("a neighbor below its side", "draws that side in", HALF, LEFT, (1, 0, 5, 5), (2, 0, 5, 5)),
    ("the edge of the canvas near", "goes up to it", EMPTY, None, (1, 0, 5, 5), (0, 0, 5, 5)),
)
def test_fit(canvas, plan, box, fitted):
    assert tuple(fit(drawn(canvas, *([(THEIRS, plan)] if plan else [])), box)) == fitted
