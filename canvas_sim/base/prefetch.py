"""Fetching: asking for memory some time before it is needed, which changes no result.

Most of what a kernel waits for is memory: tables of a million users and pixels fit into no cache. A processor goes on
while a fetch is under way, if it is told early enough which one.
"""

from typing import Any

import numba

from canvas_sim.base.jit import PLAIN


def _nothing(array: Any, place: Any) -> None:
    """What fetching is in Python, and where numba is only asked for what it documents."""


def _best() -> Any:
    """How this numba fetches."""
    if vars(numba.config)["DISABLE_JIT"]:
        return _nothing
    if PLAIN:
        return numba.njit(_nothing)
    from canvas_sim.base.numba_internals import fetch_or

    return fetch_or(_nothing)


fetch: Any = _best()
