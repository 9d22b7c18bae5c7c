"""The digest against an obvious twin; the log on disk against what was put in; errors of the disk."""

import hashlib

import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.record import digest as digest_module
from canvas_sim.record import recorder as recorder_module
from canvas_sim.record.columns import NO_INTENT, all_tables, columns_of
from canvas_sim.record.parquet import read_chunks, read_frame
from canvas_sim.record.recorder import Recorder, from_rows
from canvas_sim.record.run import Run

CANVAS = np.arange(12, dtype=np.uint8).reshape(3, 4)
POSTS = {name: [7, 8] for name in columns_of("posts")} | {"kind": ["build", "Größe"]}
CHUNK = 2**20


def some_events(rows, seed=0):
    """Random placements, times rising."""
    draws = np.random.default_rng(seed)
    columns = {
        name: draws.integers(-1 if kind.dtype == "int32" else 0, 12, rows)
        for name, kind in columns_of("events").items()
    }
    return columns | {"ts": np.arange(rows), "user": draws.integers(0, 500, rows)}


def naive_digest(events, posts, canvas):
    """The definition again, with hashlib only."""

    def blake(*parts):
        return hashlib.blake2b(b"".join(parts), digest_size=32).digest()

    chunks = []
    for first in range(0, len(events["ts"]), CHUNK):
        parts = [events[n][first : first + CHUNK].astype(k.dtype).tobytes() for n, k in columns_of("events").items()]
        chunks.append(blake(*parts))
    post_parts = []
    for name, kind in columns_of("posts").items():
        text = kind.dtype == "str"
        post_parts.append("\n".join(posts[name]).encode() if text else np.array(posts[name], kind.dtype).tobytes())
    shape = np.array(canvas.shape, "int32").tobytes()
    return blake(blake(*chunks), blake(), blake(), blake(*post_parts), blake(shape, canvas.tobytes())).hex()


@pytest.mark.parametrize("rows", [0, 5, CHUNK, CHUNK + 3])
def test_the_digest_is_what_its_description_says(rows):
    events = some_events(rows)
    recorder = Recorder()
    recorder.events(events)
    assert recorder.finish(CANVAS, {"posts": POSTS}) == naive_digest(events, POSTS, CANVAS)
    assert recorder.rows == rows
    assert recorder.users == len(set(events["user"].tolist()))


def test_how_rows_are_handed_over_does_not_matter(tmp_path, monkeypatch):
    for module in (digest_module, recorder_module):
        monkeypatch.setattr(module, "CHUNK", 64)
    events = some_events(1000)
    digests = set()
    for folder, log, pieces in (
        (None, True, [1000]),
        (tmp_path, True, [1, 62, 2, 500, 435]),
        (None, False, [10] * 100),
    ):
        recorder = Recorder(folder, log=log)
        for first, count in zip(np.cumsum([0, *pieces]), pieces, strict=False):
            recorder.events({name: values[first : first + count] for name, values in events.items()})
        digests.add(recorder.finish(CANVAS, {}))
    assert len(digests) == 1
    frame = read_frame(tmp_path, "events")
    for name in set(columns_of("events")) - {"intent"}:
        np.testing.assert_array_equal(frame[name], events[name])
        assert frame[name].dtype == columns_of("events")[name].dtype
    assert frame["intent"].tolist() == [INTENTS[code] for code in events["intent"]]
    metadata = pyarrow.parquet.ParquetFile(tmp_path / "events.parquet").metadata
    assert metadata.num_row_groups == 16
    assert metadata.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize("name", [*columns_of("events"), "canvas", "shape", "posts", "alliances", "interventions"])
def test_a_change_anywhere_changes_the_digest(name):
    def made(events, canvas, change=None):
        recorder = Recorder()
        recorder.events(events)
        recorder.interventions({"ts": 3, "kind": "wipe", "color": 1 + (change == "interventions")})
        alliance = {"ts": [1], "a": [1], "b": [2], "what": ["formed"], "cause": ["help"], "strength": [0.5]}
        alliances = alliance | ({"cause": ["border"]} if change == "alliances" else {})
        posts = POSTS | ({"votes": [7, 9]} if change == "posts" else {})
        return recorder.finish(canvas, {"posts": posts, "alliances": alliances})

    events, changed, canvas = some_events(50), some_events(50), CANVAS.copy()
    before = made(events, canvas)
    assert before == made(events, canvas)
    if name in columns_of("events"):
        changed[name] = changed[name].copy()
        changed[name][-1] += 1
    elif name == "canvas":
        canvas = canvas + np.uint8(1)
    elif name == "shape":
        canvas = canvas.reshape(4, 3)
    assert made(changed, canvas, name) != before


def test_tables_come_back_as_they_went_in(tmp_path):
    recorder = Recorder(tmp_path)
    recorder.interventions({"ts": 5, "kind": "expand", "x0": 0, "y0": 0, "x1": 9, "y1": 9})
    recorder.timeline({"ts": 600_000, "damage": 0.25})
    designs = {name: np.array([3]) for name in columns_of("designs")}
    designs |= {"name": ["flag"], "kind": ["template"], "pixels": [b"\x00\x01\xff"]}
    recorder.finish(CANVAS, {"designs": designs})
    for table, columns in all_tables().items():
        frame = read_frame(tmp_path, table)
        assert list(frame.columns) == list(columns), table
        for name, kind in columns.items():
            if kind.dtype not in ("str", "bytes") and name != "intent":
                assert frame[name].dtype == kind.dtype, (table, name)
    row = read_frame(tmp_path, "interventions").iloc[0]
    assert (row["kind"], row["x1"], row["color"], row["colors"]) == ("expand", 9, -1, "")
    assert np.isnan(row["value"])
    assert read_frame(tmp_path, "designs")["pixels"].iloc[0] == b"\x00\x01\xff"
    assert read_frame(tmp_path, "alliances").empty


def test_chunks_give_codes_of_intents(tmp_path):
    events = some_events(300) | {"intent": np.repeat([11, 4, 7], 100)}
    recorder = Recorder(tmp_path)
    recorder.events(events)
    recorder.finish(CANVAS, {})
    (chunk,) = read_chunks(tmp_path, ("intent", "x"))
    np.testing.assert_array_equal(chunk["intent"], events["intent"])
    np.testing.assert_array_equal(chunk["x"], events["x"])


@pytest.mark.parametrize("rows", [10, CHUNK])
def test_a_full_disk_is_one_line(tmp_path, rows):
    (tmp_path / "events.parquet").symlink_to("/dev/full")
    with pytest.raises(UserError, match=r"events\.parquet: No space left on device") as caught:
        recorder = Recorder(tmp_path)
        recorder.events(some_events(rows))
        recorder.finish(CANVAS, {})
    assert "\n" not in str(caught.value)


def test_wrong_tables_are_refused():
    with pytest.raises(ValueError, match="no column"):
        from_rows("timeline", [{"ts": 1, "plaecments": 3}])
    with pytest.raises(ValueError, match="needs the columns"):
        Recorder().finish(CANVAS, {"posts": {"ts": [1]}})
    with pytest.raises(ValueError, match="length"):
        Recorder().finish(CANVAS, {"posts": POSTS | {"votes": [1]}})


def test_a_kept_log_is_whole(monkeypatch):
    for module in (digest_module, recorder_module):
        monkeypatch.setattr(module, "CHUNK", 64)
    recorder = Recorder(keep=True)
    events = some_events(150)
    recorder.events(events)
    recorder.finish(CANVAS, {})
    assert [len(chunk["ts"]) for chunk in recorder.chunks] == [64, 64, 22]
    for name in columns_of("events"):
        np.testing.assert_array_equal(np.concatenate([chunk[name] for chunk in recorder.chunks]), events[name])


def test_codes_of_intents_do_not_depend_on_the_order_of_their_dictionary(tmp_path):
    codes = np.array([0, 11, 4, 7, 7], np.uint8)
    words = pd.Categorical([INTENTS[code] for code in codes], sorted(INTENTS))
    pd.DataFrame({"intent": words}).to_parquet(tmp_path / "events.parquet")
    (chunk,) = read_chunks(tmp_path, ("intent",))
    np.testing.assert_array_equal(chunk["intent"], codes)


def test_unknown_users_and_intents_come_back(tmp_path):
    events = some_events(1000)
    events["user"][::3] = -1
    events["intent"] = np.where(np.arange(1000) % 5 == 0, NO_INTENT, np.abs(events["intent"]))
    recorder, in_memory = Recorder(tmp_path), Recorder(keep=True)
    assert recorder.events(events) is in_memory.events(events) is None
    assert recorder.finish(CANVAS, {}) == in_memory.finish(CANVAS, {})
    assert recorder.users == len(set(events["user"].tolist()) - {-1})
    (chunk,) = read_chunks(tmp_path, ("user", "intent"))
    np.testing.assert_array_equal(chunk["user"], events["user"])
    np.testing.assert_array_equal(chunk["intent"], events["intent"])
    frame = read_frame(tmp_path, "events")
    np.testing.assert_array_equal(frame["intent"].isna(), events["intent"] == NO_INTENT)
    run = Run.in_memory({"counts": {"placements": 1000}}, None, CANVAS, in_memory)
    pd.testing.assert_frame_equal(run.events, frame, check_categorical=False)
