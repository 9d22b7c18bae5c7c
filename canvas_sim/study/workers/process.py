"""A worker process, ``python -m canvas_sim.study.workers.process``: a line of JSON asks for a task, one answers.

It does not need its parent's main module, as processes of `multiprocessing` do, so that sweeps run from scripts,
notebooks and consoles alike, and nothing but JSON goes between the two.
"""

import ctypes
import gc
import json
import os
import queue
import sys
import threading
from pathlib import Path
from typing import Any, TextIO

from canvas_sim.study.functions import error_line, function_at

GROWTH = 256.0  # MB that a worker may keep between tasks beyond what it kept after its first


def answer(task: dict[str, Any]) -> dict[str, Any]:
    """Do a task: call `function`, see `canvas_sim.study.functions`, with `arguments`.

    Returns
    -------
    dict
        `result`; or `failure`, one line, if it raised something. And `memory`, the process' peak in MB.
    """
    try:
        reply: dict[str, Any] = {"result": function_at(task["function"])(**task["arguments"])}
    except Exception as error:
        reply = {"failure": error_line(error)}
    gc.collect()
    return reply | {"memory": memory()["VmHWM"]}


def memory() -> dict[str, float]:
    """Resident memory of this process now (VmRSS) and at its peak (VmHWM), MB; 0 where the system does not tell."""
    found = {"VmRSS": 0.0, "VmHWM": 0.0}
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return found
    parts = (line.split() for line in lines if line.startswith(("VmRSS", "VmHWM")))
    return found | {part[0].rstrip(":"): int(part[1]) / 1024 for part in parts}


def answer_lines(questions: TextIO, answers: TextIO) -> None:
    """Answer line after line. The last answer before the process has grown too much says so, and is the last."""
    tasks: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(questions, tasks), daemon=True).start()
    kept: float | None = None
    while True:
        reply = answer(json.loads(tasks.get()))
        _give_back()
        now = memory()["VmRSS"]
        if kept is None:
            kept = now
            gc.freeze()  # kernels and modules stay: no need to look through them after each task
        last = now > kept + GROWTH
        answers.write(json.dumps(reply | {"last": last}) + "\n")
        answers.flush()
        if last:
            return


def _listen(questions: TextIO, tasks: queue.SimpleQueue[str]) -> None:
    """Pass lines on; when the parent is gone, for whatever reason, so is its worker, at once."""
    for line in questions:
        tasks.put(line)
    os._exit(0)


def _give_back() -> None:
    """Return freed memory to the system, where the C library can."""
    try:
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    except (OSError, AttributeError):
        return


if __name__ == "__main__":
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    answer_lines(sys.stdin, out)
