"""Pictures of a run at any time."""

import numpy as np
import pytest
from made_run import make_run

from canvas_sim.errors import UserError
from canvas_sim.record.images import read_png
from canvas_sim.record.replay import canvas_at
from canvas_sim.show import render as module
from canvas_sim.show.render import milliseconds, render

TIMES = {
    **{"12h": 43_200_000, "90min": 5_400_000, "1.5h": 5_400_000, "2h30min": 9_000_000, "45s": 45_000},
    **{"2d": 172_800_000, "1 h 5 min": 3_900_000, "250ms": 250, "0h": 0},
}


@pytest.mark.parametrize(("text", "ms"), TIMES.items())
def test_times(text, ms):
    assert milliseconds(text) == ms


@pytest.mark.parametrize("text", ["", "12", "h", "12 hours", "-1h", "1h x", "1,5h", "1.5.2h"])
def test_what_is_no_time(text):
    with pytest.raises(UserError, match="is not a time"):
        milliseconds(text)


def test_a_moment(tmp_path):
    run, _ = make_run(tmp_path / "run", 1)
    (path,) = render(tmp_path / "run", at="20min")
    assert path == tmp_path / "run" / "render" / "000h20min.png"
    np.testing.assert_array_equal(read_png(path), canvas_at(run, 1_200_000))


def test_the_end_when_nothing_is_asked(tmp_path):
    run, canvas = make_run(tmp_path / "run", 1)
    (path,) = render(tmp_path / "run")
    np.testing.assert_array_equal(read_png(path), canvas)
    np.testing.assert_array_equal(canvas_at(run, run.end), canvas)


def test_every_so_often(tmp_path):
    make_run(tmp_path / "run", 1)
    paths = render(tmp_path / "run", every="25min")
    names = ["000h00min.png", "000h25min.png", "000h50min.png", "001h00min.png"]
    assert [path.name for path in paths] == names


@pytest.mark.parametrize(
    ("asked", "line"),
    [({"at": "2h"}, "ends after 1h"), ({"at": "1h", "every": "1min"}, "either"), ({"every": "0s"}, "above 0")],
)
def test_what_cannot_be_rendered(tmp_path, asked, line):
    make_run(tmp_path / "run", 1)
    with pytest.raises(UserError, match=line):
        render(tmp_path / "run", **asked)


def test_a_film_without_imageio_says_how_to_get_it(tmp_path, monkeypatch):
    make_run(tmp_path / "run", 1)
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"pip install 'canvas-sim\[video\]'"):
        render(tmp_path / "run", video=True)


def test_a_film(tmp_path):
    imageio = pytest.importorskip("imageio.v2")
    pytest.importorskip("imageio_ffmpeg")
    make_run(tmp_path / "run", 1)
    (path,) = render(tmp_path / "run", every="10min", video=True)
    with imageio.get_reader(path) as film:
        assert film.count_frames() == 7
        assert film.get_data(0).shape == (20 * 33, 30 * 33, 3)
