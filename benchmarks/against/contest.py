"""Runs of one contestant, each in a process of its own: how long its turns take, or what comes of them."""

from __future__ import annotations

import gc
import importlib
import os
import time
from typing import Any

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # as many as all others have

import numpy as np

from against.model import OUTSIDE, Contestant, People, people, scenario

CONTESTANTS = {
    "canvas_sim": ("ours", "Ours"),
    "canvas_sim, with log": ("ours", "OursWithLog"),
    "numba by hand": ("with_numba", "Numba"),
    "numba by hand, with record": ("with_numba", "NumbaWithRecord"),
    "numpy": ("with_numpy", "Numpy"),
    "AMBER": ("with_amber", "Amber"),
    "mesa-frames": ("with_mesa_frames", "MesaFrames"),
    "Mesa, calendar": ("mesa_agents", "Calendar"),
    "Mesa, event scheduler": ("mesa_agents", "Events"),
    "Mesa, ask all": ("mesa_agents", "AskAll"),
    "AgentPy": ("with_agentpy", "AgentPy"),
}
"""Module and class of each, by its name in tables."""

FULL = {"event": 1.0, "dense": 1.0}
"""Scale at which turns are timed."""
WARM = {"event": 0.004, "dense": 0.01}
"""Scale of a run before, in which everything is compiled and imported."""
SMALL = {"event": 0.04, "dense": 0.05}
"""Scale at which results are compared."""
MOMENTS = {"event": 6, "dense": 6}


def begun(name: str, workload: str, scale: float, seed: int) -> Contestant:
    """A contestant before its first tick."""
    module, title = CONTESTANTS[name]
    made = getattr(importlib.import_module(f"against.{module}"), title)
    return made(scenario(workload, scale) if module == "ours" else people(workload, scale, seed), seed)


def ticks_of(workload: str) -> int:
    """How many ticks a workload has."""
    event = scenario(workload, WARM[workload]).event
    return round(event.hours * 3600 / event.tick)


def timed(name: str, workload: str, seed: int, seconds: float) -> dict[str, Any]:
    """Processor seconds of turns: of all ticks, or of as many as take so many seconds."""
    begun(name, workload, WARM[workload], seed).advance(ticks_of(workload))
    began = time.process_time()
    contestant = begun(name, workload, FULL[workload], seed)
    setup = time.process_time() - began
    gc.collect()
    left, step, spent, wall = ticks_of(workload), 1, 0.0, time.perf_counter()
    while left and spent < seconds:
        step = min(step, left)
        began = time.process_time()
        contestant.advance(step)
        last = time.process_time() - began
        spent, left = spent + last, left - step
        step *= 2 if last < seconds / 8 else 1
    return {
        "name": name,
        "workload": workload,
        "setup": setup,
        "seconds": spent,
        "wall": time.perf_counter() - wall,
        "ticks": ticks_of(workload) - left,
        "turns": contestant.turns,
        "placements": contestant.placements,
    }


def outcome(name: str, workload: str, seed: int) -> list[dict[str, float]]:
    """What can be seen of a small run at some moments."""
    crowd, contestant = people(workload, SMALL[workload], seed), begun(name, workload, SMALL[workload], seed)
    found = []
    for _ in range(MOMENTS[workload]):
        contestant.advance(crowd.ticks // MOMENTS[workload])
        canvas = contestant.canvas
        found.append(
            {
                "right": right(crowd, canvas),
                "same": float((canvas[:, 1:] == canvas[:, :-1]).mean() + (canvas[1:] == canvas[:-1]).mean()) / 2,
                "turns": contestant.turns,
                "placements": contestant.placements,
            }
        )
    return found


def right(crowd: People, canvas: np.ndarray) -> float:
    """Share of the pixels of all pictures that are as in the picture."""
    size = crowd.pictures.shape[1]
    seen = np.pad(canvas, (0, size))
    row, column = np.indices((size, size))
    rows, columns = crowd.y[:, None, None] + row, crowd.x[:, None, None] + column
    inside = crowd.pictures != OUTSIDE
    return float((seen[rows, columns] == crowd.pictures)[inside].mean())
