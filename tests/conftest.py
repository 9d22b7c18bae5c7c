"""What tests of several rooms share."""

import signal

import pytest


def pytest_configure(config):
    """Compile before workers start, of which each would compile the same."""
    if getattr(config.option, "numprocesses", None):
        from canvas_sim.engine.warmup import warm

        warm()


@pytest.fixture
def interruptible():
    """What is started minds Ctrl-C, even where the tests run in the background, whose programs ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
