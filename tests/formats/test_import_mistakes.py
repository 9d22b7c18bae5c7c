"""Imports that cannot be made, or are stopped: one line, and nothing is left behind."""

from __future__ import annotations

import gzip
import os

import pytest
from real_events import H2017, H2022, LAUNCH, event

from canvas_sim.base.errors import UserError
from canvas_sim.formats import file_blocks
from canvas_sim.formats.importing import import_event

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
        patch.setattr(file_blocks, "BLOCK", 500)
        patch.setattr("canvas_sim.formats.importing.BETWEEN_PROGRESS", 0)
        import_event([log], "2017", tmp_path / "out", event=event(tmp_path), progress=stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.csv", "tiny-2017.toml"]
