"""How fast official logs are read and written, and in how much memory: ``python benchmarks/formats.py 2017 2 8 32``.

For each number of million rows it makes a run of random placements (15 a user, as in 2022), exports it in the format,
deals the lines out at random to gzip files, and imports these in a process of its own. Prints a row for each.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from canvas_sim.formats.event_defaults import known_event
from canvas_sim.formats.exporting import export
from canvas_sim.formats.official import EVENTS
from canvas_sim.formats.run_writer import Landing

FILES = 16
PER_USER = 15
CHUNK = 1 << 18  # rows


def make(folder: Path, form: str, rows: int) -> None:
    """Write a run folder with random placements, in order of time."""
    folder.mkdir()
    setting = known_event(EVENTS[form], "Random placements.")
    landing = Landing(folder, setting, setting.interventions())
    draws = np.random.default_rng(1)
    for first in range(0, rows, CHUNK):
        count = min(CHUNK, rows - first)
        span = (setting.end * first // rows, setting.end * (first + count) // rows)
        ts = np.sort(draws.integers(*span, count))
        x, y = draws.integers(0, setting.size[0], count), draws.integers(0, setting.size[1], count)
        landing.take(ts, draws.integers(0, rows // PER_USER, count), (x, y, draws.integers(0, 16, count)))
    landing.finish({"rejected": 0}, 0)


def deal(log: Path, into: Path) -> list[Path]:
    """Deal the lines of a log out to gzip files, each in random order."""
    into.mkdir()
    draws = np.random.default_rng(2)
    paths = [into / f"part-{number}" for number in range(FILES)]
    files = [path.open("wb") for path in paths]
    with log.open("rb") as lines:
        header = lines.readline()
        while block := lines.readlines(1 << 24):
            for line, place in zip(block, draws.integers(0, FILES, len(block)).tolist(), strict=True):
                files[place].write(line)
    packed = []
    for file, path in zip(files, paths, strict=True):
        file.close()
        with path.open("rb") as lines:
            shuffled = lines.readlines()
        path.unlink()
        packed.append(path.with_suffix(".csv.gzip"))
        with gzip.open(packed[-1], "wb", 1) as out:
            out.write(header)
            out.writelines(shuffled[i] for i in draws.permutation(len(shuffled)))
    return packed


def read(form: str, out: Path, paths: list[str]) -> None:
    """Import; prints seconds, seconds of processor time and peak memory in MB. Runs in a process of its own."""
    from canvas_sim.formats.importing import import_event

    began = time.perf_counter()
    import_event(paths, form, out, strict=True)
    # Not ru_maxrss, which a new process has from the one that started it.
    (peak,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    sys.stdout.write(f"{time.perf_counter() - began} {time.process_time()} {int(peak.split()[1]) / 1024}")


def row(form: str, millions: float) -> str:
    """Measure one size: a row of the table."""
    rows = round(millions * 1e6)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        make(folder / "made", form, rows)
        began = time.process_time()
        export(folder / "made", form, folder / "log.csv")
        exporting = time.process_time() - began
        size = (folder / "log.csv").stat().st_size / 1e6
        files = [str(path) for path in deal(folder / "log.csv", folder / "dealt")]
        (folder / "log.csv").unlink()
        command = [sys.executable, __file__, "--read", form, str(folder / "read"), *files]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, processor, memory = map(float, printed.split())
    figures = (millions, size, seconds, processor, rows / processor / 1e6, memory, rows / exporting / 1e6)
    return "| {:g} | {:,.0f} | {:,.0f} | {:,.0f} | {:.2f} | {:,.0f} | {:.2f} |\n".format(*figures)


HEADER = (
    "million rows",
    "CSV, MB",
    "import, s",
    "processor, s",
    "million rows a processor s",
    "peak, MB",
    "export, the same",
)

if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read(sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
    else:
        sys.stdout.write(f"| {' | '.join(HEADER)} |\n|{'---|' * len(HEADER)}\n")
        for given in sys.argv[2:]:
            sys.stdout.write(row(sys.argv[1], float(given)))
            sys.stdout.flush()
