"""How far a color reaches: by hand, against slow twins, and against libraries that know the same measures."""

import math

import naive_metrics as naive
import networkx as nx
import numpy as np
import pytest

from canvas_sim.metrics.frames import order, space

CANVAS = np.random.default_rng(6).integers(0, 3, (12, 17)).astype(np.uint8)
HALVES = np.repeat([[0, 0, 0, 1, 1, 1]], 4, axis=0).astype(np.uint8)


def test_by_hand():
    # Across, 4 of 5 pairs in each of 4 rows are equal; down, all 18.
    assert space.same_at(HALVES, 1) == (16 + 18) / (20 + 18) == order.same_neighbor(HALVES)
    assert space.color_correlation(HALVES) == pytest.approx((34 / 38 - 0.5) / 0.5)
    assert space.same_at(HALVES, 3) == (0 + 6) / (12 + 6)
    assert space.components(HALVES) == {"count": 1000 * 2 / 24, "mean": 12, "largest": 0.5}
    assert space.color_correlation(np.zeros((3, 3), np.uint8)) == 1
    assert math.isnan(space.same_at(HALVES, 6))


def test_the_length_lies_where_correlation_crosses():
    stripes = np.repeat(np.arange(64) // 8 % 2, 64).reshape(64, 64).astype(np.uint8)
    found = space.correlation_length(stripes)
    at = {distance: space.color_correlation(stripes, distance) for distance in (1, 2, 4, 8, 16)}
    below = min(distance for distance, value in at.items() if value <= 1 / math.e)
    above = below // 2
    share = (at[above] - 1 / math.e) / (at[above] - at[below])
    assert found == pytest.approx(above * 2**share)
    assert space.correlation_length(np.random.default_rng(0).integers(0, 9, (40, 40)).astype(np.uint8)) == 0
    assert math.isnan(space.correlation_length(np.zeros((9, 9), np.uint8)))


def test_pairs_against_a_slow_twin():
    for distance in (1, 2, 8, 13):
        same = naive.same_at(CANVAS.tolist(), distance)
        assert space.same_at(CANVAS, distance) == same
        chance = sum(p * p for p in naive.shares(CANVAS.tolist()))
        assert space.color_correlation(CANVAS, distance) == pytest.approx((same - chance) / (1 - chance))
        assert math.isnan(space.correlation_by_distance(CANVAS)["32"])


def test_components_against_a_slow_twin_and_networkx():
    sizes = naive.components(CANVAS.tolist())
    grid = nx.grid_2d_graph(*CANVAS.shape)
    grid.remove_edges_from([(a, b) for a, b in grid.edges if CANVAS[a] != CANVAS[b]])
    assert sorted(sizes) == sorted(map(len, nx.connected_components(grid)))
    found = space.components(CANVAS)
    assert found["count"] == pytest.approx(1000 * len(sizes) / CANVAS.size)
    assert found["mean"] == pytest.approx(sum(size * size for size in sizes) / CANVAS.size)
    assert found["largest"] == max(sizes) / CANVAS.size


def test_components_against_scikit_image():
    measure = pytest.importorskip("skimage.measure")
    labels = measure.label(CANVAS, background=-1, connectivity=1)
    assert space.components(CANVAS)["count"] == pytest.approx(1000 * labels.max() / CANVAS.size)


def test_join_counts_against_esda():
    esda, libpysal = pytest.importorskip("esda"), pytest.importorskip("libpysal")
    weights = libpysal.weights.lat2W(*CANVAS.shape)
    joins = [esda.Join_Counts((color == CANVAS).ravel().astype(int), weights, permutations=0).bb for color in range(3)]
    pairs = CANVAS[1:].size + CANVAS[:, 1:].size
    assert order.same_neighbor(CANVAS) == pytest.approx(sum(joins) / pairs)


def test_entropy_of_tiles():
    canvas = np.zeros((7, 9), np.uint8)
    canvas[:3, :3] = [[0, 0, 0], [1, 1, 1], [2, 2, 2]]
    assert space.tile_entropy(canvas, 3) == pytest.approx(math.log2(3) / 6)  # 2 x 3 whole tiles
    assert math.isnan(space.tile_entropy(canvas))
    scipy_stats = pytest.importorskip("scipy.stats")
    assert order.color_entropy(CANVAS) == pytest.approx(scipy_stats.entropy(np.bincount(CANVAS.ravel()), base=2))
