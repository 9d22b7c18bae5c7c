"""Tables to Parquet and back. Errors of the disk become one line for people."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.record.columns import NO_INTENT, ColumnType, columns_of
from canvas_sim.record.digest import CHUNK

if TYPE_CHECKING:
    import pandas
    import pyarrow

DICTIONARIES = ["color", "intent", "community", "design"]  # what a dictionary makes smaller; elsewhere it costs


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn errors of the disk into a `UserError` that names `path`."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error).splitlines()[0]
        raise UserError(f"cannot write {path}: {reason}") from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what can be wrong with a Parquet file into a `UserError` that names `path`."""
    import pyarrow

    try:
        yield
    except FileNotFoundError:
        raise UserError(f"there is no file {path}") from None
    except (OSError, pyarrow.ArrowException) as error:
        raise UserError(f"{path} is no Parquet file, or broken: {str(error).partition(chr(10))[0]}") from error


def arrow_type(name: str, column: ColumnType) -> pyarrow.DataType:
    """How a column is stored: intents as a dictionary of their names, all else as it is."""
    import pyarrow

    if name == "intent":
        return pyarrow.dictionary(pyarrow.int8(), pyarrow.string())
    special = {"str": pyarrow.string(), "bytes": pyarrow.binary()}
    return special.get(column.dtype) or pyarrow.from_numpy_dtype(np.dtype(column.dtype))


def arrow_table(table: str, columns: Mapping[str, np.ndarray]) -> pyarrow.Table:
    """Rows of a named table, from columns."""
    import pyarrow

    arrays, fields = [], []
    for name, column in columns_of(table).items():
        kind = arrow_type(name, column)
        if name == "intent":
            codes = arrow_array(columns[name].astype(np.int8), pyarrow.int8(), columns[name] == NO_INTENT)
            words = arrow_array(np.array(INTENTS, object), pyarrow.string())
            arrays.append(pyarrow.DictionaryArray.from_arrays(codes, words))
        else:
            arrays.append(arrow_array(columns[name], kind))
        fields.append(pyarrow.field(name, kind, nullable=name == "intent"))
    return pyarrow.Table.from_arrays(arrays, schema=pyarrow.schema(fields))


def arrow_array(
    values: np.ndarray, kind: pyarrow.DataType | None = None, missing: np.ndarray | None = None
) -> pyarrow.Array:
    """Values as Arrow keeps them in memory: `pyarrow.array` would import pandas, only to look at them."""
    import pyarrow

    parts: list[Any] = [np.ascontiguousarray(values)]
    if values.dtype == object:
        texts = [one.encode() if isinstance(one, str) else one for one in values]
        parts = [np.cumsum([0, *map(len, texts)], dtype=np.int32), b"".join(texts)]
    kind = kind or pyarrow.from_numpy_dtype(values.dtype)
    there = None
    if missing is not None and missing.any():
        there = pyarrow.py_buffer(np.packbits(~missing, bitorder="little"))
    return pyarrow.Array.from_buffers(kind, len(values), [there, *map(pyarrow.py_buffer, parts)])


def write_table(folder: Path, table: str, columns: Mapping[str, np.ndarray]) -> None:
    """Write one whole table.

    Raises
    ------
    UserError
        The disk is full, or cannot be written.
    """
    import pyarrow.parquet

    path = folder / f"{table}.parquet"
    with writing_to(path):
        pyarrow.parquet.write_table(arrow_table(table, columns), path, compression="zstd", compression_level=1)


def event_bytes(columns: Mapping[str, np.ndarray]) -> pyarrow.Buffer:
    """Some events as the bytes of a file of their own."""
    import pyarrow.parquet

    sink, table = pyarrow.BufferOutputStream(), arrow_table("events", columns)
    pyarrow.parquet.write_table(table, sink, compression="zstd", compression_level=1, use_dictionary=DICTIONARIES)
    return sink.getvalue()


class EventWriter:
    """The log on disk, written a row group at a time."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet

        self.path = folder / "events.parquet"
        empty = {name: np.zeros(0, column.dtype) for name, column in columns_of("events").items()}
        schema = arrow_table("events", empty).schema
        with writing_to(self.path):
            # Unbuffered, so that a full disk is noticed where rows are written, not when the file is forgotten.
            self._file = self.path.open("wb", buffering=0)
            self._writer = pyarrow.parquet.ParquetWriter(
                self._file, schema, compression="zstd", compression_level=1, use_dictionary=DICTIONARIES
            )

    def write(self, columns: Mapping[str, np.ndarray]) -> None:
        """Append one row group."""
        with writing_to(self.path):
            self._writer.write_table(arrow_table("events", columns), row_group_size=CHUNK)

    def close(self) -> None:
        """Complete the file."""
        with writing_to(self.path):
            self._writer.close()
            self._file.close()


def read_frame(folder: Path, table: str) -> pandas.DataFrame:
    """One table of a run folder as a pandas frame."""
    import pyarrow.parquet

    path = folder / f"{table}.parquet"
    with reading(path):
        return pyarrow.parquet.read_table(path).to_pandas()


def read_chunks(folder: Path, names: tuple[str, ...]) -> Iterator[dict[str, np.ndarray]]:
    """Some columns of the log, `CHUNK` rows at a time, with intents as codes."""
    return read_events(folder / "events.parquet", names)


def read_events(path: Path, names: tuple[str, ...]) -> Iterator[dict[str, np.ndarray]]:
    """Some columns of a file of events, `CHUNK` rows at a time, with intents as codes."""
    import pyarrow.parquet

    with reading(path), pyarrow.parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(CHUNK, columns=list(names)):
            yield {name: _numbers(batch.column(name)) for name in names}


def _numbers(values: Any) -> np.ndarray:
    """A column as numbers; names of intents become their codes, none becomes `NO_INTENT`."""
    if not hasattr(values, "dictionary"):
        return values.to_numpy(zero_copy_only=False)
    codes = np.array([*(INTENTS.index(name) for name in values.dictionary.to_pylist()), NO_INTENT], np.uint8)
    return codes[values.indices.fill_null(len(codes) - 1).to_numpy(zero_copy_only=False)]
