"""How rules and kernels are compiled: one place for numba's options and for its cache.

Numba's cache does not notice an edit in a callee's file. The cache folder is therefore named by a hash of
the sources that kernels are made of and of the versions that shape machine code, so that an old kernel is never run.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np
from numba.core.registry import CPUDispatcher

ROOMS = ("world", "rules", "engine", "record", "metrics")  # where kernels live, and what they call


def cache_folder() -> Path:
    """Folder for compiled kernels: below ``NUMBA_CACHE_DIR``, else ``XDG_CACHE_HOME``, else ``~/.cache``."""
    fingerprint = hashlib.blake2b(digest_size=10)
    fingerprint.update(f"{sys.version_info[:2]} {numba.__version__} {np.__version__}".encode())
    here = Path(__file__).parent
    for source in sorted([*here.glob("*.py"), *(path for room in ROOMS for path in (here / room).glob("*.py"))]):
        fingerprint.update(source.name.encode() + source.read_bytes())
    base = os.environ.get("CANVAS_SIM_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "canvas_sim" / fingerprint.hexdigest()


# Threads that wait for the next tick should not spin for long when other programs want the cores.
os.environ.setdefault("GOMP_SPINCOUNT", "20000")
os.environ["NUMBA_CACHE_DIR"] = str(cache_folder())
setattr(numba.config, "CACHE_DIR", os.environ["NUMBA_CACHE_DIR"])  # noqa: B010 (its stubs do not know the name)


class _Rule(CPUDispatcher):
    """A compiled rule that runs as plain Python when Python calls it: only kernels call it compiled."""

    def __call__(self, *args: Any) -> Any:
        return self.py_func(*args)


def rule(function: Callable) -> Any:
    """Compile a leaf function that kernels call; it may not allocate.

    Without reference counts on the arrays of `World`, which is handed from rule to rule, a turn costs a third;
    functions that allocate fail loudly when compiled so. Without wrappers for calls from Python, which a rule does
    not need, compiling takes less than half the time.
    """
    options: dict[str, Any] = {"_nrt": False, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    compiled = numba.njit(forceinline=True, **options)(function)
    if not vars(numba.config)["DISABLE_JIT"]:
        compiled.__class__ = _Rule
    return compiled


kernel = numba.njit(cache=True)
parallel_kernel = numba.njit(cache=True, parallel=True)
