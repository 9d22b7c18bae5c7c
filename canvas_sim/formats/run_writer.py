"""Where an imported event becomes a run folder: its log in order of time, its canvas, timeline, film and tables."""

import heapq
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pyarrow.parquet

from canvas_sim.base.distinct import distinct
from canvas_sim.base.errors import UserError
from canvas_sim.base.pixel_counts import count_pixels
from canvas_sim.base.times import MINUTE
from canvas_sim.formats.event_defaults import Setting
from canvas_sim.formats.user_names import mixed
from canvas_sim.record.about import versions, write_about
from canvas_sim.record.columns import NO_INTENT, columns_of
from canvas_sim.record.images import Film
from canvas_sim.record.parquet import writing_to
from canvas_sim.record.recorder import Recorder, from_rows
from canvas_sim.record.replay import PAINTING, paint, place_rows
from canvas_sim.scenario.intervention import row_kinds
from canvas_sim.scenario.palettes import index_of, palette_of

UNKNOWN = {"intent": NO_INTENT, "community": -1, "design": -1, "post": -1}
OPENING = row_kinds("opens")
SEED = -1  # of what nobody simulated


class Extra:
    """A table that only imported events have, made when its first rows come.

    Attributes
    ----------
    rows : so far
    """

    def __init__(self, path: Path) -> None:
        self.rows = 0
        self._path = path
        self._writer: Any = None

    def write(self, columns: Mapping[str, Any]) -> None:
        """Append rows, arrays of numpy or of Arrow by name."""
        table = pyarrow.table({name: pyarrow.array(values) for name, values in columns.items()})
        if not table.num_rows:
            return
        self.rows += table.num_rows
        with writing_to(self._path):
            self._writer = self._writer or pyarrow.parquet.ParquetWriter(self._path, table.schema, compression="zstd")
            self._writer.write_table(table)

    def close(self) -> None:
        """Complete the file, if there is one."""
        if self._writer:
            with writing_to(self._path):
                self._writer.close()


class Landing:
    """Takes placements in order of time, and writes the folder.

    Parameters
    ----------
    folder : where files go
    setting : the event, as long as its log
    interventions : rows of the table of interventions, in any order

    Attributes
    ----------
    canvas : uint8 [h, w], as it is now
    """

    def __init__(self, folder: Path, setting: Setting, interventions: list[dict[str, Any]]) -> None:
        width, height = setting.size
        self._folder, self._setting = folder, setting
        self._background = index_of(setting.scenario, setting.scenario.canvas.background)
        self.canvas = np.full((height, width), self._background, np.uint8)
        self._open = setting.scenario.canvas.open or (0, 0, width, height)
        self._recorder = Recorder(folder)
        self._outside = Extra(folder / "outside.parquet")
        self._film = Film(palette_of(setting.scenario), setting.end)
        self._seen = np.zeros(0, np.bool_)
        self._placed = self._duplicates = 0
        self._last = np.zeros(0, np.uint64)
        self._agenda = _agenda(setting, interventions)
        self._rows = interventions

    def take(self, ts: np.ndarray, user: np.ndarray, pixels: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
        """Take placements: ms since the start, not falling; ids of users (-1 unknown); x, y, color.

        What lies behind the canvas or before the start goes to a table of its own.
        """
        x, y, color = pixels
        height, width = self.canvas.shape
        self._count_duplicates(ts, user, pixels)
        inside = (ts >= 0) & (x < width) & (y < height)
        columns = {"ts": ts, "user": user, "x": x, "y": y, "color": color}
        if not inside.all():
            self._outside.write({name: values[~inside] for name, values in columns.items()})
            columns = {name: values[inside] for name, values in columns.items()}
        columns |= {name: np.full(len(columns["ts"]), value) for name, value in UNKNOWN.items()}
        self._recorder.events(columns)
        self._play(
            {name: np.ascontiguousarray(columns[name], kind.dtype) for name, kind in columns_of("events").items()}
        )

    def finish(self, source: Mapping[str, Any], seconds: float) -> None:
        """Write all that is left; `source` says where the log came from.

        Raises
        ------
        UserError
            No row belongs to the event, or the disk is full.
        """
        if not self._recorder.rows and not any(row["kind"] in PAINTING for row in self._rows):
            raise UserError("nothing in these files happened during the event or on its canvas")
        while self._agenda:
            self._do()
        self._outside.close()
        self._recorder.finish(self.canvas, {})
        counts = {"placements": self._recorder.rows, "users": self._recorder.users}
        counts |= dict.fromkeys(("communities", "designs", "alliances", "posts"), 0)
        counts |= {"interventions": len(self._rows), "outside": self._outside.rows, "duplicates": self._duplicates}
        counts["rejected"] = source["rejected"]
        made = versions("numpy", "numba", "pyarrow")
        info = {"seed": SEED, "digest": self._recorder.digest, "versions": made, "commit": None}
        info |= {"seconds": round(seconds, 3), "counts": counts, "source": dict(source)}
        write_about(self._folder, self._setting.scenario, info, self.canvas)
        self._film.write(self._folder / "timelapse.webp", self.canvas)

    def _play(self, columns: dict[str, np.ndarray]) -> None:
        """Place pixels on the canvas, and do what is due between them."""
        ts, rows = columns["ts"], len(columns["ts"])
        if rows:
            missing = int(columns["user"].max()) + 1 - len(self._seen)
            self._seen = np.pad(self._seen, (0, max(missing, 0)))
        done = 0
        while done < rows:
            stop = rows if not self._agenda else int(np.searchsorted(ts, self._agenda[0][0]))
            place_rows(self.canvas, columns["x"], columns["y"], columns["color"], (done, stop))
            self._placed += stop - done
            users = columns["user"][done:stop]
            self._seen[users[users >= 0]] = True
            done = stop
            if done < rows:
                self._do()

    def _do(self) -> None:
        """Do what is next on the agenda."""
        ts, _, _, row = heapq.heappop(self._agenda)
        if row is None:
            self._observe(ts)
        elif row["kind"] in PAINTING:
            (painting,) = pandas.DataFrame(from_rows("interventions", [row])).itertuples()
            paint(self.canvas, painting)
        elif row["kind"] in OPENING:
            self._open = row["x0"], row["y0"], row["x1"], row["y1"]
        if row is not None:
            self._recorder.interventions(row)

    def _observe(self, ts: int) -> None:
        """One row of the timeline, and a frame of the film if it is due."""
        x0, y0, x1, y1 = self._open
        drawn, pairs, alike, isolated = count_pixels(self.canvas, self._open, self._background)
        pixels = (x1 - x0) * (y1 - y0)
        row = {"ts": ts, "placements": self._placed, "users": np.count_nonzero(self._seen)}
        row |= {"not_white": drawn / pixels, "same_neighbor": alike / max(1, pairs), "isolated": isolated / pixels}
        self._recorder.timeline(row)
        self._film.look(ts, self.canvas)
        self._placed = 0
        self._seen[:] = False

    def _count_duplicates(self, ts: np.ndarray, user: np.ndarray, pixels: tuple) -> None:
        """Count rows that equal another one; those of one moment may be spread over two calls."""
        if not len(ts):
            return
        marks = np.zeros(len(ts), np.uint64)  # equal for equal rows
        for values in (ts, user, *pixels):
            marks = mixed(marks ^ values.astype(np.uint64))
        latest = distinct(marks[ts == ts[-1]])
        before, different = self._last, distinct(marks)
        again = np.searchsorted(before, different, "right") - np.searchsorted(before, different)
        self._duplicates += len(marks) - len(different) + int(again.sum())
        self._last = distinct(np.concatenate([before, latest])) if ts[0] == ts[-1] else latest


def _agenda(setting: Setting, interventions: list[dict[str, Any]]) -> list[tuple]:
    """What is to be done and when: (ms, its place among what is due at once, number, intervention or None)."""
    step = setting.scenario.record.timeline * MINUTE
    times = [*(round(i * step) for i in range(-(-setting.end // max(1, round(step))))), setting.end]
    looks: list[tuple] = [(ts, 1, i, None) for i, ts in enumerate(sorted(set(times)))]
    agenda = looks + [(row["ts"], 0, i, row) for i, row in enumerate(interventions)]
    heapq.heapify(agenda)
    return agenda
