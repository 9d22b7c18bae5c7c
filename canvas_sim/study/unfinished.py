"""A run that is saved on the way: killed at any moment, it goes on from its newest checkpoint.

Until it is over everything is in ``DIR.unfinished``: what was asked for, the log in parts, frames of the film, and
checkpoints. Then DIR appears as of any run, and that folder goes.
"""

import json
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from canvas_sim.base.arguments import LARGEST_SEED, whole
from canvas_sim.base.errors import UserError
from canvas_sim.base.state import put_back
from canvas_sim.base.times import HOUR, SECOND, milliseconds
from canvas_sim.record.about import write_about
from canvas_sim.record.checkpoint import (
    CHECKPOINTS,
    Checkpoint,
    check_maker,
    checkpoints_in,
    made_by,
    moment_name,
    open_checkpoint,
)
from canvas_sim.record.digest import Digest
from canvas_sim.record.folder import new_folder, only_here
from canvas_sim.record.images import Film
from canvas_sim.record.log_parts import check_parts
from canvas_sim.record.recorder import Recorder
from canvas_sim.record.run import Run
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.scenario.toml import to_toml
from canvas_sim.study.runner import Progress, describe, make_simulation, play_event
from canvas_sim.study.stopping import Stop, stop_later

ASKED, LOG, FRAMES = "asked.json", "log", "frames"
KEPT = 2  # checkpoints, unless all are: if the newest is damaged, there is one before it


class Saving(NamedTuple):
    """How a run is saved on the way: every so many ms of the event; whether checkpoints stay; whether it has a log."""

    every: int
    keep: bool = False
    log: bool = True


class Stopwatch:
    """Seconds that a run took, those before a stop included."""

    def __init__(self) -> None:
        self.seconds, self._began = 0.0, time.perf_counter()

    @property
    def total(self) -> float:
        """Seconds so far."""
        return self.seconds + time.perf_counter() - self._began

    def saved(self) -> dict[str, float]:
        """What is saved of it."""
        return {"seconds": self.total}


def unfinished_folder(out: str | Path) -> Path:
    """Where a run is that is not over, and may become the folder `out`."""
    out = Path(os.path.abspath(out))
    return out.with_name(f"{out.name}.unfinished")


def checkpoint_interval(text: str) -> int:
    """The time of an event between two checkpoints, ms, from "30min" or "2h".

    Raises
    ------
    UserError
        It is no time, or shorter than a second.
    """
    every = milliseconds(text)
    if every < SECOND:
        raise UserError(f"a checkpoint every {text} is too often; the shortest time is 1s")
    return every


def run_saved(
    scenario: Scenario,
    seed: int,
    out: str | Path,
    saving: Saving,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """Simulate an event into the folder `out`, and save it on the way.

    Raises
    ------
    UserError
        `out` is taken, holds a run that is not over, or cannot be written.
    """
    folder = unfinished_folder(out)
    if os.path.lexists(out):
        raise UserError(f"{out} is taken; name a folder that does not exist yet")
    if folder.exists():
        raise UserError(f"{out} was begun and is not over; canvas-sim resume {out} goes on, or remove {folder}")
    with new_folder(folder) as partial:
        write_request(partial, scenario, whole("seed", seed, 0, LARGEST_SEED), saving)
    return resume(out, threads=threads, progress=progress)


def write_request(
    folder: Path, scenario: Scenario, seed: int, saving: Saving, fork: dict[str, Any] | None = None
) -> None:
    """Write what is asked for into the folder of a run that has not begun; `fork` is what ``run.json`` says of one."""
    (folder / LOG).mkdir()
    (folder / CHECKPOINTS / FRAMES).mkdir(parents=True)
    asked = {"seed": seed, "made_by": made_by(), "saving": saving._asdict(), "fork": fork}
    (folder / "scenario.toml").write_text(to_toml(scenario), "utf-8")
    (folder / ASKED).write_text(json.dumps(asked, indent=2), "utf-8")


def resume(out: str | Path, *, threads: int | None = None, progress: Progress | None = None) -> Run:
    """Go on with a run that was stopped or killed; it ends as if nobody had. One that is over is only opened.

    Parameters
    ----------
    out : the folder that it was to make, or ``DIR.unfinished``
    threads, progress : as in `canvas_sim.run`

    Raises
    ------
    UserError
        There is no such run, it is being run, or was begun by other versions.
    """
    out = Path(os.path.abspath(out))
    if out.name.endswith(".unfinished"):
        out = out.with_name(out.name.removesuffix(".unfinished"))
    folder = unfinished_folder(out)
    if not folder.is_dir():
        if (out / "run.json").is_file():
            return Run.load(out)
        raise UserError(f"there is no run to go on with in {out}; it is begun with --checkpoint-every")
    with only_here(folder):
        if not os.path.lexists(out):
            _finish(folder, out, threads, progress)
        done = Run.load(out)
        _clear_up(folder, out)
    return done


def _finish(folder: Path, out: Path, threads: int | None, progress: Progress | None) -> None:
    """Go on from the newest checkpoint to the end, and make the run folder."""
    asked, scenario = _asked(folder)
    saving, seed = Saving(**asked["saving"]), asked["seed"]
    with new_folder(out) as partial:
        recorder = Recorder(partial, log=saving.log, parts=folder / LOG)
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(_newest_whole, folder, saving)
            simulation = make_simulation(scenario, seed, threads, recorder)
        film = Film(palette_of(scenario), scenario.event.hours * HOUR, folder / CHECKPOINTS / FRAMES)
        watch = Stopwatch()
        _go_back(found.result(), simulation, {"film": film, "watch": watch})
        if asked["fork"] and simulation.now < asked["fork"]["at"]:
            raise UserError(f"{folder} is damaged: the moment where it was forked cannot be read")
        with stop_later() as stop:
            keeper = _Keeper(folder, saving, simulation, ({"film": film, "watch": watch}, stop))
            play_event(simulation, scenario.event.hours * HOUR, [film, keeper], progress)
        canvas = np.array(simulation.canvas)
        simulation.finish()
        told = {"fork": asked["fork"]} if asked["fork"] else {}
        write_about(partial, scenario, describe(recorder, seed, watch.total) | told, canvas)
        film.write(partial / "timelapse.webp", canvas)


def _asked(folder: Path) -> tuple[dict[str, Any], Scenario]:
    try:
        asked = json.loads((folder / ASKED).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{folder} is damaged: it has no readable {ASKED}") from error
    check_maker(folder, asked["made_by"])
    return asked, load(folder / "scenario.toml")


def _go_back(saved: Checkpoint | None, simulation: Any, others: dict[str, Any]) -> None:
    """Put a checkpoint into a fresh simulation; without one it begins at the start."""
    from canvas_sim.engine.saving import remember_start, restore

    remember_start(simulation)
    if saved:
        restore(simulation, saved, others)


def _newest_whole(folder: Path, saving: Saving) -> Checkpoint | None:
    """The newest checkpoint that is whole, with the log before it."""
    for path in reversed(checkpoints_in(folder / CHECKPOINTS)):
        try:
            saved = open_checkpoint(path)
            if saving.log:
                check_parts(folder / LOG, len(logged_chunks(saved)))
        except UserError:  # an older one is there for that
            continue
        return saved
    return None


def logged_chunks(saved: Checkpoint) -> list[bytes]:
    """Hashes of the whole chunks of the log before a checkpoint."""
    digest = dict(saved.values["dict"])["recorder"]["parts"]["_digest"]
    return put_back(Digest(), digest, {}).chunks


def _clear_up(folder: Path, out: Path) -> None:
    """Remove what a finished run needs no more; checkpoints that are kept come into its folder."""
    kept = folder / CHECKPOINTS
    if _keeps(folder) and kept.is_dir() and not (out / CHECKPOINTS).exists():
        for half in kept.glob(".*"):  # what was being written when the process was killed
            shutil.rmtree(half, ignore_errors=True)
        kept.rename(out / CHECKPOINTS)
    shutil.rmtree(folder, ignore_errors=True)


def _keeps(folder: Path) -> bool:
    """Whether checkpoints are to stay; not where this was answered, and the folder is half gone already."""
    try:
        return bool(json.loads((folder / ASKED).read_text("utf-8"))["saving"]["keep"])
    except (OSError, ValueError, KeyError):
        return False


class _Keeper:
    """Saves a run every so often, and before it is stopped."""

    def __init__(self, folder: Path, saving: Saving, simulation: Any, rest: tuple[dict[str, Any], Stop]) -> None:
        self._folder, self._saving, self._simulation = folder / CHECKPOINTS, saving, simulation
        self._others, self._stop = rest
        self._next_after(simulation.now)

    @property
    def due(self) -> float:
        """When the next checkpoint is due, ms."""
        return self._due

    def _next_after(self, now: int) -> None:
        self._due = (now // self._saving.every + 1) * self._saving.every

    def look(self, now: int, _canvas: np.ndarray) -> None:
        """Save, if that is due at `now` (ms), or somebody asked to stop."""
        if now >= self._due or self._stop.asked:
            self._save(now)
            self._next_after(now)
        if self._stop.asked:
            self._stop.heed()

    def _save(self, now: int) -> None:
        from canvas_sim.engine.saving import save

        path = self._folder / moment_name(now)
        if path.exists():  # damaged: from a whole one, it would have gone on
            shutil.rmtree(path)
        save(self._simulation, path, self._others)
        if not self._saving.keep:
            for old in checkpoints_in(self._folder)[:-KEPT]:
                shutil.rmtree(old, ignore_errors=True)
