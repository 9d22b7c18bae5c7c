"""Scenarios written and read again."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import HealthCheck, given, seed, settings
from made import scenarios

from canvas_sim.engine.interventions.raid import Raid
from canvas_sim.scenario.fields import Section
from canvas_sim.scenario.files import presets
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.schema import Designs, Event, Scenario
from canvas_sim.scenario.toml import to_toml

UNHURRIED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def reread(scenario, path, comments=False):
    path.write_text(to_toml(scenario, comments), "utf-8", newline="")
    return load(path)


@seed(0)
@UNHURRIED
@given(scenario=scenarios())
@pytest.mark.parametrize("comments", [False, True])
def test_what_is_written_reads_the_same(tmp_path, scenario, comments):
    again = reread(scenario, tmp_path / "made.toml", comments)
    assert again == scenario
    assert to_toml(again, comments) == to_toml(scenario, comments)


@pytest.mark.parametrize(
    "text", ['quote " and \\', "tab\tline\nreturn\r", "\x00\x1f\x7f", "emoji 🎨", "# no comment", "a = 1", "\u2028"]
)
def test_any_text_survives(tmp_path, text):
    scenario = Scenario(event=Event(name=text), designs=Designs(png_folder=text, atlas=(text, text)))
    assert reread(scenario, tmp_path / "text.toml") == scenario


@pytest.mark.parametrize("number", [0.1, 1 / 3, 1e-7 + 0.01, 399.99999999999994, 5])
def test_any_number_survives(tmp_path, number):
    scenario = Scenario(event=Event(hours=number))
    assert reread(scenario, tmp_path / "number.toml").event.hours == number


def test_defaults_are_written_too():
    text = to_toml(Scenario())
    for name in Scenario.model_fields:
        section = getattr(Scenario(), name)
        if isinstance(section, Section):
            read = tomllib.loads(text)[name]
            assert set(read) == {key for key, value in section if value is not None}


def test_comments_tell_meaning_unit_and_range():
    text = to_toml(Scenario(interventions=[Raid(kind="raid", at_region=(0, 0, 9, 9))]), comments=True)
    lines = text.splitlines()
    line = next(line for line in lines if line.startswith("cooldown = "))
    assert line.endswith("# wait after a placement, at the start [s], 1 to 86,400")
    assert any(line.startswith("graph = ") and "block | small_world" in line for line in lines)
    assert any(line.startswith("# open =") and "# absent; " in line for line in lines)


@pytest.mark.parametrize("name", presets())
def test_presets_written_out_read_the_same(tmp_path, name):
    assert reread(load(name), tmp_path / "preset.toml", comments=True) == load(name)


def test_long_lists_go_over_several_lines():
    assert max(map(len, to_toml(load("rplace-2017")).splitlines())) <= 120
