"""Spread: how a pattern without a plan grows from its frontier.

A helper walks outward from where the pattern began, in a direction of its own, to the first pixel that is not yet as
the pattern wants it; some do not look, and who finds no room there holds what the pattern has: they place where it is
already. The Blue Corner, the Void, the Green Lattice and the Rainbow Road of 2017 grew so (moderate: growth at the
frontier; how the Void grew is open).
"""

from __future__ import annotations

import math

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.rng import below, unit
from canvas_sim.rules.types import deed, nothing
from canvas_sim.world.queries import continued, is_open, stray
from canvas_sim.world.tables import CORNER, EXPAND, LANES, LATTICE, ROAD, UNPLANNED, VOID

ARMS = 9.0
WILD = 0.3  # how often the Void runs over what others draw
AHEAD = 0.3  # share of a road's helpers who make it longer; the others make it wider


@rule
def spread(world, number, words):
    """The placement of somebody who helps pattern `number`; `words` are four drawn words."""
    design = world.designs[number]
    turn = unit(words[0])
    lane = below(words[1], LANES)
    blind = world.settings[0].loners_spread_blind
    for step in range(design.width + design.height):
        x, y = _position(design, turn, lane, step)
        if not is_open(world, x, y):
            if step > 0:
                return nothing()
            continue
        color = _wanted(world, number, x, y)
        if color == UNPLANNED or world.canvas[y, x] == color:
            continue
        taken = continued(world, x, y) >= 0
        if design.kind == LATTICE:
            taken = taken or (world.canvas[y, x] != world.clock[0].background and not stray(world, x, y))
        if taken and (design.kind != VOID or unit(words[2]) >= WILD):
            if design.kind == ROAD:
                continue
            back = math.floor(step * unit(words[3]))
        elif unit(words[3]) < blind:
            back = math.floor(step * unit(words[3]) / blind)
        else:
            return deed(x, y, color, EXPAND)
        x, y = _position(design, turn, lane, back)
        color = _wanted(world, number, x, y)
        return deed(x, y, color, EXPAND) if color != UNPLANNED else nothing()
    return nothing()


@rule
def _position(design, turn, lane, step):
    """Where a walk stands after `step` pixels: on a ray, a curling arm, along the road or across it."""
    if design.kind == ROAD:
        if turn < AHEAD:
            way = 1 if turn < AHEAD / 2.0 else -1
            return np.int64(design.x + way * step + lane), np.int64(design.y + way * step)
        along = math.floor((2.0 * (turn - AHEAD) / (1.0 - AHEAD) - 1.0) * design.width)
        side = 1 if lane < LANES // 2 else -1
        return np.int64(design.x + along + side * step), np.int64(design.y + along)
    angle = math.pi * (1.0 + turn / 2.0) if design.kind == CORNER else 2.0 * math.pi * turn
    if design.kind == VOID:
        arm = math.floor(turn * ARMS)
        angle = 2.0 * math.pi * (arm + 0.32 * (turn * ARMS - arm)) / ARMS + 0.9 * math.sin(step / 17.0 + arm)
    x = design.x + math.floor(step * math.cos(angle) + 0.5)
    y = design.y + math.floor(step * math.sin(angle) + 0.5)
    return np.int64(x), np.int64(y)


@rule
def _wanted(world, number, x, y):
    """The color that a pattern wants at (x, y), UNPLANNED if it does not care."""
    design = world.designs[number]
    if design.kind == CORNER or design.kind == VOID:
        return np.int64(design.ground)
    if design.kind == LATTICE:
        if (x + y) % 2 == 0:
            return np.int64(design.ground)
        return np.int64(design.second) if x % 4 == 1 else np.int64(UNPLANNED)
    lane = (x - design.x - y + design.y) % LANES
    return np.int64(world.ink[design.ink + lane])
