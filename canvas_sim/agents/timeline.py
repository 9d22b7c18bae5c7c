"""What a model keeps of its run in memory: the rows for its digest, its timeline, the log if asked; and Mesa's rows."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from mesa import DataCollector

from canvas_sim.base.errors import UserError
from canvas_sim.record.columns import columns_of
from canvas_sim.record.recorder import Recorder

MEASURED = ("not_white", "same_neighbor", "isolated", "damage", "alliances", "communities")


class TimelineRecorder(Recorder):
    """A recorder in memory that also keeps the newest row of the timeline at hand.

    Attributes
    ----------
    timeline_rows : the timeline so far
    measured : what its newest row says of the canvas and of communities
    """

    def __init__(self, keep: bool) -> None:
        super().__init__(None, log=False)
        self._parts: list[dict[str, np.ndarray]] | None = [] if keep else None
        self.timeline_rows: list[dict[str, Any]] = []
        self.measured: dict[str, Any] = dict.fromkeys(MEASURED, 0)

    def events(self, columns: Mapping[str, np.ndarray]) -> None:
        """Take placements."""
        super().events(columns)
        if self._parts is not None:
            self._parts.append(
                {name: np.array(columns[name], kind.dtype) for name, kind in columns_of("events").items()}
            )

    def timeline(self, row: Mapping[str, Any]) -> None:
        """Take one row of the timeline."""
        super().timeline(row)
        self.timeline_rows.append(dict(row))
        self.measured = {name: row[name] for name in MEASURED}

    def log(self) -> dict[str, np.ndarray]:
        """All events so far, as columns."""
        if self._parts is None:
            raise UserError("events are not kept; make the model with log=True")
        empty = {name: np.zeros(0, kind.dtype) for name, kind in columns_of("events").items()}
        return {name: np.concatenate([none, *(part[name] for part in self._parts)]) for name, none in empty.items()}


def _reporter(name: str) -> Any:
    return lambda model: model.recorder.measured[name]


def make_collector() -> DataCollector:
    """A collector of model reporters, cheap enough for every step; never of agents, of which there are too many.

    No reporter has the name of a parameter of the model, as rows of `mesa.batch_run` hold both.
    """
    reporters: dict[str, Any] = {"hour": "hours", "placements": "placements"}
    reporters["posts"] = lambda model: int(model.world.clock[0].posts)
    measured = {("living_alliances" if name == "alliances" else name): _reporter(name) for name in MEASURED}
    return DataCollector(model_reporters=reporters | measured)
