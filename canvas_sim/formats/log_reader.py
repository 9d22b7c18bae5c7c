"""Read official logs: every row becomes a placement, a moderation or a reject."""

from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as on

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import DAY
from canvas_sim.formats import csv_fields, official
from canvas_sim.formats.event_defaults import Setting
from canvas_sim.formats.external_sort import Names, Runs
from canvas_sim.formats.file_blocks import Told, ahead, blocks, whole_lines
from canvas_sim.formats.official import Rejects
from canvas_sim.formats.user_names import LONGEST_NAME

MODERATION = 255  # in place of a fault: what is no placement needs no user
RECORD = np.dtype([("second", "<u4"), ("x", "<u4"), ("y", "<u4"), ("color", "<u4")])


def note(faults: np.ndarray, wrong: np.ndarray, fault: int) -> None:
    """Note a fault of rows that have none yet."""
    faults[(faults == official.GOOD) & wrong] = fault


class Reader:
    """What all logs share: where rows go.

    Attributes
    ----------
    moderation : rectangles and circles, as rows of the table of interventions, in order of reading
    last : ms since the start of the latest row, at least 0
    """

    def __init__(self, setting: Setting, to: tuple[Runs, Names], rejects: Rejects) -> None:
        self.moderation: list[dict[str, Any]] = []
        self.last = 0
        self._setting, self._rejects = setting, rejects
        self._runs, self._names = to

    def _keep(self, ts: np.ndarray, key: np.ndarray, pixels: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
        """Hand placements on."""
        if len(ts):
            self.last = max(self.last, int(ts.max()))
            self._runs.add(ts, key, pixels)

    def _since_start(self, ts: np.ndarray, faults: np.ndarray) -> np.ndarray:
        """Times since the start, from Unix milliseconds; those that are far from the event are faults."""
        since = ts - self._setting.start
        note(faults, (since < -DAY) | (since > self._setting.latest), official.FAR)
        return since


class TableReader(Reader):
    """Reads the CSV logs of 2017, 2022 and 2023."""

    def __init__(self, table: official.LogFormat, setting: Setting, to: tuple[Runs, Names], rejects: Rejects) -> None:
        super().__init__(setting, to, rejects)
        self._table = table
        self._shift = setting.middle if table.centered else (0, 0)

    def read(self, path: Path, told: Told) -> None:
        """Read one file.

        Raises
        ------
        UserError
            It cannot be read, has another header, or a row is wrong where none may be.
        """
        texts = whole_lines(path, ahead(blocks(path, told)))
        first = next(texts, b"")
        header, _, rest = first.partition(b"\n")
        roles = self._roles(path, header)
        line = 2
        for text in chain([rest] if rest else [], texts):
            line += self._rows(path, np.frombuffer(text, np.uint8), roles, line)

    def _roles(self, path: Path, header: bytes) -> list[str]:
        """What each column is, from the header."""
        said = header.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").strip()
        names = [name.strip().strip('"') for name in said.split(",")]
        if any(sorted(names) == sorted(known.split(",")) for known in self._table.headers):
            return [official.ROLES[name] for name in names]
        others = [name for name, table in official.TABLES.items() if ",".join(names) in table.headers]
        hint = f"; it is that of --format {others[0]}" if others else ""
        shown = said[:80].encode("unicode_escape").decode() if said else "nothing"
        raise UserError(f"{path} begins with {shown}, not with {' or '.join(self._table.headers)}{hint}")

    def _rows(self, path: Path, text: np.ndarray, roles: list[str], line: int) -> int:
        """Read whole lines, the first of which has the number `line`; gives how many there were."""
        lines, rows, fields = csv_fields.split(text, len(roles))
        column = dict(zip(roles, fields, strict=True))
        faults = np.zeros(len(rows), np.uint8)
        ts = csv_fields.times(column["time"])
        note(faults, ts < 0, official.TIME)
        ts = self._since_start(ts, faults)
        numbers, counts = self._places(column, faults)
        color = self._colors(column, faults)
        self._moderate(ts, (numbers, counts, color), np.flatnonzero((faults == official.GOOD) & (counts != 2)), faults)
        note(faults, counts != 2, MODERATION)
        self._place(column["user"], faults, (ts, numbers, color))
        found = np.where(lines[:, 0] < lines[:, 1], official.FIELDS, official.GOOD)  # empty lines are no rows
        found[rows] = faults
        for row in np.flatnonzero((found != official.GOOD) & (found != MODERATION)):
            begin, end = lines[row]
            self._rejects.add(path, line + int(row), int(found[row]), text[begin:end].tobytes())
        return len(lines)

    def _places(self, column: dict[str, Any], faults: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Coordinates on the canvas, int64 [row, 4], and how many a row has; what is off the canvas is a fault."""
        if "place" in column:
            numbers, counts = csv_fields.places(column["place"])
            shapes = {3: "circle", 4: "rectangle"}
            able = [2, *(count for count, shape in shapes.items() if shape in self._table.shapes)]
            note(faults, ~np.isin(counts, able), official.PLACE)
            numbers[counts == 4, 2:] += self._shift
        else:
            numbers = np.column_stack([csv_fields.wholes(column[axis]) for axis in "xy"])
            counts = np.full(len(faults), 2)
            note(faults, (numbers == csv_fields.NOT_A_NUMBER).any(axis=1), official.PLACE)
        numbers[:, :2] += self._shift
        most = np.array(self._setting.size) + self._table.beyond
        off = ((numbers[:, :2] < 0) | (numbers[:, :2] >= most)).any(axis=1)
        note(faults, (counts == 2) & off, official.OFF)
        return numbers, counts

    def _colors(self, column: dict[str, Any], faults: np.ndarray) -> np.ndarray:
        """Palette indices."""
        palette = self._setting.palette
        found = csv_fields.colors(column["hex"], palette) if "hex" in column else csv_fields.wholes(column["index"])
        note(faults, (found < 0) | (found >= min(len(palette), self._table.colors)), official.COLOR)
        return found

    def _moderate(self, ts: np.ndarray, what: tuple, rows: np.ndarray, faults: np.ndarray) -> None:
        """Take rectangles and circles, whose edges may lie off the canvas, but not all of them."""
        numbers, counts, color = what
        width, height = self._setting.size
        for row in rows:
            a, b, c, d = numbers[row].tolist()
            circle = counts[row] == 3
            box = (a - c + 1, b - c + 1, a + c, b + c) if circle else (a, b, c + 1, d + 1)
            if c < 0 if circle else c < a or d < b:
                faults[row] = official.CORNERS
            elif box[0] >= width or box[1] >= height or box[2] < 0 or box[3] < 0:
                faults[row] = official.OFF
            elif ts[row] < 0:
                faults[row] = official.FAR
            else:
                self.last = max(self.last, int(ts[row]))
                shape = {"kind": "circle", "value": float(c)} if circle else {"kind": "rectangle"}
                corners = dict(zip(("x0", "y0", "x1", "y1"), box, strict=True))
                self.moderation.append({"ts": int(ts[row]), **shape, **corners, "color": int(color[row])})

    def _place(self, names: Any, faults: np.ndarray, what: tuple) -> None:
        """Take placements, with the names of their users."""
        short = on.less_equal(on.binary_length(names), LONGEST_NAME)
        note(faults, ~np.asarray(on.and_(short, on.match_substring_regex(names, "^[!-~]*$"))), official.USER)
        ts, numbers, color = what
        good = faults == official.GOOD
        keys = self._names.add(names.filter(good))
        self._keep(ts[good], keys, (numbers[good, 0], numbers[good, 1], color[good]))


class DiffReader(Reader):
    """Reads the binary diff: four numbers a row, and nothing of who it was."""

    def read(self, path: Path, told: Told) -> None:
        """Read one file.

        Raises
        ------
        UserError
            It cannot be read, does not end with a whole row, or a row is wrong where none may be.
        """
        rest, row = b"", 1
        for block in ahead(blocks(path, told)):
            data = rest + block
            whole = len(data) // RECORD.itemsize * RECORD.itemsize
            rest = data[whole:]
            self._records(path, np.frombuffer(data[:whole], RECORD), row)
            row += whole // RECORD.itemsize
        if rest:
            raise UserError(
                f"{path} ends in the middle of a row of {RECORD.itemsize} bytes; it is cut short, or no diff"
            )

    def _records(self, path: Path, records: np.ndarray, first: int) -> None:
        """Take rows, the first of which has the number `first`."""
        faults = np.zeros(len(records), np.uint8)
        width, height = self._setting.size
        note(faults, (records["x"] >= width) | (records["y"] >= height), official.OFF)
        note(faults, records["color"] >= len(self._setting.palette), official.COLOR)
        ts = self._since_start(records["second"].astype(np.int64) * 1000, faults)
        for row in np.flatnonzero(faults):
            shown = ",".join(str(value) for value in records[row].tolist())
            self._rejects.add(path, first + int(row), int(faults[row]), shown.encode())
        good = faults == official.GOOD
        kept = records[good]
        self._keep(ts[good], np.zeros(len(kept), np.uint64), (kept["x"], kept["y"], kept["color"]))
