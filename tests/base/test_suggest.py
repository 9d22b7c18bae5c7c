"""The name that was meant."""

import pytest

from canvas_sim.base.suggest import nearest


@pytest.mark.parametrize(
    ("name", "cutoff", "meant"),
    [("quikstart", 0.6, "quickstart"), ("zzz", 0.6, None), ("void", 1, "void"), ("voids", 1, None)],
)
def test_the_nearest_name_is_found_if_it_is_near_enough(name, cutoff, meant):
    assert nearest(name, {"quickstart": 1, "void": 2}, cutoff) == meant


def test_of_no_names_none_is_near():
    assert nearest("any", [], 0) is None
