"""Works cut out of a canvas by outlines: pixels and places, what leaves the canvas, and bad files."""

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from canvas_sim.base.errors import UserError
from canvas_sim.designs.atlas import works
from canvas_sim.scenario.palettes import palettes
from canvas_sim.world.tables import OUTSIDE

DATA = Path(__file__).parents[3] / "shared" / "data"
PALETTE = palettes()["2017"]
INDICES = np.random.default_rng(2).integers(0, 16, (40, 50), dtype=np.uint8)
SQUARE = [[3, 4], [6, 4], [6, 9], [3, 9]]


def entry(outline=SQUARE, **changes):
    return {"id": 7, "name": "Tux", "sub": ["Linux"], "path": {"final": outline}} | changes


def cut(folder, entries, size=(50, 40), pack=gzip.compress):
    """The works of `entries`, out of a picture of INDICES."""
    colors = np.array([list(bytes.fromhex(color)) for color in PALETTE], np.uint8)
    Image.fromarray(colors[INDICES]).save(folder / "final.png")
    said = entries if isinstance(entries, bytes) else pack(json.dumps(entries).encode())
    (folder / "outlines.json.gz").write_bytes(said)
    return works(folder / "outlines.json.gz", folder / "final.png", PALETTE, size)


def test_a_rectangle_is_cut_out_with_its_edges(tmp_path):
    for pack in (gzip.compress, bytes):
        [(name, group, site, pixels)] = cut(tmp_path, [entry()], pack=pack)
        assert (name, group, site) == ("Tux", "linux", (3, 4))
        np.testing.assert_array_equal(pixels, INDICES[4:10, 3:7])
        assert pixels.dtype == np.uint8


def test_only_what_is_inside_belongs(tmp_path):
    [(_, _, site, pixels)] = cut(tmp_path, [entry([[10, 10], [10, 14], [14, 14]])])
    expected = np.where(np.tri(5, dtype=bool), INDICES[10:15, 10:15], OUTSIDE)
    assert site == (10, 10)
    np.testing.assert_array_equal(pixels, expected)


def test_the_last_period_counts_and_halves_are_rounded(tmp_path):
    [(_, _, site, pixels)] = cut(
        tmp_path, [entry(path={"1-5": SQUARE, "6-9": [[0, 0], [1.5, 0], [1.5, 0.5], [0, 0.5]]})]
    )
    assert site == (0, 0)
    assert pixels.shape == (2, 3)


def test_what_leaves_the_canvas_is_clipped(tmp_path):
    for outline, site, rows, columns in (
        ([[-3, -2], [2, -2], [2, 3], [-3, 3]], (0, 0), slice(0, 4), slice(0, 3)),
        ([[48, 37], [55, 37], [55, 44], [48, 44]], (48, 37), slice(37, 40), slice(48, 50)),
        ([[-8, -8], [57, -8], [57, 47], [-8, 47]], (0, 0), slice(0, 40), slice(0, 50)),
    ):
        [(_, _, place, pixels)] = cut(tmp_path, [entry(outline)])
        assert place == site
        np.testing.assert_array_equal(pixels, INDICES[rows, columns])


def test_groups_are_first_subreddits_or_the_work_alone(tmp_path):
    subreddits = (["Linux", "gnu"], ["LINUX"], [], [])
    found = cut(tmp_path, [entry(sub=sub, id=number) for number, sub in enumerate(subreddits)])
    assert [group for _, group, _, _ in found] == ["linux", "linux", "Tux #2", "Tux #3"]


BAD = [
    (b"\x1f\x8bhello", "is broken gzip"),
    (gzip.compress(b"[" * 99, mtime=0)[:-9], "is broken gzip"),
    (b"hello", "is not JSON"),
    (b"\x89PNG\r\n", "is not JSON: .*outlines come first, then the picture"),
    ({}, "must be a list of works"),
    ([], "must be a list of works"),
    ([entry(), 5], "entry 1 has no outline; it needs"),
    ([entry(path={})], "entry 0 has no outline"),
    ([entry([[1, 1], [2, 2]])], "entry 0 has no outline"),
    ([entry([[1, 1], [2, 2], [3]])], "entry 0 has no outline"),
    ([entry([[1, 1], [2, 2], [3, "x"]])], "entry 0 has no outline"),
    ([entry([[1, 1], [2, 2], [3, float("nan")]])], "entry 0 has no outline"),
    ([entry([[1, 1], [2, 2], [3, 1e300]])], "entry 0 has no outline"),
    ([entry(name=None)], 'entry 0 needs "name"'),
    ([entry(sub="linux")], 'entry 0 needs "name": "..." and "sub"'),
    (
        [entry([[0, 0], [66, 0], [0, 9]])],
        r"\(Tux\): its outline is 67 x 10 pixels, larger than the canvas of 50 x 40",
    ),
    ([entry([[60, 0], [66, 0], [60, 9]])], r"\(Tux\): its outline lies outside the canvas"),
]


def test_bad_outlines(tmp_path):
    for entries, said in BAD:
        with pytest.raises(UserError, match=said) as error:
            cut(tmp_path, entries)
        assert "outlines.json.gz" in str(error.value)


def test_the_canvas_must_have_the_size_of_the_picture(tmp_path):
    with pytest.raises(UserError, match=r"final\.png is 50 x 40 pixels, the canvas 16 x 13; .*--scale 1"):
        cut(tmp_path, [entry()], size=(16, 13))


def test_files_that_are_not_there(tmp_path):
    cut(tmp_path, [entry()])
    for outlines, picture in (("none", "final.png"), ("outlines.json.gz", "none")):
        with pytest.raises(UserError, match="none"):
            works(tmp_path / outlines, tmp_path / picture, PALETTE, (50, 40))


@pytest.mark.skipif(not DATA.exists(), reason="the real atlases are not here")
@pytest.mark.parametrize(("year", "side"), [("2017", 1000), ("2022", 2000)])
def test_real_works_have_the_areas_that_their_atlas_lists(year, side):
    folder = DATA / f"rplace{year}"
    found = works(folder / "atlas_polygons.json.gz", folder / "final.png", palettes()[year], (side, side))
    canvas = np.asarray(Image.open(folder / "final.png").convert("RGB"))
    colors = np.array([list(bytes.fromhex(color)) for color in palettes()[year]], np.uint8)
    areas = {}
    with gzip.open(folder / "atlas_polygons.json.gz") as file:
        numbers = [str(one["id"]) for one in json.load(file)]
    for number, (_, _, (x, y), pixels) in zip(numbers, found, strict=True):
        mask = pixels != OUTSIDE
        areas[number] = int(mask.sum())
        part = canvas[y : y + mask.shape[0], x : x + mask.shape[1]]
        np.testing.assert_array_equal(part[mask], colors[pixels[mask]])
    with (folder / "atlas_entries.csv").open(encoding="utf-8") as file:
        listed = {row["id"]: int(row["area_px"]) for row in csv.DictReader(file)}
    assert areas == listed
