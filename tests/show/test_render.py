"""Pictures of a run at any time."""

import numpy as np
import pytest
from made_run import make_run

from canvas_sim.errors import UserError
from canvas_sim.record.images import read_png
from canvas_sim.record.replay import canvas_at
from canvas_sim.show import render as module
from canvas_sim.show.render import render


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
