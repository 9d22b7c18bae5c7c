"""The one error that is a person's mistake: said in one line, without a traceback."""

import reprlib
from types import TracebackType
from typing import Any

OURS = ("canvas_sim", "mesa")


class UserError(ValueError):
    """What was wrong, where, and what would be right. The command line prints it and exits with code 2."""


def brief(value: Any) -> str:
    """What somebody handed in, as a part of a line."""
    return " ".join(reprlib.repr(value).split())


def shortened(error: UserError) -> UserError:
    """The same error, the traceback of which so far keeps only frames of code that people wrote themselves."""
    kept = None
    for frame in reversed(_frames(error.__traceback__)):
        if frame.tb_frame.f_globals.get("__name__", "").partition(".")[0] not in OURS:
            kept = TracebackType(kept, frame.tb_frame, frame.tb_lasti, frame.tb_lineno)
    return error.with_traceback(kept)


def _frames(traceback: TracebackType | None) -> list[TracebackType]:
    frames = []
    while traceback is not None:
        frames.append(traceback)
        traceback = traceback.tb_next
    return frames
