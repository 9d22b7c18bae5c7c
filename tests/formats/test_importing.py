"""Import of tiny files with every oddity of the official ones, against slow readers."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from real_events import DAY, H2017, H2022, H2023, LAUNCH, event, naive_2017, naive_text, names_of, rejects, rows_of

from canvas_sim.formats import external_sort, file_blocks
from canvas_sim.formats.importing import import_event
from canvas_sim.metrics.frames.frames import frames_of
from canvas_sim.record.replay import canvas_at
from canvas_sim.scenario.palettes import palettes

UNHURRIED = settings(max_examples=10, deadline=None, derandomize=True)


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
    colors = {color: i for i, color in enumerate(palettes()["2022"])}
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
    expected[:2, :2] = palettes()["2022"].index("00A368")
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
    assert run.colors == palettes()["2017"]
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
            patch.setattr(file_blocks, "BLOCK", 100)
            patch.setattr(external_sort, "PIECE", 3)
            patch.setattr(external_sort, "KEPT_NAMES", 2)
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
        lines.append(f'{time} UTC,{name},#{palettes()["2022"][color]},"{x},{y}"\n')
    path.write_text(H2022 + "".join(lines))
    run = import_event([path], "2022", folder / "out", event=event(folder, "2022"), strict=True)
    names, palette = names_of(run), palettes()["2022"]
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


def test_gzip_in_several_members_and_with_zeros_behind(read, tmp_path):
    parts = [H2017, f"{LAUNCH},a,1,1,1\n{LAUNCH + 1},", "b,2,2,2\n"]
    run = read("2017", b"".join(gzip.compress(part.encode()) for part in parts) + bytes(512))
    assert [row[2:] for row in rows_of(run)] == [(1, 1, 1), (2, 2, 2)]


def test_progress_rises_to_one(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(H2017 + "".join(f"{LAUNCH + i},a{i},1,1,1\n" for i in range(1000)))
    told = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("canvas_sim.formats.importing.BETWEEN_PROGRESS", 0)
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
