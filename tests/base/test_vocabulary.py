"""Codes are the places of the words that they stand for."""

import pytest

from canvas_sim.base import patterns, user_kinds, vocabulary

SAID = {  # whose codes are not called like the words
    **{(vocabulary.CALLS, word): f"CALL_{word.upper()}" for word in ("build", "defend", "attack", "help")},
    (vocabulary.TREATIES, "ended"): "LAPSED",
    (vocabulary.TREATIES, "truce over"): "TRUCE_OVER",
    (vocabulary.CAUSES, "help"): "HELPED",
    (vocabulary.CAUSES, "common enemy"): "ENEMY",
    (vocabulary.CAUSES, "no contact"): "NO_CONTACT",
    (vocabulary.CAUSES, "end of a side"): "SIDE_ENDED",
}


@pytest.mark.parametrize("name", ["INTENTS", "CALLS", "TREATIES", "CAUSES"])
def test_words(name):
    words = getattr(vocabulary, name)
    for word in filter(None, words):
        code = getattr(vocabulary, SAID.get((words, word), word.upper()))
        assert words[code] == word


@pytest.mark.parametrize("name", ["ordinary", "bot", "vandal", "raider"])
def test_kinds_of_users(name):
    assert user_kinds.NAMES[getattr(user_kinds, name.upper())] == name


def test_kinds_of_designs():
    assert patterns.KINDS[patterns.TEMPLATE] == "template"
