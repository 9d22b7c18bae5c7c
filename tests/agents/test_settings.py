"""Settings: one table says which parameters a model takes by a short name, and the rest follows from it."""

import inspect

import pytest

from canvas_sim.agents.model import CanvasModel
from canvas_sim.agents.settings import SETTINGS, event_with, field_of, value_of
from canvas_sim.scenario.fields import limits, unit_of
from canvas_sim.scenario.loading import load

EVENT = load("quickstart")


def test_the_model_takes_every_setting_as_none_at_first():
    parameters = inspect.signature(CanvasModel).parameters
    assert [name for name in parameters if name in SETTINGS] == list(SETTINGS)
    assert {parameters[name].default for name in SETTINGS} == {None}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_is_a_parameter_with_a_unit_and_a_range(name):
    field = field_of(name)
    assert field.description
    assert unit_of(field)
    assert limits(field) or isinstance(field.default, bool)
    assert type(value_of(name, EVENT)) is field.annotation


def test_what_is_not_given_stays():
    event = event_with(EVENT, {"self": None, "scenario": "quickstart", "users": 7, "noise": None, "ticks": 3})
    assert event.activity.users == 7
    assert event_with(event, {"users": EVENT.activity.users}) == EVENT
