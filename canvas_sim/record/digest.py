"""The digest of a run: equal exactly when events, interventions, alliances, posts and canvas are equal, byte by byte.

It hashes hashes of fixed chunks of events, so that it needs no log on disk and could go on after a stop, and it sees
columns, never Parquet's encoding of them.
"""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np

from canvas_sim.record.columns import ColumnType, columns_of

CHUNK = 2**20  # rows; part of the definition of the digest
HASHED_TABLES = ("interventions", "alliances", "posts")


def column_bytes(values: np.ndarray | Sequence, column: ColumnType) -> bytes | memoryview:
    """Little-endian bytes of one column; strings in UTF-8, joined by line feeds."""
    if column.dtype == "str":
        return "\n".join(values).encode()
    return np.ascontiguousarray(values, np.dtype(column.dtype).newbyteorder("<")).data.cast("B")


def rows_hash(columns: Mapping[str, np.ndarray], kinds: Mapping[str, ColumnType]) -> bytes:
    """Hash of some rows of a table, column by column in the order of `kinds`."""
    result = hashlib.blake2b(digest_size=32)
    for name, column in kinds.items():
        if len(columns[name]):
            result.update(column_bytes(columns[name], column))
    return result.digest()


def canvas_hash(canvas: np.ndarray) -> bytes:
    """Hash of a canvas, uint8 [h, w]: its shape as two int32, then its pixels row by row."""
    result = hashlib.blake2b(np.array(canvas.shape, "<i4").tobytes(), digest_size=32)
    result.update(np.ascontiguousarray(canvas, np.uint8).data.cast("B"))
    return result.digest()


class Digest:
    """Collects the hashes of chunks of events, and makes the digest of the run from them."""

    not_saved: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.chunks: list[bytes] = []

    def add(self, columns: Mapping[str, np.ndarray]) -> None:
        """Take the next `CHUNK` events; only the last chunk may be shorter."""
        self.chunks.append(rows_hash(columns, columns_of("events")))

    def finish(self, canvas: np.ndarray, tables: Mapping[str, Mapping[str, np.ndarray]]) -> str:
        """The digest, 64 hexadecimal digits.

        Parameters
        ----------
        canvas : uint8 [h, w]
        tables : interventions, alliances and posts, as columns
        """
        parts = [hashlib.blake2b(b"".join(self.chunks), digest_size=32).digest()]
        parts += [rows_hash(tables[name], columns_of(name)) for name in HASHED_TABLES]
        parts.append(canvas_hash(canvas))
        return hashlib.blake2b(b"".join(parts), digest_size=32).hexdigest()
