"""Times: the lengths of what is longer than a second, and times as people write them."""

import re
from numbers import Real

from canvas_sim.base.errors import UserError, brief

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000  # ms
UNITS = {"ms": 1, "s": SECOND, "min": MINUTE, "h": HOUR, "d": DAY}


def milliseconds(time: str | float) -> int:
    """A time in ms, from "12h", "90min", "1.5h", "2h30min", "10s", "1d", or from a number of hours.

    Raises
    ------
    UserError
        It is not written like that, or is negative.
    """
    if not isinstance(time, str):
        if not isinstance(time, Real) or not 0 <= time < float("inf"):
            raise UserError(f"{brief(time)} is not a time; write it like 12h, or a number of hours, 0 or more")
        return round(time * UNITS["h"])
    parts = re.findall(r"(\d+(?:\.\d+)?)\s*(d|h|min|ms|s)", time, re.ASCII)
    if not parts or re.sub(r"\s", "", time) != "".join(number + unit for number, unit in parts):
        raise UserError(f"{time!r} is not a time; write it like 12h, 90min, 45s or 2h30min")
    return round(sum(float(number) * UNITS[unit] for number, unit in parts))
