"""Null models as runs: with a folder, a canvas and a log like any other."""

import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.suggest import nearest
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs.log_scan import Chunk, blank_canvas, with_old_colors
from canvas_sim.metrics.nulls.models import MODELS, Case
from canvas_sim.record.about import write_about
from canvas_sim.record.columns import NO_INTENT
from canvas_sim.record.folder import new_folder
from canvas_sim.record.images import LONGEST_FILM, Film
from canvas_sim.record.recorder import Columns, Recorder
from canvas_sim.record.replay import frames
from canvas_sim.record.run import Run

KEPT = ("communities", "designs")


def make(case: Case, out: str | Path | None = None) -> Run:
    """Make the run of a null model.

    It has the scenario, the interventions, the communities and the designs of the run that it is made from, but no
    intents, posts and alliances.

    Parameters
    ----------
    out : run folder to make; None holds the run in memory

    Raises
    ------
    UserError
        There is no such model, or it needs what the run lacks: a log, users, designs. `out` is taken or cannot be
        written. Nothing is left behind then.
    """
    if case.model not in MODELS:
        near = nearest(case.model, MODELS, 0)
        raise UserError(f"there is no null model {case.model!r}; did you mean {near!r}? There are: {', '.join(MODELS)}")
    began = time.perf_counter()
    with nullcontext() if out is None else new_folder(out) as folder:
        recorder = Recorder(folder, keep=folder is None)
        canvas = blank_canvas(case.run)
        try:
            for chunk in with_old_colors(canvas, MODELS[case.model](case), case.run):
                recorder.events(_full(chunk))
        except NotAvailable as reason:
            raise UserError(str(reason)) from reason
        for row in case.run.interventions.to_dict("records"):
            recorder.interventions(row)
        kept = {table: getattr(case.run, table).items() for table in KEPT}
        recorder.finish(canvas, {table: {name: one.to_numpy() for name, one in rows} for table, rows in kept.items()})
        scenario = _named(case)
        info = _info(case, recorder, time.perf_counter() - began)
        if folder is not None:
            _write(folder, scenario, info, canvas)
    return Run.in_memory(info, scenario, canvas, recorder) if out is None else Run.load(out)


def _full(chunk: Chunk) -> Columns:
    """All columns of the log; nobody knows why."""
    nobody = np.full(len(chunk["ts"]), -1)
    missing = {"intent": np.full(len(chunk["ts"]), NO_INTENT), "community": nobody, "design": nobody, "post": nobody}
    return {name: values for name, values in chunk.items() if name != "old"} | missing


def _named(case: Case) -> Any:
    """The scenario, under another name."""
    event = case.run.scenario.event
    name = f"{event.name[:50]}, null model {case.model}"
    return case.run.scenario.model_copy(update={"event": event.model_copy(update={"name": name})})


def _info(case: Case, recorder: Recorder, seconds: float) -> dict[str, Any]:
    """What ``run.json`` says."""
    rows = {name: len(next(iter(columns.values()))) for name, columns in recorder.tables.items() if name != "timeline"}
    return {
        "seed": case.seed,
        "digest": recorder.digest,
        "null": {"model": case.model, "of": case.run.digest, "exponent": case.exponent},
        "versions": case.run.info.get("versions"),
        "commit": case.run.info.get("commit"),
        "seconds": round(seconds, 3),
        "counts": {"placements": recorder.rows, "users": recorder.users} | rows,
    }


def _write(folder: Path, scenario: Any, info: dict[str, Any], canvas: np.ndarray) -> None:
    """Write what belongs to a run folder besides the tables."""
    write_about(folder, scenario, info, canvas)
    run = Run.load(folder)
    film = Film(run.colors, run.end)
    for now, frame in frames(run, max(1, run.end // (LONGEST_FILM - 1))):
        film.look(now, frame)
    film.write(folder / "timelapse.webp", canvas)
