"""Import of tiny files with every oddity of the official ones, against slow readers; what goes wrong is one line."""

from __future__ import annotations

import csv
import gzip
import os
from pathlib import Path

import numpy as np
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from real_events import LAUNCH, event, naive_2017, naive_text, names_of, rows_of

from canvas_sim.errors import UserError
from canvas_sim.metrics.frames import frames_of
from canvas_sim.record import sorting, sources
from canvas_sim.record.importing import import_event
from canvas_sim.record.replay import canvas_at
from canvas_sim.record.run import Run
from canvas_sim.scenario.palettes import PALETTES

UNHURRIED = settings(max_examples=10, deadline=None, derandomize=True)
H2017 = "ts,user,x_coordinate,y_coordinate,color\n"
H2022 = "timestamp,user_id,pixel_color,coordinate\n"
H2023 = "timestamp,user,coordinate,pixel_color\n"
DAY = "2017-03-31"


@pytest.fixture
def read(tmp_path):
    """A function that imports texts, one file each, into the folder "out"."""

    def importing(form: str, *texts: str, **options) -> Run:
        options.setdefault("event", event(tmp_path, "2017" if form in ("2017", "diff") else "2022"))
        paths = [tmp_path / f"file-{i}.csv" for i in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return import_event(paths, form, tmp_path / "out", **options)

    return importing


def rejects(run: Run) -> list[tuple[int, str]]:
    """Line and reason of each reject."""
    path = run.folder / "rejects.csv"
    rows = list(csv.reader(path.read_text().splitlines()))[1:] if path.is_file() else []
    return [(int(line), reason) for _, line, reason, _ in rows]


def test_2017_with_all_its_oddities(read):
    run = read(
        "2017",
        f"ts,user_hash,x_coordinate,y_coordinate,color\n"
        f"{LAUNCH + 5000},bbb=,3,4,15\n"
        f"{LAUNCH + 1000},aaa=,0,0,0\n"
        f"{LAUNCH + 5000},bbb=,3,4,15\n"  # an exact duplicate
        f"{LAUNCH - 60_000},aaa=,5,5,3\n"  # before the start
        f"{LAUNCH + 7000},ccc=,20,4,2\n"  # one behind the canvas, as 1000 is behind 999
        f"{LAUNCH + 8000},ccc=,4,10,2\r\n",
        H2017 + f"{LAUNCH + 2000},ccc=,19,9,7\n\n{LAUNCH + 3000},,1,1,1",  # nobody's, and no line feed
    )
    names = names_of(run)
    assert [(ts, names[user], x, y, color) for ts, user, x, y, color in rows_of(run)] == [
        (1000, "aaa=", 0, 0, 0),
        (2000, "ccc=", 19, 9, 7),
        (3000, "", 1, 1, 1),
        (5000, "bbb=", 3, 4, 15),
        (5000, "bbb=", 3, 4, 15),
    ]
    outside = pyarrow.parquet.read_table(run.folder / "outside.parquet").to_pylist()
    assert [(row["ts"], names[row["user"]], row["x"], row["y"], row["color"]) for row in outside] == [
        (-60_000, "aaa=", 5, 5, 3),
        (7000, "ccc=", 20, 4, 2),
        (8000, "ccc=", 4, 10, 2),
    ]
    counts = run.info["counts"]
    assert (counts["placements"], counts["outside"], counts["duplicates"], counts["rejected"]) == (5, 3, 1, 0)
    assert counts["users"] == 3
    assert run.info["source"]["files"] == ["file-0.csv", "file-1.csv"]
    assert {path.name for path in run.folder.iterdir()} >= {"users.parquet", "canvas.png", "timelapse.webp"}
    assert not (run.folder / "sorting").exists()


def test_2022_with_all_its_oddities(read):
    run = read(
        "2022",
        H2022 + f'{DAY} 17:00:22.25 UTC,b/b+,#FF3881,"0,0"\n'
        f'{DAY} 17:00:01 UTC,aa==,#00756f,"19,9"\n'
        f'{DAY} 17:30:00.5 UTC,mod=,#000000,"2,3,4,5"\n'
        f'{DAY} 17:30:00.5 UTC,aa==,#FFFFFF,"2,3"\n'
        f'{DAY} 17:30:00.499 UTC,aa==,#FF4500,"4,5"\n'
        f'{DAY} 17:45:00 UTC,mod=,#BE0039,"-5,8,100,100"\n',
    )
    names = names_of(run)
    colors = {color: i for i, color in enumerate(PALETTES["2022"])}
    assert [(ts, names[user], x, y, color) for ts, user, x, y, color in rows_of(run)] == [
        (1000, "aa==", 19, 9, colors["00756F"]),
        (22_250, "b/b+", 0, 0, colors["FF3881"]),
        (1_800_499, "aa==", 4, 5, colors["FF4500"]),
        (1_800_500, "aa==", 2, 3, colors["FFFFFF"]),
    ]
    assert set(names.values()) == {"", "aa==", "b/b+"}
    boxes = run.interventions[["ts", "kind", "x0", "y0", "x1", "y1", "color"]].to_numpy().tolist()
    assert boxes == [[1_800_500, "rectangle", 2, 3, 5, 6, 27], [2_700_000, "rectangle", -5, 8, 101, 101, 1]]
    expected = np.full((10, 20), 31, np.uint8)
    expected[0, 0], expected[9, 19] = colors["FF3881"], colors["00756F"]
    expected[3:6, 2:5] = 27
    expected[3, 2] = 31
    np.testing.assert_array_equal(canvas_at(run, 2_699_999), expected)
    expected[8:] = 1
    np.testing.assert_array_equal(run.canvas, expected)


def test_2023_with_all_its_oddities(read):
    run = read(
        "2023",
        H2023 + f'{DAY} 17:00:01 UTC,aa==,"-10,-5",#FF4500\n'
        f'{DAY} 17:00:02 UTC,bb==,"9,4",#FFFFFF\n'
        f'{DAY} 17:10:00 UTC,mod=,"{{X: -1, Y: 1, R: 3}}",#000000\n'
        f'{DAY} 17:11:00 UTC,mod=,"-10,-5,-9,-4",#00A368\n',
    )
    assert [row[2:4] for row in rows_of(run)] == [(0, 0), (19, 9)]
    expected = np.full((10, 20), 31, np.uint8)
    y, x = np.mgrid[:10, :20]
    expected[(x - 9) ** 2 + (y - 6) ** 2 < 9] = 27
    expected[:2, :2] = PALETTES["2022"].index("00A368")
    np.testing.assert_array_equal(run.canvas, expected)
    circle = run.interventions.iloc[0]
    assert (circle["kind"], circle["x0"], circle["y0"], circle["x1"], circle["value"]) == ("circle", 7, 4, 12, 3.0)


def test_the_diff_with_all_its_oddities(read):
    second = LAUNCH // 1000
    rows = [(second + 9, 1, 2, 3), (second + 4, 19, 9, 15), (second + 9, 1, 2, 4)]
    bad = [(second, 20, 0, 0), (second, 0, 0, 16), (5, 0, 0, 0), (2**32 - 1, 2**32 - 1, 2**32 - 1, 2**32 - 1)]
    run = read("diff", gzip.compress(np.array(rows + bad, "<u4").tobytes()))
    assert rows_of(run) == [(4000, -1, 19, 9, 15), (9000, -1, 1, 2, 3), (9000, -1, 1, 2, 4)]
    assert [line for line, _ in rejects(run)] == [4, 5, 6, 7]
    assert run.info["counts"]["users"] == 0


NONSENSE_2022 = {
    f'{DAY} 25:00:00 UTC,a,#FF4500,"1,1"': "not a time",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"1,x"': "not a coordinate",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"1,2,3"': "not a coordinate",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"{{X: 1, Y: 2, R: 3}}"': "not a coordinate",
    f"{DAY} 17:00:00 UTC,a,#FF4500,1,1": "not as many columns as the header",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"1,1': "not as many columns as the header",
    f'{DAY} 17:00:00 UTC,a,#FF4501,"1,1"': "not a color of the palette",
    f'{DAY} 17:00:00 UTC,a,FF4500,"1,1"': "not a color of the palette",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"20,1"': "not on the canvas",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"-1,1"': "not on the canvas",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"20,1,30,5"': "not on the canvas",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"9,1,5,5"': "corners the wrong way round",
    f'{DAY} 17:00:00 UTC,a b,#FF4500,"1,1"': "not a user",
    f'{DAY} 17:00:00 UTC,{"a" * 201},#FF4500,"1,1"': "not a user",
    '2019-03-31 17:00:00 UTC,a,#FF4500,"1,1"': "more than a day before or after the event",
    f'{DAY} 16:00:00 UTC,a,#FF4500,"1,1,2,2"': "more than a day before or after the event",
    "\x00\x01\x02": "not as many columns as the header",
    "timestamp,user_id,pixel_color,coordinate": "not a time",
}


def test_rows_that_make_no_sense_are_listed_with_file_and_line(read):
    good = f'{DAY} 17:00:00 UTC,a,#FF4500,"1,1"\n'
    text = "\n" + good.join(["", *(row + "\n" for row in NONSENSE_2022)])
    run = read("2022", H2022 + text)
    assert run.info["counts"]["placements"] == len(NONSENSE_2022)
    assert rejects(run) == [(4 + 2 * i, reason) for i, reason in enumerate(NONSENSE_2022.values())]
    assert run.info["counts"]["rejected"] == len(NONSENSE_2022)
    assert {name for name in names_of(run).values()} == {"", "a"}


@pytest.mark.parametrize("row", NONSENSE_2022)
def test_strict_refuses_each_of_them(read, tmp_path, row):
    good = f'{DAY} 17:00:00 UTC,a,#FF4500,"1,1"\n'
    with pytest.raises(UserError, match=rf"file-0.csv, line 3: {NONSENSE_2022[row]}"):
        read("2022", H2022 + good + row + "\n", strict=True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,a,1,1,1", "more than a day before or after the event"),
        (f"{LAUNCH},a,21,1,1", "not on the canvas"),
        (f"{LAUNCH},a,1,-1,1", "not on the canvas"),
        (f"{LAUNCH},a,,1,1", "not a coordinate"),
        (f"{LAUNCH},a,1,1,16", "not a color of the palette"),
        (f"{LAUNCH},a,1,1,-1", "not a color of the palette"),
        (f"{LAUNCH},a,1,1,", "not a color of the palette"),
        (f'{LAUNCH},a,"1,1",1', "not as many columns as the header"),
        (f"{LAUNCH},a,1,1,1,1", "not as many columns as the header"),
    ],
)
def test_nonsense_of_2017(read, row, reason):
    run = read("2017", f"{H2017}{row}\n{LAUNCH},a,1,1,1\n")
    assert rejects(run) == [(2, reason)]
    assert len(rows_of(run)) == 1


def test_columns_may_stand_in_another_order(read):
    run = read("2017", f'"color",ts,"user",y_coordinate,x_coordinate\n7,{LAUNCH},a,2,3\n')
    assert [row[2:] for row in rows_of(run)] == [(3, 2, 7)]


def test_what_lies_behind_the_end_makes_the_event_longer(read):
    run = read("2017", f"{H2017}{LAUNCH + 3 * 3_600_000 + 1},a,1,1,1\n")
    assert run.end == 3 * 3_600_000 + 1
    assert canvas_at(run, run.end)[1, 1] == 1
    assert run.timeline["ts"].tolist() == [*range(0, run.end, 600_000), run.end]


def test_the_real_event_is_known(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(f"{H2017}{LAUNCH + 1},a,999,999,1\n{LAUNCH + 1},a,1000,0,1\n")
    run = import_event([log], "2017", tmp_path / "out")
    assert run.canvas.shape == (1000, 1000)
    assert run.colors == PALETTES["2017"]
    assert run.end == 72 * 3_600_000
    assert run.interventions["value"].tolist() == [600, 300, 600, 1200, 900, 600, 603, 300]
    assert run.info["counts"]["outside"] == 1
    log.write_text(f'{H2023}2023-07-20 13:00:26.088 UTC,a,"-1500,-1000",#FF4500\n')
    run = import_event([log], "2023", tmp_path / "out2")
    assert run.canvas.shape == (2000, 3000)
    assert rows_of(run)[0][2:] == (0, 0, 2)
    assert (run.interventions["kind"] == "expand").sum() == 6


NAMES = some.text("ab/+=", max_size=3)
ROWS_2017 = some.lists(
    some.tuples(
        some.integers(0, 7_200_000).map(lambda ts: ts // 1000 * 1000 if ts % 2 else ts),
        NAMES,
        some.integers(0, 19),
        some.integers(0, 9),
        some.integers(0, 15),
    ),
    min_size=1,
    max_size=60,
)


@UNHURRIED
@given(ROWS_2017, some.integers(1, 4), some.booleans(), some.booleans())
def test_any_log_of_2017_is_read_as_a_slow_reader_does(tmp_path_factory, rows, files, packed, small):
    folder = tmp_path_factory.mktemp("log")
    paths = [folder / f"{i}.csv{'.gz' * packed}" for i in range(files)]
    for i, path in enumerate(paths):
        text = H2017 + "".join(f"{LAUNCH + ts},{name},{x},{y},{c}\n" for ts, name, x, y, c in rows[i::files])
        path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    with pytest.MonkeyPatch.context() as patch:
        if small:  # many blocks, pieces and runs
            patch.setattr(sources, "BLOCK", 100)
            patch.setattr(sources, "PIECE", 50)
            patch.setattr(sorting, "PIECE", 3)
            patch.setattr(sorting, "KEPT_NAMES", 2)
        run = import_event(reversed(paths), "2017", folder / "out", event=event(folder), strict=True)
    names = names_of(run)
    assert [(LAUNCH + ts, names[user], x, y, c) for ts, user, x, y, c in rows_of(run)] == naive_2017(paths)
    assert len(set(names.values())) == len(names)
    given_rows = [tuple(row) for row in naive_2017(paths)]
    assert run.info["counts"]["duplicates"] == len(given_rows) - len(set(given_rows))
    np.testing.assert_array_equal(canvas_at(run, run.end), run.canvas)


@UNHURRIED
@given(some.data())
def test_any_log_of_2022_is_read_as_a_slow_reader_does(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("log")
    path = folder / "log.csv"
    lines = []
    for ts, name, x, y, color in data.draw(ROWS_2017):
        time = f"{DAY} {17 + ts // 3_600_000}:{ts // 60_000 % 60:02}:{ts // 1000 % 60:02}"
        time += f".{ts % 1000:03}".rstrip("0") if ts % 1000 else ""
        lines.append(f'{time} UTC,{name},#{PALETTES["2022"][color]},"{x},{y}"\n')
    path.write_text(H2022 + "".join(lines))
    run = import_event([path], "2022", folder / "out", event=event(folder, "2022"), strict=True)
    names, palette = names_of(run), PALETTES["2022"]
    read = [(LAUNCH + ts, names[user], x, y, f"#{palette[c]}") for ts, user, x, y, c in rows_of(run)]
    assert read == naive_text([path], "user_id")[0]


def test_an_imported_event_is_measured_like_any_other(read):
    rows = "".join(f"{LAUNCH + 1000 * i},u{i % 7},{i % 20},{i // 20 % 10},{i % 16}\n" for i in range(1000))
    run = read("2017", H2017 + rows)
    frames = frames_of(run)
    np.testing.assert_array_equal(frames.canvas[-1], run.canvas)
    assert frames.placements[-1] == 1000
    assert run.events["intent"].isna().all()
    assert (run.events[["community", "design", "post"]] == -1).all(axis=None)
    last = run.timeline.iloc[-1]
    assert (last["placements"], run.timeline["placements"].sum()) == (0, 1000)
    assert run.timeline["users"].max() == 7
    assert "Run(" in repr(run)
    assert "<table>" in run._repr_html_()
    assert run.info["seed"] == -1


MISTAKES = {
    "missing": ([], "2017", "name a file"),
    "nowhere.csv": (None, "2017", "there is no file .*nowhere.csv"),
    "header.csv": (b"a,b,c\n1,2,3\n", "2017", r"header.csv begins with a,b,c, not with ts,user.* or ts,user_hash"),
    "other.csv": (H2022.encode(), "2023", "it is that of --format 2022"),
    "empty.csv": (b"", "2017", "begins with nothing"),
    "nothing.csv": (H2017.encode(), "2017", "there are no rows"),
    "text.gz": (H2017.encode(), "2017", "text.gz is not gzip, though its name says so"),
    "cut.csv.gzip": (gzip.compress(H2017.encode() * 99)[:-9], "2017", "cut.csv.gzip is cut short"),
    "head.gz": (b"\x1f\x8b", "2017", "is cut short"),
    "damaged.gz": (gzip.compress(H2017.encode() * 99)[:30] + b"??????????????", "2017", "is (damaged|cut short)"),
    "log.zip": (b"PK\x03\x04", "2017", "is packed as ZIP; unpack it first"),
    "binary.csv": (bytes(range(256)) * 9000, "2017", "begins with"),
    "endless.csv": (H2017.encode() + b"a" * 3_000_000, "2017", "more than a megabyte"),
    "format.csv": (H2017.encode(), "2019", "there is no format '2019'; there are 2017"),
    "half.bin": (bytes(17), "diff", "ends in the middle of a row"),
    "none.csv": (H2017.encode() + b"1,a,1,1,1\n", "2017", "none of the 1 rows makes sense; the first: .*line 2"),
    "before.csv": (H2017.encode() + b"1490979599999,a,1,1,1\n", "2017", "nothing in these files happened"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_one_line_and_leave_nothing(tmp_path, name):
    content, form, said = MISTAKES[name]
    files = [tmp_path / name] if content != [] else []
    if content:
        files[0].write_bytes(content)
    elif content == b"":
        files[0].touch()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UserError, match=said) as caught:
        import_event(files, form, tmp_path / "out")
    assert "\n" not in str(caught.value)
    assert sorted(tmp_path.iterdir()) == before


def test_mistakes_with_folders(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(f"{H2017}{LAUNCH},a,1,1,1\n")
    (tmp_path / "taken").mkdir()
    for files, options, said in (
        ([log], {"out": tmp_path / "taken"}, "is taken"),
        ([tmp_path], {"out": tmp_path / "out"}, "is a folder; name the files in it"),
        ([log, tmp_path / "taken" / ".." / "log.csv"], {"out": tmp_path / "out"}, "is named twice"),
        ([log], {"out": tmp_path / "out", "event": tmp_path}, "is not a run folder"),
        ([log], {"out": tmp_path / "out", "event": "rplace-2071"}, "there is no preset"),
    ):
        with pytest.raises(UserError, match=said):
            import_event(files, "2017", **options)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.csv", "taken"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_may_not_be_read(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(H2017)
    log.chmod(0)
    with pytest.raises(UserError, match="cannot read"):
        import_event([log], "2017", tmp_path / "out")


@pytest.mark.parametrize("share", [0.1, 0.65, 0.9])
def test_stopping_leaves_nothing_behind(tmp_path, share):
    log = tmp_path / "log.csv"
    log.write_text(H2017 + "".join(f"{LAUNCH + i},a{i},1,1,1\n" for i in range(1000)))

    def stop(done: float, _rows: int) -> None:
        if done >= share:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(sources, "PIECE", 500)
        patch.setattr("canvas_sim.record.importing.BETWEEN_PROGRESS", 0)
        import_event([log], "2017", tmp_path / "out", event=event(tmp_path), progress=stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.csv", "tiny-2017.toml"]


def test_gzip_in_several_members_and_with_zeros_behind(read, tmp_path):
    parts = [H2017, f"{LAUNCH},a,1,1,1\n{LAUNCH + 1},", "b,2,2,2\n"]
    run = read("2017", b"".join(gzip.compress(part.encode()) for part in parts) + bytes(512))
    assert [row[2:] for row in rows_of(run)] == [(1, 1, 1), (2, 2, 2)]


def test_progress_rises_to_one(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(H2017 + "".join(f"{LAUNCH + i},a{i},1,1,1\n" for i in range(1000)))
    told = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("canvas_sim.record.importing.BETWEEN_PROGRESS", 0)
        import_event([log], "2017", tmp_path / "out", event=event(tmp_path), progress=lambda *what: told.append(what))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert told[-1] == (1.0, 1000)


def test_digests_do_not_depend_on_how_a_log_is_cut_into_files(tmp_path):
    rows = [f"{LAUNCH + 7 * i},user{i % 13},{i % 20},{i % 10},{i % 16}\n" for i in range(300)]
    digests = set()
    for number, order in enumerate([rows, rows[::-1], rows[100:] + rows[:100]]):
        folder = tmp_path / str(number)
        folder.mkdir()
        for i in range(number + 1):
            (folder / f"{i}.csv").write_text(H2017 + "".join(order[i :: number + 1]))
        run = import_event(folder.glob("*.csv"), "2017", folder / "out", event=event(tmp_path))
        digests.add(run.digest)
    assert len(digests) == 1


def test_paths_may_be_text(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(f"{H2017}{LAUNCH},a,1,1,1\n")
    assert Path(import_event([str(log)], "2017", str(tmp_path / "out"), event=str(event(tmp_path))).folder).is_dir()
