"""Frames on the half hours of the real clock, by hand and against replay."""

import numpy as np
import pytest
from hand_made import HOUR, random_run

from canvas_sim.base.errors import UserError
from canvas_sim.metrics.frames.frames import frames_of, from_npz
from canvas_sim.record.replay import canvas_at


@pytest.mark.parametrize(
    ("launch", "hours"),
    [
        ("2017-03-31T17:00:00Z", [0, 0.5, 1, 1.5, 2, 2.5, 3]),
        ("2017-03-31T17:30:00", [0, 0.5, 1, 1.5, 2, 2.5, 3]),
        ("2022-04-01T12:45:00Z", [0, 0.75, 1.25, 1.75, 2.25, 2.75, 3]),
    ],
)
def test_frames_stand_on_the_clock(launch, hours):
    run = random_run(launch)
    frames = frames_of(run)
    assert frames.hours.tolist() == hours
    ts = run.events["ts"].to_numpy()
    assert not frames.canvas[0].any()
    for j, hour in enumerate(hours):
        if j:
            np.testing.assert_array_equal(frames.canvas[j], canvas_at(run, round(hour * HOUR)))
        assert frames.placements[j] == np.count_nonzero(ts <= hour * HOUR)
    assert frames.palette == run.colors and frames.background == 0
    assert frames.at(1.3) == (hours.index(1.25) if 1.25 in hours else 3)
    assert frames.at(9) is None


def test_a_white_out_ends_it():
    frames = frames_of(random_run(interventions=[{"ts": 7_000_000, "kind": "white_out", "color": 0, "colors": "0"}]))
    assert frames.hours.tolist() == [0, 0.5, 1, 1.5, 7_000_000 / HOUR]


def test_the_canvas_grows():
    expand = {"ts": 4_000_000, "kind": "expand", "x0": 0, "y0": 0, "x1": 12, "y1": 9}
    frames = frames_of(random_run(interventions=[expand], opened=(2, 1, 10, 8)))
    assert frames.open.tolist() == [[2, 1, 10, 8]] * 3 + [[0, 0, 12, 9]] * 4
    np.testing.assert_array_equal(frames.area(1), frames.canvas[1, 1:8, 2:10])
    np.testing.assert_array_equal(frames.area(5, since=1), frames.canvas[5, 1:8, 2:10])
    part = frames.cut((0, 0, 6, 4))
    assert part.open.tolist() == [[2, 1, 6, 4]] * 3 + [[0, 0, 6, 4]] * 4
    np.testing.assert_array_equal(part.area(2), frames.canvas[2, 1:4, 2:6])


def test_snapshots_and_their_table(tmp_path):
    canvas = np.random.default_rng(1).integers(0, 16, (4, 3, 5)).astype(np.uint8)
    ts = np.array([5, 10_000, 11_800, 13_500])
    np.savez(tmp_path / "a.npz", canvas=canvas, ts=ts)
    frames = from_npz(tmp_path / "a.npz")
    assert frames.hours.tolist() == [0, 0.5, 1, 0.5 + 3500 / 3600]
    assert frames.placements is None and frames.open[2].tolist() == [0, 0, 5, 3]
    (tmp_path / "canvas_30min.csv").write_text("a,cumulative_placements_from_filename\n0,0\n0,5\n0,7\n0,9\n")
    assert from_npz(tmp_path / "a.npz").placements.tolist() == [0, 5, 7, 9]
    (tmp_path / "short.csv").write_text("a,cumulative_placements_from_filename\n0,0\n0,5\n")
    with pytest.raises(UserError, match="2 rows, but there are 4"):
        from_npz(tmp_path / "a.npz", tmp_path / "short.csv")


def test_what_is_no_archive_of_snapshots(tmp_path):
    with pytest.raises(UserError, match="no archive"):
        from_npz(tmp_path / "none.npz")
    np.savez(tmp_path / "odd.npz", canvas=np.zeros((2, 2), np.uint8), ts=np.zeros(2))
    with pytest.raises(UserError, match=r"uint8 \[n, h, w\]"):
        from_npz(tmp_path / "odd.npz")
    with pytest.raises(UserError, match="no palette"):
        from_npz(tmp_path / "odd.npz", palette="1999")
    with pytest.raises(UserError, match="above 0"):
        frames_of(random_run(), 0)
