"""The explorer's file: a naive decoder finds the run in it, names cannot break out, it is whole or not there at all."""

from __future__ import annotations

import base64
import re
import zlib
from itertools import pairwise

import naive_explorer as naive
import numpy as np
import pandas
import pytest
from hand_made import painted_run, random_run
from made_run import make_run
from small_events import TOWN
from small_runs import town
from typer.testing import CliRunner

import canvas_sim
from canvas_sim.base.errors import UserError
from canvas_sim.cli.app import app
from canvas_sim.formats.exporting import export
from canvas_sim.formats.importing import import_event
from canvas_sim.record.replay import canvas_at
from canvas_sim.record.run import Run
from canvas_sim.scenario.loading import with_values
from canvas_sim.show.viewer import page as pages
from canvas_sim.show.viewer.modules import STATIC, joined_modules
from canvas_sim.show.viewer.packing import folded, packed_columns
from canvas_sim.show.viewer.page import json_for_page, page_parts, write_explorer
from canvas_sim.show.viewer.placements import COLUMNS, LogPacker

ATTACK = "</script><script>alert(1)</script>"


def whole(run):
    return "".join(page_parts(run))


@pytest.mark.parametrize("make", [town, random_run, painted_run], ids=["town", "random", "painted"])
def test_the_log_and_its_replay_are_in_it(make):
    run = make()
    page = whole(run)
    found = naive.parts(page)
    rows = naive.placements(found)
    for name in COLUMNS:
        expected = np.concatenate([chunk[name] for chunk in run.chunks(name)])
        np.testing.assert_array_equal([row[name] for row in rows], expected, name)
    for ms in [0, 3_600_000, 7_000_000, run.end, *np.random.default_rng(2).integers(0, run.end, 5).tolist()]:
        np.testing.assert_array_equal(naive.canvas(page, found, rows, ms), canvas_at(run, ms))
    np.testing.assert_array_equal(found["canvas"]["canvas"], run.canvas.ravel())


def test_a_log_may_come_in_chunks():
    run = town()
    (chunk,) = run.chunks(*COLUMNS)
    packer = LogPacker(run)
    cuts = [0, 1, 7, 300, 301, len(chunk["ts"])]
    found = naive.parts(whole(run))
    del found["log-0"]
    for number, (first, last) in enumerate(pairwise(cuts)):
        piece = {name: values[first:last] for name, values in chunk.items()}
        found[f"log-{number}"] = naive.columns(packed_columns(packer.columns(piece)))
    rows = naive.placements(found)
    for name in COLUMNS:
        np.testing.assert_array_equal([row[name] for row in rows], chunk[name], name)


def test_tables_are_in_it():
    run = town()
    found = naive.parts(whole(run))
    tables = naive.tables(found)
    for name in ("communities", "designs", "posts", "alliances", "interventions"):
        frame = getattr(run, name).drop(columns="pixels", errors="ignore")
        for column in frame:
            expected = [None if pandas.isna(value) else value for value in frame[column].tolist()]
            assert tables[name][column] == pytest.approx(expected, abs=1e-4), (name, column)
    learned, told, now = run.learned, {}, 0
    packed, ways = found["learned"], naive.head(whole(run))["ways"]
    assert len(packed["time"]) == len(learned) > 10
    for i, row in enumerate(learned.itertuples()):
        now += packed["time"][i]
        source = {0: -1, 1: row.user, 2: told.get(row.design)}.get(packed["source"][i], packed["source"][i] - 3)
        told[row.design] = source
        assert (now, packed["user"][i], packed["design"][i], ways[packed["way"][i]], source) == tuple(row[1:])


@pytest.mark.parametrize("values", [[], [0], [255, 0], [256], [7, 2**32 - 1, 65_536]])
def test_columns_are_packed(values):
    text = packed_columns({"a": np.array(values, np.int64), "b": np.zeros(3, np.uint8)})
    assert naive.columns(text) == {"a": values, "b": [0, 0, 0]}


def test_planes_are_deflated():
    values = np.tile(np.random.default_rng(1).integers(0, 200, 1000), 100)
    for repeats, least, most in ((False, 120_000, 133_000), (True, 1300, 3000)):
        text = packed_columns({"a": values}, repeats=repeats)
        name, rows, plane = text.split()
        assert (name, rows) == ("a", "100000") and least < len(text) < most
        assert zlib.decompress(base64.b64decode(plane), -15) == bytes(values.tolist())
    assert len(packed_columns({"a": np.full(100_000, 77)})) < 300


@pytest.mark.parametrize("value", [-1, 2**32])
def test_other_numbers_are_refused(value):
    with pytest.raises(ValueError, match=r"0 to 2\^32"):
        packed_columns({"a": np.array([value])})


def test_signs_are_folded():
    numbers = np.array([0, -1, 1, -2, 2, -40_000])
    assert folded(numbers).tolist() == [0, 1, 2, 3, 4, 79_999]
    assert [naive.unfolded(number) for number in folded(numbers).tolist()] == numbers.tolist()


def test_names_cannot_break_out():
    named = with_values(TOWN, [f"event.name='{ATTACK}'", "event.about='{{ script }}<!--'"])
    page = whole(canvas_sim.run(named, 4))
    assert ATTACK not in page and "alert(1)" in page
    assert page.count("<script") == page.count("</script>") == whole(town()).count("<script")
    assert naive.head(page)["name"] == ATTACK and naive.head(page)["about"] == "{{ script }}<!--"
    assert json_for_page("<a>&") == '"\\u003ca\\u003e\\u0026"'


def test_no_address_is_in_it():
    page = whole(town())
    assert not re.findall(r"https?:|url\(|@import|<link|src=", page)
    assert "default-src 'none'" in page


def test_the_command(tmp_path):
    folder = tmp_path / "run"
    make_run(folder, 1)
    told = CliRunner().invoke(app, ["explore", str(folder)])
    page = folder / "explore.html"
    assert told.exit_code == 0 and str(page) in told.stdout and page.is_file()
    told = CliRunner().invoke(app, ["explore", str(folder), "--out", str(tmp_path / "there.html")])
    assert told.exit_code == 0 and (tmp_path / "there.html").read_bytes() == page.read_bytes()
    assert naive.head(page.read_text("utf-8"))["placements"] == Run.load(folder).info["counts"]["placements"]


def test_it_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    folder = tmp_path / "run"
    make_run(folder, 1)
    (folder / "explore.html").write_text("before")

    def fails(_run):
        raise KeyboardInterrupt

    monkeypatch.setattr(pages.tables, "packed_learned", fails)
    there = sorted(path.name for path in folder.iterdir())
    with pytest.raises(KeyboardInterrupt):
        write_explorer(folder)
    assert sorted(path.name for path in folder.iterdir()) == there
    assert (folder / "explore.html").read_text() == "before"


def test_what_cannot_be_shown_is_refused(tmp_path, monkeypatch):
    with pytest.raises(UserError, match="not a run folder"):
        write_explorer(tmp_path)
    folder = tmp_path / "run"
    make_run(folder, 1)
    with pytest.raises(UserError, match="is a folder; name a file"):
        write_explorer(folder, tmp_path)
    with pytest.raises(UserError, match="cannot write"):
        write_explorer(folder, tmp_path / "nowhere" / "page.html")
    monkeypatch.setattr(pages, "MOST", 10)
    with pytest.raises(UserError, match=r"the page would have 500 placements, and a browser holds 10 at most"):
        write_explorer(folder)
    monkeypatch.undo()
    (folder / "events.parquet").unlink()
    with pytest.raises(UserError, match="no log: make it again without --no-log"):
        write_explorer(folder)
    assert not (folder / "explore.html").exists()


def test_two_runs_must_be_of_the_same_canvas(tmp_path):
    for name, seed, width in (("a", 1, 30), ("b", 2, 30), ("c", 3, 31)):
        make_run(tmp_path / name, seed, width=width)
    page = tmp_path / "both.html"
    told = CliRunner().invoke(app, ["explore", *(str(tmp_path / name) for name in "ab"), "--out", str(page)])
    assert told.exit_code == 0
    found = naive.parts(page.read_text("utf-8"))
    twin = {name.removeprefix("twin-"): part for name, part in found.items() if name.startswith("twin-")}
    rows, log = naive.placements(twin), Run.load(tmp_path / "b").events
    assert [row["x"] for row in rows] == log["x"].tolist() and [row["color"] for row in rows] == log["color"].tolist()
    with pytest.raises(UserError, match="30 x 20 pixels for 1 h, the other 31 x 20"):
        write_explorer(tmp_path / "a", twin=tmp_path / "c")
    other = random_run()
    with pytest.raises(UserError, match="palettes differ"):
        whole_of_two(other, other_palette(other))


def whole_of_two(run, twin):
    return "".join(page_parts(run, twin))


def other_palette(run):
    scenario = with_values(run.scenario, ["canvas.palette='2022'"])
    return Run.in_memory(run.info, scenario, run.canvas, Kept(run))


class Kept:
    """What a recorder has of a run."""

    def __init__(self, run):
        self.tables, self.chunks = run._tables, run._chunks


def test_a_real_event(tmp_path):
    folder = tmp_path / "run"
    make_run(folder, 1)
    export(folder, "2022", tmp_path / "log.csv")
    import_event([tmp_path / "log.csv"], "2022", event=str(folder), out=tmp_path / "real")
    page = write_explorer(tmp_path / "real").read_text("utf-8")
    found = naive.parts(page)
    assert naive.head(page)["imported"] and naive.head(page)["seed"] is None and "learned" not in found
    rows = naive.placements(found)
    run = Run.load(tmp_path / "real")
    for name in COLUMNS:
        np.testing.assert_array_equal([row[name] for row in rows], np.concatenate([c[name] for c in run.chunks(name)]))
    np.testing.assert_array_equal(naive.canvas(page, found, rows, run.end), run.canvas)


def test_modules_stand_behind_those_that_they_need():
    script = joined_modules("page")
    made = re.findall(r"^modules\.(\w+) = ", script, re.M)
    assert sorted(made) == sorted(path.stem for path in STATIC.glob("*.js")) and made[-1] == "page"
    for module in re.split(r"^// (?=\w+\.js$)", script, flags=re.M)[1:]:
        name = module.partition(".")[0]
        assert all(made.index(other) < made.index(name) for other in re.findall(r"} = modules\.(\w+);", module))
    assert not re.findall(r"^\s*(?:import|export)\b", script, re.M)


def test_a_circle_of_modules_is_refused(tmp_path, monkeypatch):
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\n')
    monkeypatch.setattr("canvas_sim.show.viewer.modules.STATIC", tmp_path)
    with pytest.raises(ValueError, match="a > b > a"):
        joined_modules("a")


def test_modules_are_small():
    assert all(len(path.read_text("utf-8").splitlines()) <= 400 for path in STATIC.iterdir())
