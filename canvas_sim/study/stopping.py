"""Stopping between two strides: a run that can be saved is, before it heeds Ctrl-C or a request to end."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Stop:
    """Whether somebody asked to stop; asked twice, it is heeded at once.

    Attributes
    ----------
    asked : number of the signal, 0 if nobody did
    """

    def __init__(self) -> None:
        self.asked = 0
        self.before: dict[int, Any] = {}

    def note(self, number: int, frame: Any) -> None:
        """What is called when the signal comes."""
        again, self.asked = self.asked, number
        if again:
            self.heed(frame)

    def heed(self, frame: Any = None) -> None:
        """Do what would have been done when the signal came."""
        before = self.before[self.asked]
        if callable(before):
            before(self.asked, frame)
        else:
            signal.signal(self.asked, signal.SIG_DFL)
            os.kill(os.getpid(), self.asked)


@contextmanager
def stop_later() -> Iterator[Stop]:
    """Note requests to stop while the block runs, which asks for them when it can."""
    stop = Stop()
    if threading.current_thread() is threading.main_thread():
        numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
        known = {number: signal.getsignal(number) for number in numbers}
        stop.before = {number: one for number, one in known.items() if one not in (signal.SIG_IGN, None)}
    for number in stop.before:
        signal.signal(number, stop.note)
    try:
        yield stop
    finally:
        for number, one in stop.before.items():
            signal.signal(number, one)
