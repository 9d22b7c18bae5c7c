"""Read official logs: every row becomes a placement, a moderation or a reject."""

from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import DAY
from canvas_sim.formats import csv_kernels
from canvas_sim.formats.event_defaults import Setting
from canvas_sim.formats.external_sort import Parts
from canvas_sim.formats.file_blocks import Told, ahead, blocks, whole_lines
from canvas_sim.formats.official import COLOR, CORNERS, FAR, FORMATS, GOOD, OFF, PLACE, ROLES, TABLES, LogFormat
from canvas_sim.formats.rejects import Rejects

MODERATION = 255  # in place of a fault: what is no placement needs no user
RECORD = np.dtype([("second", "<u4"), ("x", "<u4"), ("y", "<u4"), ("color", "<u4")])


class Reader:
    """What all logs share: where rows go.

    Attributes
    ----------
    moderation : rectangles and circles, as rows of the table of interventions, in order of reading
    last : ms since the start of the latest row, at least 0
    """

    def __init__(self, setting: Setting, parts: Parts, rejects: Rejects) -> None:
        self.moderation: list[dict[str, Any]] = []
        self.last = 0
        self._setting, self._parts, self._rejects = setting, parts, rejects

    def _keep(self, ts: np.ndarray, key: np.ndarray, pixels: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
        """Hand placements on."""
        if len(ts):
            self.last = max(self.last, int(ts.max()))
            self._parts.add(ts, key, pixels)

    def _since_start(self, ts: np.ndarray, faults: np.ndarray) -> np.ndarray:
        """Times since the start, from Unix milliseconds; those that are far from the event are faults."""
        since = ts - self._setting.start
        faults[(faults == GOOD) & ((since < -DAY) | (since > self._setting.latest))] = FAR
        return since


class TableReader(Reader):
    """Reads the CSV logs of 2017, 2022 and 2023."""

    def __init__(self, table: LogFormat, setting: Setting, parts: Parts, rejects: Rejects) -> None:
        super().__init__(setting, parts, rejects)
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
            return [ROLES[name] for name in names]
        others = [name for name, table in TABLES.items() if ",".join(names) in table.headers]
        hint = f"; it is that of --format {others[0]}" if others else ""
        shown = said[:80].encode("unicode_escape").decode() if said else "nothing"
        raise UserError(f"{path} begins with {shown}, not with {' or '.join(self._table.headers)}{hint}")

    def _rows(self, path: Path, text: np.ndarray, roles: list[str], line: int) -> int:
        """Read whole lines, the first of which has the number `line`; gives how many there were."""
        most = int(np.count_nonzero(text == csv_kernels.LINE_FEED))
        spans, lines = np.empty((most, len(roles), 2), np.int32), np.empty((most, 4), np.int32)
        rows, count = csv_kernels.split(text, len(roles), spans, lines)
        column = {role: np.ascontiguousarray(spans[:rows, i]) for i, role in enumerate(roles)}
        lines = lines[:rows]
        faults = lines[:, 3].astype(np.uint8)
        ts = np.zeros(rows, np.int64)
        csv_kernels.read_times(text, column["time"], faults, ts)
        ts = self._since_start(ts, faults)
        numbers, counts = self._places(text, column, faults)
        color = self._colors(text, column, faults)
        shape = (faults == GOOD) & (counts != 2)
        self._moderate(ts, (numbers, counts, color), np.flatnonzero(shape), faults)
        faults[(faults == GOOD) & (counts != 2)] = MODERATION
        self._place(text, column["user"], faults, (ts, numbers, color))
        for row in np.flatnonzero((faults != GOOD) & (faults != MODERATION)):
            begin, end, number, _ = lines[row]
            self._rejects.add(path, line + int(number), int(faults[row]), text[begin:end].tobytes())
        return count

    def _places(self, text: np.ndarray, column: dict, faults: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Coordinates on the canvas, int32 [row, 4], and how many a row has; what is off the canvas is a fault."""
        numbers, counts = np.zeros((len(faults), 4), np.int32), np.full(len(faults), 2, np.int64)
        if "place" in column:
            csv_kernels.read_places(text, column["place"], faults, numbers, counts)
            faults[(faults == GOOD) & (counts == 3) & ("circle" not in self._table.shapes)] = PLACE
            faults[(faults == GOOD) & (counts == 4) & ("rectangle" not in self._table.shapes)] = PLACE
        else:
            csv_kernels.read_wholes(text, column["x"], faults, PLACE, numbers[:, 0])
            csv_kernels.read_wholes(text, column["y"], faults, PLACE, numbers[:, 1])
        numbers[:, :2] += self._shift
        numbers[counts == 4, 2:] += self._shift
        most = np.array(self._setting.size) + self._table.beyond
        off = ((numbers[:, :2] < 0) | (numbers[:, :2] >= most)).any(axis=1)
        faults[(faults == GOOD) & (counts == 2) & off] = OFF
        return numbers, counts

    def _colors(self, text: np.ndarray, column: dict, faults: np.ndarray) -> np.ndarray:
        """Palette indices."""
        found = np.zeros(len(faults), np.int64)
        if "hex" in column:
            csv_kernels.read_colors(text, column["hex"], faults, self._setting.palette, found)
        else:
            csv_kernels.read_wholes(text, column["index"], faults, COLOR, found)
            wrong = (found < 0) | (found >= min(len(self._setting.palette), self._table.colors))
            faults[(faults == GOOD) & wrong] = COLOR
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
                faults[row] = CORNERS
            elif box[0] >= width or box[1] >= height or box[2] < 0 or box[3] < 0:
                faults[row] = OFF
            elif ts[row] < 0:
                faults[row] = FAR
            else:
                self.last = max(self.last, int(ts[row]))
                shape = {"kind": "circle", "value": float(c)} if circle else {"kind": "rectangle"}
                corners = dict(zip(("x0", "y0", "x1", "y1"), box, strict=True))
                self.moderation.append({"ts": int(ts[row]), **shape, **corners, "color": int(color[row])})

    def _place(self, text: np.ndarray, spans: np.ndarray, faults: np.ndarray, what: tuple) -> None:
        """Take placements."""
        ts, numbers, color = what
        keys = np.zeros(len(faults), np.uint64)
        fresh = csv_kernels.read_users(text, spans, faults, keys, self._parts.known)
        good = faults == GOOD
        self._parts.add_names(text, spans[fresh], keys[fresh])
        self._keep(ts[good], keys[good], (numbers[good, 0], numbers[good, 1], color[good]))


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
        faults[(records["x"] >= width) | (records["y"] >= height)] = OFF
        faults[(faults == GOOD) & (records["color"] >= len(self._setting.palette))] = COLOR
        ts = self._since_start(records["second"].astype(np.int64) * 1000, faults)
        for row in np.flatnonzero(faults):
            shown = ",".join(str(value) for value in records[row].tolist())
            self._rejects.add(path, first + int(row), int(faults[row]), shown.encode())
        good = faults == GOOD
        kept = records[good]
        self._keep(ts[good], np.zeros(len(kept), np.uint64), (kept["x"], kept["y"], kept["color"]))


def reader(name: str, setting: Setting, parts: Parts, rejects: Rejects) -> TableReader | DiffReader:
    """What reads a log of a format, "2017", "2022", "2023" or "diff"."""
    assert name in FORMATS
    if name == "diff":
        return DiffReader(setting, parts, rejects)
    return TableReader(TABLES[name], setting, parts, rejects)
