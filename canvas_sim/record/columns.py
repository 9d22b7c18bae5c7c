"""The tables of a run as data: each column's dtype, unit and meaning, in the order of hashing and writing."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from canvas_sim.base.patterns import KINDS
from canvas_sim.base.vocabulary import INTENTS

NO_INTENT = 255  # nobody knows why: in the log of a real event
NO_PIXEL = 255  # in a template: not part of the design


class ColumnType(NamedTuple):
    """One column: numpy dtype, or ``str`` or ``bytes``; unit; meaning."""

    dtype: str
    unit: str
    meaning: str


@cache
def all_tables() -> dict[str, dict[str, ColumnType]]:
    """Every table's columns by name, from ``columns.toml``."""
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    text = text.replace("{intents}", ", ".join(INTENTS)).replace("{kinds}", ", ".join(KINDS))
    found = tomllib.loads(text)
    return {table: {name: ColumnType(*said) for name, said in columns.items()} for table, columns in found.items()}


def columns_of(table: str) -> dict[str, ColumnType]:
    """Columns of one table, such as "events", the log."""
    return all_tables()[table]
