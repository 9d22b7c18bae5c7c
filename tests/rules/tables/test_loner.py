"""Alone: what somebody without a community does."""

import numpy as np
import pytest
from drawn import BLANK, EMPTY, RED, drawn, sees_does

from canvas_sim.base.patterns import KINDS, PATTERNS
from canvas_sim.base.vocabulary import COMPLETE, COPY, DOODLE, EXPAND, NOISE, TIDY
from canvas_sim.rules.loner import _which_pattern, act_as_loner, any_color, tidy
from canvas_sim.world.queries import usable
from canvas_sim.world.tables import ALIVE, NOBODY

SHARES = ("noise", "noise_floor", "doodle", "copy_share", "corner", "spread", "focus")
NOTHING_ELSE = {f"loners_{name}": 0 for name in SHARES}
LONER = {"club": NOBODY, "joined": 0}
NOTHING = (0, 0, 0, 0, 0)


def only(share, canvas=EMPTY, user=None, **changes):
    """A world in which a loner does one thing only."""
    certain = {share: 1} if share else {}
    return drawn(canvas, user=LONER | (user or {}), **NOTHING_ELSE | certain | changes)


@sees_does(
    ("canvas", "expected"),
    ("a hole that three of one color enclose", "completes the patch", ["rrr", "r.r", "rrr"], (RED, COMPLETE)),
    ("a lone pixel with two alike beside it", "recolors it like them", [".r.", "rk.", "..."], (RED, TIDY)),
    ("a patch", "leaves it alone", ["rrr", "rrr", "rrr"], None),
    ("a lone pixel on blank ground", "makes it blank", ["...", ".k.", "..."], (BLANK, COMPLETE)),
)
def test_tidy(canvas, expected):
    world = drawn(["....."] * 5, user=LONER)
    world.clock["x1"] = world.clock["y1"] = 3
    world.canvas[:3, :3] = [[{"r": RED, "k": 3, ".": BLANK}[sign] for sign in row] for row in canvas]
    found = set()
    for turn in range(60):
        world.users[0].turns = turn
        done = tidy(world, 0)
        if done.placed and (done.x, done.y) == (1, 1):
            found.add((int(done.color), int(done.intent)))
    assert expected in found if expected else not found


@sees_does(
    ("share", "canvas", "user", "intent"),
    ("a blank canvas", "places anything anywhere", "loners_noise_floor", EMPTY, {}, NOISE),
    ("a corner or the middle", "places anything there", "loners_focus", EMPTY, {}, NOISE),
    ("nothing of its own yet", "begins a doodle", "loners_doodle", EMPTY, {}, DOODLE),
    ("a red canvas but for blank pixels", "continues a color", "loners_copy_share", ["r.r.r"] * 5, {}, COPY),
)
def test_what_a_loner_likes(share, canvas, user, intent):
    done = act_as_loner(only(share, canvas, user), 0)
    assert (done.placed, done.intent) == (1, intent)


def test_a_doodle_goes_on_beside_its_last_pixel_in_its_color():
    done = act_as_loner(only("loners_doodle", user={"placed": 1, "x": 2, "y": 2, "color": RED}), 0)
    assert (done.intent, done.color) == (DOODLE, RED)
    assert max(abs(done.x - 2), abs(done.y - 2)) <= 1


def test_noise_fades_as_the_canvas_is_worked_on():
    certain = {"loners_noise_wear": 1}
    young, old = (only("loners_noise", clock={"placed": placed}, **certain) for placed in (0, 999))
    assert act_as_loner(young, 0).intent == NOISE
    assert tuple(act_as_loner(old, 0)) == NOTHING  # it tidies, and nothing is untidy


@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_pattern_is_helped_however_many_were_there_before(kind):
    share = "loners_corner" if kind == "corner" else "loners_spread"
    others = [other for other in KINDS[1:] if other != kind]
    intents = set()
    for turn in range(30):
        world = only(share, user={"turns": turn}, loners_spread_blind=0, loners_corner_wear=1)
        for number, name in enumerate([others[0]] * 6 + [kind]):
            design = world.designs[number]
            design.kind, design.state = KINDS.index(name), ALIVE if name == kind else 0
            design.x, design.y, design.width, design.height, design.ground = 4, 4, 5, 5, RED
        world.ink[:7] = RED  # lanes of the road
        world.clock["designs"] = 7
        intents.add(int(act_as_loner(world, 0).intent))
    assert EXPAND in intents


def test_only_colors_that_may_be_placed_are_usable():
    world = drawn(EMPTY)
    world.colors[0], world.clock["colors"] = RED, 1
    assert (usable(world, RED), usable(world, BLANK)) == (True, False)
    assert any_color(world, 2**31) == RED


def test_helpers_of_patterns_are_shared_out_as_the_table_says():
    helped = [KINDS[_which_pattern(np.uint64(word))] for word in range(0, 2**32, 2**32 // 1000)]
    total = sum(pattern.helpers for pattern in PATTERNS)
    for pattern in PATTERNS:
        assert abs(helped.count(pattern.name) / len(helped) - pattern.helpers / total) < 0.01
