"""Compiled writers of the lines of official logs."""

from __future__ import annotations

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.times import DAY
from canvas_sim.formats.csv_kernels import COLON, COMMA, LINE_FEED, MINUS, POINT, QUOTE, SPACE, ZERO

LONGEST = 100  # bytes of a row besides the name
UTC = np.frombuffer(b" UTC", np.uint8)


@kernel
def append(out, at, text, length):
    """Append bytes; gives where the next ones go."""
    for i in range(length):
        out[at + i] = text[i]
    return at + length


@kernel
def put_number(out, at, value):
    """Append a whole number."""
    if value < 0:
        out[at] = MINUS
        at, value = at + 1, -value
    length, rest = 1, value // 10
    while rest:
        length, rest = length + 1, rest // 10
    return put_digits(out, at, value, length)


@kernel
def put_digits(out, at, value, length):
    """Append a whole number with zeros before it."""
    for i in range(length):
        out[at + length - 1 - i] = ZERO + value % 10
        value //= 10
    return at + length


@kernel
def date(days):
    """Year, month and day of days since 1970 (Gregorian; counted in eras of 400 years that begin in March)."""
    shifted = days + 719_468
    era = shifted // 146_097
    of_era = shifted - era * 146_097
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    late = (5 * of_year + 2) // 153
    day = of_year - (153 * late + 2) // 5 + 1
    month = late + 3 if late < 10 else late - 9
    return year + era * 400 + (month <= 2), month, day


@kernel
def put_time(out, at, ts):
    """Append Unix milliseconds as "2022-04-03 17:38:22.25 UTC": without zeros at the end, or a point before none."""
    days, rest = ts // DAY, ts % DAY
    year, month, day = date(days)
    seconds, thousandths = rest // 1000, rest % 1000
    at = put_digits(out, at, year, 4)
    out[at] = MINUS
    at = put_digits(out, at + 1, month, 2)
    out[at] = MINUS
    at = put_digits(out, at + 1, day, 2)
    out[at] = SPACE
    at = put_digits(out, at + 1, seconds // 3600, 2)
    out[at] = COLON
    at = put_digits(out, at + 1, seconds // 60 % 60, 2)
    out[at] = COLON
    at = put_digits(out, at + 1, seconds % 60, 2)
    if thousandths:
        out[at] = POINT
        at = put_digits(out, at + 1, thousandths, 3)
        while out[at - 1] == ZERO:
            at -= 1
    return append(out, at, UTC, len(UTC))


@kernel
def put_place(out, at, x, y):
    """Append a coordinate in quotes."""
    out[at] = QUOTE
    at = put_number(out, at + 1, x)
    out[at] = COMMA
    at = put_number(out, at + 1, y)
    out[at] = QUOTE
    return at + 1


@kernel
def rows_2017(out, rows, names):
    """Write rows ``ts,user,x,y,color``; gives how many bytes.

    Parameters
    ----------
    rows : arrays of Unix milliseconds, x, y, color
    names : names, uint8 [row, longest], and their lengths
    """
    ts, x, y, color = rows
    at = 0
    for row in range(len(ts)):
        at = put_number(out, at, ts[row])
        out[at] = COMMA
        at = append(out, at + 1, names[0][row], names[1][row])
        out[at] = COMMA
        at = put_number(out, at + 1, x[row])
        out[at] = COMMA
        at = put_number(out, at + 1, y[row])
        out[at] = COMMA
        at = put_number(out, at + 1, color[row])
        out[at] = LINE_FEED
        at += 1
    return at


@kernel
def rows_text(out, rows, names, hexes, place_first):
    """Write rows ``timestamp,user,#RRGGBB,"x,y"``, or with the coordinate before the color; gives how many bytes.

    Parameters
    ----------
    rows : arrays of Unix milliseconds, x, y, color
    names : names, uint8 [row, longest], and their lengths
    hexes : uint8 [color, 7]
    """
    ts, x, y, color = rows
    at = 0
    for row in range(len(ts)):
        at = put_time(out, at, ts[row])
        out[at] = COMMA
        at = append(out, at + 1, names[0][row], names[1][row])
        out[at] = COMMA
        at += 1
        if place_first:
            at = put_place(out, at, x[row], y[row])
            out[at] = COMMA
            at = append(out, at + 1, hexes[color[row]], 7)
        else:
            at = append(out, at, hexes[color[row]], 7)
            out[at] = COMMA
            at = put_place(out, at + 1, x[row], y[row])
        out[at] = LINE_FEED
        at += 1
    return at
