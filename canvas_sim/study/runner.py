"""One run: from a scenario and a seed to a run folder."""

import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from canvas_sim.base.arguments import LARGEST_SEED, whole
from canvas_sim.base.times import HOUR
from canvas_sim.record.about import SHAPE, versions, write_about
from canvas_sim.record.folder import new_folder
from canvas_sim.record.images import Film
from canvas_sim.record.recorder import Recorder
from canvas_sim.record.run import Run
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Scenario

Progress = Callable[[float, int], None]
BETWEEN_PROGRESS = 0.1  # s
SHORTEST_STRIDE = 300_000  # ms of the event


def run(
    scenario: str | Path | Scenario,
    seed: int = 0,
    *,
    threads: int | None = None,
    out: str | Path | None = None,
    log: bool = True,
    progress: Progress | None = None,
) -> Run:
    """Simulate an event once.

    Parameters
    ----------
    scenario : the event: a `Scenario`, the name of a preset, or the path of a TOML file
    seed : 0 to 2**32 - 1; another one gives another course of events
    threads : how many; as many as there are cores if None. The result is the same for any number.
    out : run folder to make; None holds the run in memory
    log : whether to keep every placement
    progress : called some ten times a second with the share that is done (0 to 1) and the placements so far

    Raises
    ------
    UserError
        `out` is taken or cannot be written, the disk is full, or the scenario cannot be simulated. Nothing is left
        behind then, nor after Ctrl-C.
    """
    began, seed = time.perf_counter(), whole("seed", seed, 0, LARGEST_SEED)
    scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
    with nullcontext() if out is None else new_folder(out) as folder:
        recorder = Recorder(folder, log=log, keep=folder is None)
        simulation = make_simulation(scenario, seed, threads, recorder)
        film = Film(palette_of(scenario), scenario.event.hours * HOUR)
        play_event(simulation, scenario.event.hours * HOUR, [film] if folder else [], progress)
        canvas = np.array(simulation.canvas)
        simulation.finish()
        info = describe(recorder, seed, time.perf_counter() - began)
        if folder is not None:
            write_about(folder, scenario, info, canvas)
            film.write(folder / "timelapse.webp", canvas)
    return Run.in_memory(info, scenario, canvas, recorder) if out is None else Run.load(out)


def make_simulation(scenario: Scenario, seed: int, threads: int | None, recorder: Recorder) -> Any:
    """The engine, set up; imported here, because it brings the compiler along."""
    from canvas_sim.engine.simulation import Simulation
    from canvas_sim.engine.warmup import warm

    warm()
    return Simulation(scenario, seed, threads=threads, recorder=recorder)


class Watcher(Protocol):
    """Who looks at an event while it runs."""

    @property
    def due(self) -> float:
        """When it wants to look next, ms."""

    def look(self, now: int, canvas: np.ndarray) -> None:
        """Look, if that is due at `now` (ms)."""


def play_event(simulation: Any, end: float, watchers: Sequence[Watcher], progress: Progress | None) -> None:
    """Run until the event is over, at `end` (ms), and let others watch it, in strides that leave room for Ctrl-C."""
    told, stride = -BETWEEN_PROGRESS, SHORTEST_STRIDE
    while not simulation.done:
        for watcher in watchers:
            watcher.look(simulation.now, simulation.canvas)
        began = time.perf_counter()
        simulation.advance(min(end, simulation.now + stride, *(watcher.due for watcher in watchers)))
        now = time.perf_counter()
        stride = 2 * stride if now - began < BETWEEN_PROGRESS / 4 else SHORTEST_STRIDE
        if progress and now - told >= BETWEEN_PROGRESS:
            told = now
            progress(min(simulation.now / end, 1.0), simulation.placements)
    if progress:
        progress(1.0, simulation.placements)


def describe(recorder: Recorder, seed: int, seconds: float) -> dict[str, Any]:
    """What ``run.json`` says: seed, digest, versions, commit, seconds and counts of a finished run."""
    rows = {name: len(next(iter(columns.values()))) for name, columns in recorder.tables.items()}
    counted = ("communities", "designs", "alliances", "posts", "interventions")
    counts = {"placements": recorder.rows, "users": recorder.users} | {name: rows[name] for name in counted}
    return {
        "seed": seed,
        "digest": recorder.digest,
        "versions": versions(*SHAPE),
        "commit": git_commit(),
        "seconds": round(seconds, 3),
        "counts": counts,
    }


@cache
def git_commit() -> str | None:
    """Git commit of the sources, with "+" if they were changed since; None if they are not in a git repository."""
    home = Path(__file__).resolve().parents[2]
    if not (home / ".git").exists():
        return None
    command = ["git", "-C", str(home), "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty=+"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=5)
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip()
