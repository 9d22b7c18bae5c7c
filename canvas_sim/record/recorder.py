"""Takes what happens while it happens: makes the digest, and writes the log if there is a folder for it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.base.state import parts_of
from canvas_sim.record.columns import ColumnType, all_tables, columns_of
from canvas_sim.record.digest import CHUNK, Digest
from canvas_sim.record.log_parts import LogParts
from canvas_sim.record.parquet import EventWriter, write_table

Columns = dict[str, np.ndarray]


class Recorder:
    """Records one run.

    Parameters
    ----------
    folder : where Parquet files go; None writes nothing
    log : False leaves out the events, on disk and in memory; the digest is the same
    keep : holds the events in memory (26 bytes each), for a run that has no folder
    parts : where the log is kept in parts until `finish`, for a run that is saved on the way

    Attributes
    ----------
    rows : events so far
    digest : after `finish`, the digest of the run in hexadecimal
    tables : after `finish`, every table but the events, as columns
    chunks : the events held in memory, in chunks of columns
    """

    not_saved = frozenset({"tables", "_folder", "_keep", "_writer"})

    def __init__(
        self, folder: Path | None = None, *, log: bool = True, keep: bool = False, parts: Path | None = None
    ) -> None:
        self.rows = 0
        self.digest = ""
        self.tables: dict[str, Columns] = {}
        self.chunks: list[Columns] = []
        self._folder = folder
        self._keep = keep and log
        self._digest = Digest()
        self._writer: EventWriter | LogParts | None = None
        if folder is not None and log:
            self._writer = LogParts(folder, parts, self._digest) if parts else EventWriter(folder)
        self._buffer = _empty_buffer()
        self._seen = np.zeros(0, bool)
        self._rows: dict[str, list[Mapping[str, Any]]] = {"interventions": [], "timeline": []}

    def events(self, columns: Mapping[str, np.ndarray]) -> None:
        """Take placements in commit order: the columns of the log, any number of rows.

        Raises
        ------
        UserError
            The disk is full, or cannot be written.
        """
        taken, rows = 0, len(columns["ts"])
        while taken < rows:
            filled = self.rows % CHUNK
            count = min(rows - taken, CHUNK - filled)
            for name, buffer in self._buffer.items():
                buffer[filled : filled + count] = columns[name][taken : taken + count]
            taken += count
            self.rows += count
            if filled + count == CHUNK:
                self._flush(CHUNK)

    def interventions(self, row: Mapping[str, Any]) -> None:
        """Take one intervention; columns that it does not name are empty (-1, NaN or "")."""
        self._rows["interventions"].append(row)

    def timeline(self, row: Mapping[str, Any]) -> None:
        """Take one row of the timeline."""
        self._rows["timeline"].append(row)

    def finish(self, canvas: np.ndarray, tables: Mapping[str, Mapping[str, np.ndarray | Sequence]]) -> str:
        """Write what is left, and give the digest in hexadecimal.

        Parameters
        ----------
        canvas : uint8 [h, w], as it is at the end
        tables : communities, designs, alliances and posts as columns; one that is absent is empty

        Raises
        ------
        UserError
            The disk is full, or cannot be written.
        """
        self._flush(self.rows % CHUNK)
        if self._writer:
            self._writer.close()
        for name, kinds in all_tables().items():
            if name in self._rows:
                self.tables[name] = from_rows(name, self._rows[name])
            elif name != "events":
                self.tables[name] = typed_columns(name, tables.get(name) or {column: [] for column in kinds})
        if self._folder:
            for name, columns in self.tables.items():
                write_table(self._folder, name, columns)
        self.digest = self._digest.finish(canvas, self.tables)
        return self.digest

    def saved(self) -> dict[str, Any]:
        """What is saved of it: of the buffer, the rows that wait in it."""
        waiting = 0 if self.digest else self.rows % CHUNK
        return parts_of(self) | {"_buffer": {name: values[:waiting] for name, values in self._buffer.items()}}

    def restored(self) -> None:
        """Give the buffer its size again."""
        waiting, self._buffer = self._buffer, _empty_buffer()
        for name, values in waiting.items():
            self._buffer[name][: len(values)] = values

    @property
    def users(self) -> int:
        """How many users placed something, among the events hashed so far: all of them after `finish`."""
        return int(np.count_nonzero(self._seen))

    @property
    def keeps_log(self) -> bool:
        """Whether the events are held in memory."""
        return self._keep

    def _flush(self, count: int) -> None:
        """Hash and write the first `count` rows of the buffer."""
        if count == 0:
            return
        columns = {name: buffer[:count] for name, buffer in self._buffer.items()}
        self._digest.add(columns)
        missing = int(columns["user"].max()) + 1 - len(self._seen)
        self._seen = np.pad(self._seen, (0, max(missing, 0)))
        self._seen[columns["user"][columns["user"] >= 0]] = True
        if self._writer:
            self._writer.write(columns)
        if self._keep:
            self.chunks.append({name: values.copy() for name, values in columns.items()})


def _empty_buffer() -> Columns:
    return {name: np.zeros(CHUNK, column.dtype) for name, column in columns_of("events").items()}


def from_rows(table: str, rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Columns of a table from its rows; what a row does not name is empty."""
    unknown = {name for row in rows for name in row} - set(columns_of(table))
    if unknown:
        raise ValueError(f"{table} has no column {sorted(unknown)}; it has {list(columns_of(table))}")
    columns = {name: [row.get(name, _empty(kind)) for row in rows] for name, kind in columns_of(table).items()}
    return typed_columns(table, columns)


def typed_columns(table: str, columns: Mapping[str, np.ndarray | Sequence]) -> Columns:
    """The columns of a table with their dtypes.

    Raises
    ------
    ValueError
        A column is missing or unknown, or columns differ in length.
    """
    if set(columns) != set(columns_of(table)):
        raise ValueError(f"{table} needs the columns {list(columns_of(table))}, not {list(columns)}")
    if len({len(values) for values in columns.values()}) > 1:
        raise ValueError(f"columns of {table} differ in length: { {n: len(v) for n, v in columns.items()} }")
    return {name: _typed(columns[name], kind) for name, kind in columns_of(table).items()}


def _typed(values: np.ndarray | Sequence, column: ColumnType) -> np.ndarray:
    """Values as an array of the column's dtype; strings and bytes as objects."""
    if column.dtype not in ("str", "bytes"):
        return np.asarray(values, column.dtype)
    convert = str if column.dtype == "str" else bytes
    result = np.empty(len(values), object)
    result[:] = [convert(value) for value in values]
    return result


def _empty(column: ColumnType) -> Any:
    """What stands where a row says nothing."""
    if column.dtype.startswith("float"):
        return float("nan")
    return "" if column.dtype == "str" else -1
