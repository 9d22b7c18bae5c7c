"""What appears at once: on canvases on which one sees the answer, and against slow twins."""

import math

import naive_metrics as naive
import numpy as np
import pytest
from hand_made import drifting, frames_of_canvases, frames_of_series

from canvas_sim.metrics.availability import Never, NotAvailable
from canvas_sim.metrics.frames import bursts


def still(frames=52, shape=(10, 12)):
    """Blank canvases, every half hour."""
    return np.zeros((frames, *shape), np.uint8)


def test_a_patch_by_hand():
    canvases = still()
    canvases[10:, :, 0] = 1  # a column of ten, long before hour 24
    canvases[49:, :6, 1:6] = 1  # thirty beside it, between hours 24 and 24.5
    canvases[49:, 9, 11] = 2  # one pixel of another color
    canvases[50:, :6, 6:10] = 1  # twenty-four beside these are too few
    found = bursts.patches(frames_of_canvases(canvases))
    assert found["rate"] == pytest.approx(1 / (1.5 * 120 / 1e6))  # three half hours
    assert found["share"] == 30 / (30 + 1 + 24)
    assert found["own"] == 6 / (6 + 5 + 6)  # left, below and right; above is the rim


def test_pixels_that_meet_at_corners_or_in_another_color_are_no_patch():
    for color, corner in ((1, 0), (2, 1)):
        canvases = still()
        canvases[49:, :5, :5] = 1
        canvases[49:, 5:10, 5 - corner : 10 - corner] = color
        found = bursts.patches(frames_of_canvases(canvases))
        assert (found["rate"], found["share"]) == (0, 0) and math.isnan(found["own"])


def test_what_was_drawn_half_an_hour_before_is_no_part():
    canvases = still()
    canvases[49:, :3] = 1
    canvases[50:, 3:5] = 1
    found = bursts.patches(frames_of_canvases(canvases))
    assert found["share"] == 36 / 60


def test_only_what_was_open_before_counts():
    canvases = still()
    canvases[49:, :5, :8] = 1
    frames = frames_of_canvases(canvases)
    frames.open[:49] = 0, 0, 6, 10
    found = bursts.patches(frames)
    assert found["share"] == 1 and found["own"] == 0  # thirty of forty
    assert found["rate"] == pytest.approx(1 / (0.5 * 60 / 1e6 + 1 * 120 / 1e6))


def test_a_still_canvas_and_a_short_one():
    assert bursts.patches(frames_of_canvases(still()))["share"] == 0
    with pytest.raises(NotAvailable, match=r"ends before hour 24\.5"):
        bursts.patches(frames_of_canvases(still(49)))


def test_patches_against_a_slow_twin():
    for seed in (1, 2, 3):
        frames = drifting(seed, growing=seed == 3)
        for j in range(1, len(frames)):
            before, after = frames.area(j - 1), frames.area(j, since=j - 1)
            for least in (1, 4, 30):
                found = bursts.patches_between(before, after, least)
                expected = naive.patches_between(before.tolist(), after.tolist(), least)
                assert sorted(map(tuple, found.tolist())) == expected


def tile(*parts):
    """Frames of a tile of ten pixels, from (pixels that have another color, how long)."""
    return [[1] * wrong + [0] * (10 - wrong) for wrong, length in parts for _ in range(length)]


TAKEOVERS = (  # parts; takeovers, and those done within an hour
    (((0, 60),), (0, 0)),
    (((0, 30), (10, 20)), (1, 1)),
    (((0, 30), (3, 1), (8, 20)), (1, 1)),  # four fifths of eight within two frames
    (((0, 30), (4, 2), (8, 20)), (1, 0)),
    (((0, 30), (8, 1), (6, 1), (10, 20)), (1, 1)),  # the first frame will do
    (((0, 30), (10, 2), (2, 20)), (0, 0)),  # undone: a raid, and no takeover
    (((0, 30), (10, 12)), (0, 0)),  # less than six hours before the end
    (((0, 30), (10, 13)), (1, 1)),
    (((0, 23), (10, 40)), (0, 0)),  # before hour 12
    (((0, 24), (10, 40)), (1, 1)),
    ((*((0, 1), (5, 1)) * 15, (10, 20)), (0, 0)),  # restless before
    (((0, 29), (1, 1), (10, 20)), (1, 1)),  # one of ten in five frames of six is calm enough
    (((0, 29), (2, 1), (10, 20)), (1, 1)),  # it begins with the two
    (((0, 30), (10, 13), (0, 20)), (2, 2)),  # it goes on 13 frames later
    (((0, 30), (10, 5), (3, 30)), (1, 1)),
)


def test_takeovers_by_hand():
    for parts, expected in TAKEOVERS:
        series = tile(*parts)
        assert bursts.takeovers_of_tile(np.array(series, np.uint8)) == expected, parts
        assert naive.takeovers_of_tile(series) == expected, parts


def test_the_share_of_quick_takeovers():
    slow, quick = tile((0, 30), (4, 2), (8, 20)), tile((0, 30), (10, 22))
    canvases = np.repeat(np.stack([slow, quick, quick], axis=1)[:, :, None, :], 10, axis=2).reshape(52, 30, 10)
    assert bursts.quick_takeovers(frames_of_canvases(canvases), tile=10) == 2 / 3
    with pytest.raises(Never, match="no stable tile of 25 x 25 pixels"):
        bursts.quick_takeovers(frames_of_series(quick))


def test_takeovers_against_a_slow_twin():
    total = np.zeros(2, int)
    for seed in range(5):
        frames = drifting(seed, 90)
        for y in range(0, 15, 5):
            for x in range(0, 20, 5):
                series = frames.canvas[:, y : y + 5, x : x + 5].reshape(90, -1)
                found = bursts.takeovers_of_tile(series)
                assert found == naive.takeovers_of_tile(series.tolist())
                total += found
    assert 0 < total[1] < total[0]


def test_pixels_at_random_make_no_patch():
    draws = np.random.default_rng(5)
    canvases = draws.integers(0, 16, (60, 100, 100)).astype(np.uint8)
    for j in range(1, 60):
        kept = draws.random((100, 100)) > 0.035  # as many change as did in 2017
        canvases[j][kept] = canvases[j - 1][kept]
    assert bursts.patches(frames_of_canvases(canvases))["rate"] == 0
    with pytest.raises(Never):
        bursts.quick_takeovers(frames_of_canvases(canvases))
