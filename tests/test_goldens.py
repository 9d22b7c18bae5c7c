"""Small events that reach every rule give the same bytes as when their digests were pinned."""

import tomllib
from functools import cache

import golden
import pytest

from canvas_sim.base.vocabulary import CALLS, CAUSES, INTENTS, TREATIES
from canvas_sim.scenario.files import presets
from canvas_sim.scenario.intervention import intervention_kinds

EVENTS = golden.goldens()
NEVER_SEEN = {"damage", "chosen"}  # causes that other tests bring about


@cache
def made(name):
    return golden.made(EVENTS[name])


@pytest.mark.parametrize("name", EVENTS)
def test_the_digest_is_the_one_that_was_pinned(name):
    found = made(name)[0]
    assert found == EVENTS[name]["digest"], "if that is meant: say so in CHANGELOG.md, and run `make golden`"


def test_they_reach_every_preset_and_intervention():
    assert {event["base"] for event in EVENTS.values()} >= set(presets())
    events = [golden.event_of(**event) for event in EVENTS.values()]
    assert {one.kind for event in events for one in event.interventions} == set(intervention_kinds())


def test_they_reach_every_intent_call_and_turn_of_an_alliance():
    tables = [made(name)[1] for name in EVENTS if made(name)[1]]

    def seen(table, column):
        return {str(one) for each in tables for one in each[table][column].dropna().unique()}

    assert seen("events", "intent") == set(INTENTS)
    assert seen("posts", "kind") == set(CALLS[1:])
    assert seen("alliances", "what") == set(TREATIES[1:])
    assert seen("alliances", "cause") >= set(CAUSES[1:]) - NEVER_SEEN


# --- what `make golden` does


def test_what_moves_needs_a_line_of_its_own():
    before = {"changes_told": 3, "events": {"a": {"digest": "1"}, "b": {"digest": "2"}}}
    assert golden.refusal(before, {"a": "1", "b": "2", "new": "3"}, 3) is None
    assert golden.refusal(before, {"a": "1", "b": "9"}, 3).startswith("b moved, and CHANGELOG.md has no new line")
    assert golden.refusal(before, {"a": "1", "b": "9"}, 4) is None


def test_the_change_log_has_all_lines_that_were_told():
    pinned = tomllib.loads(golden.FILE.read_text("utf-8"))["changes_told"]
    assert golden.changes_told(golden.CHANGELOG.read_text("utf-8")) >= pinned > 0


def test_what_is_written_is_read_again_unchanged():
    digests = {name: event["digest"] for name, event in EVENTS.items()}
    assert tomllib.loads(golden.written(EVENTS, digests, 7)) == {"changes_told": 7, "events": EVENTS}
