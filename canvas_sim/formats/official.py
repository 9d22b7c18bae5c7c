"""The formats in which real events were published, and the rows of them that make no sense: listed, or refused."""

import csv
from pathlib import Path
from typing import NamedTuple

from canvas_sim.base.errors import UserError
from canvas_sim.record.parquet import writing_to


class LogFormat(NamedTuple):
    """A log of placements as CSV.

    Attributes
    ----------
    event : preset that it is the log of
    headers : spellings of the header; the first is the one that is written
    centered : whether (0, 0) is the middle of the canvas, not its upper left corner
    name_bytes : bytes that the name of a user encodes in base64
    colors : most colors that it can tell apart
    shapes : moderation that it can hold
    beyond : how far coordinates may lie behind the canvas: 2017's server took 0 to 1000, both included
    """

    event: str
    headers: tuple[str, ...]
    centered: bool
    name_bytes: int
    colors: int
    shapes: tuple[str, ...]
    beyond: int = 0


TABLES = {
    "2017": LogFormat(
        "rplace-2017",
        ("ts,user,x_coordinate,y_coordinate,color", "ts,user_hash,x_coordinate,y_coordinate,color"),
        *(False, 20, 16, (), 1),
    ),
    "2022": LogFormat("rplace-2022", ("timestamp,user_id,pixel_color,coordinate",), False, 64, 256, ("rectangle",)),
    "2023": LogFormat(
        "rplace-2023", ("timestamp,user,coordinate,pixel_color",), True, 64, 256, ("rectangle", "circle")
    ),
}
SNAPSHOTS = ("bitmap", "npz", "png")  # whole canvases, and nothing of who placed what
FORMATS = (*TABLES, "diff", *SNAPSHOTS)
EVENTS = {name: table.event for name, table in TABLES.items()} | dict.fromkeys(("diff", *SNAPSHOTS), "rplace-2017")
"""The preset that says what a format does not: canvas, palette, start, growth."""

ROLES = {
    **dict.fromkeys(("ts", "timestamp"), "time"),
    **dict.fromkeys(("user", "user_hash", "user_id"), "user"),
    "x_coordinate": "x",
    "y_coordinate": "y",
    "color": "index",
    "pixel_color": "hex",
    "coordinate": "place",
}
"""What the columns of those headers are."""

# What can be wrong with a row.
GOOD, FIELDS, TIME, PLACE, COLOR, USER, OFF, FAR, CORNERS = range(9)
FAULTS = {
    FIELDS: "not as many columns as the header",
    TIME: "not a time",
    PLACE: "not a coordinate",
    COLOR: "not a color of the palette",
    USER: "not a user",
    OFF: "not on the canvas",
    FAR: "more than a day before or after the event",
    CORNERS: "corners the wrong way round",
}


SHOWN = 200  # characters of a row


class Rejects:
    """Writes ``csv``; with `strict`, the first row that makes no sense is an error.

    Attributes
    ----------
    count : rows so far
    first : what is said of the first of them, or ""
    """

    def __init__(self, folder: Path, strict: bool) -> None:
        self.count = 0
        self.first = ""
        self._strict = strict
        self._path = folder / "rejects.csv"
        with writing_to(self._path):
            self._file = self._path.open("w", encoding="utf-8", newline="")
            self._rows = csv.writer(self._file)
            self._rows.writerow(["file", "line", "reason", "row"])

    def add(self, file: Path, line: int, fault: int, row: bytes) -> None:
        """Take a row: its file, the number of its line, what is wrong with it, and how it reads.

        Raises
        ------
        UserError
            None may be wrong, or the disk is full.
        """
        text = row[:SHOWN].decode("utf-8", "replace")
        self.first = self.first or f"{file}, line {line}: {FAULTS[fault]}: {text}"
        if self._strict:
            raise UserError(self.first)
        self.count += 1
        with writing_to(self._path):
            self._rows.writerow([str(file), line, FAULTS[fault], text])

    def close(self) -> None:
        """Complete the file; without rows there is none."""
        with writing_to(self._path):
            self._file.close()
            if not self.count:
                self._path.unlink()
