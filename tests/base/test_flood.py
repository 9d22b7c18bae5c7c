"""Flooding from the edges, against scipy's labels."""

import numpy as np
import pytest
from scipy import ndimage

from canvas_sim.base.flood import flooded_from_edges


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (3, 3), (20, 31)])
def test_against_labels(shape):
    rng = np.random.default_rng(3)
    for colors in (1, 2, 3, 5):
        for _ in range(20):
            pixels = rng.integers(0, colors, shape, np.uint8)
            regions, _count = ndimage.label(pixels == 0)
            edges = np.concatenate([regions[0], regions[-1], regions[:, 0], regions[:, -1]])
            wanted = np.isin(regions, edges[edges > 0])
            np.testing.assert_array_equal(flooded_from_edges(pixels, 0), wanted)
