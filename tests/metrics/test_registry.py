"""Measures by name: all of them, of any event, and what is said where one is not available."""

import math

import pytest
from hand_made import random_run

from canvas_sim.base.errors import UserError
from canvas_sim.metrics.frames import order
from canvas_sim.metrics.frames.frames import frames_of
from canvas_sim.metrics.registry import CATALOG, explain, measure


def test_all_measures_of_a_run_are_numbers_with_names():
    run = random_run()
    numbers = measure(run)
    assert all(isinstance(number, float) for number in numbers.values())
    assert {name for name in CATALOG if any(key.startswith(name) for key in numbers)} == set(CATALOG)
    assert numbers["isolated"] == order.isolated(run.canvas)
    assert measure(run, ["isolated"]) == {"isolated": numbers["isolated"]}


def test_frames_alone_have_no_log():
    numbers, reasons = explain(frames_of(random_run()), ["isolated", "attack_share"])
    assert math.isnan(numbers["attack_share"]) and not math.isnan(numbers["isolated"])
    assert {name: str(why) for name, why in reasons.items()} == {
        "attack_share": "there are canvases, but no log of who placed what"
    }


def test_an_unknown_name_is_told_the_nearest():
    with pytest.raises(UserError, match="did you mean 'isolated'"):
        measure(random_run(), ["isolatd"])


def test_changes_between_snapshots_are_no_placements():
    run = random_run()
    run.info["source"] = {"log": "changes"}
    assert frames_of(run).placements is None
    numbers, reasons = explain(run, ["isolated", "users", "change_per_placement"])
    assert not math.isnan(numbers["isolated"]) and set(reasons) == {"users", "change_per_placement"}
    assert str(reasons["users"]).startswith("it was imported from snapshots")
