"""Sweep files: what they mean, and what is said about mistakes in them."""

from __future__ import annotations

import numpy as np
import pytest
from small_events import TINY
from small_sweep import FACTORS, write

from canvas_sim.base.errors import UserError
from canvas_sim.scenario.loading import load, with_values
from canvas_sim.scenario.scaling import scale_down
from canvas_sim.study.sweep import plan as plans
from canvas_sim.study.sweep.factors import points_of

METRICS = {"metrics": ["placements"]}


def test_every_combination_has_every_seed(tmp_path):
    plan = plans.read_plan(write(tmp_path))
    assert plan.factors == ["people.reading", "treatment"]
    assert [tuple(arm.values.values()) for arm in plan.arms] == [
        (0, "none"), (0, "early"), (0.9, "none"), (0.9, "early")
    ]  # fmt: skip
    assert plan.runs == 8
    assert [tuple(run) for run in plan.trials()][:5] == [(0, 0), (1, 0), (2, 0), (3, 0), (0, 1)]


def test_an_arm_is_base_then_treatment_then_factors(tmp_path):
    arms = plans.read_plan(write(tmp_path)).arms
    tiny = with_values(TINY, ["event.name=event"])
    assert arms[0].scenario == with_values(tiny, ["people.reading=0"])
    down = 'interventions=[{kind="forum_down", at=0.2, hours=0.4}]'
    assert arms[3].scenario == with_values(tiny, ["people.reading=0.9", "canvas.cooldown=120", down])


def test_interventions_of_a_treatment_follow_those_of_the_scenario():
    wipe = {"kind": "wipe", "at": 2, "region": [0, 0, 100, 100]}
    raw = METRICS | {"scenario": "raid", "scale": 0.25, "treatments": {"wiped": {"interventions": [wipe]}}}
    (arm,) = plans.read_plan(raw).arms
    assert arm.scenario.interventions[:-1] == load("raid", scale=0.25).interventions
    assert arm.scenario.interventions[-1].region == (0, 0, 50, 50)


def test_scale_is_a_factor_too():
    raw = METRICS | {"scenario": "quickstart", "factors": {"scale": [0.01, 0.02]}}
    assert [arm.scenario for arm in plans.read_plan(raw).arms] == [
        scale_down(load("quickstart"), s) for s in (0.01, 0.02)
    ]


def test_listed_points_and_a_table_are_the_same(tmp_path):
    (tmp_path / "points.csv").write_text(
        "society.graph,activity.users,alliances.allowed\nnone,50,true\nblock,60,false\n"
    )
    points = [
        {"society.graph": "none", "activity.users": 50, "alliances.allowed": True},
        {"society": {"graph": "block"}, "activity.users": 60, "alliances.allowed": False},
    ]
    listed = plans.read_plan(METRICS | {"scenario": "void", "points": points})
    table = plans.read_plan(METRICS | {"scenario": "void", "table": str(tmp_path / "points.csv")})
    assert [arm.values for arm in listed.arms] == [arm.values for arm in table.arms]
    assert listed.fingerprint == table.fingerprint


def test_a_latin_hypercube_has_one_point_in_each_stratum():
    sample = {"size": 16, "people.reading": [0, 0.8], "alliances.talk": {"low": 0.01, "high": 10, "log": True}}
    points = points_of({"sample": sample | {"activity.users": [1, 16]}}, [])
    assert points == points_of({"sample": sample | {"activity.users": [1, 16], "seed": 0}}, [])
    assert points != points_of({"sample": sample | {"activity.users": [1, 16], "seed": 1}}, [])
    columns = {name: np.sort([point[name] for point in points]) for name in points[0]}
    np.testing.assert_array_equal(np.floor(columns["people.reading"] / 0.05), np.arange(16))
    np.testing.assert_array_equal(np.floor((np.log10(columns["alliances.talk"]) + 2) / 3 * 16), np.arange(16))
    np.testing.assert_array_equal(columns["activity.users"], np.arange(1, 17))
    assert all(type(point["activity.users"]) is int for point in points)


def test_the_fingerprint_sees_everything_but_seeds(tmp_path):
    def printed(text: str) -> str:
        return plans.read_plan(write(tmp_path, text)).fingerprint

    assert printed(FACTORS) == printed(FACTORS.replace("seeds = 2", "seeds = [5, 9]"))
    for old, new in (("0.9", "0.8"), ("at = 0.2", "at = 0.3"), ("early =", "late ="), ('"active_users"', '"posts"')):
        assert printed(FACTORS) != printed(FACTORS.replace(old, new)), new


@pytest.mark.parametrize(("old", "new", "said"), [
    ("seeds = 2", "seedz = 3", "unknown key seedz; did you mean seeds?"),
    ("seeds = 2", "seeds = [1, 1]", "seeds = [1, 1]: must be how many (20), or a list"),
    ("seeds = 2", "seeds = 0", "seeds = 0: must be how many"),
    ("seeds = 2", "scale = 2", "arm people.reading = 0, treatment = none: scale 2 is out of range"),
    ("seeds = 2", "seeds = ", "is not TOML"),
    ('"active_users"', '"same_neighbour"', "there is no metric 'same_neighbour'; did you mean 'same_neighbor'?"),
    ('"active_users"', '"no.such:thing"', "there is no function 'no.such:thing': ModuleNotFoundError: No module"),
    ("people.reading", "people.readin", "unknown key people.readin; did you mean people.reading?"),
    ("[0, 0.9]", "[0, 2]", "people.reading = 2: must be a number from 0 to 1"),
    ("[0, 0.9]", "0.9", "factors.people.reading must be a list of levels, such as [0, 0.35]"),
    ("[0, 0.9]", "[0, 0]", "two arms are the same"),
    ("people.reading", "seed", "seed is no factor; seeds = [...] sets seeds"),
    ("tiny.toml", "gone.toml", "there is no file gone.toml"),
    ("tiny.toml", "quikstart", "there is no preset 'quikstart'; did you mean 'quickstart'?"),
    ("forum_down", "forum_dawn",
     "treatments.early.interventions.0: unknown kind 'forum_dawn'; did you mean 'forum_down'?"),
    ("at = 0.2", "at = 200",
     "treatments.early.interventions.0: forum_down at 200 h comes after the end of the event, 1 h"),
    ("[factors]", "[set]\npeople.reading = 0.1\n[factors]",
     "people.reading is given twice, in set and as a factor; keep one of them"),
    ("[factors]", '[set]\npeople.reading = 0.1\n[[points]]\n"people.reading" = 0.2\n[factors]', "is given twice"),
    ("seeds = 2", "seeds = 2\nset = 3", "set must be a table"),
    ("none = {}", "none = 3", "treatments.none has a table set and a list interventions, and nothing else"),
    ("none = {}", "none = { sett = {} }", "treatments.none has a table set and a list interventions"),
    ("[treat", "[sample]\nsize = 4\npeople.help = [1, 0]\n[treat", "sample.people.help must be [low, high]"),
    ("[treatments]", "[sample]\nsize = 4\n[[points]]\na = 1\n[treatments]", "points and sample exclude each other"),
    ("[treat", '[[points]]\ntreatment = "x"\n[treat', "there is no treatment 'x'; treatments: none, early"),
])  # fmt: skip
def test_mistakes_are_one_line(tmp_path, old, new, said):
    assert old in FACTORS
    with pytest.raises(UserError) as raised:
        plans.read_plan(write(tmp_path, FACTORS.replace(old, new, 1)))
    text = str(raised.value)
    assert said in text
    assert text.startswith(f"{tmp_path}/sweep.toml")
    assert "\n" not in text


def test_what_a_sweep_changes_must_come_before_the_end():
    raw = METRICS | {"scenario": "raid", "set": {"event.hours": 6}}
    assert plans.read_plan(raw).arms  # without the raid, which comes after 28 hours: the beginning of the whole event
    with pytest.raises(UserError, match=r"interventions\.0: raid at 28 h comes after the end of the event, 6 h"):
        plans.read_plan(raw | {"factors": {"interventions.0.users": [10, 20]}})
    with pytest.raises(UserError, match=r"^arm event.hours = 2: interventions\.0: raid at 3 h"):
        plans.read_plan(
            METRICS | {"scenario": "raid", "set": {"interventions.0.at": 3}, "factors": {"event.hours": [4, 2]}}
        )


def test_a_missing_file_is_one_line(tmp_path):
    for name, said in (("gone.toml", "No such file"), ("", "Is a directory")):
        with pytest.raises(UserError, match=f"cannot read .*{said}"):
            plans.read_plan(tmp_path / name)


def test_a_plan_tells_files_by_name_alone(tmp_path):
    (tmp_path / "mine.toml").write_text("[event]\nhours = 2\n")
    (tmp_path / "arms.csv").write_text("people.reading\n0\n0.5\n")
    raw = {
        "scenario": str(tmp_path / "mine.toml"),
        "table": str(tmp_path / "arms.csv"),
        "metrics": ["entropy"],
        "seeds": 2,
    }
    told = plans.read_plan(raw).as_given
    assert (told["scenario"], told["table"], told["seeds"]) == ("mine.toml", "arms.csv", [0, 1])
    assert plans.read_plan({"scenario": "quickstart", "metrics": ["entropy"]}).as_given["scenario"] == "quickstart"
