"""How rules and kernels are compiled: one place for numba's options and for its cache.

Numba's cache does not notice an edit in a callee's file. The cache folder is therefore named by a hash of
the package's sources and of the versions that shape machine code, so that an old kernel is never run.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import numba
import numpy as np


def cache_folder() -> Path:
    """Folder for compiled kernels: below ``NUMBA_CACHE_DIR``, else ``XDG_CACHE_HOME``, else ``~/.cache``."""
    fingerprint = hashlib.blake2b(digest_size=10)
    fingerprint.update(f"{sys.version_info[:2]} {numba.__version__} {np.__version__}".encode())
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        fingerprint.update(source.name.encode() + source.read_bytes())
    base = os.environ.get("CANVAS_SIM_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "canvas_sim" / fingerprint.hexdigest()


os.environ["NUMBA_CACHE_DIR"] = numba.config.CACHE_DIR = str(cache_folder())

# A leaf rule allocates nothing. Without reference counts on the arrays of `World`, which is handed from rule to
# rule, a turn costs a third; functions that allocate fail loudly when compiled under this option.
rule = numba.njit(cache=True, forceinline=True, _nrt=False)
kernel = numba.njit(cache=True)
parallel_kernel = numba.njit(cache=True, parallel=True)
