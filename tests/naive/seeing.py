"""What many rules share, from docs/odd.md section 7.0."""

from itertools import product

from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.world import tables as T
from naive.constants import CORNERS, OUTSIDE, SIDES, UNPLANNED


def is_open(eye, x, y):
    x0, y0, x1, y1 = eye.box
    return x0 <= x < x1 and y0 <= y < y1


def neighbors(eye, x, y):
    return [(x + dx, y + dy) for dx, dy in SIDES if is_open(eye, x + dx, y + dy)]


def planned(eye, number, x, y):
    design = eye.design(number)
    column, row = x - design["x"], y - design["y"]
    if design["kind"] != TEMPLATE or not (0 <= column < design["width"] and 0 <= row < design["height"]):
        return UNPLANNED
    color = int(eye.world.ink[design["ink"] + row * design["width"] + column])
    return UNPLANNED if color == OUTSIDE else color


def same_around(eye, x, y, color):
    return sum(eye.color(*place) == color for place in neighbors(eye, x, y))


def right_around(eye, number, x, y):
    return sum(eye.color(*place) == planned(eye, number, *place) for place in neighbors(eye, x, y))


def continued(eye, x, y):
    for number in eye.claims(x, y):
        if planned(eye, number, x, y) == eye.color(x, y) and right_around(eye, number, x, y) > 0:
            return number
    return -1


def stands(eye, x, y):
    return any(planned(eye, number, x, y) == eye.color(x, y) for number in eye.claims(x, y))


def isolated_4(eye, x, y):
    return same_around(eye, x, y, eye.color(x, y)) == 0


def isolated_8(eye, x, y):
    eight = [(x + dx, y + dy) for dx, dy in SIDES + CORNERS]
    return all(eye.color(*place) != eye.color(x, y) for place in eight if is_open(eye, *place))


def alive(eye, community):
    return community >= 0 and eye.community(community)["state"] == T.ALIVE


def works(eye, community):
    """Numbers of its living templates."""
    for number in range(int(eye.world.clock["designs"][0])):
        row = eye.design(number)
        if (row["community"], row["kind"], row["state"]) == (community, TEMPLATE, T.ALIVE):
            yield number


def wear(eye):
    """Placements of earlier ticks an open pixel."""
    x0, y0, x1, y1 = eye.box
    return eye.clock["placed"] / ((x1 - x0) * (y1 - y0))


def local_wear(eye, x, y):
    """The same of the tile of 32 x 32 pixels around a place."""
    column, row = x // 32, y // 32
    tile = product(range(32 * column, 32 * column + 32), range(32 * row, 32 * row + 32))
    return int(eye.world.tile_placements[row, column]) / sum(is_open(eye, *place) for place in tile)
