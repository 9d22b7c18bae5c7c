"""Export: from a run folder to the formats of the real events, so that other people's readers take it unchanged."""

import gzip
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow.parquet

from canvas_sim.base.errors import UserError
from canvas_sim.formats import csv_fields as lines
from canvas_sim.formats import official, snapshots
from canvas_sim.formats import user_names as naming
from canvas_sim.formats.event_defaults import Setting
from canvas_sim.formats.file_blocks import PACKED
from canvas_sim.formats.log_reader import RECORD
from canvas_sim.record.folder import new_file, new_folder
from canvas_sim.record.replay import PAINTING, frames, paintings_of, stretches
from canvas_sim.record.run import Run

ROWS = 1 << 16  # written at once
LEVEL = 3  # of gzip: names do not get much smaller, whatever the effort
DIFF_COLORS = 256

Progress = Callable[[float, int], None]
Columns = dict[str, np.ndarray]


def export(
    folder: str | Path, form: str, out: str | Path, *, every: int = 1_800_000, progress: Progress | None = None
) -> Path:
    """Write a run as a real event's files.

    Parameters
    ----------
    folder : run folder
    form : "2017", "2022", "2023", "diff", "bitmap", "npz" or "png"
    out : file to make, packed if its name ends in .gz or .gzip; for "bitmap" and "png" a folder
    every : time between two snapshots, ms
    progress : called with the share that is done (0 to 1) and the rows so far

    Raises
    ------
    UserError
        No run folder, no log, no such format, more than the format can say, `out` is taken or cannot be written.
        Nothing is left behind then, nor after Ctrl-C.
    """
    if form not in official.FORMATS:
        raise UserError(f"there is no format {form!r}; there are {', '.join(official.FORMATS)}")
    if os.path.lexists(out) and (Path(out).is_file() or Path(out).is_dir()):
        raise UserError(f"{out} is taken; name one that does not exist yet")
    run = Run.load(folder)
    _need_room(run, form)
    if form in official.SNAPSHOTS:
        _write_snapshots(run, form, Path(out), every, progress)
    else:
        with new_file(Path(out)) as partial, _packed(partial, Path(out).name) as file:
            tell = progress or (lambda _share, _rows: None)
            if form == "diff":
                _write_diff(run, file, tell)
            else:
                _TableWriter(run, official.TABLES[form], Path(out)).write(file, tell)
    return Path(out)


def _need_room(run: Run, form: str) -> None:
    """Refuse what a format cannot hold."""
    most = official.TABLES[form].colors if form in official.TABLES else 16 if form == "bitmap" else DIFF_COLORS
    if len(run.colors) > most:
        raise UserError(f"the format {form} has {most} colors, and this event {len(run.colors)}; export it as 2022")
    if form in official.SNAPSHOTS:
        return
    able = official.TABLES[form].shapes if form in official.TABLES else ()
    shapes = {"wipe": "rectangle", "rectangle": "rectangle", "circle": "circle"}
    for kind in run.interventions["kind"].unique():
        if kind in PAINTING and shapes[kind] not in able:
            raise UserError(
                f"the format {form} has no {shapes[kind]}s, and an administrator painted one; export as 2023"
            )


@contextmanager
def _packed(path: Path, name: str) -> Iterator[Any]:
    """A file to write to, packed if its name says so."""
    packed = name.lower().endswith(PACKED)
    with path.open("wb") as plain, gzip.GzipFile("", "wb", LEVEL, plain, 0) if packed else nullcontext(plain) as file:
        yield file


def _write_snapshots(run: Run, form: str, out: Path, every: int, progress: Progress | None) -> None:
    """Write canvases as often as told."""
    start, times = Setting(run.scenario).start, len(range(0, run.end, max(every, 1))) + 1

    def timed() -> Iterator[tuple[int, np.ndarray]]:
        for number, (ms, canvas) in enumerate(frames(run, every), 1):
            yield start + ms, canvas
            if progress:
                progress(number / times, number)

    if form == "npz":
        with new_file(out) as partial:
            snapshots.write_archive(partial, timed(), (times, *run.canvas.shape))
        return
    with new_folder(out) as folder:
        if form == "bitmap":
            snapshots.write_bitmaps(folder, timed())
        else:
            snapshots.write_pngs(folder, timed(), run.colors)


def _write_diff(run: Run, file: IO[bytes], progress: Progress) -> None:
    """Write all rows as the binary diff."""
    for columns, share, rows in _slices(run, ("ts", "x", "y", "color")):
        records = np.empty(len(columns["ts"]), RECORD)
        records["second"] = (Setting(run.scenario).start + columns["ts"].astype(np.int64)) // 1000
        records["x"], records["y"], records["color"] = columns["x"], columns["y"], columns["color"]
        file.write(records.tobytes())
        progress(share, rows)


class _TableWriter:
    """Writes the CSV logs of 2017, 2022 and 2023."""

    def __init__(self, run: Run, table: official.LogFormat, out: Path) -> None:
        setting = Setting(run.scenario)
        self._run, self._table, self._out = run, table, out
        self._start, self._shift = setting.start, setting.middle if table.centered else (0, 0)
        self._colors = [f"#{color}" for color in run.colors]
        self._paintings = paintings_of(run)

    def write(self, file: IO[bytes], progress: Progress) -> None:
        """Write all rows; what was painted stands before the placements of its moment."""
        file.write(self._table.headers[0].encode() + b"\n")
        with _names(self._run, self._table.name_bytes, self._out.parent) as names:
            for columns, share, rows in _slices(self._run, ("ts", "user", "x", "y", "color")):
                self._write_slice(file, columns, names)
                progress(share, rows)
            for row in self._paintings:
                file.write(self._painting(row))
            for columns in _outside(self._run):
                file.write(self._lines(columns, names))

    def _write_slice(self, file: IO[bytes], columns: Columns, names: Any) -> None:
        """Write placements, and what was painted between them."""
        for (first, stop), row in stretches(columns["ts"], self._paintings):
            file.write(self._lines({name: values[first:stop] for name, values in columns.items()}, names))
            if row is not None:
                file.write(self._painting(row))

    def _lines(self, columns: Columns, names: Any) -> memoryview:
        """Placements as text."""
        ts = self._start + columns["ts"].astype(np.int64)
        x, y = (columns[name].astype(np.int64) - shift for name, shift in zip("xy", self._shift, strict=True))
        rows, named = (ts, x, y, columns["color"]), names(columns["user"].astype(np.int64))
        if self._table.event == "rplace-2017":
            return lines.lines_2017(rows, named)
        return lines.lines_of_text(rows, named, self._colors, self._table.centered)

    def _painting(self, row: Any) -> bytes:
        """A rectangle or circle as text, by a name that no user has."""
        when = lines.time_texts(np.array([self._start + row.ts]))[0].as_py()
        name = naming.own_names(np.array([naming.MODERATOR]), self._table.name_bytes)[0]
        x, y = self._shift
        if row.kind == "circle":
            radius = int(row.value)
            where = f"{{X: {row.x0 + radius - 1 - x}, Y: {row.y0 + radius - 1 - y}, R: {radius}}}"
        else:
            where = f"{row.x0 - x},{row.y0 - y},{row.x1 - 1 - x},{row.y1 - 1 - y}"
        color = self._colors[row.color]
        last = f'"{where}",{color}' if self._table.centered else f'{color},"{where}"'
        return f"{when},{name},{last}\n".encode()


def _slices(run: Run, wanted: tuple[str, ...]) -> Iterator[tuple[Columns, float, int]]:
    """Columns of the log, `ROWS` rows at a time, with the share and the number of rows so far."""
    total, rows = max(1, run.info["counts"]["placements"]), 0
    for chunk in run.chunks(*wanted):
        for first in range(0, len(chunk["ts"]), ROWS):
            columns = {name: values[first : first + ROWS] for name, values in chunk.items()}
            rows += len(columns["ts"])
            yield columns, rows / total, rows


def _outside(run: Run) -> Iterator[Columns]:
    """Rows of an imported log that are not on the canvas, or before the start."""
    path = run.folder / "outside.parquet" if run.folder else None
    if path is None or not path.is_file():
        return
    with pyarrow.parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(ROWS):
            yield {name: batch.column(name).to_numpy() for name in batch.schema.names}


@contextmanager
def _names(run: Run, size: int, beside: Path) -> Iterator[Callable]:
    """What gives the names of users, an Arrow array; foreign ones as they were imported."""
    path = run.folder / "users.parquet" if run.folder else None
    if path is None or not path.is_file():
        yield lambda users: naming.own_names(users, size)
        return
    with tempfile.TemporaryDirectory(prefix=".names-", dir=beside) as folder:
        yield _foreign_names(path, Path(folder) / "names")


def _foreign_names(path: Path, spill: Path) -> Callable:
    """What gives such names by id: from the disk, because those of ten million users are a gigabyte."""
    with pyarrow.parquet.ParquetFile(path) as file, pyarrow.ipc.new_file(str(spill), file.schema_arrow) as out:
        for batch in file.iter_batches(ROWS):
            out.write_batch(batch)
    known = pyarrow.ipc.open_file(pyarrow.memory_map(str(spill))).read_all()
    if not np.array_equal(known["user"], np.arange(len(known))):
        raise UserError(f"{path} must have a row for each user, in the order of their numbers")
    return lambda users: known["name"].take(pyarrow.array(users, mask=users < 0)).combine_chunks().fill_null("")
