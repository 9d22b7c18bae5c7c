"""Conflicts between artworks: on paper, and against a slow twin."""

import math

import naive_works as naive
import numpy as np
import pytest
from made_events import chance, design, event

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.works import feuds

BOTH = [design(0, 0, 0, ["11"]), design(1, 1, 0, ["22"]), design(2, 4, 4, ["33"])]


def test_the_case_on_paper():
    """Users 1 and 2 paint the shared pixel in A's color: for A, against B. User 3 does the reverse. 4 is undecided."""
    shared = [(k, user, 1, 0, color) for k in range(3) for user, color in ((1, 1), (2, 1), (3, 2))]
    undecided = [(k, 4, 1, 0, 1 + k % 2) for k in range(4)]
    run = event(sorted(shared + undecided), designs=BOTH)
    matrix = feuds.conflict_matrix(run, net=3)
    assert matrix.tolist() == [[0, 2, 0], [1, 0, 0], [0, 0, 0]]
    assert feuds.reciprocity(matrix) == 0.5
    assert not feuds.conflict_matrix(run, net=4).any()


def test_against_a_slow_twin():
    rows = [(ts, user - 1, *rest) for ts, user, *rest in chance(3000, users=90, size=(6, 5), colors=4)]
    designs = [design(0, 0, 0, ["1212"] * 3), design(1, 2, 1, ["121"] * 4), design(2, 0, 3, ["..2", "222"])]
    works = []
    for row in designs:
        places = [(row["x"] + k % row["width"], row["y"] + k // row["width"]) for k in range(len(row["pixels"]))]
        works.append({at: color for at, color in zip(places, row["pixels"], strict=True) if color != 255})
    run = event(rows, size=(8, 9), designs=designs)
    for net in (1, 2, 3):
        matrix = feuds.conflict_matrix(run, net=net)
        np.testing.assert_array_equal(matrix, naive.conflict_matrix(rows, works, net))
        assert matrix.any()
        assert 0 <= feuds.reciprocity(matrix - np.diag(np.diag(matrix))) <= 1
    assert feuds.feuds(event(rows, designs=designs))["pairs"] == pytest.approx(
        np.count_nonzero(feuds.conflict_matrix(run, net=10) * (1 - np.eye(3))) / 6
    )


def test_peace_and_nothing_to_fight_for():
    assert math.isnan(feuds.reciprocity(np.zeros((3, 3), int)))
    with pytest.raises(NotAvailable, match="no artwork"):
        feuds.conflict_matrix(event(chance(5)))
    with pytest.raises(NotAvailable, match="who placed what"):
        feuds.feuds(event([(0, -1, 0, 0, 1)], designs=BOTH))
