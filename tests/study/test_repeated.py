"""A headline on other parameters: which runs it takes, and what is said of them."""

from __future__ import annotations

import pandas
import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.show.report.effect_tables import repeated_blocks
from canvas_sim.study.experiment.robustness import Headline, effects_by_set, read_sets, repeated_plan, spread_over_sets
from canvas_sim.study.sweep.plan import read_plan

RAW = {
    **{"scenario": "quickstart", "scale": 0.1, "seeds": [1, 2], "table": "arms.csv"},
    "metrics": ["same_neighbor", "useful"],
    "treatments": {
        "as is": {},
        "blind": {"set": {"people": {"blind": 1}}},
        "down": {"interventions": [{"kind": "forum_down", "at": 0, "hours": 1}]},
    },
}
SETS = {"0": {"people.blind": 0.02, "people.help": 0.1}, "3": {"people.blind": 0.04, "people.help": 0.2}}


def test_each_set_gets_both_arms():
    raw = repeated_plan(RAW, Headline(outcome="useful", arm="down", scale=0.05, where={"activity.users": 9000}), SETS)
    plan = read_plan(raw)
    assert [arm.values["treatment"] for arm in plan.arms] == [
        *("as is / set 0", "down / set 0", "as is / set 3", "down / set 3")
    ]
    assert [arm.scenario.people.help for arm in plan.arms] == [0.1, 0.1, 0.2, 0.2]
    had = len(plan.arms[0].scenario.interventions)
    assert [len(arm.scenario.interventions) - had for arm in plan.arms] == [0, 1, 0, 1]
    assert {arm.scenario.activity.users for arm in plan.arms} == {450}
    assert plan.metrics == ("useful",)


def test_what_an_arm_takes_out_is_out_in_every_set():
    plan = read_plan(repeated_plan(RAW, Headline(outcome="same_neighbor", arm="blind"), SETS))
    assert [arm.scenario.people.blind for arm in plan.arms] == [0.02, 1, 0.04, 1]


def test_an_arm_that_is_not_there_is_one_line():
    with pytest.raises(UserError, match="there is no treatment 'up' to repeat; treatments: as is, blind, down"):
        repeated_plan(RAW, Headline(outcome="useful", arm="up"), SETS)


def test_sets_come_from_a_table(tmp_path):
    (tmp_path / "accepted.csv").write_text("set,rows,loss,people.blind\n0,13,14.6,0.02\n7,12,15,0.04\n")
    assert read_sets(tmp_path / "accepted.csv") == {"0": {"people.blind": 0.02}, "7": {"people.blind": 0.04}}
    (tmp_path / "accepted.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UserError, match="has no parameter sets"):
        read_sets(tmp_path / "accepted.csv")
    with pytest.raises(UserError, match="cannot read"):
        read_sets(tmp_path / "no.csv")


def by_hand(seeds):
    """Effects of +1 in set 0, -2 in set 3, 0 on average in set 4."""
    gains = {"0": lambda seed: 1, "3": lambda seed: -2, "4": lambda seed: 1 - 2 * (seed % 2)}
    rows = [
        {"treatment": f"{arm} / set {number}", "seed": seed, "useful": 10 * seed + (gain(seed) if arm == "down" else 0)}
        for number, gain in gains.items()
        for seed in range(seeds)
        for arm in ("as is", "down")
    ]
    return pandas.DataFrame(rows)


def test_effects_and_their_spread():
    found = effects_by_set(by_hand(20), Headline(outcome="useful", arm="down"))
    assert {number: one.effect for number, one in found.items()} == {"0": 1, "3": -2, "4": 0}
    over = spread_over_sets(found)
    assert over == pytest.approx(
        {"sets": 3, "lowest": -2, "highest": 1, "mean": -1 / 3, "sd": (7 / 3) ** 0.5, "same_sign": 1, "beyond": 2}
    )


def test_what_is_said_of_it():
    headline = Headline(outcome="useful", arm="down")
    text, table = repeated_blocks(by_hand(20), headline)
    assert "on 3 sets of parameters" in str(text.claims[0])
    assert "1 have the sign of the first, 2 an interval without zero" in str(text.claims[0])
    assert list(table.frame["set"]) == ["0", "3", "4"]
    (few,) = repeated_blocks(by_hand(3), headline)
    assert list(few.frame.columns) == ["set", "base", "arm", "pairs"]
    assert str(few.caption) == "Illustration, 3 pairs: means of `down` and `as is` on 3 sets of parameters, no effects."
