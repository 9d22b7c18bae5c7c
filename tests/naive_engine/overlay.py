"""How allies share the ground, from docs/odd.md section 7.12."""

from naive.constants import OUTSIDE, UNPLANNED
from naive.seeing import planned, works

from naive_engine.claims import forget, pixels


def share_ground(eye, a, b):
    for one in works(eye, a):
        for other in works(eye, b):
            for x, y in list(pixels(eye, one)):
                share_pixel(eye, one, other, x, y)


def loses_much(eye, a, b):
    """Whether a work of a would leave more than a quarter of its plan to works of b."""
    for one in works(eye, a):
        left = [loser(eye, one, other, x, y) for other in works(eye, b) for x, y in pixels(eye, one)].count(one)
        if left > eye.design(one)["area"] / 4:
            return True
    return False


def loser(eye, one, other, x, y):
    """Which of two works would leave a pixel to the other; None if they do not differ there."""
    mine, theirs = planned(eye, one, x, y), planned(eye, other, x, y)
    if theirs == UNPLANNED or mine == theirs:
        return None
    shown = eye.color(x, y)
    return other if shown == mine or (shown != theirs and one < other) else one


def share_pixel(eye, one, other, x, y):
    gives = loser(eye, one, other, x, y)
    if gives is not None:
        mask(eye, gives, x, y)


def mask(eye, number, x, y):
    world, row = eye.world, eye.design(number)
    cell = row["ink"] + (y - row["y"]) * row["width"] + x - row["x"]
    world.ceded[cell] = eye.clock["now"], world.ink[cell]
    world.ink[cell] = OUTSIDE
    world.designs["area"][number] -= 1
    forget(eye, number, x, y)
