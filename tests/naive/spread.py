"""How patterns grow, from docs/odd.md section 7.6."""

import math

from canvas_sim.base.vocabulary import EXPAND
from naive.constants import CORNER, LATTICE, NOTHING, ROAD, VOID
from naive.draws import below, unit
from naive.seeing import continued, is_open, isolated_8


def grow_pattern(eye, number, words):
    design = eye.design(number)
    kind = design["kind"]
    turn, lane = unit(words[0]), below(words[1], 7)
    for step in range(design["width"] + design["height"]):
        x, y = position(design, turn, lane, step)
        if not is_open(eye, x, y):
            if step == 0:
                continue
            return NOTHING
        color = wanted(eye, design, x, y)
        if color is None or eye.color(x, y) == color:
            continue
        ground = reaction(eye, kind, x, y, words[2])
        if ground == "passed":
            continue
        if ground == "taken":
            return held(eye, design, (turn, lane), math.floor(step * unit(words[3])))
        blind = eye.set["loners_spread_blind"]
        if unit(words[3]) < blind:
            return held(eye, design, (turn, lane), math.floor(step * unit(words[3]) / blind))
        return (1, x, y, color, EXPAND)
    return NOTHING


def held(eye, design, way, step):
    """Place where the pattern is already, at a step of the way."""
    x, y = position(design, *way, step)
    color = wanted(eye, design, x, y)
    return NOTHING if color is None else (1, x, y, color, EXPAND)


def position(design, turn, lane, step):
    if design["kind"] == ROAD:
        if turn < 0.3:
            way = 1 if turn < 0.15 else -1
            return design["x"] + way * step + lane, design["y"] + way * step
        along = math.floor((2 * (turn - 0.3) / 0.7 - 1) * design["width"])
        return design["x"] + along + (step if lane < 3 else -step), design["y"] + along
    angle = math.pi * (1 + turn / 2) if design["kind"] == CORNER else 2 * math.pi * turn
    if design["kind"] == VOID:
        arm = math.floor(9 * turn)
        angle = 2 * math.pi * (arm + 0.32 * (9 * turn - arm)) / 9 + 0.9 * math.sin(step / 17 + arm)
    across, down = math.floor(step * math.cos(angle) + 0.5), math.floor(step * math.sin(angle) + 0.5)
    return design["x"] + across, design["y"] + down


def wanted(eye, design, x, y):
    if design["kind"] == ROAD:
        return int(eye.world.ink[design["ink"] + (x - design["x"] - y + design["y"]) % 7])
    if design["kind"] == LATTICE and (x + y) % 2 == 1:
        return design["second"] if x % 4 == 1 else None
    return design["ground"]


def reaction(eye, kind, x, y, word):
    """What a helper makes of a pixel that is not as the pattern wants it: "free", "taken" or "passed"."""
    patch = eye.color(x, y) != eye.background and not isolated_8(eye, x, y)
    if continued(eye, x, y) >= 0:
        wild = kind == VOID and unit(word) < 0.3
        return "free" if wild else "passed" if kind == ROAD else "taken"
    return "taken" if kind == LATTICE and patch else "free"
