"""How rules and kernels are compiled: one place for numba's options and for its cache.

Numba's cache does not notice an edit in a callee's file. The cache folder of a room is therefore named by a hash of
the sources that its kernels are made of and of the versions that shape machine code: no old kernel is ever run.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numba
import numpy as np
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.registry import CPUDispatcher

BASE = ("jit.py", "patterns.py", "prefetch.py", "rng.py", "user_kinds.py", "vocabulary.py")  # in all kernels
MODEL = ("world", "rules", "engine")  # whose kernels call each other
MADE_OF = {  # rooms whose kernels call those of these only
    "base": (),
    "world": ("world",),
    "record": ("record",),
    "formats": ("record", "formats"),
    "metrics": ("record", "metrics"),
}
FINGERPRINT = re.compile("[0-9a-f]{20}")
FOLDERS_KEPT = 4 * (1 + len(MADE_OF))  # four versions of all rooms
DAYS_KEPT = 30


@cache
def cache_folder(room: str = "engine") -> Path:
    """Folder for a room's compiled kernels: below ``CANVAS_SIM_CACHE_DIR``, ``XDG_CACHE_HOME`` or ``~/.cache``."""
    fingerprint = hashlib.blake2b(digest_size=10)
    fingerprint.update(f"{sys.version_info[:2]} {numba.__version__} {np.__version__}".encode())
    here, package = Path(__file__).parent, Path(__file__).parents[1]
    rooms = MADE_OF.get(room, MODEL)
    for source in [here / name for name in BASE] + sorted(
        path for one in rooms for path in (package / one).rglob("*.py")
    ):
        fingerprint.update(source.name.encode() + source.read_bytes())
    base = os.environ.get("CANVAS_SIM_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "canvas_sim" / fingerprint.hexdigest()
    _use(folder)
    return folder


def _use(folder: Path) -> None:
    """Note in the folder's date that it is used; when it is a new one, old ones go. What cannot be done is left."""
    try:
        if folder.exists():
            os.utime(folder)
        else:
            folder.mkdir(parents=True)
            _remove_old(folder.parent)
    except OSError:
        pass


def _remove_old(cache: Path) -> None:
    """Remove folders of kernels that were not used for `DAYS_KEPT`, and all but the `FOLDERS_KEPT` used last."""
    folders = [path for path in cache.iterdir() if FINGERPRINT.fullmatch(path.name) and path.is_dir()]
    used = sorted(((path.stat().st_mtime, path) for path in folders), reverse=True)
    for rank, (last, path) in enumerate(used):
        if rank >= FOLDERS_KEPT or last < time.time() - DAYS_KEPT * 86_400:
            shutil.rmtree(path, ignore_errors=True)


# Threads that wait for the next tick should not spin for long when other programs want the cores.
os.environ.setdefault("GOMP_SPINCOUNT", "20000")


class _Draft(JITCodeLibrary):
    """The code of a rule as numba first writes it: only kernels run it, which optimize and translate it as theirs."""

    def _optimize_final_module(self) -> None: ...

    def _finalize_final_module(self) -> None:
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """None: there is no machine code."""
        self._ensure_finalized()
        return 0

    @property
    def codegen(self) -> Any:
        """What the environment of compiled code would be given to."""
        return self

    def set_env(self, name: str, env: Any) -> None: ...


# A numba that has no such methods compiles rules as it compiles everything: slower, to the same code.
DRAFTS = all(hasattr(JITCodeLibrary, name) for name in ("_optimize_final_module", "_finalize_final_module"))


class _RuleCompiler(Compiler):
    """Numba's compiler, writing into a `_Draft`."""

    def define_pipelines(self) -> list[Any]:
        self.state.library = _Draft(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
        return super().define_pipelines()


class _ParallelCompiler(Compiler):
    """Numba's compiler, writing a loop's body and the layers around it, three of them, into drafts.

    Else each layer would be optimized and translated with all that lies within. The body calls rules, no kernels.
    """

    def compile_extra(self, func: Callable) -> Any:
        codegen = self.state.targetctx.codegen()
        codegen._library_class = _Draft
        try:
            return super().compile_extra(func)
        finally:
            vars(codegen).pop("_library_class", None)

    def define_pipelines(self) -> list[Any]:
        self.state.library = JITCodeLibrary(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
        self.state.library.enable_object_caching()
        return super().define_pipelines()


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
    if DRAFTS:
        options["pipeline_class"] = _RuleCompiler
    compiled = numba.njit(forceinline=True, **options)(function)
    if not vars(numba.config)["DISABLE_JIT"]:
        compiled.__class__ = _Rule
    return compiled


def one_of(rules: Sequence[Any]) -> Any:
    """Several rules with the same parameters as one, whose first parameter is the place of the rule that is meant."""
    first, *others = rules
    if not others:
        return rule(lambda _place, *given: first(*given))
    following = one_of(others)

    @rule
    def chosen(place, *given):
        if place == 0:
            return first(*given)
        return following(place - 1, *given)

    return chosen


def _cached(function: Callable, **options: Any) -> Any:
    """Compile with numba's cache in the folder of the room that the function stands in."""
    room = function.__module__.removeprefix("canvas_sim.").partition(".")[0]
    setattr(numba.config, "CACHE_DIR", str(cache_folder(room)))  # noqa: B010 (its stubs do not know the name)
    return numba.njit(cache=True, **options)(function)


def kernel(function: Callable) -> Any:
    """Compile a function that Python calls, and that may allocate."""
    return _cached(function)


def parallel_kernel(function: Callable) -> Any:
    """Compile a function whose `prange` loops run on all threads."""
    return _cached(function, parallel=True, pipeline_class=_ParallelCompiler if DRAFTS else Compiler)
