"""What a model keeps of its run in memory: the rows for its digest, its timeline, the log if asked; and Mesa's rows."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

import numpy as np
from mesa import DataCollector

from canvas_sim.base.errors import UserError
from canvas_sim.record.columns import columns_of
from canvas_sim.record.digest import CHUNK
from canvas_sim.record.recorder import Recorder
from canvas_sim.record.run import Run

MEASURED = ("not_white", "same_neighbor", "isolated", "damage", "alliances", "communities")


class TimelineRecorder(Recorder):
    """A recorder in memory that also keeps the newest row of the timeline at hand.

    Attributes
    ----------
    timeline_rows : the timeline so far
    measured : what its newest row says of the canvas and of communities
    """

    not_saved = Recorder.not_saved | {"timeline_rows", "measured"}

    def __init__(self, keep: bool) -> None:
        super().__init__(None, keep=keep)
        self.timeline_rows: list[dict[str, Any]] = []
        self.measured: dict[str, Any] = dict.fromkeys(MEASURED, 0)

    def timeline(self, row: Mapping[str, Any]) -> None:
        """Take one row of the timeline."""
        super().timeline(row)
        self.timeline_rows.append(dict(row))
        self.measured = {name: row[name] for name in MEASURED}

    def restored(self) -> None:
        """Have the timeline at hand again."""
        super().restored()
        self.timeline_rows = [dict(row) for row in self._rows["timeline"]]
        if self.timeline_rows:
            self.measured = {name: self.timeline_rows[-1][name] for name in MEASURED}

    def read_log(self, run: Run) -> None:
        """Take the log so far from a run, if the events are held in memory."""
        if self._keep:
            self.chunks = list(islice(run.chunks(*columns_of("events")), self.rows // CHUNK))

    def log(self) -> dict[str, np.ndarray]:
        """All events so far, as columns."""
        if not self._keep:
            raise UserError("events are not kept; make the model with log=True")
        rest = 0 if self.digest else self.rows % CHUNK  # what is not in a chunk yet
        parts = [*self.chunks, {name: values[:rest] for name, values in self._buffer.items()}]
        return {name: np.concatenate([part[name] for part in parts]) for name in self._buffer}


def make_collector() -> DataCollector:
    """A collector of model reporters, cheap enough for every step; never of agents, of which there are too many.

    No reporter has the name of a parameter of the model, as rows of `mesa.batch_run` hold both.
    """
    reporters: dict[str, Any] = {"hour": "hours", "placements": "placements"}
    reporters["posts"] = lambda model: int(model.world.clock[0].posts)
    for name in MEASURED:
        told = "living_alliances" if name == "alliances" else name
        reporters[told] = lambda model, name=name: model.recorder.measured[name]
    return DataCollector(model_reporters=reporters)
