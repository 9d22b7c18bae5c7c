"""Lines of official logs, made by Arrow a column at a time."""

from typing import Any

import numpy as np
import pyarrow
import pyarrow.compute as on


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
