"""Fields of official logs, a column of Arrow at a time: split lines, read times, places, colors, numbers; write lines.

Arrow's own reader of CSV does not say on which line a value stands that it cannot read; these logs know only plain and
quoted fields on one line.
"""

from typing import Any

import numpy as np
import pyarrow
import pyarrow.compute as on

QUOTE, COMMA, LINE_FEED, RETURN = 34, 44, 10, 13
NOT_A_NUMBER = -(1 << 40)
NUMBER = "-?[0-9]{1,9}"
SECOND = "(?P<second>[0-9]{4}-[0-9]{2}-(?P<day>[0-9]{2}) [0-9]{2}:[0-9]{2}:[0-5][0-9])"
MOMENT = f"^{SECOND}(?:[.](?P<part>[0-9]{{1,3}}))?(?: UTC)?$"
X_Y = f" *(?P<x>{NUMBER}) *, *(?P<y>{NUMBER}) *"
PLACES = {
    2: f"^{X_Y}$",
    4: f"^{X_Y},{X_Y.replace('x', 'x2').replace('y', 'y2')}$",
    3: f"^[{{] *X *: *(?P<x>{NUMBER}) *, *Y *: *(?P<y>{NUMBER}) *, *R *: *(?P<r>{NUMBER}) *[}}]$",
}
"""Pixels, corners of rectangles, middle and radius of circles, by how many numbers they have."""


def split(text: np.ndarray, columns: int) -> tuple[np.ndarray, np.ndarray, list[Any]]:
    """Split whole lines into fields, without the quotes around them.

    Parameters
    ----------
    text : uint8 [byte], the last a line feed
    columns : fields that a row should have

    Returns
    -------
    lines : int64 [line, 2], where each begins and ends
    rows : int64 [row], the lines that have so many fields, and no quote that is never closed
    fields : texts of these rows, a column each
    """
    stops = np.flatnonzero(text == LINE_FEED)
    begins = np.append(0, stops[:-1] + 1)
    ends = stops - ((text[stops - 1] == RETURN) & (stops > begins))
    quotes = np.logical_xor.accumulate(text == QUOTE)  # whether an odd number was met
    before = np.append(False, quotes[stops[:-1]])
    commas = np.flatnonzero(text == COMMA)
    line = np.searchsorted(stops, commas)
    plain = quotes[commas] == before[line]
    commas, line = commas[plain], line[plain]
    whole = (np.bincount(line, minlength=len(stops)) == columns - 1) & (quotes[stops] == before) & (ends > begins)
    between = commas[whole[line]].reshape(-1, columns - 1)
    first = np.column_stack([begins[whole], between + 1])
    last = np.column_stack([between, ends[whole]])
    quoted = (last - first >= 2) & (text[first] == QUOTE) & (text[last - 1] == QUOTE)
    # Arrow wants texts that adjoin: every other one is what stands between two fields.
    bounds = np.append(np.stack([first + quoted, last - quoted], axis=2), len(text)).astype(np.int32)
    pieces = pyarrow.StringArray.from_buffers(len(bounds) - 1, pyarrow.py_buffer(bounds), pyarrow.py_buffer(text))
    fields = [pieces.take(pyarrow.array(np.arange(2 * i, len(bounds) - 1, 2 * columns))) for i in range(columns)]
    return np.column_stack([begins, ends]), np.flatnonzero(whole), fields


def times(texts: Any) -> np.ndarray:
    """Unix milliseconds, int64 [row], of "2022-04-03 17:38:22.252 UTC" or of a number of them; -1 if it is neither.

    The fraction has 0 to 3 digits, and no point if it has none.
    """
    found = wholes(texts, "[0-9]{1,15}", -1)
    rows, (second, day, part) = _matching(texts, MOMENT)
    moment = on.strptime(second, format="%Y-%m-%d %H:%M:%S", unit="ms", error_is_null=True)
    real = on.equal(on.day(moment), day.cast("int64"))  # Arrow takes February 30 for March 2
    ms = on.add(moment.cast("int64"), on.ascii_rpad(part, 3, "0").cast("int64"))
    found[rows] = on.fill_null(on.if_else(real, ms, -1), -1).to_numpy()
    return np.maximum(found, -1)


def places(texts: Any) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of coordinates, int64 [row, 4], and how many each has; 0 if it is none of `PLACES`."""
    numbers, counts = np.zeros((len(texts), 4), np.int64), np.zeros(len(texts), np.int64)
    for count, pattern in PLACES.items():
        left = np.flatnonzero(counts == 0)
        rows, found = _matching(texts.take(left), pattern)
        for i, part in enumerate(found):
            numbers[left[rows], i] = part.cast("int64")
        counts[left[rows]] = count
    return numbers, counts


def wholes(texts: Any, pattern: str = NUMBER, missing: int = NOT_A_NUMBER) -> np.ndarray:
    """Whole numbers, int64 [row]; `missing` where a text does not match the pattern."""
    found = np.full(len(texts), missing, np.int64)
    rows, (values,) = _matching(texts, f"^(?P<number>{pattern})$")
    found[rows] = values.cast("int64")
    return found


def colors(texts: Any, palette: np.ndarray) -> np.ndarray:
    """Indices of colors such as "#FF3881" in a palette (int64 [color], red most significant); -1 if it has them not."""
    known = pyarrow.array([f"#{color:06X}" for color in palette.tolist()])
    return on.fill_null(on.index_in(on.ascii_upper(texts), known), -1).to_numpy().astype(np.int64)


def _matching(texts: Any, pattern: str) -> tuple[np.ndarray, list[Any]]:
    """Which texts match a pattern, int64 [match], and the named parts of these."""
    found = on.extract_regex(texts, pattern)
    return np.flatnonzero(found.is_valid()), found.drop_null().flatten()


def time_texts(ts: np.ndarray) -> Any:
    """Unix milliseconds as "2022-04-03 17:38:22.25 UTC": without zeros at the end, or a point before none."""
    exact = pyarrow.array(ts, pyarrow.timestamp("ms")).cast(pyarrow.string())  # always with three digits behind a point
    return on.binary_join_element_wise(on.ascii_rtrim(on.ascii_rtrim(exact, "0"), "."), "UTC", " ")


def lines_2017(rows: tuple[np.ndarray, ...], names: Any) -> memoryview:
    """Lines ``ts,user,x,y,color`` of arrays of Unix milliseconds, x, y and color."""
    ts, x, y, color = map(_numbers, rows)
    return _lines(ts, names, x, y, color)


def lines_of_text(rows: tuple[np.ndarray, ...], names: Any, colors: list[str], place_first: bool) -> memoryview:
    """Lines ``timestamp,user,#RRGGBB,"x,y"``, or with the coordinate before the color.

    Parameters
    ----------
    rows : arrays of Unix milliseconds, x, y, color
    colors : the palette, such as "#FF4500"
    """
    ts, x, y, color = rows
    place = on.binary_join_element_wise('"', on.binary_join_element_wise(_numbers(x), _numbers(y), ","), '"', "")
    hexes = pyarrow.array(colors).take(pyarrow.array(color))
    return _lines(time_texts(ts), names, *((place, hexes) if place_first else (hexes, place)))


def _numbers(values: np.ndarray) -> Any:
    """Whole numbers as texts."""
    return pyarrow.array(values).cast(pyarrow.string())


def _lines(*fields: Any) -> memoryview:
    """Rows of fields as bytes, with commas between fields and a line feed behind each row."""
    *others, last = fields
    rows = on.binary_join_element_wise(*others, on.binary_join_element_wise(last, "", "\n"), ",")
    _, ends, text = rows.buffers()
    return memoryview(text)[: np.frombuffer(ends, np.int32)[len(rows)]] if len(rows) else memoryview(b"")
