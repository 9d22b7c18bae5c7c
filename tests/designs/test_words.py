"""What is written on canvases: nothing that could be cropped into an insult."""

import pytest

from canvas_sim.base.patterns import KINDS
from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import sketch
from canvas_sim.designs.artist.data.tables import flag_steps, words
from canvas_sim.designs.artist.draw import lettering, phrases

LISTS = ("subreddits", "cities", "crews", "tongues", "short", "slogans", "tales", "popular", "terminal")


@pytest.fixture
def written(monkeypatch):
    """The texts that are drawn from now on."""
    texts = set()
    for name in ("line", "slab"):
        draw = getattr(lettering, name)
        monkeypatch.setattr(lettering, name, lambda text, *font, draw=draw: texts.add(text) or draw(text, *font))
    return texts


def test_fragments_are_found():
    inside = phrases._avoided()[0]
    assert not phrases.decent(f"{inside}ht")
    assert not phrases.decent(f"k{inside.lower()}ht")
    assert phrases.decent("Hello")
    assert len(phrases._avoided()) > 60


def test_lists_are_decent():
    for texts in (*map(words, LISTS), list(flag_steps()), KINDS):
        assert [text for text in texts if not phrases.decent(text)] == []


def test_coined_names_are_decent():
    draw = Stream(3, "test")
    names = [phrases.coined(draw) for _ in range(3000)]
    assert all(map(phrases.decent, names))
    assert len(set(names)) > 1500


def test_initials_are_decent_and_differ():
    draw = Stream(3, "test")
    for n in (1, 2, 3, 4, 17):
        drawn = [phrases.initials(draw, n) for _ in range(1000)]
        assert all(phrases.decent(letters) and len(set(letters)) == n for letters in drawn)


def test_everything_that_is_drawn_is_decent(written):
    for number in range(400):
        sketch(5, number, [f"{value:06X}" for value in range(0, 2**24, 2**20)], largest=20_000)
    assert len(written) > 150
    assert [text for text in written if not phrases.decent(text)] == []


def test_names_are_spelled_in_capitals():
    names = ["foxes", "UNITED ARAB EMIRATES", "r2-d2"]
    assert [phrases.spelled(name) for name in names] == [name.upper() for name in names]


def test_names_that_cannot_be_written_have_another_one_always():
    for name in ["\u043c\u0438\u0440", "\u65e5\u672c", "a" * 60]:
        spelled = phrases.spelled(name)
        assert spelled == phrases.spelled(name) != name.upper()
        assert spelled.isascii()
        assert phrases.decent(spelled)
        assert spelled != phrases.spelled(name + "x")


def test_names_of_our_own_stay_as_they_are():
    names = [*words("subreddits"), *words("cities"), *words("crews"), *words("tongues"), *flag_steps()]
    assert [phrases.spelled(name) for name in names] == names
    coined = [phrases.coined(Stream(4, "coined", k)) for k in range(200)]
    assert [phrases.spelled(name) for name in coined] == coined
