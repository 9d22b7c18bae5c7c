"""Pictures: what is in them, and two runs side by side."""

import numpy as np
import pytest
from made_run import make_run
from PIL import Image

from canvas_sim.base.errors import UserError
from canvas_sim.record.images import FILM_SIDE, Film, png_bytes, read_canvas, thumbnail, write_png
from canvas_sim.scenario.palettes import palettes
from canvas_sim.show.pictures import compare_runs, difference, side_by_side

COLORS = palettes()["2017"]


@pytest.mark.parametrize("name", ["2017", "2022", "256"])
def test_a_png_keeps_indices_and_shows_colors(tmp_path, name):
    palette = palettes()[name]
    canvas = np.random.default_rng(1).integers(0, len(palette), (13, 17)).astype(np.uint8)
    path = tmp_path / "canvas.png"
    write_png(path, canvas, palette)
    np.testing.assert_array_equal(read_canvas(path), canvas)
    with Image.open(path) as picture:
        assert picture.mode == "P"
        shown = np.array(picture.convert("RGB"))
    expected = np.array([[list(bytes.fromhex(palette[index])) for index in row] for row in canvas], np.uint8)
    np.testing.assert_array_equal(shown, expected)
    assert png_bytes(canvas, palette) == path.read_bytes()


def test_a_png_of_one_color_keeps_its_index(tmp_path):
    canvas = np.full((4, 4), 15, np.uint8)
    write_png(tmp_path / "a.png", canvas, COLORS)
    np.testing.assert_array_equal(read_canvas(tmp_path / "a.png"), canvas)


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [(10, 5, (500, 250)), (250, 100, (500, 200)), (251, 100, (251, 100)), (500, 3, (500, 3)), (1000, 400, (500, 200))],
)
def test_frames_of_a_film_fit(width, height, size):
    picture = thumbnail(np.zeros((height, width), np.uint8), COLORS)
    assert picture.size == size


def test_large_canvases_are_averaged():
    canvas = np.zeros((1000, 1000), np.uint8)
    canvas[::2] = 3  # white and 222222 in turn
    assert set(np.unique(np.array(thumbnail(canvas, COLORS)))) <= {144, 145}


def test_a_film_has_at_most_72_frames_and_ends_with_the_canvas(tmp_path):
    film = Film(COLORS, 100_000)
    canvas = np.zeros((20, 20), np.uint8)
    for now in range(0, 100_000, 10):
        canvas[now // 10 % 20, now // 200 % 20] = now // 7 % 16
        film.look(now, canvas)
    film.write(tmp_path / "film.webp", canvas)
    with Image.open(tmp_path / "film.webp") as picture:
        assert picture.n_frames == 72
        picture.seek(71)
        assert picture.size == (FILM_SIDE, FILM_SIDE)
        np.testing.assert_array_equal(np.array(picture.convert("RGB")), np.array(thumbnail(canvas, COLORS)))


def test_the_difference_is_red():
    a, b = np.zeros((2, 2, 3), np.uint8), np.zeros((2, 2, 3), np.uint8)
    b[0, 1, 2] = 1
    picture = difference(a, b)
    np.testing.assert_array_equal(picture[0, 1], (229, 0, 0))
    np.testing.assert_array_equal(picture[0, 0], (204, 204, 204))
    with pytest.raises(UserError, match="2 x 2 and 2 x 3"):
        difference(a, np.zeros((3, 2, 3), np.uint8))


def test_two_runs_side_by_side(tmp_path):
    _, first = make_run(tmp_path / "a", 1)
    _, second = make_run(tmp_path / "b", 2)
    told = []
    measures = compare_runs(
        tmp_path / "a", tmp_path / "b", tmp_path / "both.png", lambda *how_far: told.append(how_far)
    )
    assert told == [(number / 11, number) for number in range(1, 11)]
    assert measures["seed"] == (1, 2)
    assert measures["pixels that differ"][0] == (first != second).mean()
    assert measures["not white"] == ((first != 0).mean(), (second != 0).mean())
    with Image.open(tmp_path / "both.png") as picture:
        assert picture.width > 2 * picture.height


def test_the_difference_has_a_legend(tmp_path):
    (first, _), (second, _) = (make_run(tmp_path / str(seed), seed) for seed in (1, 2))
    figure = side_by_side(first, second)
    legend = figure.axes[2].get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["differs", "pale: the same"]
    figure.draw_without_rendering()
    tops = [axes.title.get_window_extent().y1 for axes in figure.axes]
    assert max(tops) <= figure.bbox.y1 and legend.get_window_extent().y0 >= 0


def test_runs_of_two_sizes_have_no_difference(tmp_path):
    make_run(tmp_path / "a", 1)
    make_run(tmp_path / "b", 2, width=40)
    pairs = compare_runs(tmp_path / "a", tmp_path / "b", tmp_path / "both.png")
    assert pairs["pixels that differ"] == ("sizes differ", "sizes differ")
    assert pairs["canvas, pixels"] == ("30 x 20", "40 x 20")
    assert (tmp_path / "both.png").is_file()


def test_what_cannot_be_compared_is_one_line(tmp_path):
    make_run(tmp_path / "a", 1)
    with pytest.raises(UserError, match="not a run folder"):
        compare_runs(tmp_path / "a", tmp_path / "nothing")
    with pytest.raises(UserError, match="cannot write"):
        compare_runs(tmp_path / "a", tmp_path / "a", tmp_path / "no" / "both.png")
    with pytest.raises(UserError, match=r"must end in \.png, \.pdf or \.svg"):
        compare_runs(tmp_path / "a", tmp_path / "a", tmp_path / "both.bmp")
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        compare_runs(tmp_path / "a", tmp_path / "a", tmp_path / "folder.png")
    assert {path.name for path in tmp_path.iterdir()} == {"a", "folder.png"}
