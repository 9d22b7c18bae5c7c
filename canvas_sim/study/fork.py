"""A fork: another run that begins at a moment of a finished one, with something changed from there on.

It starts from the nearest checkpoint that the run kept, or from the beginning where it kept none.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.state import Stored, put_back, state_of
from canvas_sim.base.times import HOUR, milliseconds
from canvas_sim.record.checkpoint import CHECKPOINTS, moment_name, newest_before
from canvas_sim.record.columns import columns_of
from canvas_sim.record.digest import CHUNK
from canvas_sim.record.folder import new_folder
from canvas_sim.record.images import Film
from canvas_sim.record.log_parts import write_part
from canvas_sim.record.recorder import Recorder
from canvas_sim.record.replay import check_moment, check_replay
from canvas_sim.record.run import Run
from canvas_sim.scenario.loading import with_values
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.study import unfinished
from canvas_sim.study.counterfactual.causes import cause_of_file
from canvas_sim.study.runner import Progress, make_simulation
from canvas_sim.study.unfinished import FRAMES, LOG, Saving, Stopwatch

LATER = ("people", "loners", "communities", "forum", "alliances", "designs")  # sections that may change on the way
SETTINGS = "simulation.world.settings"
Things = dict[str, Any]


class ForkChange(NamedTuple):
    """What is changed from the fork on: parameters (``section.key=value``), and a file with interventions."""

    values: Sequence[str] = ()
    interventions: Path | None = None


def fork(
    run: str | Path,
    at: str | float,
    out: str | Path,
    change: ForkChange | None = None,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """Go on from a moment of a run, into another folder.

    Parameters
    ----------
    run : folder of a finished run
    at : when they part, such as "31h" or a number of hours
    out : run folder to make
    change : what is changed from then on; without anything the same run comes out
    threads, progress : as in `canvas_sim.run`

    Raises
    ------
    UserError
        It is no such run, or comes out otherwise than it did; the moment is not within it; a change cannot be made on
        the way; or `out` is taken.
    """
    parent, change, moment = Run.load(run), change or ForkChange(), milliseconds(at)
    check_moment(parent, moment)
    event = _changed(parent, moment, change)
    folder = unfinished.unfinished_folder(out)
    for taken in (out, folder):
        if os.path.lexists(taken):
            raise UserError(f"{taken} is taken; name a folder that does not exist yet")
    told = {"run": parent.digest, "at": moment, "set": list(change.values)}
    saving = Saving(parent.end, log=(Path(run) / "events.parquet").is_file())
    with new_folder(folder) as partial:
        unfinished.write_request(partial, event, int(parent.info["seed"]), saving, told)
        _make_first_checkpoint(parent, moment, event, (partial, saving, threads))
    return unfinished.resume(out, threads=threads, progress=progress)


def _changed(parent: Run, moment: int, change: ForkChange) -> Scenario:
    """The scenario from the fork on."""
    for value in change.values:
        if value.partition(".")[0] not in LATER:
            raise UserError(f"{value} cannot be set on the way; what can is in {', '.join(LATER)}, or an intervention")
    event = with_values(parent.scenario, change.values)
    if change.interventions:
        event = cause_of_file(change.interventions, moment, parent.end).applied(event)
    return event


def _make_first_checkpoint(parent: Run, moment: int, event: Scenario, where: tuple[Path, Saving, int | None]) -> None:
    """Bring the parent to the moment, and save it as a run of the changed event."""
    from canvas_sim.engine.saving import remember_start, save

    folder = where[0]
    old = _things(parent.scenario, int(parent.info["seed"]), where)
    remember_start(old["simulation"])
    _to_the_moment(parent, moment, old, folder)
    check_replay(parent, old["simulation"].now, old["simulation"].canvas)
    new = _things(event, int(parent.info["seed"]), where)
    remember_start(new["simulation"])
    _check_set_up(old["simulation"].start, new["simulation"].start)
    values, arrays = state_of(old)
    put_back(new, values, {name: _as_stored(array) for name, array in arrays.items() if name != SETTINGS} | _NOTHING)
    others = {name: new[name] for name in ("film", "watch")}
    save(new["simulation"], folder / CHECKPOINTS / moment_name(new["simulation"].now), others)


_NOTHING = {SETTINGS: Stored((1,), {})}  # they are those of the changed event


def _things(event: Scenario, seed: int, where: tuple[Path, Saving, int | None]) -> Things:
    """A fresh simulation with all that is saved with it."""
    folder, saving, threads = where
    recorder = Recorder(folder, log=saving.log, parts=folder / LOG)
    film = Film(palette_of(event), event.event.hours * HOUR, folder / CHECKPOINTS / FRAMES)
    simulation = make_simulation(event, seed, threads, recorder)
    return {"simulation": simulation, "recorder": recorder, "film": film, "watch": Stopwatch()}


def _to_the_moment(parent: Run, moment: int, things: Things, folder: Path) -> None:
    """Bring a fresh simulation to a moment: from the nearest checkpoint before it, or from the start."""
    from canvas_sim.engine.saving import restore

    simulation, film, recorder = (things[name] for name in ("simulation", "film", "recorder"))
    assert parent.folder
    saved = newest_before(parent.folder / CHECKPOINTS, moment)
    if saved:
        shutil.copytree(parent.folder / CHECKPOINTS / FRAMES, folder / CHECKPOINTS / FRAMES, dirs_exist_ok=True)
        restore(simulation, saved, {name: things[name] for name in ("film", "watch")})
        if recorder.rows >= CHUNK and (parent.folder / "events.parquet").is_file():
            _copy_parts(parent, recorder.rows // CHUNK, folder / LOG)
    while simulation.now < moment:
        film.look(simulation.now, simulation.canvas)
        simulation.advance(min(film.due, moment))
    simulation.hand_on()


def _copy_parts(parent: Run, count: int, folder: Path) -> None:
    """Whole chunks of the log before a checkpoint, as parts; their hashes are compared when the run goes on."""
    for number, columns in enumerate(parent.chunks(*columns_of("events"))):
        if number == count:
            return
        write_part(folder, number, columns)


def _check_set_up(old: dict[str, str], new: dict[str, str]) -> None:
    """Refuse a change of what set-up makes: people are there already."""
    other = [what for what in {**old, **new} if old.get(what) != new.get(what) and not what.startswith(SETTINGS)]
    if other:
        raise UserError(
            f"that would change {other[0].removeprefix('simulation.world.')}, which is settled at the start; "
            "run the changed event from its beginning"
        )


def _as_stored(array: np.ndarray) -> Stored:
    names = array.dtype.names
    return Stored(array.shape, {name: array[name] for name in names} if names else {"": array})
