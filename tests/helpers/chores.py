"""What workers are asked to do in tests."""

import os
import signal
import sys
import time
from pathlib import Path

import numpy as np

KEPT = []


def double(number):
    return 2 * number


def fail():
    return 1 / 0


def chatter():
    print('{"result": "nonsense"}', flush=True)
    return "said"


def pid():
    return os.getpid()


def sleep():
    time.sleep(60)


def die(run=None):
    print("farewell", file=sys.stderr, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(mark):
    if not Path(mark).exists():
        Path(mark).touch()
        die()
    return "lived"


def hoard(megabytes):
    KEPT.append(np.ones(megabytes << 20, np.uint8))
    return os.getpid()


def half(run):
    return run.info["counts"]["placements"] / 2


def both(run):
    return {"low": 1, "high": run.info["seed"]}


def fussy(run):
    if run.info["seed"] == 1:
        raise ValueError("seed 1 is not to be measured\nas everybody knows")
    return 1.0
