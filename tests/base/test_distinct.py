"""Different values, and the rows in which they come first."""

import numpy as np

from canvas_sim.base.distinct import distinct, first_rows


def test_against_slow_twins():
    for size in (0, 1, 2, 50):
        values = np.random.default_rng(size).integers(-9, 9, size)
        assert distinct(values).tolist() == sorted(set(values.tolist()))
        assert first_rows(values).tolist() == [value not in values[:i] for i, value in enumerate(values)]
