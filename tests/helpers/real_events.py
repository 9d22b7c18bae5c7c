"""Small events for tests of formats: made by hand, or read back by slow obvious twins."""

from __future__ import annotations

import csv
import gzip
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow.parquet

from canvas_sim.formats.event_defaults import known_event
from canvas_sim.formats.run_writer import Landing
from canvas_sim.record.run import Run

H2017 = "ts,user,x_coordinate,y_coordinate,color\n"
H2022 = "timestamp,user_id,pixel_color,coordinate\n"
H2023 = "timestamp,user,coordinate,pixel_color\n"
DAY = "2017-03-31"  # on which the event below begins
LAUNCH = 1_490_979_600_000  # when, in Unix milliseconds
TOML = """
[event]
name = "tiny"
hours = 2
[canvas]
width = 20
height = 10
palette = "{palette}"
"""


def event(folder: Path, palette: str = "2017") -> Path:
    """A TOML file of a tiny event."""
    path = folder / f"tiny-{palette}.toml"
    path.write_text(TOML.format(palette=palette))
    return path


def made(folder: Path, rows, interventions=(), palette: str = "2017") -> Run:
    """A run folder with these rows (ts, user, x, y, color), which are in order of time."""
    folder.mkdir()
    landing = Landing(folder, known_event(event(folder.parent, palette), "Made by hand."), list(interventions))
    columns = np.array(rows, np.int64).reshape(-1, 5).T
    landing.take(columns[0], columns[1], tuple(columns[2:]))
    landing.finish({"rejected": 0}, 0)
    return Run.load(folder)


def rows_of(run: Run) -> list[tuple]:
    """Rows (ts, user, x, y, color) of a run."""
    frame = run.events
    return list(zip(*(frame[name].tolist() for name in ("ts", "user", "x", "y", "color")), strict=True))


def names_of(run: Run) -> dict[int, str]:
    """Names of the users of an imported run; -1 has none."""
    path = run.folder / "users.parquet"
    table = pyarrow.parquet.read_table(path).to_pydict() if path.is_file() else {"user": [], "name": []}
    return {-1: ""} | dict(zip(table["user"], table["name"], strict=True))


def text_of(path: Path) -> str:
    """Text of a file, packed or not."""
    data = path.read_bytes()
    return (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode()


def milliseconds(text: str) -> int:
    """Unix milliseconds of a time as the files of 2022 and 2023 have it."""
    pattern = "%Y-%m-%d %H:%M:%S.%f UTC" if "." in text else "%Y-%m-%d %H:%M:%S UTC"
    moment = datetime.strptime(text, pattern).replace(tzinfo=UTC)
    return int(moment.replace(microsecond=0).timestamp()) * 1000 + moment.microsecond // 1000


def naive_2017(paths) -> list[tuple]:
    """Rows (Unix ms, name, x, y, color index) as anybody would read them, in order of time."""
    rows = []
    for path in sorted(paths):
        lines = text_of(path).splitlines()[1:]
        rows += [(int(t), name, int(x), int(y), int(c)) for t, name, x, y, c in (line.split(",") for line in lines)]
    return sorted(rows, key=lambda row: row[0])


def naive_text(paths, user: str) -> tuple[list[tuple], list[tuple]]:
    """Placements (Unix ms, name, x, y, "#RRGGBB") and moderations of 2022 or 2023, in order of time."""
    placed, painted = [], []
    for path in sorted(paths):
        for row in csv.DictReader(text_of(path).splitlines()):
            ts, where = milliseconds(row["timestamp"]), row["coordinate"]
            if where.count(",") == 1:
                placed.append((ts, row[user], *map(int, where.split(",")), row["pixel_color"]))
            else:
                painted.append((ts, where, row["pixel_color"]))
    return sorted(placed, key=lambda row: row[0]), sorted(painted, key=lambda row: row[0])


def rejects(run: Run) -> list[tuple[int, str]]:
    """Line and reason of each reject."""
    path = run.folder / "rejects.csv"
    rows = list(csv.reader(path.read_text().splitlines()))[1:] if path.is_file() else []
    return [(int(line), reason) for _, line, reason, _ in rows]
