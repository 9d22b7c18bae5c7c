"""Saving a model and going on: what it holds beside its simulation; its people are handed in again by the caller."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.agents.population import Population
from canvas_sim.agents.user import User
from canvas_sim.base.errors import UserError, brief
from canvas_sim.base.state import put_back
from canvas_sim.base.times import HOUR, milliseconds
from canvas_sim.engine import saving
from canvas_sim.record.checkpoint import CHECKPOINTS, Checkpoint, newest_before, open_checkpoint
from canvas_sim.record.replay import check_moment, check_replay
from canvas_sim.record.run import Run

PLAIN = (bool, int, float, str)
COLLECTED = ("model_vars", "_agent_records", "_agenttype_records", "tables")  # those that this version of Mesa has
MADE = {"event", "seed", "ticks", "recorder", "simulation", "colors", "declared", "roster", "datacollector"}
MADE |= {"_cells", "_of_mesa"}


class ModelState:
    """What of a model is saved beside its simulation and recorder.

    Mesa's own attributes as far as they are plain (steps, running), its generators, what its data collector has; what
    people declare; and every other attribute, such as those that somebody gave the model.
    """

    def __init__(self, model: Population) -> None:
        self._model = model

    def saved(self) -> dict[str, Any]:
        """What is saved."""
        model = self._model
        held = vars(model)
        mesa = {name: held[name] for name in model._of_mesa if isinstance(held.get(name), PLAIN)}
        collector = vars(model.datacollector)
        return {
            "attributes": mesa | {name: one for name, one in held.items() if name not in MADE | model._of_mesa},
            "generators": [model.random.getstate(), model.rng.bit_generator.state],
            "collected": {name: collector[name] for name in COLLECTED if name in collector},
            "declared": model.declared.values,
            "ticks": model.ticks,
            "log": model.recorder.keeps_log,
            "people": [kind.__name__ for kind in model.roster.classes[1:]],
            "codes": model.roster.codes,
        }

    @property
    def declared(self) -> dict[str, np.ndarray]:
        """Columns that people declare."""
        return self._model.declared.values

    @declared.setter
    def declared(self, values: dict[str, np.ndarray]) -> None:
        self._model.declared.values = values

    attributes: dict[str, Any]
    generators: list[Any]
    collected: dict[str, Any]

    def restored(self) -> None:
        """Put what was saved into the model."""
        model = self._model
        for name, value in self.attributes.items():
            setattr(model, name, value)
        model.random.setstate(self.generators[0])
        model.rng.bit_generator.state = self.generators[1]
        vars(model.datacollector).update(self.collected)


def save_model(model: Population, folder: str | Path) -> None:
    """Save a model; see `CanvasModel.save`."""
    saving.save(model.simulation, folder, {"model": ModelState(model)})


def load_model(kind: Any, folder: str | Path, people: Iterable[type[User]], options: dict[str, Any]) -> Any:
    """A model of class `kind` as it was saved; see `CanvasModel.load`."""
    saved = open_checkpoint(Path(folder))
    held = _model_parts(saved)
    classes = {one.__name__: one for one in people}
    _check_people(saved, held["people"], list(classes))
    codes = put_back(None, held["codes"], saved.arrays(saved.about["made"]))
    rows = {classes[name]: np.flatnonzero(codes == code + 1) for code, name in enumerate(held["people"])}
    event = saving.saved_event(saved)
    model = kind(event, saved.about["seed"], ticks=held["ticks"], log=held["log"], people=rows, **options)
    saving.restore(model.simulation, saved, {"model": ModelState(model)})
    return model


def model_at(kind: Any, run: str | Path | Run, at: str | float, options: dict[str, Any]) -> Any:
    """A model of class `kind` as a run was at a moment; see `CanvasModel.at`."""
    run, moment = run if isinstance(run, Run) else Run.load(run), milliseconds(at)
    check_moment(run, moment)
    model = kind(run.scenario, int(run.info["seed"]), **options)
    saved = newest_before(run.folder / CHECKPOINTS, moment) if run.folder else None
    if saved:
        saving.restore(model.simulation, saved)
        model.recorder.read_log(run)
    if model.now < moment:
        model.run_for((moment - model.now) / HOUR)
    check_replay(run, model.now, model.canvas)
    return model


def _model_parts(saved: Checkpoint) -> dict[str, Any]:
    things = dict(saved.values["dict"])
    if "model" not in things:
        raise UserError(f"{saved.folder} was saved by a run, not by a model; canvas-sim resume goes on with it")
    return things["model"]["parts"]


def _check_people(saved: Checkpoint, wanted: list[str], handed: list[str]) -> None:
    if set(wanted) != set(handed):
        said = f"people=[{', '.join(wanted)}]" if wanted else "no people"
        raise UserError(f"{saved.folder} was saved with {said}; hand them in, not {brief(handed)}")
