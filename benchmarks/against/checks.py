"""Whether all contestants simulate the same model: what comes of their runs is compared with canvas_sim's."""

from __future__ import annotations

from typing import Any

import numpy as np

REFERENCE = "canvas_sim"
TOLERANCE = 0.01
"""Largest relative difference of means; orders within a tick differ, and whole ticks are rounded to."""
ERRORS = 4
"""Standard errors of a mean difference that are put down to chance."""

Seen = dict[str, dict[str, list[list[dict[str, float]]] | None]]


def compare(seen: Seen) -> list[dict[str, Any]]:
    """A row for each contestant, workload and quantity, printed and returned.

    ``seen[workload][name]`` has, for each seed, what was seen at some moments. Runs of a seed have the same people,
    so differences are taken within seeds.
    """
    rows = []
    for workload, runs in seen.items():
        wanted = runs[REFERENCE]
        for name, mine in runs.items():
            if mine and wanted and name != REFERENCE:
                rows += [_difference(workload, name, what, (mine, wanted)) for what in wanted[0][0]]
    for row in rows:
        verdict = "same" if row["same"] else "DIFFERS"
        print("{workload:6} {name:28}{what:12}{relative:+8.2%} +-{error:6.2%}".format(**row), verdict, flush=True)
    return rows


def _difference(workload: str, name: str, what: str, runs: tuple) -> dict[str, Any]:
    """The moment at which two contestants differ most, by means over seeds."""
    mine, wanted = (np.array([[moment[what] for moment in run] for run in one]) for one in runs)
    mean = wanted.mean(axis=0)
    relative = (mine - wanted).mean(axis=0) / mean
    error = (mine - wanted).std(axis=0, ddof=1) / np.sqrt(len(mine)) / mean
    worst = int(np.argmax(np.abs(relative)))
    same = bool((np.abs(relative) <= np.maximum(TOLERANCE, ERRORS * error)).all())
    found = {"relative": float(relative[worst]), "error": float(error[worst]), "same": same}
    return {"workload": workload, "name": name, "what": what, "moment": worst} | found
