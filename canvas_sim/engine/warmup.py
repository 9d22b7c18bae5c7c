"""Compiling everything before the first event, on two cores at once.

Numba compiles one kernel at a time within a process. The turn is near half of all there is to compile, so one process
compiles it, what observes the world and what fits works to their neighbors, and another all other kernels, into the
same cache: ``python -m canvas_sim.engine.warmup turn``, or ``rest``.
"""

import gc
import subprocess
import sys
from pathlib import Path
from typing import Any

import numba
import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.engine import driver, simulation
from canvas_sim.engine.opening import open_design
from canvas_sim.engine.simulation import Simulation
from canvas_sim.engine.timeline import observe
from canvas_sim.engine.turn import decide
from canvas_sim.rules.site import fit
from canvas_sim.scenario.communities import Communities
from canvas_sim.scenario.people import Activity
from canvas_sim.scenario.schema import Canvas, Event, Scenario
from canvas_sim.world.setup import blank_world
from canvas_sim.world.tables import LIFE, PLAN, USER, World

TURN, REST = "turn", "rest"
TINY = Scenario(
    event=Event(hours=4),
    canvas=Canvas(width=48, height=48),
    activity=Activity(users=60),
    communities=Communities(founding=100, redesign=1, sites=2),
)


def is_warm() -> bool:
    """Whether the kernels were compiled before, or need not be: the last ones of each part are there."""
    return bool(vars(numba.config)["DISABLE_JIT"]) or all(map(is_cached, (decide, observe, open_design, driver.drive)))


def is_cached(kernel: Any) -> bool:
    """Whether a kernel was compiled since its file was written: numba takes no older one, whatever it says."""
    written = Path(kernel.py_func.__code__.co_filename).stat().st_mtime
    indexes = Path(kernel.stats.cache_path).glob(f"*.{kernel.__name__}-*.nbi")
    return any(index.stat().st_mtime >= written for index in indexes)


def warm() -> None:
    """Compile all kernels into the cache, if that was not done before: some twenty seconds on two cores.

    This process only waits, so that it answers Ctrl-C at once; within the compiler it could not.
    """
    if is_warm():
        return
    command = [sys.executable, "-m", "canvas_sim.engine.warmup"]
    processes = [subprocess.Popen([*command, part], stderr=subprocess.DEVNULL) for part in (TURN, REST)]
    try:
        for process in processes:
            process.wait()
    except BaseException:
        for process in processes:
            process.kill()
            process.wait()
        raise


def compile_turn() -> None:
    """Compile `fit`, before the other half asks for it, the turn, which nobody takes here, and what observes."""
    world = blank_world(TINY, 0, np.zeros(1, USER), np.zeros(1, LIFE), np.zeros((1, 1), np.int32))
    fit(world, (0, 0, 1, 1))
    decide(world, np.zeros(1, np.int32), 0, np.zeros(1, PLAN))
    observe(world)


def _founds(world: World, due: np.ndarray, n: int, plans: np.ndarray) -> None:
    """In place of `decide`: everybody founds a community."""
    some = plans[:n]
    some["user"] = due[:n]
    some["due"] = world.users["due"][due[:n]]
    some["next"] = some["due"] + 600_000
    for field in ("community", "design", "post", "blame", "thanks", "harmed", "helped", "target"):
        some[field] = -1
    some["found"] = 1


def compile_rest() -> None:
    """Compile all other kernels, by using them; without a recorder, nobody observes. The driver calls by address."""
    vars(driver)["decide"], vars(simulation)["drive"] = _founds, driver.drive.py_func
    vars(simulation)["kernel_addresses"] = lambda _world, books: books.addresses
    made = Simulation(TINY, 0)
    made.advance(TINY.event.hours * HOUR)
    vars(driver)["decide"] = decide
    driver.drive.compile(tuple(numba.typeof(one) for one in (made.world, made.books, 0)))


if __name__ == "__main__":
    # A compiler makes many small things that stay: a seventh of its time went into looking which of them are garbage.
    gc.set_threshold(50_000, 20, 100)
    {TURN: compile_turn, REST: compile_rest}[sys.argv[1]]()
