"""How allies share the ground, from docs/odd.md section 7.12."""

from naive.constants import OUTSIDE, UNPLANNED
from naive.seeing import planned, works

from naive_engine.claims import forget, pixels


def share_ground(eye, a, b):
    for one in works(eye, a):
        for other in works(eye, b):
            for x, y in list(pixels(eye, one)):
                share_pixel(eye, one, other, x, y)


def share_pixel(eye, one, other, x, y):
    mine, theirs = planned(eye, one, x, y), planned(eye, other, x, y)
    if theirs == UNPLANNED or mine == theirs:
        return
    shown = eye.color(x, y)
    keeps = shown == mine or (shown != theirs and one < other)
    mask(eye, other if keeps else one, x, y)


def mask(eye, number, x, y):
    world, row = eye.world, eye.design(number)
    world.ink[row["ink"] + (y - row["y"]) * row["width"] + x - row["x"]] = OUTSIDE
    world.designs["area"][number] -= 1
    forget(eye, number, x, y)
