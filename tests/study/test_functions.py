"""Functions of people's own: in modules, and in files beside a sweep."""

import pytest
from small_sweep import FACTORS, write

from canvas_sim.base.errors import UserError
from canvas_sim.study.functions import function_at
from canvas_sim.study.sweep.plan import read_plan
from canvas_sim.study.sweep.sweep import sweep

OUTCOMES = """
def seed(run):
    return run.info["seed"]


def both(run):
    return {"low": 1, "high": seed(run)}


number = 3
"""
OWN = FACTORS.replace('"active_users"', '"outcomes.py:seed", "outcomes.py:both"')


@pytest.fixture
def beside(tmp_path):
    """A plan, and a file of functions beside it."""
    (tmp_path / "outcomes.py").write_text(OUTCOMES)
    return write(tmp_path, OWN)


def test_workers_find_the_file_beside_the_plan(beside, tmp_path):
    table = sweep(beside, tmp_path / "out", workers=2).table
    assert (table["error"] == "").all()
    assert table["seed"].tolist() == table["both_high"].tolist() and (table["both_low"] == 1).all()
    assert '"metrics": [\n      "placements",' in (text := (tmp_path / "out" / "sweep.json").read_text())
    assert '"outcomes.py:both"' in text and str(tmp_path) not in text


def test_another_content_is_another_sweep_and_another_place_is_not(beside, tmp_path):
    first = read_plan(beside).fingerprint
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "outcomes.py").write_text(OUTCOMES)
    assert read_plan(write(tmp_path / "elsewhere", OWN)).fingerprint == first
    (tmp_path / "outcomes.py").write_text(OUTCOMES + "# more\n")
    assert read_plan(beside).fingerprint != first


@pytest.mark.parametrize(("name", "why"), [
    ("outcomes.py:sed", "there is no function '.*outcomes.py:sed': AttributeError: module .* has no attribute 'sed'"),
    ("outcomes.py:number", "there is no function '.*outcomes.py:number': it is something else"),
    ("gone.py:seed", "there is no file .*gone.py"),
    ("broken.py:seed", "broken.py cannot be imported: NameError: name 'x' is not defined"),
    ("no_such_module:seed", "there is no function 'no_such_module:seed': ModuleNotFoundError: No module named"),
])  # fmt: skip
def test_what_is_not_there_is_refused_in_a_line(beside, tmp_path, name, why):
    (tmp_path / "broken.py").write_text("x")
    with pytest.raises(UserError, match=why) as raised:
        read_plan(write(tmp_path, OWN.replace("outcomes.py:seed", name)))
    assert "\n" not in str(raised.value)


def test_a_file_is_run_once_unless_it_changes(tmp_path):
    (tmp_path / "one.py").write_text("def of(run):\n    return of\n")
    place = f"{tmp_path / 'one.py'}:of"
    first = function_at(place)
    assert function_at(place) is first(None) is first
    (tmp_path / "one.py").write_text("def of(run):\n    return 2\n")
    assert function_at(place)(None) == 2
