"""Pictures of a run at any time."""

import numpy as np
import pytest
from made_run import make_run

from canvas_sim.base.errors import UserError
from canvas_sim.record.images import read_canvas
from canvas_sim.record.replay import canvas_at
from canvas_sim.show import render as module
from canvas_sim.show.render import render


def test_a_moment(tmp_path):
    run, _ = make_run(tmp_path / "run", 1)
    (path,) = render(tmp_path / "run", at="20min")
    assert path == tmp_path / "run" / "render" / "000h20min.png"
    np.testing.assert_array_equal(read_canvas(path), canvas_at(run, 1_200_000))


def test_the_end_when_nothing_is_asked(tmp_path):
    run, canvas = make_run(tmp_path / "run", 1)
    (path,) = render(tmp_path / "run")
    np.testing.assert_array_equal(read_canvas(path), canvas)
    np.testing.assert_array_equal(canvas_at(run, run.end), canvas)


@pytest.mark.parametrize("zoom", [1, 4])
def test_enlarged(tmp_path, zoom):
    _, canvas = make_run(tmp_path / "run", 1)
    (path,) = render(tmp_path / "run", zoom=zoom)
    assert path.name == ("001h00min.png" if zoom == 1 else "001h00min-x4.png")
    shown = read_canvas(path)
    assert shown.shape == (20 * zoom, 30 * zoom)
    for y, x in np.ndindex(zoom, zoom):  # every pixel is a square, no two are mixed
        np.testing.assert_array_equal(shown[y::zoom, x::zoom], canvas)


def test_every_so_often(tmp_path):
    make_run(tmp_path / "run", 1)
    told = []
    paths = render(tmp_path / "run", every="25min", progress=lambda *how_far: told.append(how_far))
    assert told == [(0.25, 1), (0.5, 2), (0.75, 3), (1.0, 4)]
    names = ["000h00min.png", "000h25min.png", "000h50min.png", "001h00min.png"]
    assert [path.name for path in paths] == names


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ({"at": "2h"}, "ends after 1h"),
        ({"at": "1h", "every": "1min"}, "either"),
        ({"every": "0s"}, "above 0"),
        ({"every": "1ms"}, "3,600,000 of them; at most 10,000"),
        ({"at": "soon"}, "is not a time"),
        ({"zoom": 0}, "for 30 pixels it must be from 1 to 533"),
        ({"zoom": 534}, "zoom 534 is out of range"),
    ],
)
def test_what_cannot_be_rendered(tmp_path, asked, line):
    make_run(tmp_path / "run", 1)
    with pytest.raises(UserError, match=line):
        render(tmp_path / "run", **asked)
    assert not (tmp_path / "run" / "render").exists()


def test_a_film_without_imageio_says_how_to_get_it(tmp_path, monkeypatch):
    make_run(tmp_path / "run", 1)
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"pip install '\.\[video\]' in the folder of this repository"):
        render(tmp_path / "run", video=True)


def test_a_film(tmp_path):
    imageio = pytest.importorskip("imageio.v2")
    pytest.importorskip("imageio_ffmpeg")
    make_run(tmp_path / "run", 1)
    (path,) = render(tmp_path / "run", every="10min", video=True)
    with imageio.get_reader(path) as film:
        assert film.count_frames() == 7
        assert film.get_data(0).shape == (20 * 33, 30 * 33, 3)
    (path,) = render(tmp_path / "run", every="30min", video=True, zoom=4)
    assert path.name == "film-x4.mp4"
    with imageio.get_reader(path) as film:
        assert film.get_data(0).shape == (20 * 4, 30 * 4, 3)
