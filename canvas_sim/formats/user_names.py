"""Names of users: keys that stand for them, and names for exported logs that say the user's id, so that it comes back.

Exported names are base64, as in the official logs. The bytes behind one are "canvas", the id as four bytes, the highest
first, and then bytes that look random but follow from the id: a name of anybody else is never taken for one of ours.
"""

import base64
from typing import Any

import numpy as np
import pyarrow
import pyarrow.compute as on

from canvas_sim.base.jit import kernel

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
VALUES = np.array([max(ALPHABET.find(chr(letter)), 0) for letter in range(256)])
MARK = b"canvas"
MARKED = base64.b64encode(MARK).decode()
PAD = ord("=")
SIZES = {28: 20, 88: 64}  # bytes behind a name, by its length
MOST_USERS = 1 << 26  # ids from there on are not believed, as tables by id would fill the memory
MODERATOR = 0xFFFF_FFFF  # stands for whoever paints rectangles; no user has this id
LONGEST_NAME = 200  # bytes


def write_names(users: np.ndarray, size: int) -> np.ndarray:
    """Names of users, uint8 [user, 4 ceil(size / 3)], with `size` bytes behind each."""
    padding = -size % 3
    data = np.zeros((len(users), size + padding), np.uint8)
    data[:, : len(MARK)] = np.frombuffer(MARK, np.uint8)
    data[:, len(MARK) : len(MARK) + 4] = users.astype(">u4").view(np.uint8).reshape(-1, 4)
    places = np.arange(len(MARK) + 4, size, dtype=np.uint64)
    data[:, len(MARK) + 4 : size] = mixed(users.astype(np.uint64)[:, None] << np.uint64(8) | places)
    letters = np.frombuffer(bytearray(base64.b64encode(data.data)), np.uint8).reshape(len(users), -(-size // 3) * 4)
    letters[:, letters.shape[1] - padding :] = PAD
    return letters


def own_names(users: np.ndarray, size: int) -> Any:
    """The same as texts, an Arrow array; an unknown user (-1) has none."""
    letters = write_names(users, size)
    bounds = np.arange(0, letters.size + 1, letters.shape[1], dtype=np.int32)
    names = pyarrow.StringArray.from_buffers(len(users), pyarrow.py_buffer(bounds), pyarrow.py_buffer(letters))
    return on.if_else(pyarrow.array(users >= 0), names, "")


def read_names(names: Any) -> np.ndarray:
    """The ids that names say, int64 [name]; -1 where one is no name of ours, or not a user's."""
    found = np.full(len(names), -1, np.int64)
    for length, size in SIZES.items():
        ours = on.and_(on.equal(on.binary_length(names), length), on.starts_with(names, MARKED))
        rows = np.flatnonzero(ours)
        letters = np.frombuffer("".join(names.take(rows).to_pylist()).encode(), np.uint8).reshape(-1, length)
        first = len(MARKED)  # of 36 bits, of which the id is the first 32
        users = (VALUES[letters[:, first : first + 6]] << np.arange(30, -6, -6)).sum(axis=1) >> 4
        said = (write_names(users, size) == letters).all(axis=1) & (users < MOST_USERS)
        found[rows[said]] = users[said]
    return found


def name_keys(names: Any) -> np.ndarray:
    """64 bits that stand for each name, uint64 [name]; 0 where it is empty, which means unknown."""
    _, bounds, text = names.buffers()
    letters = np.frombuffer(text, np.uint8) if text else np.zeros(0, np.uint8)
    return hashes(letters, np.frombuffer(bounds, np.int32)[: len(names) + 1])


@kernel
def mixed(value):
    """A number whose every bit depends on all bits of `value` (the finalizer of SplitMix64, Steele et al. 2014)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@kernel
def hashes(text, bounds):
    """Hashes of adjoining texts, uint64 [text], by where each begins, and the last ends; 0 only of empty ones."""
    keys = np.zeros(len(bounds) - 1, np.uint64)
    for row in range(len(keys)):
        begin, end = bounds[row], bounds[row + 1]
        if begin == end:
            continue
        key = mixed(np.uint64(end - begin) + np.uint64(0x9E3779B97F4A7C15))
        word = np.uint64(0)
        for i in range(begin, end):
            word = word << np.uint64(8) | np.uint64(text[i])
            if (i - begin) % 8 == 7 or i == end - 1:
                key = mixed(key ^ word) + np.uint64(0x9E3779B97F4A7C15)
                word = np.uint64(0)
        keys[row] = max(key, np.uint64(1))
    return keys
