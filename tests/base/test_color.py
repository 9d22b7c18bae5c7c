"""Distances between colors: as numbers and as people see them, which must be two functions."""

import numpy as np
import pytest

from canvas_sim.base.color import oklab, rgb_array, rgb_distance
from canvas_sim.scenario.palettes import palettes


def test_colors_as_numbers():
    np.testing.assert_array_equal(rgb_array(["FF4500", "000001"]), np.array([[255, 69, 0], [0, 0, 1]], np.uint8))
    assert rgb_array([]).shape == (0, 3)


def test_the_distance_of_numbers_is_squared():
    assert rgb_distance("000000", "010203") == 1 + 4 + 9
    assert rgb_distance("FFFFFF", "FFFFFF") == 0


def test_white_and_black_lie_on_the_axis_of_lightness():
    np.testing.assert_allclose(oklab(rgb_array(["000000", "FFFFFF"])), [[0, 0, 0], [1, 0, 0]], atol=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_each_distance_finds_another_nearest_color(seed):
    palette = palettes()["2022"]
    drawn = np.random.default_rng(seed).integers(0, 256, (200, 3), np.uint8)
    names = [bytes(one).hex().upper() for one in drawn]
    by_numbers = [min(palette, key=lambda other: rgb_distance(one, other)) for one in names]
    apart = np.linalg.norm(oklab(drawn)[:, None] - oklab(rgb_array(palette))[None], axis=-1)
    by_sight = [palette[i] for i in apart.argmin(axis=1)]
    assert 0 < sum(one != other for one, other in zip(by_numbers, by_sight, strict=True)) < 150
