"""What can be typed, and what comes back: text, exit codes, one line on mistakes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from canvas_sim.cli import app
from canvas_sim.errors import UserError
from canvas_sim.scenario.loading import load, presets
from canvas_sim.show import pictures
from canvas_sim.show import render as rendering
from canvas_sim.study import one

FIGURES = SimpleNamespace(figures=lambda: {"placements": "1,234", "digest": "abc"})
COMMANDS = ("run", "compare", "presets", "show", "designs", "render")


@pytest.fixture
def typed(monkeypatch, tmp_path):
    """A function that types a line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda line: CliRunner().invoke(app, line.split())


@pytest.fixture
def runs(monkeypatch):
    """Calls of `one.run`, which simulates nothing."""
    calls = []

    def run(scenario, seed=0, **options):
        options["progress"](0.5, 600)
        options.pop("progress")
        calls.append((scenario, seed, options))
        return FIGURES

    monkeypatch.setattr(one, "run", run)
    return calls


def python(*arguments, **options):
    """A process of the command line."""
    command = [sys.executable, "-m", "canvas_sim", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def test_plain_run(typed, runs):
    result = typed("run")
    ((scenario, seed, options),) = runs
    assert result.exit_code == 0
    assert scenario == load("quickstart")
    assert seed == 0
    assert {name: str(value) for name, value in options.items()} == {
        "threads": "None", "out": "runs/quickstart-0", "log": "True"
    }  # fmt: skip
    assert "1,234" in result.stdout
    assert "runs/quickstart-0/canvas.png" in result.stdout


def test_run_with_everything(typed, runs, tmp_path):
    line = (
        "run raid --set interventions.0.users=800 --set activity.users=4000 --seed 7 --scale 0.5 --threads 2 --no-log"
    )
    result = typed(f"{line} --out {tmp_path}/here")
    ((scenario, seed, options),) = runs
    assert result.exit_code == 0
    assert scenario == load("raid", ["interventions.0.users=800", "activity.users=4000"], 0.5)
    assert (scenario.activity.users, scenario.interventions[0].users) == (2000, 400)
    assert (seed, options["threads"], options["out"], options["log"]) == (7, 2, tmp_path / "here", False)


def test_name_and_seed_make_the_folder(typed, runs, tmp_path):
    (tmp_path / "mine.toml").write_text('[event]\nname = "../a b/c"\n')
    typed("run mine.toml --seed 3")
    assert str(runs[0][2]["out"]) == "runs/a-b-c-3"


@pytest.mark.parametrize("line", ["run", "run --out runs/quickstart-0"])
def test_taken_folder(typed, runs, tmp_path, line):
    (tmp_path / "runs" / "quickstart-0").mkdir(parents=True)
    result = typed(line)
    assert result.exit_code == 2
    assert result.stderr == "Error: runs/quickstart-0 is taken; name another folder with --out\n"
    assert not runs


@pytest.mark.parametrize(("line", "said"), [
    ("run quikstart", "there is no preset 'quikstart'; did you mean 'quickstart'?"),
    ("run gone.toml", "there is no file gone.toml"),
    ("run --set activity.userz=1", "unknown key activity.userz; did you mean activity.users?"),
    ("run --set canvas.cooldown=0", "canvas.cooldown = 0: must be a number from 1 to 86,400 [s]"),
    ("run --set canvas.background=E50001",
     "canvas.background: color 'E50001' is not in the palette; did you mean 'E50000'?"),
    ("run --scale 0", "scale 0 is out of range; it must be above 0 and at most 1"),
    ("show quikstart", "there is no preset 'quikstart'; did you mean 'quickstart'?"),
    ("compare a b", "a is not a run folder: it has no readable run.json"),
    ("render a", "a is not a run folder: it has no readable run.json"),
])  # fmt: skip
def test_mistakes_are_one_line(typed, runs, tmp_path, line, said):
    result = typed(line)
    assert (result.exit_code, result.stderr, result.stdout) == (2, f"Error: {said}\n", "")
    assert not runs
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "line", ["bogus", "run --bogus", "run --seed x", "run --seed -1", "run --threads 0", "compare a"]
)
def test_wrong_usage(typed, runs, line):
    result = typed(line)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert not runs


@pytest.mark.parametrize(("error", "said"), [
    (UserError("first\nsecond"), "Error: first\nError: second\n"),
    (OSError(28, "No space left on device", "x.parquet"), "Error: x.parquet: No space left on device\n"),
])  # fmt: skip
def test_errors_while_it_runs(typed, monkeypatch, error, said):
    monkeypatch.setattr(one, "run", lambda *_, **__: (_ for _ in ()).throw(error))
    result = typed("run")
    assert (result.exit_code, result.stderr) == (2, said)


def test_stopped(typed, monkeypatch):
    monkeypatch.setattr(one, "run", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    result = typed("run")
    assert (result.exit_code, result.stderr) == (130, "Stopped: nothing was written.\n")


def test_defects_of_ours_are_not_hidden(typed, monkeypatch):
    monkeypatch.setattr(one, "run", lambda *_, **__: (_ for _ in ()).throw(ZeroDivisionError))
    assert isinstance(typed("run").exception, ZeroDivisionError)


def test_presets(typed):
    lines = typed("presets").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(presets())
    assert all(load(line.split()[0]).event.about in line for line in lines)


def test_shown_event_runs_again(typed, tmp_path):
    shown = typed("show rplace-2022").stdout
    (tmp_path / "again.toml").write_text(shown)
    assert load(tmp_path / "again.toml") == load("rplace-2022")
    assert "# wait after a placement, at the start [s], 1 to 86,400" in shown


def test_designs(typed, tmp_path):
    typed("designs --out one.png")
    typed("designs --out two.png")
    typed("designs --out other.png --seed 1")
    one_, two, other = ((tmp_path / f"{name}.png").read_bytes() for name in ("one", "two", "other"))
    assert one_.startswith(b"\x89PNG")
    assert one_ == two != other


def test_compare(typed, monkeypatch):
    calls = []
    monkeypatch.setattr(pictures, "compare", lambda *given: calls.append([str(one) for one in given]))
    assert typed("compare a b --out c.png").exit_code == 0
    assert calls == [["a", "b", "c.png"]]


@pytest.mark.parametrize(("line", "wanted"), [
    ("render a", {"at": None, "every": None, "video": False}),
    ("render a --at 12h", {"at": "12h", "every": None, "video": False}),
    ("render a --every 30min --video", {"at": None, "every": "30min", "video": True}),
])  # fmt: skip
def test_render(typed, monkeypatch, line, wanted):
    calls = []
    monkeypatch.setattr(
        rendering, "render", lambda folder, **options: calls.append((str(folder), options)) or ["x.png"]
    )
    assert typed(line).stdout == "Written: x.png.\n"
    assert calls == [("a", wanted)]


@pytest.mark.parametrize("line", ["--help", "-h", *(f"{command} --help" for command in COMMANDS)])
def test_help(typed, line):
    result = typed(line)
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_help_imports_nothing_heavy():
    heavy = "numpy numba mesa pandas pyarrow matplotlib pydantic"
    code = f"""
import sys
from typer.testing import CliRunner
from canvas_sim.cli import app
assert CliRunner().invoke(app, ["--help"]).exit_code == 0
print([name for name in {heavy.split()!r} if name in sys.modules])
"""
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_closed_pipe_is_quiet():
    process = python("show", "rplace-2022")
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(timeout=60) == 1


@pytest.mark.slow
def test_control_c_leaves_nothing(tmp_path):
    process = python("run", "quickstart", "--set", "activity.users=2000000", cwd=tmp_path)
    time.sleep(20)
    began = time.perf_counter()
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert time.perf_counter() - began < 2
    assert (process.returncode, said) == (130, "Stopped: nothing was written.\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_quickstart(tmp_path):
    process = python("run", cwd=tmp_path)
    told, said = process.communicate(timeout=300)
    assert (process.returncode, said) == (0, "")
    assert "runs/quickstart-0/canvas.png" in told
    assert (tmp_path / "runs" / "quickstart-0" / "canvas.png").stat().st_size > 1000
