"""Worker processes of one machine: tasks go to whoever is free, and a worker that dies takes nothing with it."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

TRIES = 2  # for a task whose worker died


class Task(NamedTuple):
    """What to do: `function` is "package.module:name", `arguments` fit into JSON; `key` tells it from others."""

    key: Any
    function: str
    arguments: dict[str, Any]


class TaskResult(NamedTuple):
    """What came of a task: a result, or one line on the failure; and the peak memory of its worker, MB."""

    key: Any
    result: Any
    failure: str
    memory: float


def task_result(key: Any, reply: dict[str, Any]) -> TaskResult:
    """An answer of a worker (`canvas_sim.study.workers.process.answer`)."""
    return TaskResult(key, reply.get("result"), reply.get("failure", ""), reply.get("memory", 0.0))


def run_in_processes(tasks: Iterable[Task], workers: int) -> Generator[TaskResult, None, None]:
    """Outcomes as they come, in whatever order.

    Tasks are taken one by one as workers get free. When the iterator is closed, or anything is raised, workers end at
    once. They die with their parent, too.
    """
    pool = _WorkerPool(iter(tasks), workers)
    try:
        yield from pool.outcomes()
    finally:
        pool.end_all()


class _WorkerPool:
    """Threads, each with a worker process of its own."""

    def __init__(self, tasks: Iterator[Task], workers: int) -> None:
        self._tasks, self._taking = tasks, threading.Lock()
        self._done: queue.SimpleQueue[TaskResult | BaseException | None] = queue.SimpleQueue()
        self._workers: list[_Worker] = [_Worker() for _ in range(workers)]
        self._threads = [threading.Thread(target=self._work, args=(one,), daemon=True) for one in self._workers]

    def outcomes(self) -> Iterator[TaskResult]:
        """All outcomes."""
        for thread in self._threads:
            thread.start()
        left = len(self._threads)
        while left:
            result = self._done.get()
            if isinstance(result, BaseException):
                raise result
            if result is None:
                left -= 1
            else:
                yield result

    def end_all(self) -> None:
        """End all workers."""
        with self._taking:
            self._tasks = iter(())
        for worker in self._workers:
            worker.end(for_good=True)

    def _work(self, worker: _Worker) -> None:
        """Take task after task, until there is none."""
        try:
            while (task := self._next()) is not None:
                self._done.put(worker.do(task))
            self._done.put(None)
        except BaseException as error:
            self._done.put(error)

    def _next(self) -> Task | None:
        with self._taking:
            return next(self._tasks, None)


class _Worker:
    """A process that answers, started when it is needed and again when it has died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._errors: Any = None
        self._over = False
        self._changing = threading.Lock()

    def do(self, task: Task) -> TaskResult:
        """Have a task done; by another process if the first one dies over it."""
        line = json.dumps({"function": task.function, "arguments": task.arguments}) + "\n"
        for _ in range(TRIES):
            reply = self._ask(line)
            if reply is not None:
                if reply.get("last"):
                    self.end()
                return task_result(task.key, reply)
            died = self._why_it_died()
        return TaskResult(task.key, None, died, 0.0)

    def _ask(self, line: str) -> dict[str, Any] | None:
        """The answer, None if the process died."""
        process = self._started()
        if process is None:
            return None
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(line)
            process.stdin.flush()
            return json.loads(process.stdout.readline())
        except (OSError, ValueError):
            return None

    def _started(self) -> subprocess.Popen[str] | None:
        """The process, started if need be; None once all is over."""
        with self._changing:
            if self._process is None and not self._over:
                self._errors = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "canvas_sim.study.workers.process"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._errors,
                    env=_environment(),
                    text=True,
                    encoding="utf-8",
                    start_new_session=True,  # Ctrl-C is for the parent to answer
                )
            return self._process

    def _why_it_died(self) -> str:
        """Why the process died, on one line."""
        process, code, words = self._process, None, ""
        if process is not None:
            code = process.wait()
            self._errors.seek(0)
            words = next((f": {line.strip()}" for line in reversed(self._errors.readlines()) if line.strip()), "")
        self.end()
        hint = " (out of memory?)" if code == -9 else ""
        return f"the worker died twice, with exit code {code}{hint}{words}"

    def end(self, for_good: bool = False) -> None:
        """End the process."""
        with self._changing:
            self._over = self._over or for_good
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, self._errors):
            if stream is not None and not stream.closed:
                with suppress(OSError):  # the other end of the pipe may be gone
                    stream.close()


def _environment() -> dict[str, str]:
    """One thread a worker, and this process' import path."""
    threads = dict.fromkeys(("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    path = os.pathsep.join(part or os.getcwd() for part in sys.path)
    return os.environ | threads | {"PYTHONPATH": path}
