"""The log of a run that may be killed: whole chunks, a file each, which become one file at the end.

What stands in a checkpoint is small because of that: each chunk is written once, and checkpoints refer to the chunks
before them by the hashes that the digest is made of.
"""

import hashlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.record.columns import columns_of
from canvas_sim.record.digest import Digest, rows_hash
from canvas_sim.record.folder import new_file
from canvas_sim.record.parquet import EventWriter, event_bytes, read_events

THREADS = 2


class LogParts:
    """Writes the log in parts.

    Parameters
    ----------
    folder : where ``events.parquet`` is in the end
    parts : folder of the parts
    digest : has the hash of each chunk before it comes here
    """

    def __init__(self, folder: Path, parts: Path, digest: Digest) -> None:
        self._folder, self._parts, self._digest = folder, parts, digest

    def write(self, columns: dict[str, np.ndarray]) -> None:
        """Write the chunk whose hash the digest took last."""
        write_part(self._parts, len(self._digest.chunks) - 1, columns)

    def close(self) -> None:
        """Make one file of all parts, the same as if it had been written at once.

        Raises
        ------
        UserError
            A part is missing or damaged, or the disk is full.
        """
        writer = EventWriter(self._folder)
        for number, known in enumerate(self._digest.chunks):
            writer.write(read_part(self._parts, number, known))
        writer.close()


def write_part(parts: Path, number: int, columns: dict[str, np.ndarray]) -> None:
    """Write a part: whole, or not at all. Its name has a hash of the file, so that damage is soon found."""
    data = event_bytes(columns)
    with new_file(parts / f"{number:04}-{_hash(data)}.parquet") as partial:
        partial.write_bytes(data)


def read_part(parts: Path, number: int, known: bytes) -> dict[str, np.ndarray]:
    """A part as columns.

    Raises
    ------
    UserError
        It is missing or damaged, or its rows have not the hash `known`.
    """
    path, kinds = _whole_part(parts, number), columns_of("events")
    found = list(read_events(path, tuple(kinds)))
    columns = {name: np.concatenate([one[name] for one in found]).astype(kinds[name].dtype) for name in kinds}
    if rows_hash(columns, kinds) != known:
        raise UserError(f"{path} is of another run: its rows are others")
    return columns


def check_parts(parts: Path, count: int) -> None:
    """See that the first so many parts are there and as they were written.

    Raises
    ------
    UserError
        Names the one that is not.
    """
    with ThreadPoolExecutor(THREADS) as pool:
        deque(pool.map(lambda number: _whole_part(parts, number), range(count)), 0)


def _whole_part(parts: Path, number: int) -> Path:
    """The file of a part, with the hash that its name says."""
    for path in parts.glob(f"{number:04}-*.parquet"):
        if path.name == f"{number:04}-{_hash(path.read_bytes())}.parquet":
            return path
    raise UserError(f"{parts} is damaged: part {number} of the log is missing, or not as it was written")


def _hash(data: Any) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
