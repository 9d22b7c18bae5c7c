"""Exports, read by readers that know nothing of this project, and read back."""

from __future__ import annotations

import base64
import csv
import gzip
import itertools
import json
import re
import struct
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.csv
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from real_events import LAUNCH, event, made, naive_2017, naive_text, names_of, rows_of, text_of

from canvas_sim.base.errors import UserError
from canvas_sim.formats.exporting import export
from canvas_sim.formats.importing import import_event
from canvas_sim.formats.user_names import MOST_USERS
from canvas_sim.record.replay import canvas_at
from canvas_sim.scenario.palettes import palettes

UNHURRIED = settings(max_examples=10, deadline=None, derandomize=True)
ROWS = [(0, 0, 0, 0, 0), (250, 5, 19, 9, 15), (1000, 5, 3, 4, 3), (1000, -1, 3, 4, 5), (3_599_999, 77, 10, 5, 7)]
PAINTED = [
    {"ts": 1000, "kind": "wipe", "x0": 0, "y0": 0, "x1": 3, "y1": 2, "color": 4},
    {"ts": 2000, "kind": "circle", "x0": 4, "y0": 2, "x1": 9, "y1": 7, "color": 6, "value": 3.0},
]
SOME_ROWS = some.lists(
    some.tuples(
        some.integers(0, 7_200_000).map(lambda ts: ts // 1000 * 1000 if ts % 3 else ts),
        some.integers(-1, 40) | some.integers(0, MOST_USERS - 1),
        some.integers(0, 19),
        some.integers(0, 9),
        some.integers(0, 15),
    ),
    min_size=1,
    max_size=50,
).map(lambda rows: sorted(rows, key=lambda row: row[0]))


# --- readers as other people write them


def plain_2017(path: Path) -> list[tuple]:
    """Split lines at commas."""
    with path.open() as file:
        assert next(file) == "ts,user,x_coordinate,y_coordinate,color\n"
        return [
            (int(t), user, int(x), int(y), int(c)) for t, user, x, y, c in (line.strip().split(",") for line in file)
        ]


def plain_text(path: Path, user: str) -> list[tuple]:
    """The csv module and strptime, with the usual branch for whole seconds."""
    rows = []
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            if "." in row["timestamp"]:
                moment = datetime.strptime(row["timestamp"], "%Y-%m-%d %H:%M:%S.%f UTC")
            else:
                moment = datetime.strptime(row["timestamp"], "%Y-%m-%d %H:%M:%S UTC")
            rows.append((moment, row[user], row["pixel_color"], row["coordinate"]))
    return rows


def test_2017_as_others_read_it(tmp_path):
    made(tmp_path / "run", ROWS)
    log = export(tmp_path / "run", "2017", tmp_path / "log.csv")
    rows = plain_2017(log)
    assert [(ts - LAUNCH, x, y, c) for ts, _, x, y, c in rows] == [(ts, x, y, c) for ts, _, x, y, c in ROWS]
    for (_, name, *_), (_, user, *_) in zip(rows, ROWS, strict=True):
        assert len(name) == (28 if user >= 0 else 0)
        assert len(base64.b64decode(name, validate=True)) == (20 if user >= 0 else 0)
    assert rows[1][1] == rows[2][1] != rows[0][1]
    table = pd.read_csv(log).sort_values("ts")
    assert table["ts"].tolist() == [LAUNCH + row[0] for row in ROWS]
    assert table.dtypes[["ts", "x_coordinate", "y_coordinate", "color"]].astype(str).tolist() == ["int64"] * 4
    assert rows == naive_2017([log])


@pytest.mark.parametrize(("form", "user", "middle"), [("2022", "user_id", (0, 0)), ("2023", "user", (10, 5))])
def test_2022_and_2023_as_others_read_them(tmp_path, form, user, middle):
    made(tmp_path / "run", ROWS, PAINTED[:1])
    log = export(tmp_path / "run", form, tmp_path / "log.csv")
    header = {"2022": "timestamp,user_id,pixel_color,coordinate", "2023": "timestamp,user,coordinate,pixel_color"}
    assert log.read_text().splitlines()[0] == header[form]
    rows = plain_text(log, user)
    assert [moment.isoformat() for moment, *_ in rows] == [
        "2017-03-31T17:00:00",
        "2017-03-31T17:00:00.250000",
        "2017-03-31T17:00:01",
        "2017-03-31T17:00:01",
        "2017-03-31T17:00:01",
        "2017-03-31T17:59:59.999000",
    ]
    x, y = middle
    assert rows[2][2:] == ("#FFA7D1", f"{-x},{-y},{2 - x},{1 - y}")
    for (_, name, color, where), (_, _, px, py, c) in zip(rows[:2] + rows[3:], ROWS, strict=True):
        assert color == f"#{palettes()['2017'][c]}"
        assert tuple(map(int, where.split(","))) == (px - x, py - y)
        assert len(name) in (88, 0)
    lines = log.read_text().splitlines()
    assert re.fullmatch(r'2017-03-31 17:00:00 UTC,[\w+/]{86}==,("-?\d+,-?\d+",#\w{6}|#\w{6},"-?\d+,-?\d+")', lines[1])
    assert lines[2].startswith("2017-03-31 17:00:00.25 UTC,")
    assert all(line.count('"') == 2 for line in lines[1:])
    placed, painted = naive_text([log], user)
    assert (len(placed), len(painted)) == (5, 1)
    table = pyarrow.csv.read_csv(log).to_pandas()
    assert table["coordinate"].str.count(",").tolist() == [1, 1, 3, 1, 1, 1]
    frame = pd.read_csv(log)
    moments = pd.to_datetime(frame["timestamp"].str.removesuffix(" UTC"), format="ISO8601")
    assert [moment.isoformat() for moment in moments] == [moment.isoformat() for moment, *_ in rows]


def test_circles_of_2023_as_others_read_them(tmp_path):
    made(tmp_path / "run", ROWS, PAINTED)
    rows = plain_text(export(tmp_path / "run", "2023", tmp_path / "log.csv"), "user")
    (where,) = [row[3] for row in rows if row[3].startswith("{")]
    assert where == "{X: -4, Y: -1, R: 3}"
    assert json.loads(re.sub(r"([XYR]):", r'"\1":', where)) == {"X": -4, "Y": -1, "R": 3}
    assert rows[5][3] == where  # at its time, before what came later


def test_the_diff_as_others_read_it(tmp_path):
    made(tmp_path / "run", ROWS)
    for name in ("diff.bin", "diff.bin.gz"):
        data = export(tmp_path / "run", "diff", tmp_path / name).read_bytes()
        data = gzip.decompress(data) if name.endswith("gz") else data
        read = list(struct.iter_unpack("<IIII", data))
        assert read == [((LAUNCH + ts) // 1000, x, y, c) for ts, _, x, y, c in ROWS]


def test_bitmaps_as_others_read_them(tmp_path):
    run = made(tmp_path / "run", ROWS)
    export(tmp_path / "run", "bitmap", tmp_path / "bits", every=3_600_000)
    paths = sorted((tmp_path / "bits").iterdir())
    assert [path.name for path in paths] == [f"{LAUNCH // 1000 + 3600 * i}.bitmap" for i in range(3)]
    for hour, path in enumerate(paths):
        data = path.read_bytes()
        assert struct.unpack("<I", data[:4]) == (LAUNCH // 1000 + 3600 * hour,)
        pixels = list(itertools.chain.from_iterable((byte >> 4, byte & 15) for byte in data[4:]))
        np.testing.assert_array_equal(np.reshape(pixels, (10, 20)), canvas_at(run, hour * 3_600_000))


def test_archives_and_pictures_as_others_read_them(tmp_path):
    from PIL import Image

    run = made(tmp_path / "run", ROWS, PAINTED)
    with np.load(export(tmp_path / "run", "npz", tmp_path / "a.npz", every=1_800_000)) as archive:
        ts, canvas = archive["ts"], archive["canvas"]
    assert (ts.dtype, canvas.dtype, canvas.shape) == (np.int64, np.uint8, (5, 10, 20))
    assert ts.tolist() == [LAUNCH // 1000 + 1800 * i for i in range(5)]
    export(tmp_path / "run", "png", tmp_path / "pngs")
    for second, frame in zip(ts, canvas, strict=True):
        np.testing.assert_array_equal(frame, canvas_at(run, 1000 * (int(second) - LAUNCH // 1000)))
        with Image.open(tmp_path / "pngs" / f"{second}.png") as picture:
            rgb = np.array(picture.convert("RGB"))
        palette = np.array([list(bytes.fromhex(color)) for color in run.colors])
        np.testing.assert_array_equal(rgb, palette[frame])


# --- round trips


@UNHURRIED
@given(SOME_ROWS, some.sampled_from(["2017", "2022", "2023"]), some.booleans())
def test_a_round_trip_changes_nothing(tmp_path_factory, rows, form, packed):
    folder = tmp_path_factory.mktemp("trip")
    run = made(folder / "run", rows)
    log = export(folder / "run", form, folder / ("log.csv.gz" if packed else "log.csv"))
    assert log.read_bytes().startswith(b"\x1f\x8b") == packed
    back = import_event([log], form, folder / "back", event=folder / "run", strict=True)
    assert rows_of(back) == rows_of(run) == rows
    np.testing.assert_array_equal(back.canvas, run.canvas)
    assert back.digest == run.digest
    assert not (folder / "back" / "users.parquet").exists()
    again = export(folder / "back", form, folder / "again.csv")
    assert again.read_text() == text_of(log)


@UNHURRIED
@given(SOME_ROWS)
def test_a_round_trip_of_the_diff_keeps_seconds_and_pixels(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("trip")
    made(folder / "run", rows)
    log = export(folder / "run", "diff", folder / "diff.bin.gz")
    back = import_event([log], "diff", folder / "back", event=folder / "run", strict=True)
    assert rows_of(back) == [(ts // 1000 * 1000, -1, x, y, c) for ts, _, x, y, c in rows]


@UNHURRIED
@given(
    some.lists(some.tuples(*(some.integers(-5, 25),) * 4, some.integers(0, 7_200_000), some.integers(0, 8)), max_size=6)
)
def test_a_round_trip_keeps_rectangles_and_circles(tmp_path_factory, shapes):
    folder = tmp_path_factory.mktemp("trip")
    painted = []
    for a, b, c, d, ts, radius in shapes:
        x0, x1, y0, y1 = *sorted((a, c)), *sorted((b, d))
        if x0 < 20 and x1 >= 0 and y0 < 10 and y1 >= 0:
            box = {"x0": x0, "y0": y0, "x1": x1 + 1, "y1": y1 + 1, "color": radius}
            painted.append({"ts": ts, "kind": "rectangle", **box})
        if 0 <= a < 20 and 0 <= b < 10:
            box = {"x0": a - radius + 1, "y0": b - radius + 1, "x1": a + radius, "y1": b + radius, "color": 3}
            painted.append({"ts": ts, "kind": "circle", "value": float(radius), **box})
    run = made(folder / "run", ROWS, painted)
    log = export(folder / "run", "2023", folder / "log.csv")
    back = import_event([log], "2023", folder / "back", event=folder / "run", strict=True)
    pd.testing.assert_frame_equal(back.interventions, run.interventions)
    assert back.digest == run.digest
    np.testing.assert_array_equal(back.canvas, run.canvas)


def test_foreign_names_come_out_as_they_came_in(tmp_path):
    log = tmp_path / "log.csv"
    rows = [f"{LAUNCH + i},{name},{i},1,2\n" for i, name in enumerate(["zed", "", "a" * 200, "Y2FudmFz", "zed"])]
    rows += [f"{LAUNCH - 5},early,1,1,1\n", f"{LAUNCH + 9},off,20,10,1\n"]
    log.write_text("ts,user,x_coordinate,y_coordinate,color\n" + "".join(rows))
    run = import_event([log], "2017", tmp_path / "run", event=event(tmp_path))
    assert set(names_of(run).values()) == {"", "zed", "a" * 200, "Y2FudmFz", "early", "off"}
    out = export(tmp_path / "run", "2017", tmp_path / "again.csv")
    assert sorted(out.read_text().splitlines()) == sorted(log.read_text().splitlines())
    back = import_event([out], "2017", tmp_path / "back", event=event(tmp_path))
    assert back.digest == run.digest
    assert names_of(back) == names_of(run)


def test_names_of_ours_among_foreign_ones_are_names_like_any_other(tmp_path):
    made(tmp_path / "run", ROWS)
    log = export(tmp_path / "run", "2017", tmp_path / "log.csv")
    text = log.read_text() + f"{LAUNCH + 5},somebody,1,1,1\n"
    log.write_text(text)
    run = import_event([log], "2017", tmp_path / "back", event=event(tmp_path))
    assert run.events["user"].max() == 3
    out = export(tmp_path / "back", "2017", tmp_path / "again.csv")
    assert sorted(out.read_text().splitlines()) == sorted(text.splitlines())


# --- what is refused


@pytest.mark.parametrize(
    ("palette", "painted", "form", "said"),
    [
        ("2022", [], "2017", "the format 2017 has 16 colors, and this event 32"),
        ("2022", [], "bitmap", "the format bitmap has 16 colors, and this event 32"),
        ("2017", PAINTED[:1], "2017", "the format 2017 has no rectangles"),
        ("2017", PAINTED[1:], "2022", "the format 2022 has no circles"),
        ("2017", PAINTED[:1], "diff", "the format diff has no rectangles"),
        ("2017", [], "2016", "there is no format '2016'"),
    ],
)
def test_what_a_format_cannot_say_is_refused(tmp_path, palette, painted, form, said):
    made(tmp_path / "run", ROWS, painted, palette)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UserError, match=said) as caught:
        export(tmp_path / "run", form, tmp_path / "out")
    assert "\n" not in str(caught.value)
    assert sorted(tmp_path.iterdir()) == before


def test_other_mistakes(tmp_path):
    made(tmp_path / "run", ROWS)
    (tmp_path / "taken").touch()
    for form, out, said in (("2017", "taken", "is taken"), ("png", "taken", "is taken"), ("npz", "run", "is taken")):
        with pytest.raises(UserError, match=said):
            export(tmp_path / "run", form, tmp_path / out)
    with pytest.raises(UserError, match=r"cannot write .*nowhere"):
        export(tmp_path / "run", "2017", tmp_path / "nowhere" / "log.csv")
    with pytest.raises(UserError, match="not a run folder"):
        export(tmp_path / "taken", "2017", tmp_path / "log.csv")
    with pytest.raises(UserError, match="above 0"):
        export(tmp_path / "run", "npz", tmp_path / "a.npz", every=0)
    (tmp_path / "run" / "events.parquet").unlink()
    with pytest.raises(UserError, match="has no log"):
        export(tmp_path / "run", "2017", tmp_path / "log.csv")
    assert {path.name for path in tmp_path.iterdir()} == {"run", "taken", "tiny-2017.toml"}


@pytest.mark.parametrize(("form", "out"), [("2017", "a.csv"), ("diff", "a.bin.gz"), ("npz", "a.npz"), ("png", "pngs")])
def test_stopping_leaves_nothing_behind(tmp_path, form, out):
    made(tmp_path / "run", ROWS)

    def stop(_share: float, _rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "run", form, tmp_path / out, progress=stop)
    assert {path.name for path in tmp_path.iterdir()} == {"run", "tiny-2017.toml"}
