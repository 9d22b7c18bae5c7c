"""What is written on canvases: nothing that could be cropped into an insult."""

import pytest

from canvas_sim.world.artist import lettering, sketch, texts, words
from canvas_sim.world.artist.countries import POPULAR, countries
from canvas_sim.world.draws import Stream
from canvas_sim.world.tables import KINDS

LISTS = (
    texts.SUBREDDITS,
    texts.CITIES,
    texts.CREWS,
    texts.TONGUES,
    texts.SHORT,
    texts.SLOGANS,
    texts.TALES,
    POPULAR,
    list(countries()),
    KINDS,
)


@pytest.fixture
def written(monkeypatch):
    """The texts that are drawn from now on."""
    texts = set()
    for name in ("line", "slab"):
        draw = getattr(lettering, name)
        monkeypatch.setattr(lettering, name, lambda text, *font, draw=draw: texts.add(text) or draw(text, *font))
    return texts


def test_fragments_are_found():
    inside = words._AVOIDED[0]
    assert not words.decent(f"{inside}ht")
    assert not words.decent(f"k{inside.lower()}ht")
    assert words.decent("Hello")
    assert len(words._AVOIDED) > 60


@pytest.mark.parametrize("texts", LISTS)
def test_lists_are_decent(texts):
    assert [text for text in texts if not words.decent(text)] == []


def test_coined_names_are_decent():
    draw = Stream(3, "test")
    names = [words.coined(draw) for _ in range(3000)]
    assert all(map(words.decent, names))
    assert len(set(names)) > 1500


@pytest.mark.parametrize("n", [1, 2, 3, 4, 17])
def test_initials_are_decent_and_differ(n):
    draw = Stream(3, "test")
    drawn = [words.initials(draw, n) for _ in range(1000)]
    assert all(words.decent(letters) and len(set(letters)) == n for letters in drawn)


def test_everything_that_is_drawn_is_decent(written):
    for number in range(400):
        sketch(5, number, [f"{value:06X}" for value in range(0, 2**24, 2**20)], largest=20_000)
    assert len(written) > 150
    assert [text for text in written if not words.decent(text)] == []


@pytest.mark.parametrize("name", ["foxes", "UNITED ARAB EMIRATES", "r2-d2"])
def test_names_are_spelled_in_capitals(name):
    assert words.spelled(name) == name.upper()


@pytest.mark.parametrize("name", ["\u043c\u0438\u0440", "\u65e5\u672c", "a" * 60])
def test_names_that_cannot_be_written_have_another_one_always(name):
    spelled = words.spelled(name)
    assert spelled == words.spelled(name) != name.upper()
    assert spelled.isascii()
    assert words.decent(spelled)
    assert spelled != words.spelled(name + "x")


def test_names_of_our_own_stay_as_they_are():
    names = [*texts.SUBREDDITS, *texts.CITIES, *texts.CREWS, *texts.TONGUES, *countries()]
    assert [words.spelled(name) for name in names] == names
    coined = [words.coined(Stream(4, "coined", k)) for k in range(200)]
    assert [words.spelled(name) for name in coined] == coined
