"""The artist: same numbers, same sketch; sizes and colors in bounds; few twice."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from canvas_sim.designs.artist import all_kinds, mosaic, plan, registry, sketch
from canvas_sim.scenario.palettes import palettes

PALETTE = list(palettes()["2017"])
KINDS = tuple(all_kinds())


def same(one, other):
    return (one.name, one.kind) == (other.name, other.kind) and np.array_equal(one.pixels, other.pixels)


def palette(n):
    """The first `n` of a palette that goes on with a cube of colors."""
    cube = [f"{r:02X}{g:02X}{b:02X}" for r in range(0, 256, 42) for g in range(0, 256, 42) for b in range(0, 256, 42)]
    return (PALETTE + cube)[:n]


@pytest.fixture(scope="module")
def sketches():
    return [sketch(7, index, PALETTE) for index in range(500)]


def test_same_numbers_give_same_bytes(sketches):
    for index in (499, 3, 250, 0):
        assert same(sketch(7, index, PALETTE), sketches[index])
    assert not same(sketch(8, 0, PALETTE), sketches[0])


def test_nearly_all_are_distinct(sketches):
    assert len({(one.pixels.shape, one.pixels.tobytes()) for one in sketches}) >= 0.95 * len(sketches)


def test_every_kind_appears_and_can_be_asked_for(sketches):
    assert {one.kind for one in sketches} == set(KINDS)
    assert all(sketch(7, 11, PALETTE, kind=kind).kind == kind for kind in KINDS)


def test_pixels_are_palette_indices_or_clear(sketches):
    for one in sketches:
        assert one.pixels.dtype == np.uint8
        assert one.pixels.ndim == 2
        assert ((one.pixels < 16) | (one.pixels == 255)).all()
        assert (one.pixels != 255).sum() >= 8


def test_area_is_near_what_is_asked():
    for area in (20, 40, 60, 150, 400, 1500, 8000, 50000):
        painted = [int((sketch(3, index, PALETTE, area).pixels != 255).sum()) for index in range(24)]
        assert np.mean([0.6 * area <= n <= 1.45 * area for n in painted]) > 0.85
        assert 0.8 * area < np.median(painted) < 1.25 * area


def test_areas_are_those_of_real_works(sketches):
    painted = np.log10([(one.pixels != 255).sum() for one in sketches])
    assert 2.3 < painted.mean() < 2.7
    assert 0.4 < painted.std() < 0.7


def test_largest_caps_the_area():
    assert all((sketch(3, index, PALETTE, largest=100).pixels != 255).sum() <= 145 for index in range(60))


def test_palettes_of_any_size_work():
    for n in (2, 8, 16, 24, 32, 256):
        for index in range(40):
            pixels = sketch(5, index, palette(n)).pixels
            assert ((pixels < min(n, 255)) | (pixels == 255)).all()


def test_plans_fill_the_box_that_they_are_offered():
    draw, boxes = np.random.default_rng(5), set()
    for index in range(40 * len(KINDS)):
        area = int(10 ** draw.uniform(1.1, 4.2))
        planned = plan(5, index, PALETTE, area, kind=KINDS[index % len(KINDS)])
        height, width = (max(3, round(side * draw.uniform(0.4, 1.5))) for side in (planned.height, planned.width))
        pixels = planned.paint(height, width)
        assert pixels.shape == ((planned.height, planned.width) if planned.free else (height, width))
        boxes.add(planned.kind if pixels.shape == (height, width) else "")
    assert boxes == {*KINDS, ""}


def test_a_kind_is_a_file_and_is_found_by_itself():
    files = {path.stem for path in Path(registry.__file__).with_name("kinds").glob("[a-z]*.py")}
    assert set(KINDS) == files
    assert all(one.small > 0 and one.large > 0 for one in all_kinds().values())


def test_nothing_is_read_and_no_kind_looked_for_at_import():
    code = "import sys, canvas_sim.designs.artist.data.tables as t, canvas_sim.designs.artist as a;"
    code += "print([n for n in sys.modules if '.kinds.' in n], t._lists.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == [
        "[]",
        "0",
    ]


def test_mosaic_hangs_every_sketch():
    few = [sketch(7, index, PALETTE, largest=400) for index in range(30)]
    wall = mosaic(few, 200)
    assert wall.shape[1] == 200
    assert (wall != 255).sum() == sum((one.pixels != 255).sum() for one in few)
    assert mosaic(few, 200, background=0, gap=1, height=50).shape == (50, 200)
