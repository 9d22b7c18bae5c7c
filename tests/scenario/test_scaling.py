"""Smaller events of the same densities."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from made import scenarios

from canvas_sim.base.errors import UserError
from canvas_sim.engine.interventions.raid import Raid
from canvas_sim.engine.interventions.wipe import Wipe
from canvas_sim.scenario.files import presets
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.people import Activity
from canvas_sim.scenario.scaling import scale_down
from canvas_sim.scenario.schema import Canvas, Scenario
from canvas_sim.scenario.validation import consistent

RAID = Raid(kind="raid", at=1, users=1000, at_region=(100, 200, 300, 1000))
WIPE = Wipe(kind="wipe", at=2, region=(999, 999, 1000, 1000))
FULL = Scenario(canvas=Canvas(open=(0, 0, 500, 1000)), activity=Activity(users=1_000_000), interventions=[RAID, WIPE])


def test_a_quarter():
    quarter = scale_down(FULL, 0.25)
    assert (quarter.canvas.width, quarter.canvas.height) == (500, 500)
    assert quarter.canvas.open == (0, 0, 250, 500)
    assert quarter.activity.users == 250_000
    raid, wipe = quarter.interventions
    assert (raid.users, raid.at_region, raid.hours, raid.at) == (250, (50, 100, 150, 500), RAID.hours, RAID.at)
    assert wipe.region == (499, 499, 500, 500)


def test_nothing_else_changes():
    quarter = scale_down(FULL, 0.25)
    for name in Scenario.model_fields:
        if name not in ("canvas", "activity", "interventions"):
            assert getattr(quarter, name) == getattr(FULL, name)
    assert quarter.canvas.cooldown == FULL.canvas.cooldown
    assert quarter.activity.model_copy(update={"users": FULL.activity.users}) == FULL.activity


def test_one_is_the_same():
    assert scale_down(FULL, 1) == FULL


@pytest.mark.parametrize("scale", [0, -1, 1.0001, float("nan"), float("inf")])
def test_out_of_range(scale):
    with pytest.raises(UserError, match="above 0 and at most 1"):
        scale_down(FULL, scale)


@seed(0)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(scenario=scenarios(), scale=st.floats(1e-9, 1))
def test_what_fits_together_still_does(scenario, scale):
    consistent(scenario)
    consistent(scale_down(scenario, scale))
    assert Scenario.model_validate(scale_down(scenario, scale).model_dump()) == scale_down(scenario, scale)


@pytest.mark.parametrize("name", presets())
def test_presets_shrink(name):
    full, tenth = load(name), load(name, scale=0.1)
    density = full.activity.users / (full.canvas.width * full.canvas.height)
    assert tenth.activity.users / (tenth.canvas.width * tenth.canvas.height) == pytest.approx(density, rel=0.02)


def test_a_scale_is_a_number():
    with pytest.raises(UserError, match=r"^scale is 'half'; it must be a number above 0"):
        scale_down(Scenario(), "half")
