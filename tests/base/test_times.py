"""Times as people write them."""

import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import milliseconds

TIMES = {
    **{"12h": 43_200_000, "90min": 5_400_000, "1.5h": 5_400_000, "2h30min": 9_000_000, "45s": 45_000},
    **{
        "2d": 172_800_000,
        "1 h 5 min": 3_900_000,
        "250ms": 250,
        "0h": 0,
        "6h": 21_600_000,
        "10s": 10_000,
        "1d": 86_400_000,
    },
    **{1.5: 5_400_000, 0: 0, " 2 h ": 7_200_000},
}


@pytest.mark.parametrize(("text", "ms"), TIMES.items())
def test_times(text, ms):
    assert milliseconds(text) == ms


@pytest.mark.parametrize(
    "text",
    ["", "12", "h", "12 hours", "-1h", "1h x", "1,5h", "1.5.2h", "\u0663h", -1, float("nan"), float("inf"), None, [1]],
)
def test_what_is_no_time(text):
    with pytest.raises(UserError, match="is not a time"):
        milliseconds(text)
