"""Snapshots of a real event become a run folder; what does not fit is one line."""

from __future__ import annotations

import gzip
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image
from real_events import LAUNCH, event, made

from canvas_sim.base.errors import UserError
from canvas_sim.formats.exporting import export
from canvas_sim.formats.importing import import_event
from canvas_sim.record.replay import canvas_at

UNHURRIED = settings(max_examples=8, deadline=None, derandomize=True)
DATA = Path(os.environ.get("CANVAS_SIM_DATA") or Path(__file__).parents[3] / "shared" / "data") / "rplace2017"
START = LAUNCH // 1000


def archive(path: Path, **arrays) -> Path:
    """An archive with sensible snapshots, some of it replaced."""
    canvas = np.zeros((3, 10, 20), np.uint8)
    canvas[1, 3, 4], canvas[2] = 7, 5
    np.savez_compressed(path, **{"ts": np.array([0, 60, 7200]) + START, "canvas": canvas} | arrays)
    return path


def bitmap(canvas: np.ndarray, second: int) -> bytes:
    """A bitmap, half a byte a pixel."""
    text = "".join(f"{color:x}" for color in canvas.ravel())
    return second.to_bytes(4, "little") + bytes.fromhex(text + "0" * (len(text) % 2))


@UNHURRIED
@given(some.data())
def test_snapshots_come_back_from_every_form(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("snapshots")
    pixel = some.tuples(some.integers(0, 7_200_000), *map(some.integers, (0, 0, 0, 0), (9, 19, 9, 15)))
    run = made(folder / "run", sorted(data.draw(some.lists(pixel, min_size=1, max_size=30))))
    times = [*range(0, run.end, 1_800_000), run.end]
    for form, out in (("npz", "a.npz"), ("png", "pngs"), ("bitmap", "bits")):
        export(folder / "run", form, folder / out)
        files = (folder / out).iterdir() if form == "bitmap" else [folder / out]
        try:
            back = import_event(files, form, folder / form, event=folder / "run")
        except UserError:  # a blank canvas throughout
            assert not any(canvas_at(run, ms).any() for ms in times)
            continue
        for ms in times:
            np.testing.assert_array_equal(canvas_at(back, ms), canvas_at(run, ms))
        assert back.info["source"]["log"] == "changes"
        assert (back.events["user"] == -1).all()


def test_an_archive_is_read(tmp_path):
    run = import_event([archive(tmp_path / "a.npz")], "npz", tmp_path / "out", event=event(tmp_path))
    assert run.info["counts"]["placements"] == 1 + 200
    assert canvas_at(run, 59_999).max() == 0
    assert canvas_at(run, 60_000)[3, 4] == 7
    assert (run.canvas == 5).all()


def test_what_was_before_the_start_counts_as_at_the_start(tmp_path):
    path = archive(tmp_path / "a.npz", ts=np.array([-7000, -60, 9000]) + START)
    run = import_event([path], "npz", tmp_path / "out", event=event(tmp_path))
    assert canvas_at(run, 0)[3, 4] == 7
    assert run.end == 9_000_000


def test_pictures_are_told_by_their_names_and_colors(tmp_path):
    folder = tmp_path / "pngs"
    folder.mkdir()
    canvas = np.full((10, 20, 4), 255, np.uint8)
    canvas[0, 0] = 0xE5, 0, 0, 255
    canvas[0, 1] = 1, 2, 3, 0  # transparent: blank
    Image.fromarray(canvas).save(folder / "000h30min.png")
    Image.fromarray(np.full((10, 20), 255, np.uint8)).convert("P").save(folder / f"{START}.png")
    canvas[0, 0] = 0, 0, 0xEA, 255
    Image.fromarray(canvas).save(folder / f"{START + 3600}500.png")
    run = import_event([folder], "png", tmp_path / "out", event=event(tmp_path))
    assert canvas_at(run, 1_799_999)[0, 0] == 0
    assert canvas_at(run, 1_800_000)[0, 0] == 5
    assert canvas_at(run, 3_600_499)[0, 0] == 5
    assert canvas_at(run, 3_600_500)[0, 0] == 13
    assert run.canvas[0, 1] == 0


def test_bitmaps_may_be_packed_unsorted_and_have_a_row_behind_the_canvas(tmp_path):
    draws = np.random.default_rng(1)
    canvases = draws.integers(0, 16, (2, 10, 20)).astype(np.uint8)
    late, early = tmp_path / "a.bitmap", tmp_path / "b.bitmap.gz"
    late.write_bytes(bitmap(canvases[1], START + 600) + bytes(10))
    early.write_bytes(gzip.compress(bitmap(canvases[0], START + 60)))
    run = import_event([late, early], "bitmap", tmp_path / "out", event=event(tmp_path))
    np.testing.assert_array_equal(canvas_at(run, 60_000), canvases[0])
    np.testing.assert_array_equal(run.canvas, canvases[1])


def mistakes(folder: Path):
    """Files, their form, and what is said of them."""
    blank = np.full((10, 20, 3), 255, np.uint8)
    (folder / "none").mkdir()
    yield [], "npz", "name a file"
    yield [folder / "none"], "png", "there is no PNG in the folder"
    yield [folder / "gone.npz"], "npz", "there is no file"
    Image.fromarray(blank).save(folder / "picture.png")
    yield [folder / "picture.png"], "png", "its name says no time"
    Image.fromarray(blank[:5]).save(folder / "000h10min.png")
    yield [folder / "000h10min.png"], "png", "the canvas is 20 x 5, that of the event 20 x 10"
    blank[2, 3] = 1, 2, 3
    Image.fromarray(blank).save(folder / "000h20min.png")
    yield [folder / "000h20min.png"], "png", "the color 010203 at 3, 2 is not in the event's palette"
    (folder / "000h30min.png").write_bytes(b"no picture")
    yield [folder / "000h30min.png"], "png", "is no picture that can be read"
    Image.fromarray(blank).save(folder / "999h00min.png")
    yield [folder / "999h00min.png"], "png", "more than a day before or after the event"
    (folder / "short.bitmap").write_bytes(bitmap(np.zeros((10, 20), np.uint8), START)[:-1])
    yield [folder / "short.bitmap"], "bitmap", "has 103 bytes; a canvas of 20 x 10 has 104"
    (folder / "empty.bitmap").touch()
    yield [folder / "empty.bitmap"], "bitmap", "more than a day before"
    (folder / "no.npz").write_bytes(b"PK no archive")
    yield [folder / "no.npz"], "npz", "is no archive of snapshots"
    np.savez(folder / "other.npz", a=np.zeros(3))
    yield [folder / "other.npz"], "npz", "is no archive of snapshots"
    np.save(folder / "plain.npy", np.zeros(3))
    yield [folder / "plain.npy"], "npz", "is no archive of snapshots"
    two = [archive(folder / "a.npz"), archive(folder / "b.npz")]
    yield two, "npz", "one archive of snapshots at a time"
    canvas = np.zeros((3, 10, 20))
    yield [archive(folder / "float.npz", canvas=canvas)], "npz", "canvas must be uint8"
    yield [archive(folder / "flat.npz", canvas=canvas[0].astype(np.uint8))], "npz", "canvas must be uint8"
    yield [archive(folder / "few.npz", ts=np.array([START]))], "npz", "canvas must be uint8"
    yield [archive(folder / "back.npz", ts=np.array([2, 1, 3]) + START)], "npz", "in order of time"
    yield [archive(folder / "far.npz", ts=np.array([1, 2, 3]))], "npz", "more than a day before"
    yield [archive(folder / "objects.npz", ts=np.array([None, 1, {}]))], "npz", "is no archive of snapshots"
    yield [archive(folder / "colors.npz", canvas=np.full((3, 10, 20), 16, np.uint8))], "npz", "color 16 is not one of"
    yield [archive(folder / "wide.npz", canvas=np.zeros((3, 10, 30), np.uint8))], "npz", "the canvas is 30 x 10"
    yield [archive(folder / "blank.npz", canvas=np.zeros((3, 10, 20), np.uint8))], "npz", "nothing in these files"
    yield [archive(folder / "none.npz", canvas=np.zeros((0, 10, 20), np.uint8), ts=np.zeros(0, int))], "npz", "in order"
    cut = folder / "cut.npz"
    with zipfile.ZipFile(archive(folder / "whole.npz")) as whole, zipfile.ZipFile(cut, "w") as less:
        less.writestr("ts.npy", whole.read("ts.npy"))
        less.writestr("canvas.npy", whole.read("canvas.npy")[:-50])
    yield [cut], "npz", "is cut short"


def test_mistakes_are_one_line_and_leave_nothing(tmp_path):
    tiny = event(tmp_path)
    for files, form, said in mistakes(tmp_path):
        with pytest.raises(UserError, match=said) as caught:
            import_event(files, form, tmp_path / "out", event=tiny)
        assert "\n" not in str(caught.value)
        assert not [path for path in tmp_path.iterdir() if path.name.startswith((".", "out"))]


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the canvases of 2017 are not here")
def test_the_real_canvases_of_2017_are_read(tmp_path):
    run = import_event([DATA / "snapshots.npz"], "npz", tmp_path / "out")
    with np.load(DATA / "snapshots.npz") as real:
        ts, canvas = real["ts"], real["canvas"]
    for j in (0, 1, 40, 144):
        np.testing.assert_array_equal(canvas_at(run, max(0, 1000 * (int(ts[j]) - START))), canvas[j])
