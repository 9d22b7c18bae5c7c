"""A checkpoint is whole and ours, or refused in a line."""

import json
import shutil

import numpy as np
import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.base.state import State, put_back
from canvas_sim.record import checkpoint
from canvas_sim.record.checkpoint import Moment, column_hashes, open_checkpoint, write_checkpoint
from canvas_sim.scenario.schema import Scenario

ROWS = np.zeros(5, [("a", "u8"), ("b", "f4"), ("c", "?")])
ARRAYS = {"rows": ROWS, "canvas": np.arange(12, dtype=np.uint8).reshape(3, 4), "odd/../name": np.arange(3) > 1}


@pytest.fixture
def saved(tmp_path):
    folder = tmp_path / "saved"
    values = {"dict": [[name, {"array": name}] for name in ARRAYS]}
    write_checkpoint(folder, Moment(Scenario(), 3, 5000), State(values, ARRAYS), {})
    return folder


def test_arrays_come_back(saved):
    found = open_checkpoint(saved)
    assert (found.about["seed"], found.about["now"]) == (3, 5000)
    back = put_back({"rows": np.zeros(5, ROWS.dtype)}, found.values, found.arrays({}))
    for name, array in ARRAYS.items():
        assert back[name].dtype == array.dtype
        np.testing.assert_array_equal(back[name], array)


def test_every_file_of_it_is_minded(saved):
    files = [path for path in saved.rglob("*") if path.is_file()]
    assert len(files) == len(ARRAYS) + 3
    for path in files:
        whole = path.read_bytes()
        for broken in (whole[:-1], whole[:-1] + b"?", b"", whole[:5] + bytes([whole[5] ^ 1]) + whole[6:]):
            path.write_bytes(broken)
            with pytest.raises(UserError, match=r"is damaged|is no checkpoint"):
                open_checkpoint(saved)
        path.unlink()
        with pytest.raises(UserError, match=r"is damaged|is no checkpoint"):
            open_checkpoint(saved)
        path.write_bytes(whole)
    open_checkpoint(saved)


@pytest.mark.parametrize("name", ["numpy", "canvas_sim", "sources"])
def test_other_versions_are_named(saved, monkeypatch, name):
    here = checkpoint.made_by()
    monkeypatch.setattr(checkpoint, "made_by", lambda: here | {name: "9.9"})
    with pytest.raises(UserError, match=f"made with {name} {here[name]}; here is {name} 9.9"):
        open_checkpoint(saved)


def test_another_format_is_refused(saved):
    about = json.loads((saved / "checkpoint.json").read_text("utf-8"))
    about["format"] = 99
    del about["hash"]
    (saved / "checkpoint.json").write_text(json.dumps(about | {"hash": checkpoint._hash_of(about)}), "utf-8")
    with pytest.raises(UserError, match="format 99; this canvas_sim reads format 1"):
        open_checkpoint(saved)


def test_what_set_up_makes_is_left_out_and_checked(tmp_path):
    made = column_hashes("rows", ROWS) | {"a list of files": "abc"}
    now = ROWS.copy()
    now["b"][2] = 1.5
    write_checkpoint(tmp_path / "saved", Moment(Scenario(), 3, 0), State({"array": "rows"}, {"rows": now}), made)
    found = open_checkpoint(tmp_path / "saved")
    assert found.about["arrays"]["rows"]["columns"] == {"b": "<f4"}
    np.testing.assert_array_equal(put_back(ROWS.copy(), found.values, found.arrays(made)), now)
    for what in ("rows.a", "a list of files"):
        with pytest.raises(UserError, match=f"set-up makes another {what}"):
            found.arrays(made | {what: "other"})


def test_it_takes_no_place_of_another(saved):
    with pytest.raises(UserError, match="is taken"):
        write_checkpoint(saved, Moment(Scenario(), 3, 0), State(1, {}), {})
    shutil.rmtree(saved)
