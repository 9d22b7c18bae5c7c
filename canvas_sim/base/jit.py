"""How rules and kernels are compiled: one place for numba's options and for its cache.

Numba's cache does not notice an edit in a callee's file. The cache folder of a module is therefore named by a hash of
all sources that its kernels can be made of and of the versions that shape machine code: no old kernel is ever run, and
an edit compiles anew only what may depend on it.
"""

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
from numba.extending import register_jitable

PLAIN = os.environ.get("CANVAS_SIM_PLAIN_NUMBA") == "1"  # use nothing of numba but what it documents
if not PLAIN:
    from canvas_sim.base import numba_internals

ROOMS = Path(__file__).parents[1]
ALL = ROOMS / "engine" / "simulation.py"  # is made of all that an event needs
IMPORT = re.compile(r"^[ \t]*from (canvas_sim[\w.]*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
OF_MODULE = re.compile(r"^[ \t]*import (canvas_sim[\w.]*)()", re.MULTILINE)
BY_NAME = re.compile(r"""import_module\(f["'](canvas_sim[\w.]*)\.\{""")  # any module of a folder
FINGERPRINT = re.compile("[0-9a-f]{20}")
FOLDERS_KEPT = 400  # some eight versions of all kernels
DAYS_KEPT = 30


@cache
def sources_of(file: Path) -> frozenset[Path]:
    """The files that a Python file is made of: itself, and those of this package that it imports, and they."""
    found: set[Path] = set()
    waiting = [file]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        waiting += _imported(path)
    return frozenset(found)


@cache
def _imported(path: Path) -> list[Path]:
    """The files of this package that one imports itself."""
    text = path.read_text("utf-8")
    found = [one for folder in BY_NAME.findall(text) for one in ROOMS.parent.joinpath(*folder.split(".")).glob("*.py")]
    for module, names in IMPORT.findall(text) + OF_MODULE.findall(text):
        for name in (module, *(f"{module}.{one}" for one in re.findall(r"\w+", names))):
            stem = ROOMS.parent.joinpath(*name.split("."))
            found += [one for one in (stem.with_suffix(".py"), stem / "__init__.py") if one.exists()]
    return found


@cache
def fingerprint_of(file: Path = ALL) -> str:
    """What the kernels of a file depend on, as 20 hexadecimal digits: sources, Python, numba, NumPy."""
    made = hashlib.blake2b(digest_size=10)
    made.update(f"{sys.version_info[:2]} {numba.__version__} {np.__version__} {PLAIN}".encode())
    for source in sorted(sources_of(file) | sources_of(Path(__file__))):
        made.update(source.name.encode() + source.read_bytes())
    return made.hexdigest()


@cache
def cache_folder(file: Path = ALL) -> Path:
    """Folder for the kernels of a file: below ``CANVAS_SIM_CACHE_DIR``, ``XDG_CACHE_HOME`` or ``~/.cache``."""
    base = os.environ.get("CANVAS_SIM_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "canvas_sim" / fingerprint_of(file)
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


def rule(function: Callable) -> Any:
    """Compile a leaf function that kernels call; it may not allocate."""
    return numba.njit(function) if PLAIN else numba_internals.compiled_rule(function)


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
    """Compile with numba's cache, in a folder for the kernels of the function's file."""
    file = Path(function.__code__.co_filename)
    folder = cache_folder(file if file.exists() else ALL)  # a cell of a notebook has no file
    setattr(numba.config, "CACHE_DIR", str(folder))  # noqa: B010 (its stubs do not know the name)
    return numba.njit(cache=True, **options)(function)


def kernel(function: Callable) -> Any:
    """Compile a function that Python calls, and that may allocate."""
    return _cached(function, **({} if PLAIN else numba_internals.KERNEL_OPTIONS))


def parallel_kernel(function: Callable) -> Any:
    """Compile a function whose `prange` loops run on all threads."""
    return _cached(function, parallel=True, **({} if PLAIN else numba_internals.PARALLEL_OPTIONS))


def _call(_address, kernel, given):
    """Call a kernel that returns nothing, compiled at `address`: its code is not made part of the caller's again."""
    kernel(*given)


def address_of(kernel: Any, *given: Any) -> int:
    """The address of a kernel's code for arguments like these, for `call_at`; 0 where calls need none."""
    if PLAIN or vars(numba.config)["DISABLE_JIT"]:
        return 0
    return numba_internals.code_of(kernel, given)


call_at = register_jitable(inline="always")(_call) if PLAIN else numba_internals.call_at_or(_call)
