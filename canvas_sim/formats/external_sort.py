"""Sort more placements than memory holds, and number their users: by parts on disk, then runs, then one merge.

Placements go to 64 files by the key of their user's name; each file is numbered and sorted by itself, and the sorted
runs are merged. Memory holds a piece of a file and a block of each run, however long the log is.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.jit import kernel
from canvas_sim.formats.user_names import read_names
from canvas_sim.record.parquet import writing_to

PARTS = 64
PIECE = 1 << 20  # rows sorted at once
MERGED = 1 << 20  # rows held while runs are merged
KEPT_NAMES = 1 << 20  # names that are known without asking the disk
ROW = np.dtype([("order", "<u8"), ("key", "<u8"), ("x", "<i2"), ("y", "<i2"), ("color", "u1")], align=True)
EARLIEST = 1 << 31  # ms before the start that an order can say
MOST_ROWS = 1 << 32

Told = Callable[[float], None]


class Parts:
    """Placements on disk, in parts by user; those of one user, and its name, are in one part.

    Attributes
    ----------
    known : uint64, names met lately (for `parsing.users`)
    rows : placements so far
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known = np.zeros(KEPT_NAMES, np.uint64)
        self.rows = 0
        self._all_ours = True
        self._used = np.zeros(PARTS, np.int64)
        with writing_to(folder):
            self._files = [(folder / f"part-{part}").open("wb", buffering=0) for part in range(PARTS)]
            self._names = [(folder / f"names-{part}").open("wb", buffering=0) for part in range(PARTS)]

    def add(self, ts: np.ndarray, key: np.ndarray, pixels: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
        """Take placements in order of reading: ms since the start, keys of names (0 unknown), x, y and color.

        Raises
        ------
        UserError
            There are more than 2^32 of them, or the disk is full.
        """
        if self.rows + len(ts) > MOST_ROWS:
            raise UserError("more than four billion rows are too many for one event")
        number = np.arange(self.rows, self.rows + len(ts), dtype=np.uint64)
        rows = np.empty(len(ts), ROW)
        rows["order"] = (ts + EARLIEST).astype(np.uint64) << np.uint64(32) | number
        rows["key"] = key
        rows["x"], rows["y"], rows["color"] = pixels
        self.rows += len(ts)
        part = np.where(key == 0, number, key >> np.uint64(58)).astype(np.uint8) % PARTS
        self._spread(self._files, rows[np.argsort(part, kind="stable")], part)
        self._used += np.bincount(part, minlength=PARTS)

    def add_names(self, text: np.ndarray, spans: np.ndarray, keys: np.ndarray) -> None:
        """Take names: where they stand in a text, int32 [name, 2], and their keys."""
        if not len(keys):
            return
        part = (keys >> np.uint64(58)).astype(np.uint8)
        order = np.argsort(part, kind="stable")
        spans, keys = spans[order], keys[order]
        lengths = spans[:, 1] - spans[:, 0]
        self._all_ours = self._all_ours and bool((read_names(text, spans[:, 0], lengths) >= 0).all())
        packed = np.empty(int(lengths.sum()) + 9 * len(keys), np.uint8)
        pack(text, spans, keys, packed)
        bounds = np.searchsorted(part[order], np.arange(PARTS + 1))
        at = np.concatenate([[0], np.cumsum(lengths + 9)])[bounds]
        for file, first, last in zip(self._names, at[:-1], at[1:], strict=True):
            _write(file, packed[first:last])

    def runs(self, users: Any, told: Told) -> list[Path]:
        """Number the users, and sort: files of rows whose key is the user's id (`users` takes the foreign names).

        Ids are what the names say, if this project gave all of them; else the places of the names' keys in their order.
        """
        for file in (*self._files, *self._names):
            file.close()
        runs: list[Path] = []
        first = 0
        for part in range(PARTS):
            names = _Names(self.folder / f"names-{part}")
            ids = names.ours() if self._all_ours else np.arange(first, first + len(names.keys))
            first += len(names.keys)
            if not self._all_ours:
                users(ids, *names.text())
            for rows in _pieces(self.folder / f"part-{part}", PIECE):
                rows["key"] = _numbered(rows["key"], names.keys, ids)
                runs.append(self._run(rows, len(runs)))
                told(1 / PARTS / max(1, -(-int(self._used[part]) // PIECE)))
        return runs

    def _run(self, rows: np.ndarray, number: int) -> Path:
        """Write sorted rows."""
        path = self.folder / f"run-{number}"
        with writing_to(path):
            rows[np.argsort(rows["order"])].tofile(path)
        return path

    def _spread(self, files: Sequence[IO[bytes]], rows: np.ndarray, part: np.ndarray) -> None:
        """Append rows, which are in order of their parts, to the files of these."""
        last = np.cumsum(np.bincount(part, minlength=PARTS))
        for file, begin, end in zip(files, np.concatenate([[0], last[:-1]]), last, strict=True):
            _write(file, rows[begin:end])


class _Names:
    """The names of one part, each once, in the order of their keys; their file is removed."""

    def __init__(self, path: Path) -> None:
        packed = np.fromfile(path, np.uint8)
        path.unlink()
        begins, keys = unpack(packed)
        self.keys, first = np.unique(keys, return_index=True)
        self._packed, self._begins = packed, begins[first]
        self._lengths = packed[self._begins - 1].astype(np.int64)

    def ours(self) -> np.ndarray:
        """The ids that they say."""
        return read_names(self._packed, self._begins, self._lengths)

    def text(self) -> tuple[np.ndarray, np.ndarray]:
        """All of them, one behind the other, uint8 [byte], and where each ends, int64 [name]."""
        ends = np.cumsum(self._lengths)
        text = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
        copy_names(self._packed, self._begins, ends, text)
        return text, ends


def merge_runs(runs: list[Path], told: Told) -> Iterator[np.ndarray]:
    """The rows of all runs in their order, some at a time; runs disappear when they are read."""
    if not runs:
        return
    block = max(1024, MERGED // len(runs))
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


def _numbered(key: np.ndarray, keys: np.ndarray, ids: np.ndarray) -> np.ndarray:
    """Ids of users from keys of their names; what an id is for the unknown becomes the highest number."""
    result = np.full(len(key), -1, np.int64)
    if len(keys):
        has_name = key != 0
        result[has_name] = ids[np.searchsorted(keys, key[has_name])]
    return result.view(np.uint64)


def _write(file: IO[bytes], rows: np.ndarray) -> None:
    """Append rows to a file."""
    if len(rows):
        with writing_to(Path(file.name)):
            file.write(np.ascontiguousarray(rows).view(np.uint8).data)


@kernel
def pack(text, spans, keys, out):
    """Names one behind the other: eight bytes of the key, the lowest first, one of the length, the name."""
    at = 0
    for row in range(len(keys)):
        begin, end = spans[row, 0], spans[row, 1]
        for i in range(8):
            out[at + i] = keys[row] >> np.uint64(8 * i) & np.uint64(255)
        out[at + 8] = end - begin
        for i in range(begin, end):
            out[at + 9 + i - begin] = text[i]
        at += 9 + end - begin


@kernel
def unpack(packed):
    """Where the names of `pack` begin, int64 [name], and their keys, uint64."""
    count = at = 0
    while at < len(packed):
        at += 9 + packed[at + 8]
        count += 1
    begins, keys = np.empty(count, np.int64), np.zeros(count, np.uint64)
    at = 0
    for row in range(count):
        for i in range(8):
            keys[row] |= np.uint64(packed[at + i]) << np.uint64(8 * i)
        begins[row] = at + 9
        at += 9 + packed[at + 8]
    return begins, keys


@kernel
def copy_names(text, begins, ends, out):
    """Copy names that begin at `begins` in `text` to where they end at `ends` in `out`."""
    at = 0
    for row in range(len(begins)):
        for i in range(ends[row] - at):
            out[at + i] = text[begins[row] + i]
        at = ends[row]
