"""The people that all contestants begin with, and what a contestant is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from canvas_sim.base.rng import stream, uniforms
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.setup import make_world

LARGEST = 10
OUTSIDE = 255
HERE = Path(__file__).parent


@dataclass(frozen=True)
class People:
    """Users, their pictures, and when they come; times are in ticks."""

    side: int  # of the canvas, pixels
    background: int
    ticks: int
    cooldown: int
    x: np.ndarray  # (n,) left side of each picture
    y: np.ndarray
    pictures: np.ndarray  # (n, 10, 10) uint8, OUTSIDE beyond the picture
    first: np.ndarray  # (n,) first turns
    pause: np.ndarray  # (n,) means of pauses, 0 for none


class Contestant(Protocol):
    """One implementation of the model, made of `People` and a seed."""

    canvas: np.ndarray  # (side, side)
    turns: int
    placements: int

    def advance(self, ticks: int) -> None:
        """So many ticks more."""


def scenario(workload: str, scale: float) -> Scenario:
    """The scenario of a workload, ``event`` or ``dense``, with this share of its users and its canvas."""
    return load(HERE / f"{workload}.toml", scale=scale)


def people(workload: str, scale: float, seed: int) -> People:
    """The people of a scenario, as canvas_sim draws them: the same for all contestants."""
    event = scenario(workload, scale)
    world = make_world(event, seed)
    life, tick = world.lives, event.event.tick * 1000
    n = len(life)
    pictures = np.full((n, LARGEST, LARGEST), OUTSIDE, np.uint8)
    words = np.empty((n, 4))
    uniforms(np.uint64(seed), stream("keep/picture"), world.users["key"], 0, words)
    words = (words * 2**32).astype(np.int64)
    row, column = np.indices((LARGEST, LARGEST))
    figure = words[:, row // 3] >> (10 * (row % 3) + column) & 1
    inside = (column < _side(life, "x")) & (row < _side(life, "y"))
    pictures[inside] = np.where(figure, _wide(life["color"]), _wide(life["ground"]))[inside]
    saturated = event.activity.saturated
    return People(
        side=event.canvas.width,
        background=int(world.clock[0].background),
        ticks=int(world.clock[0].end) // tick,
        cooldown=0 if saturated else round(event.canvas.cooldown * 1000 / tick),
        x=life["x0"].astype(np.int64),
        y=life["y0"].astype(np.int64),
        pictures=pictures,
        first=world.users["due"] // tick,
        pause=np.zeros(n) if saturated else life["lag"] * (event.activity.lag_seconds * 1000 / tick),
    )


def _wide(column: np.ndarray) -> np.ndarray:
    return column[:, None, None]


def _side(life: np.ndarray, axis: str) -> np.ndarray:
    return _wide(life[f"{axis}1"] - life[f"{axis}0"])
