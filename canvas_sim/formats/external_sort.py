"""Sort more placements than memory holds, and number their users.

Placements are sorted some at a time, and these runs are merged. Names go to 64 files by their keys, so that each can be
kept once. Memory holds one run, or a block of each, the names of one file, and the keys of all users.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow

from canvas_sim.base.errors import UserError
from canvas_sim.formats.user_names import name_keys, read_names
from canvas_sim.record.parquet import writing_to

PARTS = 64
PIECE = 1 << 20  # rows sorted at once
MERGED = 1 << 20  # rows held while runs are merged
KEPT_NAMES = 1 << 20  # names that are known without asking the disk
ROW = np.dtype([("order", "<u8"), ("key", "<u8"), ("x", "<i2"), ("y", "<i2"), ("color", "u1")], align=True)
EARLIEST = 1 << 31  # ms before the start that an order can say
MOST_ROWS = 1 << 32

Told = Callable[[float], None]


class Runs:
    """Placements on disk, in sorted runs.

    Attributes
    ----------
    rows : placements so far
    """

    def __init__(self, folder: Path) -> None:
        self.rows = 0
        self._folder = folder
        self._held: list[np.ndarray] = []
        self._paths: list[Path] = []

    def add(self, ts: np.ndarray, key: np.ndarray, pixels: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
        """Take placements in order of reading: ms since the start, keys of names (0 unknown), x, y and color.

        Raises
        ------
        UserError
            There are more than 2^32 of them, or the disk is full.
        """
        if self.rows + len(ts) > MOST_ROWS:
            raise UserError("more than four billion rows are too many for one event")
        rows = np.empty(len(ts), ROW)
        number = np.arange(self.rows, self.rows + len(ts), dtype=np.uint64)
        rows["order"] = (ts + EARLIEST).astype(np.uint64) << np.uint64(32) | number
        rows["key"] = key
        rows["x"], rows["y"], rows["color"] = pixels
        self.rows += len(ts)
        self._held.append(rows)
        if sum(map(len, self._held)) >= PIECE:
            self._write()

    def merged(self, told: Told) -> Iterator[np.ndarray]:
        """All rows in their order, some at a time; `told` is told which share these are."""
        if self._held:
            self._write()
        return _merged(self._paths, told)

    def _write(self) -> None:
        """Write a run."""
        rows = np.concatenate(self._held)
        self._held.clear()
        self._paths.append(self._folder / f"run-{len(self._paths)}")
        with writing_to(self._paths[-1]):
            rows[np.argsort(rows["order"])].tofile(self._paths[-1])


class Names:
    """Names of users on disk, in parts by their keys."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = np.zeros(KEPT_NAMES, np.uint64)
        self._keys = np.zeros(0, np.uint64)
        self._ids = np.zeros(0, np.int64)
        self._all_ours = True
        kind = pyarrow.schema([("key", pyarrow.uint64()), ("name", pyarrow.string())])
        with writing_to(folder):
            self._parts = [pyarrow.ipc.new_stream(str(folder / f"names-{part}"), kind) for part in range(PARTS)]

    def add(self, names: Any) -> np.ndarray:
        """Take the names of rows, an Arrow array; gives their keys, uint64 [row]."""
        keys = name_keys(names)
        slot = keys & np.uint64(KEPT_NAMES - 1)
        fresh = np.flatnonzero((keys != 0) & (self._known[slot] != keys))
        self._known[slot] = keys
        new, first = np.unique(keys[fresh], return_index=True)
        names = names.take(pyarrow.array(fresh[first]))
        self._all_ours = self._all_ours and bool((read_names(names) >= 0).all())
        table = pyarrow.table({"key": new, "name": names})
        bounds = np.searchsorted(new >> np.uint64(58), np.arange(PARTS + 1))
        with writing_to(self._folder):
            for part, begin, end in zip(self._parts, bounds[:-1], bounds[1:], strict=True):
                if begin < end:
                    part.write_table(table.slice(begin, end - begin))
        return keys

    def number(self, users: Callable[[dict[str, Any]], None], told: Told) -> None:
        """Number all users; `users` takes rows of the table of foreign names.

        Ids are what the names say, if this project gave all of them; else the places of the names' keys in their order.
        """
        keys, ids, count = [], [], 0
        for i, part in enumerate(self._parts):
            with writing_to(self._folder):
                part.close()
            new, names = self._read(self._folder / f"names-{i}")
            keys.append(new)
            ids.append(read_names(names) if self._all_ours else np.arange(count, count + len(new)))
            count += len(new)
            if not self._all_ours:
                users({"user": ids[-1].astype(np.int32), "name": names})
            told(1 / PARTS)
        self._keys, self._ids = np.concatenate(keys), np.concatenate(ids)

    def _read(self, path: Path) -> tuple[np.ndarray, Any]:
        """The names of a file, each once, behind their keys, in the order of these; the file is removed."""
        with pyarrow.OSFile(str(path)) as file:
            table = pyarrow.ipc.open_stream(file).read_all()
        path.unlink()
        keys, first = np.unique(table["key"].to_numpy(), return_index=True)
        return keys, table["name"].combine_chunks().take(pyarrow.array(first))

    def ids(self, keys: np.ndarray) -> np.ndarray:
        """Ids of users by the keys of their names, int64 [row]; -1 where it is unknown."""
        ids = np.full(len(keys), -1, np.int64)
        ids[keys != 0] = self._ids[np.searchsorted(self._keys, keys[keys != 0])]
        return ids


def _merged(runs: list[Path], told: Told) -> Iterator[np.ndarray]:
    """The rows of all runs in their order, some at a time; runs disappear when they are read."""
    block = max(1024, MERGED // max(1, len(runs)))
    total = sum(path.stat().st_size for path in runs)
    readers = [_pieces(path, block) for path in runs]
    held = [next(reader) for reader in readers]
    while held:
        # Up to the least of the last rows that are held, nothing can be missing.
        limit = min(int(rows["order"][-1]) for rows in held)
        cuts = [int(np.searchsorted(rows["order"], np.uint64(limit), side="right")) for rows in held]
        chunk = np.concatenate([rows[:cut] for rows, cut in zip(held, cuts, strict=True)])
        told(chunk.nbytes / total)
        yield chunk[np.argsort(chunk["order"])]
        left = [rows[cut:] for rows, cut in zip(held, cuts, strict=True)]
        refilled = [rows if len(rows) else next(reader, None) for rows, reader in zip(left, readers, strict=True)]
        readers = [reader for reader, rows in zip(readers, refilled, strict=True) if rows is not None]
        held = [rows for rows in refilled if rows is not None]


def _pieces(path: Path, count: int) -> Iterator[np.ndarray]:
    """Rows of a file, some at a time; it is removed at its end."""
    with path.open("rb", buffering=0) as file:
        while len(rows := np.fromfile(file, ROW, count)):
            yield rows
    path.unlink()
