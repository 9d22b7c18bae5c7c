"""Pictures as palette indices: every kind of PNG, the color that looks nearest, and what is said about bad files."""

import numpy as np
import pytest
from PIL import Image

from canvas_sim.base.errors import UserError
from canvas_sim.designs.pictures import read_png, substitutes, without_ground
from canvas_sim.scenario.palettes import palettes
from canvas_sim.world.tables import OUTSIDE

PALETTE = palettes()["2017"]
WHITE, BLACK, RED, GREEN, BLUE = 0, 3, 5, 10, 13
LARGEST = (64, 48)


def read(image, folder, **options):
    path = folder / "picture.png"
    image.save(path, **options)
    return read_png(path, PALETTE, LARGEST)


def test_colors_of_the_palette_stay_what_they_are(tmp_path):
    for palette in palettes().values():
        image = Image.new("RGB", (len(palette), 1))
        image.putdata([tuple(bytes.fromhex(color)) for color in palette])
        image.save(tmp_path / "all.png")
        pixels = read_png(tmp_path / "all.png", palette, (256, 1))
        np.testing.assert_array_equal(pixels, [np.arange(len(palette))])


def test_other_colors_become_what_looks_nearest(tmp_path):
    near = {(250, 250, 250): WHITE, (10, 10, 10): BLACK, (255, 20, 20): RED, (0, 170, 20): GREEN, (30, 0, 220): BLUE}
    image = Image.new("RGB", (5, 1))
    image.putdata(list(near))
    assert read(image, tmp_path).tolist() == [list(near.values())]


def test_transparent_pixels_are_outside(tmp_path):
    for alpha, kept in ((0, OUTSIDE), (127, OUTSIDE), (128, RED), (255, RED)):
        image = Image.new("RGBA", (2, 1), (0, 0, 0, 255))
        image.putpixel((1, 0), (255, 0, 0, alpha))
        assert read(image, tmp_path).tolist() == [[BLACK, kept]]


def test_rows_are_rows(tmp_path):
    image = Image.new("RGB", (3, 2), "white")
    image.putpixel((2, 0), (0, 0, 0))
    np.testing.assert_array_equal(read(image, tmp_path), [[0, 0, BLACK], [0, 0, 0]])


def test_every_mode_can_be_read(tmp_path):
    image = Image.new("L", (2, 1), 0)
    image.putpixel((1, 0), 255)
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        assert read(image.convert(mode), tmp_path).tolist() == [[BLACK, WHITE]]


def test_sixteen_bits_of_grey_are_not_cut_off(tmp_path):
    grey = Image.fromarray((np.array([[0x00, 0x88, 0xFF]]) * 257).astype(np.uint16))
    assert read(grey, tmp_path).tolist() == [[BLACK, 2, WHITE]]


def test_a_palette_with_a_transparent_entry(tmp_path):
    image = Image.new("P", (2, 1))
    image.putpalette([255, 0, 0, 0, 0, 0])
    image.putpixel((1, 0), 1)
    assert read(image, tmp_path, transparency=0).tolist() == [[OUTSIDE, BLACK]]


def test_substitutes_are_the_nearest_that_are_allowed():
    table = substitutes(PALETTE, np.array([WHITE, BLACK, GREEN], np.uint8))
    assert table[[WHITE, BLACK, GREEN, OUTSIDE]].tolist() == [WHITE, BLACK, GREEN, OUTSIDE]
    assert table[[1, 9]].tolist() == [WHITE, GREEN]  # light grey, light green
    assert set(table[:16].tolist()) == {WHITE, BLACK, GREEN}
    np.testing.assert_array_equal(substitutes(PALETTE, range(16))[:16], np.arange(16))


def whole(folder):
    path = folder / "whole.png"
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (40, 40, 3), dtype=np.uint8)).save(path)
    return path.read_bytes()


def test_what_is_no_png(tmp_path):
    path, good = tmp_path / "bad.png", whole(tmp_path)
    bad = {b"hello": "is not a PNG; save the picture as one", b"": "is not a PNG"}
    for content, said in (bad | {good[:-1200]: "is a broken PNG", good[:20]: "is a broken PNG"}).items():
        path.write_bytes(content)
        with pytest.raises(UserError, match=said) as error:
            read_png(path, PALETTE, LARGEST)
        assert str(path) in str(error.value)
        assert "\n" not in str(error.value)


def test_a_jpeg_is_no_png(tmp_path):
    Image.new("RGB", (4, 4)).save(tmp_path / "photo.png", format="JPEG")
    with pytest.raises(UserError, match=r"photo\.png is not a PNG"):
        read_png(tmp_path / "photo.png", PALETTE, LARGEST)


def test_what_is_larger_than_the_canvas(tmp_path):
    for size in ((65, 1), (1, 49)):
        with pytest.raises(UserError, match=f"{size[0]} x {size[1]} pixels, larger than the canvas of 64 x 48"):
            read(Image.new("RGB", size), tmp_path)


def test_what_shows_nothing(tmp_path):
    with pytest.raises(UserError, match="shows nothing"):
        read(Image.new("RGBA", (3, 3)), tmp_path)


def test_what_is_not_there_or_a_folder(tmp_path):
    for path in (tmp_path / "none.png", tmp_path):
        with pytest.raises(UserError, match="cannot read"):
            read_png(path, PALETTE, LARGEST)


def test_without_ground_leaves_the_figure():
    x = OUTSIDE
    picture = np.array([[1, 1, 1, 1], [1, 2, 2, 1], [1, 2, 1, 1], [3, 2, 2, 1]], np.uint8)
    figure = [[x, x, x, x], [x, 2, 2, x], [x, 2, x, x], [3, 2, 2, x]]
    np.testing.assert_array_equal(without_ground(picture), figure)
    ring = np.array([[2, 2, 2], [2, 1, 2], [2, 2, 2]], np.uint8)
    np.testing.assert_array_equal(without_ground(ring), ring)  # nearly all of it would go
    shape = np.array([[x, 1, x], [1, 1, 1], [x, 1, x]], np.uint8)
    np.testing.assert_array_equal(without_ground(shape), shape)  # all of it would go
