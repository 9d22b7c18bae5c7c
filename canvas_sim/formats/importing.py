"""Import: from the files of a real event to a run folder."""

import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.formats import official, snapshots
from canvas_sim.formats.event_defaults import Setting, known_event
from canvas_sim.formats.external_sort import EARLIEST, Names, Runs
from canvas_sim.formats.file_blocks import existing
from canvas_sim.formats.log_reader import DiffReader, TableReader
from canvas_sim.formats.official import Rejects
from canvas_sim.formats.run_writer import Extra, Landing
from canvas_sim.record.folder import new_folder
from canvas_sim.record.parquet import writing_to
from canvas_sim.record.run import Run

Progress = Callable[[float, int], None]
READING, SORTING = 0.6, 0.15  # shares of the time; the rest is writing
BETWEEN_PROGRESS = 0.1  # s


def import_event(
    files: Sequence[str | Path],
    form: str,
    out: str | Path,
    *,
    event: str | Path | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Read a real event, or an exported one, into a run folder.

    Parameters
    ----------
    files : its files, all of one format, in any order; gzip or not
    form : "2017", "2022", "2023", "diff", "bitmap", "npz" or "png"
    out : run folder to make
    event : preset, TOML file or run folder that says canvas, palette, start and growth; the real event unless told
    strict : whether a row that makes no sense is an error
    progress : called some ten times a second with the share that is done (0 to 1) and the rows so far

    Raises
    ------
    UserError
        A file is missing or not of that format, a row makes no sense and `strict`, no row belongs to the event, or
        `out` is taken or cannot be written. Nothing is left behind then, nor after Ctrl-C.
    """
    began = time.perf_counter()
    if form not in official.FORMATS:
        raise UserError(f"there is no format {form!r}; there are {', '.join(official.FORMATS)}")
    meter = Meter(progress)
    paths = snapshots.snapshot_files(files) if form in official.SNAPSHOTS else existing(files)
    about = f"Imported from {len(paths)} {'file' if len(paths) == 1 else 'files'} in the format {form}."
    setting = known_event(event or official.EVENTS[form], about)
    with new_folder(out) as folder:
        source: dict[str, Any] = {"format": form, "files": [path.name for path in paths]}
        if form in official.SNAPSHOTS:
            source |= {"log": "changes", "rejected": 0}
            landing = _snapshots(folder, setting, (paths, form), meter)
        else:
            source |= {"log": "placements"}
            landing, rejected = _log(folder, setting, (paths, form), strict, meter)
            source["rejected"] = rejected
        landing.finish(source, time.perf_counter() - began)
        meter.tell(1.0)
    return Run.load(out)


class Meter:
    """Adds up how far an import is, and tells it not too often."""

    def __init__(self, progress: Progress | None) -> None:
        self.share = 0.0
        self.rows = 0
        self._progress = progress
        self._told = -BETWEEN_PROGRESS

    def add(self, share: float) -> None:
        """So much more of the whole is done."""
        self.share += share
        if time.perf_counter() - self._told >= BETWEEN_PROGRESS:
            self.tell(min(self.share, 1.0))

    def tell(self, share: float) -> None:
        """Tell how much is done."""
        self._told = time.perf_counter()
        if self._progress:
            self._progress(share, self.rows)


def _log(folder: Path, setting: Setting, what: tuple, strict: bool, meter: Meter) -> tuple[Landing, int]:
    """Read a log, sort it, and let it land; gives how many rows were rejected, too."""
    paths, form = what
    spill = folder / "sorting"
    with writing_to(spill):
        spill.mkdir()
    rejects, runs, names = Rejects(folder, strict), Runs(spill), Names(spill)
    to = (runs, names)
    table = official.TABLES.get(form)
    read = TableReader(table, setting, to, rejects) if table else DiffReader(setting, to, rejects)
    total = max(1, sum(path.stat().st_size for path in paths))

    def told(size: int) -> None:
        meter.rows = runs.rows
        meter.add(READING * size / total)

    for path in paths:
        read.read(path, told)
    meter.rows = runs.rows
    rejects.close()
    if not runs.rows + len(read.moderation):
        none = f"none of the {rejects.count:,} rows makes sense; the first: {rejects.first}"
        raise UserError(none if rejects.count else "there are no rows in these files")
    users = Extra(folder / "users.parquet")
    names.number(users.write, lambda share: meter.add(SORTING * share))
    users.close()
    setting = setting.lasting(read.last)
    landing = Landing(folder, setting, setting.interventions() + read.moderation)
    for rows in runs.merged(lambda share: meter.add((1 - READING - SORTING) * share)):
        ts = (rows["order"] >> np.uint64(32)).astype(np.int64) - EARLIEST
        landing.take(ts, names.ids(rows["key"]), (rows["x"], rows["y"], rows["color"]))
    shutil.rmtree(spill)
    return landing, rejects.count


def _snapshots(folder: Path, setting: Setting, what: tuple, meter: Meter) -> Landing:
    """Let the changes between snapshots land, as placements of nobody."""
    series = snapshots.opened(what[0], what[1], setting)
    setting = setting.lasting(series.times[-1])
    landing = Landing(folder, setting, setting.interventions())
    for number, (ts, canvas) in enumerate(series.canvases(), 1):
        y, x = np.nonzero(canvas != landing.canvas)
        nobody = np.full(len(x), -1, np.int64)
        landing.take(np.full(len(x), ts, np.int64), nobody, (x, y, canvas[y, x]))
        meter.rows += len(x)
        meter.add(number / len(series.times) - meter.share)
    return landing
