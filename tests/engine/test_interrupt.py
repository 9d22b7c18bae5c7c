"""Ctrl-C on a terminal ends a run at once, leaves no folder and no process behind."""

import os
import pty
import signal
import sys
import time

import pytest

RUN = [sys.executable, "-m", "canvas_sim", "run"]


def interrupted(arguments, environment, seconds):
    """Start a run on a terminal of its own, press Ctrl-C after some seconds; (exit code, number of the process)."""
    process, terminal = pty.fork()
    if process == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # which what runs in the background ignores
        os.execve(RUN[0], [*RUN, *arguments], os.environ | environment)
    os.set_blocking(terminal, False)
    assert ended(process, terminal, seconds) is None, "the run was over before it was interrupted"
    os.write(terminal, b"\x03")
    status = ended(process, terminal, 60)
    if status is None:
        os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)
    os.close(terminal)
    return None if status is None else os.waitstatus_to_exitcode(status), process


def ended(process, terminal, seconds):
    """The status with which a process ends, None if it does not within some seconds; what it says is read."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return status
        try:
            os.read(terminal, 65_536)
        except OSError:
            time.sleep(0.02)
    return None


def alive(group):
    """Whether a process of the group is still there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [3, 8])
def test_while_it_compiles(tmp_path, seconds):
    cache = {"CANVAS_SIM_CACHE_DIR": str(tmp_path / "cache")}
    code, group = interrupted(["quickstart", "--out", str(tmp_path / "run")], cache, seconds)
    assert code == 130
    assert not alive(group)
    assert not [path.name for path in tmp_path.iterdir() if path.name != "cache"]


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [3.5, 15])
def test_at_full_size(tmp_path, seconds):
    """While a million users are set up, and while they act."""
    code, group = interrupted(["rplace-2017", "--out", str(tmp_path / "run")], {}, seconds)
    assert code == 130
    assert not alive(group)
    assert not list(tmp_path.iterdir())
