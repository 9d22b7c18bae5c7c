"""Measures of order: by hand, against slow twins, and against facts of the real canvas computed by other code."""

import json
import math
import os
from pathlib import Path

import numpy as np
import pytest

from canvas_sim.metrics import order

DATA = Path(os.environ.get("CANVAS_SIM_DATA") or Path(__file__).parents[2].parent / "shared" / "data")
SMALL = np.array([[0, 0, 1], [2, 1, 1], [2, 3, 0]], np.uint8)


def neighbors(canvas, y, x):
    """Colors of the 4-neighbors that there are."""
    height, width = canvas.shape
    around = ((y, x + 1), (y, x - 1), (y + 1, x), (y - 1, x))
    return [canvas[b, a] for b, a in around if 0 <= b < height and 0 <= a < width]


def naive_same_neighbor(canvas):
    found = [canvas[y, x] == color for y, x in np.ndindex(canvas.shape) for color in neighbors(canvas, y, x)]
    return sum(found) / len(found)


def naive_isolated(canvas):
    return sum(canvas[y, x] not in neighbors(canvas, y, x) for y, x in np.ndindex(canvas.shape)) / canvas.size


def naive_entropy(canvas):
    shares = [float((canvas == color).mean()) for color in range(256)]
    return -sum(share * math.log2(share) for share in shares if share)


def test_by_hand():
    assert order.not_white(SMALL) == 6 / 9
    assert order.not_white(SMALL, white=2) == 7 / 9
    assert order.same_neighbor(SMALL) == 4 / 12  # 00 in row 0, 11 in row 1; in columns 2-2 and 1-1
    assert order.isolated(SMALL) == 2 / 9  # the 3 and the 0 in the last row
    assert order.chance_same(SMALL) == pytest.approx((9 + 9 + 4 + 1) / 81)
    assert order.entropy(np.array([[0, 1], [2, 3]], np.uint8)) == 2
    assert order.entropy(np.zeros((3, 3), np.uint8)) == 0


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (7, 1), (13, 9)])
@pytest.mark.parametrize("colors", [1, 2, 16, 256])
def test_against_slow_twins(shape, colors):
    canvas = np.random.default_rng(3).integers(0, colors, shape).astype(np.uint8)
    assert order.isolated(canvas) == naive_isolated(canvas)
    assert order.entropy(canvas) == pytest.approx(naive_entropy(canvas), abs=1e-12)
    if shape == (1, 1):
        assert math.isnan(order.same_neighbor(canvas))
    else:
        assert order.same_neighbor(canvas) == naive_same_neighbor(canvas)


def test_complexity_tells_order_from_noise():
    stripes = np.repeat(np.arange(16, dtype=np.uint8), 64).reshape(32, 32)
    assert order.compression(stripes) < 0.3
    noise = np.random.default_rng(0).integers(0, 16, (64, 64)).astype(np.uint8)
    assert order.compression(noise) == pytest.approx(1, abs=0.05)
    assert order.compression(noise, 1) == order.compression(noise, 1)


@pytest.fixture(scope="module")
def snapshots():
    """The canvases of 2017, every half hour."""
    path = DATA / "rplace2017" / "snapshots.npz"
    if not path.is_file():
        pytest.skip(f"no real canvases in {DATA}; set CANVAS_SIM_DATA")
    with np.load(path) as archive:
        return archive["canvas"]


def test_the_real_canvas_agrees_with_its_facts(snapshots):
    facts = json.loads((DATA / "rplace2017" / "facts.json").read_text())
    last = len(snapshots) - 1
    for share, known in facts["nonwhite_at_fraction"].items():
        assert order.not_white(snapshots[round(float(share) * last)]) == known
    for share, known in facts["spatial"].items():
        canvas = snapshots[round(float(share) * last)]
        assert order.same_neighbor(canvas) == known["same_neighbour"]
        assert order.isolated(canvas) == known["isolated"]
        assert order.entropy(canvas) == pytest.approx(known["entropy_bits"], abs=1e-12)
        assert order.chance_same(canvas) == pytest.approx(known["random_same"], abs=1e-12)


@pytest.mark.parametrize(("hour", "bits"), [(2, 0.94), (12, 3.13), (24, 3.05), (48, 2.13), (72, 1.92)])
def test_the_real_hump_of_complexity(snapshots, hour, bits):
    assert order.png_bits(snapshots[2 * hour]) == pytest.approx(bits, abs=0.01)
