"""The one error that is a person's mistake: said in one line, without a traceback."""

import reprlib
from typing import Any


class UserError(ValueError):
    """What was wrong, where, and what would be right. The command line prints it and exits with code 2."""


def brief(value: Any) -> str:
    """What somebody handed in, as a part of a line."""
    return " ".join(reprlib.repr(value).split())
