"""Where founders go, and where they do not."""

import numpy as np

from canvas_sim.engine.simulation import Simulation
from canvas_sim.rules.site import choose_site
from canvas_sim.scenario.loading import load
from canvas_sim.world.tables import NOBODY

SMALL = ["canvas.width=96", "canvas.height=96", "activity.users=10", "interventions=[]", "designs.patterns=[]"]


def test_nobody_founds_where_two_designs_are_fought_out():
    """Left, noise for which two designs have other plans; right, a patch of nobody. Without plans, left is best."""
    world = Simulation(load("quickstart", SMALL), 0).world
    y, x = np.indices(world.canvas.shape)
    world.canvas[:] = np.where(x < 48, 1 + (x + 2 * y) % 5, 7)
    free = [choose_site(world, np.uint64(key), 0, (10, 10))[0] for key in range(20)]
    world.claims[:, :48, :2] = (1, 2)
    world.wanted[:, :48, :2] = (11, 12)
    fought = [choose_site(world, np.uint64(key), 0, (10, 10)) for key in range(20)]
    assert max(free) <= 38
    assert min(x for x, _, _ in fought) >= 48
    assert all(x != NOBODY and held == 0 for x, _, held in fought)
