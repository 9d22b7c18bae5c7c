"""What `canvas-sim import` and `canvas-sim export` say, and their exit codes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from canvas_sim.cli.app import app
from canvas_sim.record.run import Run

LAUNCH = 1_490_979_600_000
HEADER = "ts,user,x_coordinate,y_coordinate,color\n"
EVENT = '[event]\nname = "tiny"\nhours = 2\n[canvas]\nwidth = 20\nheight = 10\n'


@pytest.fixture
def typed(monkeypatch, tmp_path):
    """A function that types a line in a folder with a tiny event and its log."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.toml").write_text(EVENT)
    (tmp_path / "log.csv").write_text(f"{HEADER}{LAUNCH + 5},aa,1,2,3\n{LAUNCH},bb,4,50,6\n{LAUNCH + 1},bb,4,5,6\n")
    return lambda line: CliRunner().invoke(app, line.split())


def test_there_and_back(typed, tmp_path):
    read = typed("import log.csv --format 2017 --event tiny.toml --out runs/real")
    assert read.exit_code == 0, read.output
    assert "placements     2\n" in read.stdout
    assert "rejected       1\n" in read.stdout
    assert "listed in runs/real/rejects.csv" in read.stdout
    assert (tmp_path / "runs/real/rejects.csv").read_text().splitlines()[1].startswith("log.csv,3,not on the canvas,")
    assert typed("export runs/real --format 2022 --out back.csv.gz").stdout == "Written: back.csv.gz.\n"
    assert typed("import back.csv.gz --format 2022 --event runs/real --out runs/again --strict").exit_code == 0
    assert Run.load("runs/again").digest == Run.load("runs/real").digest
    assert typed("export runs/real --format bitmap --every 1h --out bits").exit_code == 0
    assert len(list((tmp_path / "bits").iterdir())) == 3


def test_other_commands_take_an_imported_run(typed, tmp_path):
    typed("import log.csv --format 2017 --event tiny.toml --out real")
    for line in ("render real --at 1h", "render real --every 1h", "compare real real --out both.png", "report real"):
        done = typed(line)
        assert done.exit_code == 0, f"{line}\n{done.output}"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("import gone.csv --format 2017 --out a", "there is no file gone.csv"),
        ("import log.csv --format 2018 --out a", "there is no format '2018'; there are 2017, 2022, 2023, diff, bitmap"),
        ("import log.csv --format 2022 --out a", "it is that of --format 2017"),
        ("import log.csv --format 2017 --event tiny.toml --strict --out a", "log.csv, line 3: not on the canvas"),
        ("import log.csv --format 2017 --event tiny --out a", "there is no preset 'tiny'"),
        ("import log.csv --format 2017 --event tiny.toml --out tiny.toml", "tiny.toml is taken"),
        ("export gone --format 2017 --out a", "gone is not a run folder"),
        ("export gone --format 2017 --out log.csv", "log.csv is taken"),
        ("export gone --format npz --every soon --out a", "'soon' is not a time"),
    ],
)
def test_mistakes_are_one_line(typed, tmp_path, line, said):
    before = sorted(tmp_path.rglob("*"))
    done = typed(line)
    assert done.exit_code == 2
    (told,) = done.stderr.splitlines()
    assert told.startswith("Error: ")
    assert said in told
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_nothing_behind(typed, tmp_path, sent, interruptible):
    rows = "".join(f"{LAUNCH + i},u{i},{i % 20},{i % 10},{i % 16}\n" for i in range(500_000))
    for number in range(8):
        (tmp_path / f"{number}.csv").write_text(HEADER + rows)
    logs = [f"{number}.csv" for number in range(8)]
    command = [sys.executable, "-m", "canvas_sim", "import", *logs, "--format", "2017", "--event", "tiny.toml"]
    process = subprocess.Popen([*command, "--out", "real"], stderr=subprocess.PIPE, text=True, env=os.environ)
    while not list(tmp_path.glob(".real*/sorting/names-*")) and process.poll() is None:
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(sent)
    said = process.communicate(timeout=60)[1]
    # Python ends by the signal itself, which shells show as the same number, if it came while text was executed.
    assert process.returncode in (128 + sent, -sent)
    assert said.endswith("Stopped: nothing was written.\n")  # before it, progress
    assert not [path for path in tmp_path.iterdir() if path.name.startswith((".", "real"))]
