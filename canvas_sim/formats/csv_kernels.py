"""Compiled readers of the lines of official logs: split them, and read times, places, colors and names.

A general CSV reader would drop the line numbers of rows that it cannot read, and hand over strings that have to be
parsed again; these logs know only plain and quoted fields on one line.
"""

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.formats.official import COLOR, FIELDS, PLACE, TIME, USER

NOT_A_NUMBER = -(1 << 40)
LONGEST_NAME = 200  # bytes
DAYS_BEFORE = np.array([0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365])
CIRCLE = np.frombuffer(b"XYR", np.uint8)
FRACTIONS = np.array([0, 100, 10, 1])

QUOTE, COMMA, MINUS, POINT, COLON, HASH, SPACE = 34, 44, 45, 46, 58, 35, 32
OPEN, CLOSE, ZERO, NINE, LINE_FEED, RETURN = 123, 125, 48, 57, 10, 13


@kernel
def split(text, columns, spans, lines):
    """Find the fields of whole lines; empty lines are no rows.

    Parameters
    ----------
    text : uint8 [byte], the last a line feed
    columns : fields that a row should have
    spans : int32 [row, columns, 2], filled with where fields begin and end, without their quotes
    lines : int32 [row, 4], filled with where lines begin and end, their numbers (from 0), and what is wrong

    Returns
    -------
    rows, lines
    """
    row = number = at = 0
    while at < len(text):
        field, begin, quoted, i = 0, at, False, at
        while text[i] != LINE_FEED:
            if text[i] == QUOTE:
                quoted = not quoted
            elif text[i] == COMMA and not quoted:
                if field < columns:
                    note_field(text, begin, i, spans[row, field])
                field, begin = field + 1, i + 1
            i += 1
        end = i - 1 if i > at and text[i - 1] == RETURN else i
        if end > at:
            if field < columns:
                note_field(text, begin, end, spans[row, field])
            lines[row, 0], lines[row, 1], lines[row, 2] = at, end, number
            lines[row, 3] = FIELDS if field + 1 != columns or quoted else 0
            row += 1
        number += 1
        at = i + 1
    return row, number


@kernel
def note_field(text, begin, end, span):
    """Note a field, without quotes around it."""
    if end - begin >= 2 and text[begin] == QUOTE and text[end - 1] == QUOTE:
        begin, end = begin + 1, end - 1
    span[0], span[1] = begin, end


@kernel
def read_whole(text, begin, end):
    """A whole number of up to 9 digits with or without a minus, else `NOT_A_NUMBER`."""
    negative = begin < end and text[begin] == MINUS
    begin += negative
    value = digits(text, begin, end - begin) if 0 < end - begin <= 9 else NOT_A_NUMBER
    return -value if negative and value != NOT_A_NUMBER else value


@kernel
def digits(text, begin, count):
    """A number of so many digits, else `NOT_A_NUMBER`."""
    value = 0
    for i in range(begin, begin + count):
        if not ZERO <= text[i] <= NINE:
            return NOT_A_NUMBER
        value = 10 * value + text[i] - ZERO
    return value


@kernel
def days(year, month, day):
    """Days since 1970 of a date of the Gregorian calendar, -1 if there is no such day."""
    if not (1970 <= year <= 9999 and 1 <= month <= 12 and day >= 1):
        return -1
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if day > DAYS_BEFORE[month] - DAYS_BEFORE[month - 1] + (leap and month == 2):
        return -1
    past = year - 1
    years = 365 * (year - 1970) + past // 4 - past // 100 + past // 400 - 477
    return years + DAYS_BEFORE[month - 1] + (leap and month > 2) + day - 1


@kernel
def moment(text, begin, end):
    """Unix milliseconds of "2022-04-03 17:38:22.252 UTC" or of a number of them; -1 if it is neither.

    The fraction has 0 to 3 digits, and no point if it has none.
    """
    length = end - begin
    if length < 19 or text[begin + 4] != MINUS:
        return digits(text, begin, length) if 0 < length <= 15 else -1
    if not (text[begin + 7] == MINUS and text[begin + 10] == SPACE):
        return -1
    if not (text[begin + 13] == COLON and text[begin + 16] == COLON):
        return -1
    date = days(digits(text, begin, 4), digits(text, begin + 5, 2), digits(text, begin + 8, 2))
    hour, minute = digits(text, begin + 11, 2), digits(text, begin + 14, 2)
    second = digits(text, begin + 17, 2)
    if date < 0 or not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return -1
    if length >= 23 and text[end - 4] == SPACE and text[end - 3] == 85 and text[end - 2] == 84 and text[end - 1] == 67:
        end -= 4
    fraction = end - begin - 20
    thousandths = 0
    if fraction >= 0:
        if text[begin + 19] != POINT or not 1 <= fraction <= 3:
            return -1
        thousandths = digits(text, begin + 20, fraction) * FRACTIONS[fraction]
    if thousandths < 0:
        return -1
    return ((date * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + thousandths


@kernel
def read_times(text, spans, faults, ts):
    """Read a column of times into `ts`, int64 [row], Unix milliseconds."""
    for row in range(len(spans)):
        if faults[row] == 0:
            ts[row] = moment(text, spans[row, 0], spans[row, 1])
            if ts[row] < 0:
                faults[row] = TIME


@kernel
def after_spaces(text, i, end):
    """Where the first byte is that is no space."""
    while i < end and text[i] == SPACE:
        i += 1
    return i


@kernel
def read_place(text, begin, end, numbers):
    """Read "x,y", "x1,y1,x2,y2" or "{X: x, Y: y, R: r}"; gives how many numbers there are, 0 if it is none of these."""
    circle = end - begin >= 2 and text[begin] == OPEN and text[end - 1] == CLOSE
    if circle:
        begin, end = begin + 1, end - 1
    count, i = 0, begin
    while True:
        i = after_spaces(text, i, end)
        if circle:
            if count == 3 or i >= end or text[i] != CIRCLE[count]:
                return 0
            i = after_spaces(text, i + 1, end)
            if i >= end or text[i] != COLON:
                return 0
            i = after_spaces(text, i + 1, end)
        stop = i
        while stop < end and text[stop] != COMMA and text[stop] != SPACE:
            stop += 1
        value = read_whole(text, i, stop)
        if value == NOT_A_NUMBER or count == 4:
            return 0
        numbers[count] = value
        count += 1
        i = after_spaces(text, stop, end)
        if i >= end:
            return count if (count == 3) == circle and count >= 2 else 0
        if text[i] != COMMA:
            return 0
        i += 1


@kernel
def read_places(text, spans, faults, numbers, counts):
    """Read a column of coordinates into `numbers`, int32 [row, 4], and how many each row has."""
    for row in range(len(spans)):
        if faults[row] == 0:
            counts[row] = read_place(text, spans[row, 0], spans[row, 1], numbers[row])
            if counts[row] == 0:
                faults[row] = PLACE


@kernel
def read_wholes(text, spans, faults, fault, values):
    """Read a column of whole numbers into `values`; where there is none, note `fault`."""
    for row in range(len(spans)):
        if faults[row] == 0:
            value = read_whole(text, spans[row, 0], spans[row, 1])
            if value == NOT_A_NUMBER:
                faults[row] = fault
            else:
                values[row] = value


@kernel
def hexadecimal(text, begin, end):
    """A color such as "#FF3881" as a number, -1 if it is none."""
    if end - begin != 7 or text[begin] != HASH:
        return -1
    value = 0
    for i in range(begin + 1, end):
        byte = text[i]
        if ZERO <= byte <= NINE:
            digit = byte - ZERO
        elif 65 <= byte <= 70 or 97 <= byte <= 102:
            digit = (byte & 7) + 9
        else:
            return -1
        value = 16 * value + digit
    return value


@kernel
def read_colors(text, spans, faults, palette, found):
    """Read a column of "#RRGGBB" into `found`, indices of the palette (int32 [color], red most significant)."""
    for row in range(len(spans)):
        if faults[row] == 0:
            color = hexadecimal(text, spans[row, 0], spans[row, 1])
            index = 0
            while index < len(palette) and palette[index] != color:
                index += 1
            if index == len(palette):
                faults[row] = COLOR
            found[row] = index


@kernel
def mixed(value):
    """A number whose every bit depends on all bits of `value` (the finalizer of SplitMix64, Steele et al. 2014)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@kernel
def name_key(text, begin, end):
    """64 bits that stand for a name, never 0."""
    key = mixed(np.uint64(end - begin) + np.uint64(0x9E3779B97F4A7C15))
    word = np.uint64(0)
    for i in range(begin, end):
        word = word << np.uint64(8) | np.uint64(text[i])
        if (i - begin) % 8 == 7 or i == end - 1:
            key = mixed(key ^ word) + np.uint64(0x9E3779B97F4A7C15)
            word = np.uint64(0)
    return key if key else np.uint64(1)


@kernel
def read_users(text, spans, faults, keys, known):
    """Read a column of users into `keys`, uint64 [row]; 0 where it is empty, which means unknown.

    Parameters
    ----------
    known : uint64 [a power of 2], names that were met lately; a new one takes the place of an older one

    Returns
    -------
    bool [row], whether the name has to be noted, as it was not met lately
    """
    fresh = np.zeros(len(spans), np.bool_)
    for row in range(len(spans)):
        begin, end = spans[row, 0], spans[row, 1]
        if faults[row] or begin == end:
            continue
        if end - begin > LONGEST_NAME:
            faults[row] = USER
        for i in range(begin, end):
            if not 33 <= text[i] <= 126:
                faults[row] = USER
        if faults[row]:
            continue
        keys[row] = name_key(text, begin, end)
        slot = keys[row] & np.uint64(len(known) - 1)
        if known[slot] != keys[row]:
            known[slot] = keys[row]
            fresh[row] = True
    return fresh
