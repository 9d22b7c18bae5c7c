"""One run of a sweep, wherever it is done: in a worker process or on a cluster. Nothing is written."""

import threading
import time
from collections.abc import Sequence
from typing import Any

from canvas_sim.scenario.schema import Scenario
from canvas_sim.study import runner
from canvas_sim.study.sweep.measures import keep

_ALONE = threading.Lock()  # one run at a time in a process, however many threads a cluster's worker has


def trial(scenario: dict[str, Any], seed: int, metrics: Sequence[str]) -> dict[str, Any]:
    """Simulate, measure and forget.

    Parameters
    ----------
    scenario : as `Scenario.model_dump` gives it in mode json
    metrics : see `canvas_sim.study.sweep.measures`

    Returns
    -------
    dict
        `numbers` by column, `seconds`, `digest`, and `error` ("" if all went well).
    """
    with _ALONE:
        began = time.perf_counter()
        run = runner.run(Scenario.model_validate(scenario), seed, threads=1)
        numbers, failures = keep(run, metrics)
        seconds = round(time.perf_counter() - began, 3)
    return {"numbers": numbers, "seconds": seconds, "digest": run.digest, "error": "; ".join(failures)}
