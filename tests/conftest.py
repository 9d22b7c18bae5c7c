"""What tests of several rooms share."""

import signal

import pytest


@pytest.fixture
def interruptible():
    """What is started minds Ctrl-C, even where the tests run in the background, whose programs ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
