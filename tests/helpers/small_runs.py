"""Runs of small events that several tests measure, made once."""

from functools import cache

import numpy as np
from small_events import TOWN

import canvas_sim


@cache
def town():
    """A run with everything in it."""
    return canvas_sim.run(TOWN, 4)


def planned(run):
    """For each design its pixels: {(x, y): color}."""
    result = {}
    for design in run.designs.itertuples():
        ink = run.template(design.design) if design.pixels else np.zeros((0, 0), np.uint8)
        spots = [(y, x) for y, x in np.ndindex(ink.shape) if ink[y, x] != 255]
        result[design.design] = {(design.x + x, design.y + y): int(ink[y, x]) for y, x in spots}
    return result
