"""Worker processes: each task is answered once, whatever happens to who works on it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time

import pytest

from canvas_sim.study.workers import process
from canvas_sim.study.workers.pool import Task, run_in_processes

HERE = "chores"


def done(tasks, workers):
    return sorted(run_in_processes([Task(*task) for task in tasks], workers))


@pytest.mark.parametrize("workers", [1, 3])
def test_every_task_is_answered_once(workers):
    found = done([(i, f"{HERE}:double", {"number": i}) for i in range(20)], workers)
    assert [(one.key, one.result, one.failure) for one in found] == [(i, 2 * i, "") for i in range(20)]
    assert all(one.memory > 5 for one in found)


def test_a_failure_is_told_and_others_go_on():
    (first, second) = done([(0, f"{HERE}:fail", {}), (1, f"{HERE}:double", {"number": 1})], 1)
    assert first[1:3] == (None, "ZeroDivisionError: division by zero")
    assert second[1:3] == (2, "")


def test_who_prints_does_not_answer():
    assert done([(0, f"{HERE}:chatter", {})], 1)[0].result == "said"


def test_a_task_whose_worker_died_is_done_by_another(tmp_path):
    once = {"mark": str(tmp_path / "mark")}
    (first, second) = done([(0, f"{HERE}:die_once", once), (1, f"{HERE}:double", {"number": 1})], 1)
    assert (first.result, first.failure) == ("lived", "")
    assert second.result == 2


def test_a_task_that_kills_its_workers_fails_alone():
    (first, second) = done([(0, f"{HERE}:die", {}), (1, f"{HERE}:double", {"number": 1})], 2)
    assert first.failure == "the worker died twice, with exit code -9 (out of memory?): farewell"
    assert second.result == 2


def test_a_worker_that_keeps_memory_is_replaced():
    tasks = [(i, f"{HERE}:hoard", {"megabytes": 100}) for i in range(8)]
    found = done(tasks, 1)
    assert len({one.result for one in found}) == 2  # pids
    assert max(one.memory for one in found) < 600


def test_closing_ends_workers_at_once():
    outcomes = run_in_processes([Task(0, f"{HERE}:pid", {}), Task(1, f"{HERE}:sleep", {})], 1)
    pid = next(outcomes).result
    began = time.perf_counter()
    outcomes.close()
    assert time.perf_counter() - began < 10
    assert not os.path.exists(f"/proc/{pid}")


def test_a_worker_dies_with_its_parent():
    script = (
        "from canvas_sim.study.workers.pool import *\n"
        f"for one in run_in_processes([Task(0, '{HERE}:pid', {{}}), Task(1, '{HERE}:sleep', {{}})], 1):\n"
        "    print(one.result, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=paths()) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not os.path.exists(f"/proc/{pid}"):
            return
        time.sleep(0.1)
    raise AssertionError("the worker outlived its parent")


def test_an_answer_is_a_line_of_json(monkeypatch):
    monkeypatch.setattr(process, "GROWTH", -1e9)  # so that the first answer is the last
    out = io.StringIO()
    questions = io.StringIO(json.dumps({"function": f"{HERE}:double", "arguments": {"number": 4}}) + "\n")
    monkeypatch.setattr(process.os, "_exit", lambda code: None)
    process.answer_lines(questions, out)
    said = json.loads(out.getvalue())
    assert (said["result"], said["last"]) == (8, True)


def paths():
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
