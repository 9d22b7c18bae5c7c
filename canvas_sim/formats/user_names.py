"""Names for users in exported logs: base64, as in the official ones, and they say the user's id, so that it comes back.

The bytes behind a name are "canvas", the id as four bytes, the highest first, and then bytes that look random but
follow from the id: a name of anybody else is never taken for one of ours.
"""

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.formats.csv_kernels import mixed

ALPHABET = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", np.uint8)
MARK = np.frombuffer(b"canvas", np.uint8)
MARKED = np.frombuffer(b"Y2FudmFz", np.uint8)  # the same in base64
PAD = 61  # "="
SIZES = {28: 20, 88: 64}  # bytes behind a name, by its length
MOST_USERS = 1 << 26  # ids from there on are not believed, as tables by id would fill the memory
MODERATOR = 0xFFFF_FFFF  # stands for whoever paints rectangles; no user has this id


def length_of(size: int) -> int:
    """Characters of a name that has so many bytes behind it."""
    return 4 * -(-size // 3)


@kernel
def write_name(user, size, scratch, out):
    """Write the name of a user into `out`, uint8 [4 ceil(size / 3)]; `scratch` is uint8 [size + 2]."""
    scratch[:] = 0
    for i in range(len(MARK)):
        scratch[i] = MARK[i]
    for i in range(4):
        scratch[len(MARK) + i] = user >> (24 - 8 * i) & 255
    for i in range(len(MARK) + 4, size):
        scratch[i] = mixed(np.uint64(user) << np.uint64(8) | np.uint64(i)) & np.uint64(255)
    for group in range(len(out) // 4):
        first, second, third = scratch[3 * group], scratch[3 * group + 1], scratch[3 * group + 2]
        out[4 * group] = ALPHABET[first >> 2]
        out[4 * group + 1] = ALPHABET[(first & 3) << 4 | second >> 4]
        out[4 * group + 2] = ALPHABET[(second & 15) << 2 | third >> 6]
        out[4 * group + 3] = ALPHABET[third & 63]
    for i in range(3 * (len(out) // 4) - size):
        out[len(out) - 1 - i] = PAD


@kernel
def write_names(users, size, out):
    """Names of users, into `out`, uint8 [user, length]; an unknown one (-1) is left as it is."""
    scratch = np.zeros(size + 2, np.uint8)
    for row in range(len(users)):
        if users[row] >= 0:
            write_name(users[row], size, scratch, out[row])


@kernel
def letter(byte):
    """What a letter of base64 stands for, -1 if it is none."""
    if 65 <= byte <= 90:
        return byte - 65
    if 97 <= byte <= 122:
        return byte - 71
    if 48 <= byte <= 57:
        return byte + 4
    if byte == 43:
        return 62
    return 63 if byte == 47 else -1


@kernel
def read_name(text, begin, end, scratch, again):
    """The id that a name says, -1 if it is no name of ours; `scratch` is uint8 [66], `again` uint8 [88]."""
    length = end - begin
    if length != 28 and length != 88:
        return -1
    for i in range(len(MARKED)):
        if text[begin + i] != MARKED[i]:
            return -1
    user = 0
    for i in range(len(MARKED), len(MARKED) + 6):  # 36 bits, of which the id is the first 32
        value = letter(text[begin + i])
        if value < 0:
            return -1
        user = user << 6 | value
    user >>= 4
    size = 20 if length == 28 else 64
    write_name(user, size, scratch[: size + 2], again[:length])
    for i in range(length):
        if text[begin + i] != again[i]:
            return -1
    return user


@kernel
def read_names(text, begins, lengths):
    """The ids that names say, int64 [name]; -1 where one is no name of ours, or not a user's."""
    scratch, again = np.zeros(66, np.uint8), np.zeros(88, np.uint8)
    found = np.empty(len(begins), np.int64)
    for row in range(len(begins)):
        user = read_name(text, begins[row], begins[row] + lengths[row], scratch, again)
        found[row] = user if user < MOST_USERS else -1
    return found
