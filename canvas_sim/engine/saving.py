"""Saving and going on: the state of a simulation between two ticks, to a checkpoint and back into a fresh one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.state import put_back, state_of
from canvas_sim.designs.imported import Given
from canvas_sim.engine.simulation import Simulation
from canvas_sim.record.checkpoint import (
    Checkpoint,
    Moment,
    column_hashes,
    open_checkpoint,
    scenario_hash,
    write_checkpoint,
)
from canvas_sim.record.recorder import Recorder
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.setup import make_world
from canvas_sim.world.tables import SEEDED, World


def remember_start(simulation: Simulation) -> None:
    """Note what set-up made, before the first tick; otherwise set-up is made anew when it is first saved."""
    simulation.start = _hashes(simulation.world, simulation.founding.given)


def save(simulation: Simulation, folder: str | Path, others: Mapping[str, Any] | None = None) -> None:
    """Save a simulation, its recorder and `others` beside them, between two ticks; it goes on as if nothing were.

    Raises
    ------
    UserError
        `folder` is taken or cannot be written, or something cannot be saved.
    """
    simulation.hand_on()
    if simulation.start is None:
        fresh = make_world(simulation.scenario, simulation.seed)
        simulation.start = _hashes(fresh, simulation.founding.given)
    moment = Moment(simulation.scenario, simulation.seed, simulation.now)
    things = {"simulation": simulation, "recorder": simulation.recorder} | dict(others or {})
    write_checkpoint(Path(folder), moment, state_of(things), simulation.start)


def load_simulation(folder: str | Path, *, threads: int | None = None, recorder: Recorder | None = None) -> Simulation:
    """A simulation as it was saved, which goes on as it would have.

    Parameters
    ----------
    folder : a checkpoint
    threads, recorder : as in `Simulation`; the recorder is fresh, and is there if there was one when it was saved

    Raises
    ------
    UserError
        It is no checkpoint, is damaged, was made by other versions, or set-up makes something else than it did.
    """
    saved = open_checkpoint(Path(folder))
    simulation = Simulation(saved_event(saved), saved.about["seed"], threads=threads, recorder=recorder)
    remember_start(simulation)
    restore(simulation, saved)
    return simulation


def saved_event(saved: Checkpoint) -> Scenario:
    """The scenario of a checkpoint."""
    return load(saved.folder / "scenario.toml")


def restore(simulation: Simulation, saved: Checkpoint, others: Mapping[str, Any] | None = None) -> None:
    """Put what was saved into a fresh simulation, its fresh recorder and fresh `others`.

    Raises
    ------
    UserError
        It was saved of another scenario or seed, or set-up makes something else than it did.
    """
    mine, theirs = (simulation.seed, scenario_hash(simulation.scenario)), (saved.about["seed"], saved.about["scenario"])
    if mine != theirs:
        raise UserError(
            f"{saved.folder} is of scenario {theirs[1][:8]} and seed {theirs[0]}, not of {mine[1][:8]} and {mine[0]}"
        )
    if simulation.start is None:
        remember_start(simulation)
    things = {"simulation": simulation, "recorder": simulation.recorder} | dict(others or {})
    values = {"dict": [[name, one] for name, one in saved.values["dict"] if name in things]}
    put_back(things, values, saved.arrays(simulation.start or {}))


def _hashes(world: World, given: list[Given]) -> dict[str, str]:
    """Hashes of what set-up makes of scenario, seed and files, as a checkpoint names it."""
    found: dict[str, str] = {}
    for name in SEEDED:
        found |= column_hashes(f"simulation.world.{name}", getattr(world, name))
    if given:
        pixels = np.concatenate([one.pixels.ravel() for one in given])
        found |= column_hashes("list of designs that were handed in", pixels)
    return found
