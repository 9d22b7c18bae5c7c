"""Measures of order: by hand, against slow twins, and against facts of the real canvas computed by other code."""

import math
from itertools import product

import naive_metrics as naive
import numpy as np
import pytest

from canvas_sim.metrics.frames import order

SMALL = np.array([[0, 0, 1], [2, 1, 1], [2, 3, 0]], np.uint8)


def test_by_hand():
    assert order.not_white(SMALL) == 6 / 9
    assert order.not_white(SMALL, white=2) == 7 / 9
    assert order.same_neighbor(SMALL) == 4 / 12  # 00 in row 0, 11 in row 1; in columns 2-2 and 1-1
    assert order.isolated(SMALL) == 2 / 9  # the 3 and the 0 in the last row
    assert order.chance_same(SMALL) == pytest.approx((9 + 9 + 4 + 1) / 81)
    assert order.color_entropy(np.array([[0, 1], [2, 3]], np.uint8)) == 2
    assert order.color_entropy(np.zeros((3, 3), np.uint8)) == 0


def test_against_slow_twins():
    for shape, colors in product([(1, 1), (1, 7), (7, 1), (13, 9)], [1, 2, 16, 256]):
        agrees_with_twins(shape, colors)


def agrees_with_twins(shape, colors):
    canvas = np.random.default_rng(3).integers(0, colors, shape).astype(np.uint8)
    assert order.isolated(canvas) == naive.isolated(canvas.tolist())
    assert order.color_entropy(canvas) == pytest.approx(naive.entropy(canvas.tolist()), abs=1e-12)
    if shape == (1, 1):
        assert math.isnan(order.same_neighbor(canvas))
    else:
        assert order.same_neighbor(canvas) == naive.same_neighbor(canvas.tolist())
