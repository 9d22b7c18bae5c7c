"""A Dask cluster of real processes makes the same table, whatever happens to one of its workers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager

import pytest
from small_sweep import FACTORS, SAME, write

from canvas_sim.base.errors import UserError
from canvas_sim.study.sweep.sweep import Sweep, sweep
from canvas_sim.study.workers import cluster
from canvas_sim.study.workers.pool import Task

pytest.importorskip("distributed")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def process(*command: str):
    """A process of Dask's command line, which ends with the block."""
    path = os.pathsep.join(filter(None, sys.path))
    options = {"env": os.environ | {"PYTHONPATH": path}, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-m", "dask", *command], **options) as one:
        try:
            yield one
        finally:
            one.kill()


@contextmanager
def scheduler(kill=None):
    """Address of a scheduler; its process goes into `kill`."""
    address = f"127.0.0.1:{free_port()}"
    command = ("scheduler", "--host", "127.0.0.1", "--port", address.split(":")[1], "--no-dashboard")
    with process(*command) as one_process:
        if kill is not None:
            kill.append(one_process)
        for _ in range(300):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", int(address.split(":")[1]))) == 0:
                    break
            time.sleep(0.1)
        yield f"tcp://{address}"


def workers(stack: ExitStack, address: str, count: int) -> list[subprocess.Popen]:
    command = ("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    return [stack.enter_context(process(*command)) for _ in range(count)]


@pytest.mark.slow
def test_a_cluster_makes_the_same_table_though_a_worker_is_killed(tmp_path):
    text = FACTORS.replace("seeds = 2", "seeds = 8")
    alone = sweep(write(tmp_path, text), tmp_path / "alone", workers=2).table
    with ExitStack() as stack:
        address = stack.enter_context(scheduler())
        first, _ = workers(stack, address, 2)
        done = []

        def kill_one(progress):
            done.append(progress.done)
            if progress.done == 5:
                first.kill()

        table = sweep(write(tmp_path, text), tmp_path / "cluster", dask=address, progress=kill_one).table
    assert done == list(range(33))
    assert alone[SAME].equals(table[SAME])
    assert (table["error"] == "").all()


@pytest.mark.slow
def test_tasks_that_fail_or_kill_fail_alone():
    with ExitStack() as stack:
        address = stack.enter_context(scheduler())
        workers(stack, address, 5)
        tasks = [Task(0, "chores:fail", {}), Task(1, "chores:die", {}), Task(2, "chores:double", {"number": 2})]
        found = sorted(cluster.run_on_cluster(tasks, address))
    assert found[0].failure == "ZeroDivisionError: division by zero"
    assert found[1].failure.startswith("KilledWorker: ")
    assert found[2].result == 4


@pytest.mark.slow
def test_results_that_are_lost_with_their_worker_are_made_again():
    """The worker has done all its tasks and is killed before more than one result is asked for."""
    tasks = [Task(number, "chores:double", {"number": number}) for number in range(4)]
    with ExitStack() as stack:
        address = stack.enter_context(scheduler())
        (first,) = workers(stack, address, 1)
        found = cluster.run_on_cluster(tasks, address)
        outcomes = [next(found)]
        time.sleep(1)  # the three others are done, too
        first.kill()
        time.sleep(1)  # and the scheduler has seen that they are gone
        workers(stack, address, 1)
        outcomes += found
    assert [one.result for one in sorted(outcomes)] == [0, 2, 4, 6]


@pytest.mark.slow
def test_a_scheduler_that_is_lost_is_one_line_and_what_is_done_stays(tmp_path):
    lost: list[subprocess.Popen] = []
    with ExitStack() as stack:
        address = stack.enter_context(scheduler(lost))
        workers(stack, address, 1)
        text = FACTORS.replace("seeds = 2", "seeds = 8")
        with pytest.raises(UserError, match=f"the Dask scheduler at {address} is gone; what is done stays done"):
            sweep(
                write(tmp_path, text),
                tmp_path / "out",
                dask=address,
                progress=lambda now: lost[0].kill() if now.done == 3 else None,
            )
    table = Sweep.load(tmp_path / "out").table
    assert 3 <= len(table) < 32
    assert (table["error"] == "").all()
    assert (table["digest"].str.len() == 64).all()


def test_no_scheduler_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(UserError) as raised:
        sweep(write(tmp_path), tmp_path / "out", dask=address)
    assert str(raised.value).startswith(f"no Dask scheduler answers at {address} within 1 s (")
    assert "\n" not in str(raised.value)


def test_nonsense_for_an_address_is_one_line():
    for address in ("nowhere", "tcp://", "htp://x:1"):
        with pytest.raises(UserError, match="no Dask scheduler answers at"):
            list(cluster.run_on_cluster([Task(0, "chores:double", {"number": 1})], address))


@pytest.mark.slow
def test_a_scheduler_without_workers_is_one_line(monkeypatch):
    monkeypatch.setattr(cluster, "WORKERS_PATIENCE", 1)
    with scheduler() as address, pytest.raises(UserError, match=f"scheduler at {address} has no workers"):
        list(cluster.run_on_cluster([Task(0, "chores:double", {"number": 1})], address))
