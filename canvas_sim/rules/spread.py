"""Spread: how a pattern without a plan grows from its frontier.

A helper walks outward from where the pattern began, in a direction of its own, to the first pixel that is not yet as
the pattern wants it; some do not look, and who finds no room there holds what the pattern has: they place where it is
already (moderate: growth at the frontier). What sets one pattern apart stands in `canvas_sim.rules.patterns`.
"""

import math
from importlib import import_module

from canvas_sim.base.jit import one_of, rule
from canvas_sim.base.patterns import LANES, NAMES, TEMPLATE
from canvas_sim.base.rng import below, unit
from canvas_sim.base.vocabulary import EXPAND
from canvas_sim.rules.patterns.ground import PASSED, TAKEN
from canvas_sim.rules.types import deed, nothing
from canvas_sim.world.queries import is_open
from canvas_sim.world.tables import UNPLANNED

FIRST = TEMPLATE + 1  # kind of the first pattern
_FILES = [import_module(f"canvas_sim.rules.patterns.{name}") for name in NAMES]
_position = one_of([file.position for file in _FILES])
_wanted = one_of([file.wanted for file in _FILES])
_reaction = one_of([file.reaction for file in _FILES])


@rule
def grow_pattern(world, number, words):
    """The placement of somebody who helps pattern `number`; `words` are four drawn words."""
    design = world.designs[number]
    pattern = design.kind - FIRST
    turn = unit(words[0])
    lane = below(words[1], LANES)
    blind = world.settings[0].loners_spread_blind
    for step in range(design.width + design.height):
        x, y = _position(pattern, design, turn, lane, step)
        if not is_open(world, x, y):
            if step > 0:
                return nothing()
            continue
        color = _wanted(pattern, world, number, x, y)
        if color == UNPLANNED or world.canvas[y, x] == color:
            continue
        ground = _reaction(pattern, world, x, y, words[2])
        if ground == PASSED:
            continue
        if ground == TAKEN:
            back = math.floor(step * unit(words[3]))
        elif unit(words[3]) < blind:
            back = math.floor(step * unit(words[3]) / blind)
        else:
            return deed(x, y, color, EXPAND)
        x, y = _position(pattern, design, turn, lane, back)
        color = _wanted(pattern, world, number, x, y)
        return deed(x, y, color, EXPAND) if color != UNPLANNED else nothing()
    return nothing()
