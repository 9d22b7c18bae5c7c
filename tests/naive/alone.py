"""Who works for no community, from docs/odd.md section 7.5."""

import math

from canvas_sim.base.vocabulary import COMPLETE, COPY, DOODLE, NOISE, TIDY
from canvas_sim.world import tables
from naive.constants import CORNER, CORNERS, LATTICE, NOTHING, ROAD, SIDES, VOID
from naive.draws import below, between, unit
from naive.seeing import is_open, isolated_8, same_around, wear
from naive.spread import grow_pattern


def act_as_loner(eye, me):
    user, rules = eye.user(me), eye.set
    a, b, c, d = eye.draw(me, "alone")
    x0, y0, x1, y1 = eye.box
    worn = wear(eye)
    any_color = some_color = eye.allowed[below(d, len(eye.allowed))]
    fade = math.exp(-worn / rules["loners_fade_wear"])
    x, y = between(b, x0, x1), between(c, y0, y1)
    p, q, r, _ = eye.draw(me, "alone/place", 12)
    near_x, near_y = x + below(q, 7) - 3, y + below(r, 7) - 3
    if unit(p) < rules["loners_mimic"] and is_open(eye, near_x, near_y) and eye.color(near_x, near_y) != eye.background:
        some_color = eye.color(near_x, near_y)
    anywhere = (x, y, some_color)
    g = unit(a)
    g -= rules["loners_noise"] * math.exp(-((worn / rules["loners_noise_wear"]) ** 2)) + rules["loners_noise_floor"]
    if g < 0:
        return (1, *anywhere, NOISE)
    g -= fade * rules["loners_doodle"]
    if g < 0:
        if not user["placed"]:
            return (1, *anywhere, DOODLE)
        x, y = user["x"] + below(b, 3) - 1, user["y"] + below(c, 3) - 1
        if not is_open(eye, x, y) or eye.color(x, y) == user["color"]:
            return NOTHING
        return (1, x, y, user["color"], DOODLE)
    g -= fade * rules["loners_copy_share"]
    if g < 0:
        return copy(eye, me)
    g -= rules["loners_corner"] * math.exp(-worn / rules["loners_corner_wear"])
    if g < 0:
        return help_pattern(eye, CORNER, eye.draw(me, "alone/pattern"))
    g -= rules["loners_spread"]
    if g < 0:
        kind = VOID if unit(d) < 0.4 else LATTICE if unit(d) < 0.7 else ROAD
        return help_pattern(eye, kind, eye.draw(me, "alone/pattern"))
    g -= rules["loners_focus"]
    if g < 0:
        corner = (x1 - 1, y1 - 1)
        spots = (corner, (x1 - 1, y0), (x0, y1 - 1), (x0, y0), corner, ((x0 + x1) // 2, (y0 + y1) // 2))
        return (1, *spots[below(b, 6)], any_color, NOISE)
    return tidy(eye, me)


def places(eye, me, box):
    """Twelve pixels of a box, each with a number for a side, and whether to go across the corner."""
    x0, y0, x1, y1 = box
    for attempt in range(12):
        a, b, c, d = eye.draw(me, "alone/place", attempt)
        yield between(a, x0, x1), between(b, y0, y1), below(c, 4), unit(d) < eye.set["loners_lattice"]


def copy(eye, me):
    for x, y, side, across in places(eye, me, eye.box):
        dx, dy = CORNERS[side] if across else SIDES[side]
        x2, y2 = x + dx, y + dy
        if eye.color(x, y) != eye.background and is_open(eye, x2, y2) and eye.color(x2, y2) == eye.background:
            return (1, x2, y2, eye.color(x, y), COPY)
    return NOTHING


def tidy(eye, me):
    user, box = eye.user(me), eye.box
    if user["placed"]:
        x, y = user["x"], user["y"]
        box = (max(box[0], x - 24), max(box[1], y - 24), min(box[2], x + 25), min(box[3], y + 25))
    for x, y, side, _ in places(eye, me, box):
        x2, y2 = x + SIDES[side][0], y + SIDES[side][1]
        if isolated_8(eye, x, y) and is_open(eye, x2, y2):
            q = eye.color(x2, y2)
            n = same_around(eye, x, y, q)
            if n >= 2 and q != eye.color(x, y) and q in eye.allowed:
                return (1, x, y, q, COMPLETE if n >= 3 else TIDY)
    return NOTHING


def help_pattern(eye, kind, words):
    for number in range(eye.clock["designs"]):
        if eye.design(number)["kind"] == kind and eye.design(number)["state"] == tables.ALIVE:
            return grow_pattern(eye, number, words)
    return NOTHING
