"""Spread: how patterns grow."""

from importlib import import_module

import numpy as np
import pytest
from drawn import BLUE, EMPTY, GREEN, RED, THEIRS, drawn, sees_does

from canvas_sim.base.patterns import KINDS, LANES, NAMES
from canvas_sim.base.vocabulary import EXPAND
from canvas_sim.rules.patterns import lattice
from canvas_sim.rules.patterns.ground import FREE, PASSED, TAKEN
from canvas_sim.rules.spread import grow_pattern
from canvas_sim.world.tables import UNPLANNED

FILES = {name: import_module(f"canvas_sim.rules.patterns.{name}") for name in NAMES}
THEIR_PATCH = ["kkkkk", *["-----"] * 4]
HALF, WILD, TAME = 2**31, 0, 2**32 - 1


def begun(kind, canvas, place=(2, 2), **changes):
    """A world whose first design is a pattern, and that pattern's row."""
    world = drawn(canvas, **{"loners_spread_blind": 0} | changes)
    world.clock["designs"] = 1
    design = world.designs[0]
    design.kind, design.ground, design.second = KINDS.index(kind), GREEN, RED
    design.x, design.y = place
    design.width = design.height = 5
    world.ink[:LANES] = BLUE
    return world


def grown(world, turn, wild=TAME):
    return grow_pattern(world, 0, (np.uint64(turn), np.uint64(0), np.uint64(wild), np.uint64(HALF)))


@pytest.mark.parametrize("kind", NAMES)
def test_every_pattern_has_a_file_and_begins_where_it_stands(kind):
    world = begun(kind, EMPTY)
    done = grown(world, turn=0)
    assert (done.placed, done.x, done.y, done.intent) == (1, 2, 2, EXPAND)
    assert done.color == (BLUE if kind == "road" else GREEN)
    assert FILES[kind].position(world.designs[0], 0.0, 0, 0) == (2, 2)


@sees_does(
    ("kind", "canvas", "turn", "expected"),
    ("its color around the corner", "goes on to the left", "corner", [*EMPTY[:4], "...gg"], 0, (2, 4)),
    ("its color at the corner", "goes on upward", "corner", [*EMPTY[:4], "....g"], TAME, (4, 3)),
    ("a lattice whose next pixel is to stay free", "leaves it out", "lattice", [*EMPTY[:4], "....g"], HALF, (2, 4)),
)
def test_growth_at_the_frontier(kind, canvas, turn, expected):
    done = grown(begun(kind, canvas, place=(4, 4)), turn)
    assert (done.placed, done.x, done.y, done.color) == (1, *expected, GREEN)


@sees_does(
    ("kind", "word", "expected"),
    ("somebody's picture, as the corner", "turns back", "corner", WILD, TAKEN),
    ("somebody's picture, as the lattice", "turns back", "lattice", WILD, TAKEN),
    ("somebody's picture, as a tame helper of the void", "turns back", "void", TAME, TAKEN),
    ("somebody's picture, as a wild helper of the void", "runs over it", "void", WILD, FREE),
    ("somebody's picture, as the road", "goes on behind it", "road", WILD, PASSED),
)
def test_what_others_draw(kind, word, expected):
    world = drawn(["kkkkk", *["....."] * 4], (THEIRS, THEIR_PATCH))
    assert FILES[kind].reaction(world, 2, 0, np.uint64(word)) == expected


@sees_does(
    ("canvas", "expected"),
    ("a patch of nobody's", "goes around it", [".....", ".kk..", *["....."] * 3], TAKEN),
    ("a lone pixel", "runs over it", [".....", ".k...", *["....."] * 3], FREE),
    ("blank ground", "takes it", EMPTY, FREE),
)
def test_the_lattice_spares_patches(canvas, expected):
    assert lattice.reaction(drawn(canvas), 1, 1, np.uint64(0)) == expected


def test_the_lattice_leaves_gaps():
    world = begun("lattice", EMPTY)
    wanted = [lattice.wanted(world, 0, x, 1) for x in range(4)]
    assert wanted == [UNPLANNED, GREEN, UNPLANNED, GREEN]
    assert [lattice.wanted(world, 0, x, 0) for x in range(4)] == [GREEN, RED, GREEN, UNPLANNED]


def test_who_does_not_look_places_where_the_pattern_is_already():
    world = begun("corner", [*EMPTY[:4], ".gggg"], place=(4, 4), loners_spread_blind=1)
    done = grow_pattern(world, 0, (np.uint64(0), np.uint64(0), np.uint64(TAME), np.uint64(HALF)))
    assert (done.placed, done.x, done.y) == (1, 2, 4)
    assert world.canvas[4, 2] == done.color
