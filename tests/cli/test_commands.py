"""What can be typed, and what comes back: text, exit codes, one line on mistakes."""

from __future__ import annotations

import functools
import io
import os
import re
import resource
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from made_run import make_run
from rich.console import Console
from typer.testing import CliRunner

from canvas_sim.base.errors import UserError
from canvas_sim.cli.app import app
from canvas_sim.cli.terminal import progress
from canvas_sim.scenario.files import presets
from canvas_sim.scenario.loading import load
from canvas_sim.show import app_server
from canvas_sim.show import render as rendering
from canvas_sim.study import runner

FIGURES = SimpleNamespace(figures=lambda: {"placements": "1,234", "digest": "abc"})
COMMANDS = ("run", "compare", "presets", "show", "designs", "render", "sweep", "import", "export", "counterfactual")


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

    monkeypatch.setattr(runner, "run", run)
    return calls


def python(*arguments, **options):
    """A process of the command line, which heeds Ctrl-C even if this one is in the background."""
    start = "import signal, canvas_sim.cli.app; signal.signal(signal.SIGINT, signal.default_int_handler); "
    command = [sys.executable, "-c", start + "canvas_sim.cli.app.main()", *arguments]
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
    ("run --set canvas.palette=[red]", "canvas.palette: 'red' is not a color; write RRGGBB, such as E50000"),
    ("show quikstart", "there is no preset 'quikstart'; did you mean 'quickstart'?"),
    ("compare a b", "a is not a run folder: it has no readable run.json"),
    ("render a", "a is not a run folder: it has no readable run.json"),
])  # fmt: skip
def test_mistakes_are_one_line(typed, runs, tmp_path, line, said):
    result = typed(line)
    assert (result.exit_code, result.stderr, result.stdout) == (2, f"Error: {said}\n", "")
    assert not runs
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("line", "said"), [
    ("comparr a b", "there is no command comparr; did you mean compare?"),
    ("bogus", "there is no command bogus; there are run, resume, fork, compare, "),
    ("--bogus", "there is no option --bogus; there are --help"),
    ("run --sacle 1", "there is no option --sacle; did you mean --scale?"),
    ("run --seed x", "--seed must be a whole number from 0 to 4,294,967,295"),
    ("run --seed -1", "--seed must be a whole number from 0 to 4,294,967,295"),
    ("run --seed 4294967296", "--seed must be a whole number from 0 to 4,294,967,295"),
    ("run --threads 0", "--threads must be a whole number of at least 1"),
    ("run --scale half", "--scale must be a number"),
    ("run quickstart raid", "Got unexpected extra argument"),
    ("run --seed", "Option '--seed' requires an argument; see "),
    ("compare a", "B is missing; see "),
    ("null a --out b", "--model is missing; see "),
])  # fmt: skip
def test_wrong_usage_is_one_line(typed, runs, line, said):
    result = typed(line)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert result.stderr.startswith(f"Error: {said}")
    assert not runs


def test_nothing_typed_is_help(typed):
    result = typed("")
    assert "Usage" in result.stdout + result.stderr
    assert "Error" not in result.stdout + result.stderr


@pytest.mark.parametrize(("error", "said"), [
    (UserError("first\nsecond"), "Error: first\nError: second\n"),
    (OSError(28, "No space left on device", "x.parquet"), "Error: x.parquet: No space left on device\n"),
])  # fmt: skip
def test_errors_while_it_runs(typed, monkeypatch, error, said):
    monkeypatch.setattr(runner, "run", lambda *_, **__: (_ for _ in ()).throw(error))
    result = typed("run")
    assert (result.exit_code, result.stderr) == (2, said)


def test_stopped(typed, monkeypatch):
    monkeypatch.setattr(runner, "run", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    result = typed("run")
    assert (result.exit_code, result.stderr) == (130, "Stopped: nothing was written.\n")


@pytest.mark.parametrize(("line", "said"), [
    ("render a --every 1h", "Stopped: pictures that were finished are in a/render.\n"),
    ("render a --every 1h --video", "Stopped: nothing was written.\n"),
    ("render a", "Stopped: nothing was written.\n"),
])  # fmt: skip
def test_stopped_rendering(typed, monkeypatch, line, said):
    monkeypatch.setattr(rendering, "render", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    result = typed(line)
    assert (result.exit_code, result.stderr) == (130, said)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_asked_to_end(typed, monkeypatch, name):
    number = getattr(signal, name)
    monkeypatch.setattr(runner, "run", lambda *_, **__: signal.raise_signal(number) or time.sleep(9))
    before = signal.signal(number, signal.SIG_DFL)
    try:
        result = typed("run")
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)
    assert (result.exit_code, result.stderr) == (128 + number, "Stopped: nothing was written.\n")


def test_nohup_is_heeded(typed, monkeypatch):
    monkeypatch.setattr(runner, "run", lambda *_, **__: signal.raise_signal(signal.SIGHUP) or FIGURES)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert typed("run").exit_code == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_bar_shows_rate_and_time_left(monkeypatch):
    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    monkeypatch.setattr("canvas_sim.cli.terminal.Console", lambda **_: console)
    with progress("Working", "things", first="Waiting") as tell:
        for share in (0.1, 0.3, 0.5):
            tell(share, 1234)
            time.sleep(0.06)
    shown = console.file.getvalue()
    assert "Waiting" in shown
    assert re.search(r"Working.*50%.*1,234 things, [\d,]+ a second.*0:00:0\d", shown)


def test_without_a_terminal_there_is_a_line_now_and_then(monkeypatch):
    console = Console(file=io.StringIO(), force_terminal=False, width=120)
    monkeypatch.setattr("canvas_sim.cli.terminal.Console", lambda **_: console)
    monkeypatch.setattr("canvas_sim.cli.terminal.BEFORE_LINES", 0.02)
    monkeypatch.setattr("canvas_sim.cli.terminal.BETWEEN_LINES", 0.02)

    def written(pattern):
        for _ in range(500):
            if re.search(pattern, console.file.getvalue(), re.MULTILINE):
                return True
            time.sleep(0.01)
        return False

    with progress("Working", "things", first="Waiting") as tell:
        assert written(r"^Waiting: 0 s$")
        for share in (0.1, 0.3, 0.5):
            tell(share, 1234)
            time.sleep(0.01)
        assert written(r"^Working: 50 %, 1,234 things, [\d,]+ a second(, \d+ s left)?$")
    before = console.file.getvalue()
    time.sleep(0.1)
    assert console.file.getvalue() == before


def test_what_is_over_soon_writes_no_line(monkeypatch):
    console = Console(file=io.StringIO(), force_terminal=False)
    monkeypatch.setattr("canvas_sim.cli.terminal.Console", lambda **_: console)
    with progress("Working", "things") as tell:
        tell(1.0, 5)
    assert not console.file.getvalue()


def test_defects_of_ours_are_not_hidden(typed, monkeypatch):
    monkeypatch.setattr(runner, "run", lambda *_, **__: (_ for _ in ()).throw(ZeroDivisionError))
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


def test_compare(typed, tmp_path):
    make_run(tmp_path / "a", 1)
    make_run(tmp_path / "b", 2)
    result = typed("compare a b --out c.png")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "a (seed 1)" in result.stdout
    assert "isolated pixels" in result.stdout
    assert result.stdout.endswith("The picture is c.png.\n")
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("line", "wanted"), [
    ("render a", {"at": None, "every": None, "video": False}),
    ("render a --at 12h", {"at": "12h", "every": None, "video": False}),
    ("render a --zoom 4", {"at": None, "every": None, "video": False, "zoom": 4}),
    ("render a --every 30min --video", {"at": None, "every": "30min", "video": True}),
])  # fmt: skip
def test_render(typed, monkeypatch, line, wanted):
    calls = []
    monkeypatch.setattr(
        rendering, "render", lambda folder, **options: calls.append((str(folder), options)) or ["x.png"]
    )
    assert typed(line).stdout == "Written: x.png.\n"
    assert [(folder, {name: options[name] for name in wanted}) for folder, options in calls] == [("a", wanted)]


def test_app(typed, monkeypatch):
    calls = []
    monkeypatch.setattr(app_server, "prepare_app", lambda: None)
    monkeypatch.setattr(app_server, "serve_app", lambda *given: calls.append(given))
    assert typed("app raid --scale 0.2 --port 8123").stdout == "The page is http://localhost:8123, until Ctrl-C.\n"
    assert calls == [("raid", 0.2, 8123)]
    assert typed("app riad").stderr == "Error: there is no preset 'riad'; did you mean 'raid'?\n"


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
from canvas_sim.cli.app import app
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


LINE_OF_PROGRESS = re.compile(r"^(Setting up|Simulating).*\n", re.MULTILINE)


def last_line(said):
    """What is said after lines of progress, all in one line."""
    return LINE_OF_PROGRESS.sub("", said).removesuffix("\n")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_is_quick_and_leaves_nothing(tmp_path, number):
    process = python("run", "quickstart", "--set", "activity.users=2000000", cwd=tmp_path)
    time.sleep(20)
    began = time.perf_counter()
    os.kill(process.pid, number)
    _, said = process.communicate(timeout=60)
    assert time.perf_counter() - began < 2
    assert process.returncode == 128 + number
    assert last_line(said) == "Stopped: nothing was written."
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize(("more", "file"), [([], "events.parquet"), (["--no-log"], "timelapse.webp")])
def test_a_full_disk_is_one_line_and_leaves_nothing(tmp_path, more, file):
    limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (30_000, 30_000))
    line = ["run", "quickstart", "--scale", "0.1", "--set", "event.hours=20", "--out", "made/run"]
    process = python(*line, *more, cwd=tmp_path, preexec_fn=limit)
    told, said = process.communicate(timeout=300)
    assert (process.returncode, told) == (2, "")
    assert last_line(said) == f"Error: cannot write {tmp_path}/made/run/{file}: File too large"
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_quickstart(tmp_path):
    process = python("run", cwd=tmp_path)
    told, said = process.communicate(timeout=300)
    assert process.returncode == 0 and not LINE_OF_PROGRESS.sub("", said)
    assert "runs/quickstart-0/canvas.png" in told
    assert (tmp_path / "runs" / "quickstart-0" / "canvas.png").stat().st_size > 1000
