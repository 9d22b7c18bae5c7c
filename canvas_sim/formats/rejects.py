"""Rows of an imported log that make no sense: listed with file and line, or refused."""

import csv
from pathlib import Path

from canvas_sim.base.errors import UserError
from canvas_sim.formats.official import FAULTS
from canvas_sim.record.parquet import writing_to

SHOWN = 200  # characters of a row


class Rejects:
    """Writes ``rejects.csv``; with `strict`, the first row that makes no sense is an error.

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
