"""Keepers: before they begin, each has a place for one small picture, and two colors for it."""

import numpy as np

from canvas_sim.base.user_kinds import KEEPS
from canvas_sim.world.people import draws_of
from canvas_sim.world.tables import World

SMALLEST, LARGEST = 5, 10  # sides of a picture, pixels


def give_pictures(world: World) -> None:
    """Write box and colors of the picture of each keeper into its life."""
    keepers = np.flatnonzero((KEEPS >> world.users["kind"]) & 1)
    clock, life, keys = world.clock[0], world.lives, world.users["key"][keepers]
    places = draws_of(int(clock.seed), "user/picture/place", keys)
    sizes = draws_of(int(clock.seed), "user/picture/size", keys)
    for axis, (low, high) in enumerate((("x0", "x1"), ("y0", "y1"))):
        side = np.minimum(SMALLEST + _below(sizes[:, axis], LARGEST + 1 - SMALLEST), clock[high] - clock[low])
        start = clock[low] + _below(places[:, axis], clock[high] - clock[low] - side + 1)
        life[low][keepers], life[high][keepers] = start, start + side
    figure = _below(places[:, 2], clock.colors)
    ground = (figure + 1 + _below(places[:, 3], max(1, clock.colors - 1))) % clock.colors
    life["color"][keepers], life["ground"][keepers] = world.colors[figure], world.colors[ground]


def _below(uniform: np.ndarray, n: np.ndarray | int) -> np.ndarray:
    """Whole numbers below n."""
    return np.floor(uniform * n).astype(np.int64)
