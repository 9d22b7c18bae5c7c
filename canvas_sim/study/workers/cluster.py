"""Tasks on a Dask cluster: the same tasks, the same outcomes as with `pool`, on many machines."""

import gc
import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from itertools import islice
from typing import Any

from canvas_sim.base.errors import UserError
from canvas_sim.study.functions import error_line
from canvas_sim.study.workers.pool import Task, TaskResult, task_result
from canvas_sim.study.workers.process import answer

PATIENCE = 5  # s to wait for a scheduler
WORKERS_PATIENCE = 30  # s to wait for its first worker
AHEAD = 4  # tasks on the cluster for each of its threads, so that nobody waits and the scheduler stays small


def run_on_cluster(tasks: Iterable[Task], address: str) -> Iterator[TaskResult]:
    """Outcomes as they come, in whatever order. A task whose worker is lost goes to another one.

    Raises
    ------
    UserError
        Dask is not installed, or no scheduler answers at the address, or nobody works for it, or it is lost.
    """
    with _client(address) as client:
        try:
            yield from _outcomes(client, iter(tasks))
        except _LostError:
            raise UserError(f"the Dask scheduler at {address} is gone; what is done stays done") from None


class _LostError(Exception):
    """There is no scheduler any more."""


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """A connection to a scheduler that has workers."""
    client = _connected(address)
    try:
        client.wait_for_workers(1, timeout=WORKERS_PATIENCE)
        yield client
    except TimeoutError:
        raise UserError(f"the Dask scheduler at {address} has no workers; start some: dask worker {address}") from None
    finally:
        client.close(timeout=PATIENCE)


def _connected(address: str) -> Any:
    """A connection to a scheduler."""
    try:
        from distributed import Client
    except ImportError:
        raise UserError("a cluster needs Dask: pip install '.[dask]' in the folder of this repository") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what concerns people is said by us
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        message = str(error).splitlines()[0] if str(error) else type(error).__name__
    gc.collect()  # what is left of the client ends here, and not within the loop of the next one, which it would block
    raise UserError(f"no Dask scheduler answers at {address} within {PATIENCE} s ({message})")


def _outcomes(client: Any, tasks: Iterator[Task]) -> Iterator[TaskResult]:
    """Keep the cluster busy, and no more than that."""
    from distributed import as_completed

    room = AHEAD * max(1, sum(client.nthreads().values()))
    sent: dict[str, Task] = {}
    waiting = as_completed(loop=client.loop)

    def send(some: Iterable[Task]) -> None:
        for task in some:
            arguments = {"function": task.function, "arguments": task.arguments}
            future = client.submit(answer, arguments, pure=False)
            sent[future.key] = task
            waiting.add(future)

    send(islice(tasks, room))
    for future in waiting:
        task = sent.pop(future.key)
        found = _outcome(client, future, task.key)
        if found is not None:
            yield found
        future.release()
        send(islice(tasks, 1) if found is not None else [task])


def _outcome(client: Any, future: Any, key: Any) -> TaskResult | None:
    """What a future holds; None if the cluster has forgotten it.

    A worker may be lost between the end of its task and our asking for the result: then this waits until somebody
    else has done the task again.
    """
    try:
        return task_result(key, future.result())
    except Exception as error:
        if client.status != "running" or isinstance(error, OSError):
            raise _LostError from None
        if isinstance(error, CancelledError):
            return None
        return TaskResult(key, None, error_line(error), 0.0)
