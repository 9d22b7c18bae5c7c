"""Estimates and verdicts: numbers by hand, intervals that hold what they should, words that mean what README says."""

import numpy as np
import pandas
import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.study.experiment.judging import Estimate, Results, every, inside, less, more, outside, resampled, some


def results(seeds=40, shift=0.5):
    """Two arms whose pairs share most of their noise, and a third without a number for the first seed."""
    draws = np.random.default_rng(3)
    base = draws.normal(2, 1, seeds)
    arms = {"as is": base, "other": base + shift + draws.normal(0, 0.1, seeds), "third": base * 2}
    rows = [
        {"treatment": name, "seed": seed, "size": 0.25, "y": value, "error": ""}
        for name, values in arms.items()
        for seed, value in enumerate(values)
    ]
    table = pandas.DataFrame(rows)
    table.loc[(table["treatment"] == "third") & (table["seed"] == 0), "y"] = np.nan
    return Results(table, "as is"), arms


def test_a_difference_is_that_of_pairs():
    judged, arms = results()
    found = judged.difference("y", "other")
    assert found.value == pytest.approx(np.mean(arms["other"] - arms["as is"]))
    assert found.pairs == 40
    assert found.low < found.value < found.high
    assert found.high - found.low < 0.1  # a tenth of what unpaired arms would give
    assert str(found).startswith("y, other minus as is: 0.485 [0.4")


def test_a_relative_one_is_a_ratio_of_means():
    judged, arms = results()
    found = judged.relative("y", "other")
    assert found.value == pytest.approx(arms["other"].mean() / arms["as is"].mean() - 1)


def test_seeds_without_a_number_are_left_out():
    judged, arms = results()
    found = judged.mean("y", "third")
    assert found.pairs == 39
    assert found.value == pytest.approx(arms["third"][1:].mean())
    assert judged.difference("y", "other", "third").pairs == 39


def test_arms_may_be_named_by_columns():
    judged, arms = results()
    found = judged.mean("y", {"treatment": "other", "size": 0.25})
    assert found.value == pytest.approx(arms["other"].mean())
    assert "treatment other, size 0.25" in found.what


def test_reach_is_in_whichever_direction():
    judged, arms = results(shift=-0.5)
    third = abs(arms["third"][1:].mean() - arms["as is"][1:].mean())
    other = abs(arms["other"][1:].mean() - arms["as is"][1:].mean())
    assert judged.reach("y", "third", "other").value == pytest.approx(third - other)


def test_the_interval_covers_as_often_as_it_says():
    draws = np.random.default_rng(1)
    inside = 0
    for _ in range(200):
        found = resampled("", lambda part: float(part.mean()), draws.normal(1, 1, (1, 40)), resamples=400)
        inside += found.low <= 1 <= found.high
    assert 180 <= inside <= 198


def estimate(low, high):
    return Estimate("x", (low + high) / 2, low, high, 20)


@pytest.mark.parametrize(
    ("verdict", "right"),
    [
        (less(estimate(-2, -1)), True),
        (less(estimate(-2, 0.1)), False),
        (less(estimate(-2, -1), -1.5), False),
        (more(estimate(1, 2), 0.5), True),
        (more(estimate(0.4, 2), 0.5), False),
        (inside(estimate(-0.1, 0.1), 0.2), True),
        (inside(estimate(-0.3, 0.1), 0.2), False),
        (inside(estimate(0.5, 0.6), 0.4, 0.7), True),
        (outside(estimate(0.2, 0.6), 0.15), True),
        (outside(estimate(-0.6, -0.2), 0.15), True),
        (outside(estimate(-0.1, 0.6), 0.15), False),
        (less(Estimate("x", float("nan"), float("nan"), float("nan"), 0)), False),
        (every(more(estimate(1, 2)), less(estimate(1, 2))), False),
        (some(more(estimate(1, 2)), less(estimate(1, 2))), True),
        (some(more(estimate(1, 2)), less(estimate(1, 2)), least=2), False),
    ],
)
def test_the_whole_interval_must_lie_where_it_was_expected(verdict, right):
    assert verdict.right is bool(right)
    assert "expected" in verdict.evidence


def test_few_pairs_decide_nothing_and_print_no_number():
    few, enough = (Estimate("x", 1.0, 0.5, 2.0, pairs) for pairs in (19, 20))
    assert str(few) == "x: known in 19 of the pairs, too few to tell"
    assert str(enough) == "x: 1 [0.5, 2]"
    assert not more(few).right
    assert more(enough).right
    assert not inside(few, 0, 3).right
    assert inside(enough, 0, 3).right


def test_what_is_not_there_is_one_line():
    judged, _ = results()
    for call, said in (
        (lambda: judged.mean("y", "none"), "no run has treatment = none"),
        (lambda: judged.mean("z"), "no outcome 'z'"),
        (lambda: judged.mean("y", {"level": 1}), "no column 'level'"),
    ):
        with pytest.raises(UserError, match=said):
            call()


def test_the_error_of_the_runs_is_told_where_an_outcome_is_missing():
    judged, _ = results()
    judged.table["error"] = "z: ValueError: no"
    with pytest.raises(UserError, match="ValueError"):
        judged.mean("z")


def test_what_cannot_be_told_is_said():
    nothing = resampled("balance", lambda part: part.mean(), np.zeros((1, 0)))
    assert str(nothing) == "balance: undefined in every pair"
    assert not more(nothing).right
    assert str(Estimate("ratio", float("nan"), float("nan"), float("nan"), 20)) == "ratio: undefined"
