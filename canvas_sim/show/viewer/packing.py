"""Columns of whole numbers as text: planes of bytes, deflated, in base64.

A column is a line: its name, how many numbers it has, then its planes, parted by spaces. The first plane has the lowest
byte of each number, the next one the second; there are as many as the largest number needs. A plane is a raw deflate
stream.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping

import numpy as np

MEMORY = 9  # of zlib: as large blocks as there are, each with a code of its own
NUMBERS = (
    zlib.Z_HUFFMAN_ONLY,
    zlib.Z_RLE,
)  # some bytes are more frequent than others; more is seldom found, and slowly
REPEATS = (zlib.Z_DEFAULT_STRATEGY,)


def packed_columns(columns: Mapping[str, np.ndarray], *, repeats: bool = False) -> str:
    """Numbers of at least 0 as lines of text; `repeats` if sequences come again, as in texts and pictures."""
    ways = REPEATS if repeats else NUMBERS
    return "".join(f"{name} {len(values)} {' '.join(_planes(values, ways))}\n" for name, values in columns.items())


def folded(values: np.ndarray) -> np.ndarray:
    """Numbers of either sign as numbers of at least 0: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4."""
    return np.where(values < 0, -2 * values - 1, 2 * values)


def _planes(values: np.ndarray, ways: tuple[int, ...]) -> list[str]:
    """The planes of a column as text, each in the shortest of some ways."""
    largest = int(values.max(initial=0))
    if values.min(initial=0) < 0 or largest >= 1 << 32:
        raise ValueError("packed numbers are of 0 to 2^32 - 1")
    count = max(1, -(-largest.bit_length() // 8))
    shifted = np.ascontiguousarray(values).astype("<u4").view(np.uint8).reshape(-1, 4)
    planes = [shifted[:, plane].tobytes() for plane in range(count)]
    return [base64.b64encode(min((_deflated(plane, way) for way in ways), key=len)).decode() for plane in planes]


def _deflated(plane: bytes, way: int) -> bytes:
    """A raw deflate stream."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS, MEMORY, way)
    return deflate.compress(plane) + deflate.flush()
