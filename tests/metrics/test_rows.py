"""Each measure of frames: a case worked out on paper, and a slow twin."""

import math

import naive_metrics as naive
import numpy as np
import pytest
from hand_made import drifting, frames_of_series

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.frames import breaches, change, order, persistence, turnover


@pytest.fixture(scope="module")
def made():
    """Frames, and the same as lists, three times; the last ones grow."""
    drifts = [drifting(seed, growing=growing) for seed, growing in ((12, False), (24, False), (8, True))]
    return [(frames, frames.canvas.tolist(), frames.open.tolist()) for frames in drifts]


# Rows 6 and 7


def test_filling_by_hand():
    frames = frames_of_series([[0, 0, 0, 0], [1, 0, 0, 0], [1, 2, 0, 0], [0, 2, 0, 0], [1, 2, 3, 0]])
    assert order.filling(frames) == {"50": 1, "75": 2}
    assert order.plateau(frames) == 0.5  # of .5, .25 and .75
    assert math.isnan(order.hours_to(frames, 0.9))


def test_filling_against_a_slow_twin(made):
    for frames, canvas, opened in made:
        for share in (0.2, 0.5, 0.75):
            assert order.hours_to(frames, share) == naive.filling(canvas, frames.hours, opened, share)
        assert order.plateau(frames) == naive.plateau(canvas, opened)


# Rows 14 to 16


def test_change_by_hand():
    # Two pixels; what changes: 1, 1, 0, 2, then nothing for six hours, then 1.
    series = [[0, 0], [1, 0], [1, 1], [1, 1], [2, 2]] + [[2, 2]] * 12 + [[2, 3]]
    placements = [0, 2, 3, 3, 7] + [8 + j for j in range(12)] + [23]
    frames = frames_of_series(series, placements=placements)
    assert change.net_change(frames) == 0  # from hour 6 on: frames 12 to 17
    # Ratios 1/2, 1/1, none as nothing was placed, 2/4, then 0, and at last 1/4.
    assert change.change_per_placement(frames) == {"first": 2 / 6, "last": 0.25 / 6}
    null = (1 - math.exp(-4 / 2)) * (1 - 0.5)  # four placements on two pixels, then one of each color
    found = change.change_over_null(frames, (8.5, 8, 9.5))
    assert found == pytest.approx(
        {"8.5h": 0.5 / null, "8h": math.nan, "9.5h": math.nan}, nan_ok=True
    )  # one color at 8 h


def test_change_against_slow_twins(made):
    for frames, canvas, opened in made:
        placements = frames.placements.tolist()
        assert change.net_change(frames) == pytest.approx(naive.net_change(canvas, frames.hours, opened), abs=1e-15)
        found = change.change_per_placement(frames)
        assert (found["first"], found["last"]) == pytest.approx(naive.change_per_placement(canvas, placements, opened))
        for j in (5, 20, 21, 40):
            found = change.change_over_null(frames, [j / 2])[f"{j / 2:g}h"]
            assert found == pytest.approx(naive.change_over_null(canvas, placements, opened, j), rel=1e-12)


def test_change_where_placements_are_not_known():
    frames = frames_of_series([[0], [1], [2]])
    for measure in (change.change_per_placement, change.change_over_null):
        with pytest.raises(NotAvailable, match="nobody counted"):
            measure(frames)
    with pytest.raises(NotAvailable, match="shorter than 6 hours"):
        change.net_change(frames)
    with pytest.raises(NotAvailable, match="no placements"):
        change.change_per_placement(frames_of_series([[0], [1]], placements=[3, 3]))


# Row 17


def test_persistence_by_hand():
    series = [[0, 0]] * 13 + [[0, 1], [0, 1], [1, 1], [1, 1], [1, 1], [1, 1], [1, 0], [1, 0]]
    found = persistence.persistence(frames_of_series(series))
    assert found["0.5h"] == 2 / 4  # from frame 12 on one of two stays; from frame 18 on, one of two
    assert found["4h"] == 1 / 2  # from frame 12 to 20: (0, 0) to (1, 0)
    assert math.isnan(found["12h"])


def test_persistence_against_a_slow_twin(made):
    for frames, canvas, opened in made:
        found = persistence.persistence(frames)
        for name, lag in persistence.LAGS.items():
            assert found[name] == pytest.approx(naive.persistence(canvas, opened, lag), abs=1e-15, nan_ok=True)


# Row 18


def test_returns_by_hand():
    # The first frame that is looked at is number 7, and its reference are frames 1 to 6.
    back, lost, unsure, slow = [[0] + [1] * 6 + rest for rest in ([2, 1], [2, 2], [1, 2], [2, 3])]
    frames = frames_of_series(np.transpose([back, lost, unsure, slow]))
    assert persistence._back_after(frames, 1) == 1 / 3  # three are displaced in frame 7, one is back in frame 8
    # 2 and 1 are in three frames each; the newer one is 2, and it is what is lost.
    tie = frames_of_series(np.transpose([[0, 1, 1, 1, 2, 2, 2, 1, 2]]))
    assert persistence._back_after(tie, 1) == 1
    with pytest.raises(NotAvailable, match="nothing was displaced"):
        persistence._back_after(frames_of_series(np.transpose([[0, 2, 2, 2, 1, 1, 1, 1, 2]])), 1)


def test_returns_against_a_slow_twin(made):
    for frames, canvas, opened in made:
        found = persistence.returns(frames)
        for name, delay in persistence.RETURNS.items():
            assert found[name] == naive.returns(canvas, opened, delay)
            assert 0 < found[name] < 1


# Row 19


def tile_series(*parts):
    """Frames of one pixel, from (color, how long)."""
    return frames_of_series([[color] for color, length in parts for _ in range(length)])


BREACHES = (
    # Blank: half of it must not be white.
    (((0, 30),), (0, 0, 0, 0)),
    # Stable from frame 8 on, before which eight frames are the same.
    (((1, 30),), (11, 0, 0, 0)),
    # Breached in frame 20, undone in frame 23, and 12 frames are there to judge it. Stable before: frames 8 to 20;
    # and again from frame 29 on, whose last six frames agree.
    (((1, 20), (2, 3), (1, 12)), (6.5 + 3, 1, 1, 1)),
    # Undone 12 frames later is just in time, 13 are too late. After the first it goes on in frame 33: none of it is
    # stable. After the second 25 frames later, behind the end.
    (((1, 20), (2, 12), (1, 3)), (6.5, 1, 1, 1)),
    (((1, 20), (2, 13), (1, 3)), (6.5, 1, 1, 0)),
    # Less than six hours before the end it counts, but is not judged.
    (((1, 20), (2, 12)), (6.5, 1, 0, 0)),
    # Not undone: it goes on 25 frames later, in frame 45, when the new color has long been stable.
    (((1, 20), (2, 30)), (6.5 + 2.5, 1, 1, 0)),
)


def test_breaches_by_hand():
    for parts, expected in BREACHES:
        assert breaches.count_breaches(tile_series(*parts), tile=1) == expected, parts


def test_a_breach_needs_more_than_a_fifth():
    def tile(wrong):
        """25 pixels, of which some are wrong in the last frame."""
        frames = drifting(0, 20)
        canvas = np.ones((20, 25), np.uint8)
        canvas[-1, :wrong] = 2
        opened = np.tile(np.array([0, 0, 5, 5], np.int32), (20, 1))
        return type(frames)(canvas.reshape(20, 5, 5), frames.hours, None, opened, frames.palette)

    assert breaches.count_breaches(tile(5), tile=5)[1] == 0
    assert breaches.count_breaches(tile(6), tile=5)[1] == 1


def test_breaches_against_a_slow_twin(made):
    for frames, canvas, opened in made:
        found = breaches.count_breaches(frames, tile=5)
        assert found == naive.breaches(canvas, opened, 5)
        assert found[1] >= found[2] >= found[3] > 0


def test_rates_of_breaches():
    with pytest.raises(NotAvailable, match="no tile of 25 x 25"):
        breaches.breach_rate(drifting(1))


# Age and change of pixels


def test_ages_by_hand():
    frames = frames_of_series([[0, 0, 0], [1, 0, 0], [2, 0, 1], [1, 0, 1]])
    assert turnover.changes(frames) == {"mean": 4 / 3, "p50": 1, "p90": 2.6, "p99": 2.96, "max": 3, "never": 1 / 3}
    assert turnover.final_ages(frames)["p50"] == 0.5  # of 0, .5 and 1.5 hours
    assert turnover.finished(frames, (0.5, 1, 5)) == {
        "0.5h": 2 / 3,
        "1h": 2 / 3,
        "5h": pytest.approx(math.nan, nan_ok=True),
    }


def test_ages_against_slow_twins(made):
    for frames, canvas, opened in made:
        np.testing.assert_array_equal(
            turnover.changes_of_pixels(frames).ravel(), naive.changes_of_pixels(canvas, opened)
        )
        found = np.percentile(naive.final_ages(canvas, frames.hours, opened), turnover.PERCENTILES)
        assert list(turnover.final_ages(frames).values()) == pytest.approx(found.tolist())
        for before in (0.5, 3, 24):
            j = len(canvas) - 1 - int(2 * before)
            assert turnover.finished(frames, [before])[f"{before:g}h"] == naive.finished(canvas, opened, j)
