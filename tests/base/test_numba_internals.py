"""What reaches behind numba's interface changes no result: without it, events have the digests that were pinned."""

import os
import subprocess
import sys
from pathlib import Path

import golden
import pytest

TOWN = """
import golden, sys, warnings
from canvas_sim.base import jit
from canvas_sim.engine import warmup
warnings.simplefilter("error")  # numba warns of what it cannot keep
warmup.warm()
print(warmup.is_warm())
print(jit.PLAIN, "canvas_sim.base.numba_internals" in sys.modules)
print(golden.made(golden.goldens()["town"])[0])
"""
HERE = Path(__file__).parents[1]


def printed(code, **settings):
    """Lines that a fresh interpreter prints."""
    path = os.pathsep.join([str(HERE), str(HERE / "helpers"), *sys.path])
    environment = os.environ | {"PYTHONPATH": path} | settings
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    return done.stdout.splitlines()


@pytest.mark.slow
def test_an_event_is_the_same_with_plain_numba():
    assert printed(TOWN, CANVAS_SIM_PLAIN_NUMBA="1") == ["True", "True False", golden.goldens()["town"]["digest"]]


def test_plain_and_tuned_kernels_have_folders_of_their_own():
    code = "from canvas_sim.base.jit import cache_folder; print(cache_folder())"
    assert printed(code, CANVAS_SIM_PLAIN_NUMBA="1") != printed(code, CANVAS_SIM_PLAIN_NUMBA="")
