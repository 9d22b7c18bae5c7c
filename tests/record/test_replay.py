"""Replay against a slow obvious twin, on a log with interventions in it."""

import json

import numpy as np
import pytest
from PIL import Image

from canvas_sim.base.errors import UserError
from canvas_sim.metrics.logs.histories import histories
from canvas_sim.record import parquet
from canvas_sim.record.recorder import Recorder
from canvas_sim.record.replay import canvas_at, frames
from canvas_sim.record.run import Run, once_a_run
from canvas_sim.scenario.schema import Canvas, Event, Scenario

SCENARIO = Scenario(event=Event(hours=1), canvas=Canvas(width=12, height=9, background="FFFFFF"))
WIPES = ((0, 0, 5, 5, 9, 3), (900_000, 2, 2, 12, 4, 7), (900_000, 2, 2, 3, 3, 8), (3_599_999, 0, 0, 1, 1, 9))


def recorded(folder=None, rows=4000):
    """Random placements, many in the same millisecond as an intervention, recorded."""
    draws = np.random.default_rng(8)
    ts = np.sort(np.concatenate([draws.integers(0, 3_600_000, rows - 300), np.repeat([0, 900_000, 3_599_999], 100)]))
    events = {name: np.zeros(rows, int) for name in ("user", "intent", "community", "design", "post")}
    events |= {"ts": ts, "x": draws.integers(0, 12, rows), "y": draws.integers(0, 9, rows)}
    events |= {"color": draws.integers(0, 16, rows)}
    recorder = Recorder(folder, keep=folder is None)
    recorder.events(events)
    for ts_wipe, x0, y0, x1, y1, color in WIPES:
        box = {"x0": x0, "y0": y0, "x1": x1, "y1": y1}
        recorder.interventions({"ts": ts_wipe, "kind": "wipe", "color": color, **box})
    recorder.interventions({"ts": 3_599_999, "kind": "cooldown", "value": 3.0})
    return events, recorder


def run_of(recorder, canvas, **more):
    """A run in memory."""
    recorder.finish(canvas, {})
    info = {"digest": recorder.digest, "counts": {"placements": recorder.rows}}
    return Run.in_memory(info, more.get("scenario", SCENARIO), canvas, recorder)


def naive_canvas_at(events, ms):
    """Everything in order of time, interventions first within a moment, one by one."""
    happened = [(wipe[0], 0, i) for i, wipe in enumerate(WIPES)]
    happened += [(int(t), 1, i) for i, t in enumerate(events["ts"])]
    canvas = np.zeros((9, 12), np.uint8)
    for t, what, i in sorted(happened):
        if t > ms:
            break
        if what == 0:
            _, x0, y0, x1, y1, color = WIPES[i]
            for y in range(y0, y1):
                for x in range(x0, x1):
                    canvas[y, x] = color
        else:
            canvas[events["y"][i], events["x"][i]] = events["color"][i]
    return canvas


@pytest.mark.parametrize("ms", [0, 1, 899_999, 900_000, 900_001, 2_000_000, 3_599_998, 3_600_000])
def test_the_canvas_at_any_time(ms):
    events, recorder = recorded()
    run = run_of(recorder, naive_canvas_at(events, 4_000_000))
    np.testing.assert_array_equal(canvas_at(run, ms), naive_canvas_at(events, ms))


def test_frames_go_through_to_the_end():
    events, recorder = recorded()
    run = run_of(recorder, naive_canvas_at(events, 4_000_000))
    shown = list(frames(run, 700_000))
    assert [ms for ms, _ in shown] == [0, 700_000, 1_400_000, 2_100_000, 2_800_000, 3_500_000, 3_600_000]
    for ms, canvas in shown:
        np.testing.assert_array_equal(canvas, naive_canvas_at(events, ms))
    np.testing.assert_array_equal(shown[-1][1], run.canvas)


def test_chunks_of_rows_on_disk_do_not_show(tmp_path, monkeypatch):
    events, recorder = recorded(tmp_path)
    recorder.finish(np.zeros((9, 12), np.uint8), {})
    info = {"digest": recorder.digest, "counts": {"placements": recorder.rows}}
    monkeypatch.setattr(parquet, "CHUNK", 100)
    run = Run(info=info, folder=tmp_path, _scenario=SCENARIO)
    assert len(list(run.chunks("x"))) == 40
    for ms in (0, 900_000, 3_600_000):
        np.testing.assert_array_equal(canvas_at(run, ms), naive_canvas_at(events, ms))


def test_a_log_that_leaves_the_canvas_is_refused():
    _, recorder = recorded()
    small = Scenario(event=Event(hours=1), canvas=Canvas(width=8, height=9))
    run = run_of(recorder, np.zeros((9, 8), np.uint8), scenario=small)
    with pytest.raises(UserError, match="outside the canvas of 8 x 9"):
        canvas_at(run, 10)
    with pytest.raises(UserError, match="outside the canvas of 8 x 9"):
        histories(run)
    with pytest.raises(UserError, match="above 0"):
        next(frames(run, 0))


def test_what_is_found_once_a_run_is_kept_with_it():
    asked = []

    @once_a_run
    def found(run, size=3, *, of="x"):
        asked.append((run, size, of))
        return asked

    one, other = (run_of(recorded()[1], np.zeros((9, 12), np.uint8)) for _ in range(2))
    assert found(one) is found(one, 3) is found(one, size=3, of="x")
    found(one, of="y")
    found(one, 4)
    found(other)
    assert asked == [(one, 3, "x"), (one, 3, "y"), (one, 4, "x"), (other, 3, "x")]


def test_no_run_folder_is_one_line(tmp_path):
    with pytest.raises(UserError, match="not a run folder"):
        Run.load(tmp_path)
    for info in ([], {}, {"seed": 1, "digest": "a", "counts": 3}):
        (tmp_path / "run.json").write_text(json.dumps(info))
        with pytest.raises(UserError, match=r"not a run folder: its run\.json does not say seed, digest and counts"):
            Run.load(tmp_path)
    info = {"seed": 1, "digest": "a", "counts": {"placements": 1}}
    (tmp_path / "run.json").write_text(json.dumps(info))
    with pytest.raises(UserError, match="no scenario"):
        Run.load(tmp_path)
    for name in ("scenario.toml", "canvas.png", "events.parquet"):
        (tmp_path / name).write_text("nonsense")
    run = Run.load(tmp_path)
    for broken in (lambda: run.scenario, lambda: run.canvas, lambda: run.events, lambda: next(run.chunks("x"))):
        with pytest.raises(UserError) as caught:
            broken()
        assert "\n" not in str(caught.value)
    with pytest.raises(UserError, match=r"there is no file .*posts\.parquet"):
        _ = run.posts
    Image.new("RGB", (3, 3)).save(tmp_path / "canvas.png")
    with pytest.raises(UserError, match="a picture without a palette"):
        _ = run.canvas


def test_a_template_comes_back():
    canvas = np.zeros((9, 12), np.uint8)
    recorder = Recorder(keep=True)
    designs = {name: [0] for name in ("design", "community", "x", "y", "area", "founded", "ended")}
    designs |= {
        "name": ["dot"],
        "kind": ["sprite"],
        "width": [3],
        "height": [2],
        "pixels": [bytes([1, 2, 3, 4, 5, 255])],
    }
    recorder.finish(canvas, {"designs": designs})
    run = Run.in_memory({"digest": "", "seed": 0, "seconds": 1, "counts": {}}, SCENARIO, canvas, recorder)
    np.testing.assert_array_equal(run.template(0), np.array([[1, 2, 3], [4, 5, 255]], np.uint8))
    with pytest.raises(UserError, match="no design 7"):
        run.template(7)
    assert run._repr_png_().startswith(b"\x89PNG")
    assert "12 x 9" in run._repr_html_()
    assert run.columns["events"]["ts"].unit.startswith("ms")


def test_a_circle_has_the_pixels_nearer_than_its_radius():
    recorder = Recorder(keep=True)
    circles = ((4, 4, 3, 5), (0, 8, 1, 6), (11, 0, 4, 7), (6, 6, 0, 9), (-9, -9, 3, 2))  # x, y, radius, color
    for x, y, radius, color in circles:
        box = {"x0": x - radius + 1, "y0": y - radius + 1, "x1": x + radius, "y1": y + radius}
        recorder.interventions({"ts": 5, "kind": "circle", "color": color, "value": float(radius), **box})
    expected = np.zeros((9, 12), np.uint8)
    for cx, cy, radius, color in circles:
        for y in range(9):
            for x in range(12):
                if (x - cx) ** 2 + (y - cy) ** 2 < radius**2:
                    expected[y, x] = color
    run = run_of(recorder, expected)
    np.testing.assert_array_equal(canvas_at(run, 4), np.zeros((9, 12)))
    np.testing.assert_array_equal(canvas_at(run, 5), expected)
    assert np.count_nonzero(expected == 5) == 25  # 5 x 5: the corners are at 8 < 9
