"""What is written: names of communities, slogans, syllables joined, and texts of a wanted length."""

import codecs
import functools

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.data.tables import glyphs, words
from canvas_sim.designs.artist.draw import lettering

LONGEST = 20  # letters of a name


@functools.cache
def _avoided() -> tuple[str, ...]:
    return tuple(codecs.decode(fragment, "rot13") for fragment in words("avoided"))


def decent(text: str) -> bool:
    """Whether a text offends nobody, however little of it is left to see."""
    return not any(fragment in text.upper() for fragment in _avoided())


def coined(draw: Stream) -> str:
    """A name that nobody has: two to four syllables joined."""
    while True:
        middle = draw.choice(words("middles")) if draw.chance(0.35) else ""
        name = draw.choice(words("starts")) + middle + draw.choice(words("ends"))
        if decent(name):
            return name


def community(draw: Stream) -> str:
    """The name of a community, in capitals, without ``r/``."""
    kind = draw.uniform()
    if kind < 0.05:
        return coined(draw)
    if kind < 0.62:
        return draw.choice(words("subreddits"))
    return draw.choice(words("cities") if kind < 0.84 else words("crews") if kind < 0.93 else words("tongues"))


def spelled(name: str) -> str:
    """A name as works can show it: in capitals; where letters lack or it is long, a coined one, always the same."""
    capitals = name.upper()
    if len(capitals) <= LONGEST and all(letter in glyphs("mini") for letter in capitals):
        return capitals
    return coined(Stream(0, f"artist/name/{name}"))


def initials(draw: Stream, n: int) -> str:
    """`n` different consonants, which spell nothing."""
    while True:
        letters = "".join(draw.shuffled("BCDFHJKLMPRSTVWXZ")[:n])
        if decent(letters):
            return letters


def styled_name(draw: Stream, name: str) -> str:
    """A community's name as people write it: ``R/NAME``, ``r/Name``, ``/r/name``, or bare."""
    low = name.title()
    ways = (f"R/{name}", f"r/{low}", f"/r/{low}", name, f"r/{low.lower()}", f"#{name}")
    return draw.choice(ways, (6, 3, 1, 5, 1, 0.5))


def monogram(draw: Stream, n: int) -> str:
    """At most `n` letters that stand for a school, a city or a side."""
    if (taste := style_stream.own(draw, 0.8)) and taste.name[:n].isalpha() and decent(taste.name[:n]):
        return taste.name[:n]
    options = [text for text in words("short") if len(text) <= n and text.isalpha()]
    return draw.choice(options) if options and draw.chance(0.7) else initials(draw, n)


def first_name(draw: Stream) -> str:
    """A first name, as people remember each other by."""
    return draw.choice(words("people"))


def phrase(draw: Stream, name: str, letters: int) -> str:
    """Something to write in at most `letters` letters that is not on the work yet.

    The name, a slogan, or initials where all else is too long.
    """
    return style_stream.say(draw, _candidate(draw, name, letters))


def _candidate(draw: Stream, name: str, letters: int) -> str:
    options = [styled_name(draw, name) for _ in range(2)] + [draw.choice(words("slogans")) for _ in range(2)]
    fitting = style_stream.unsaid(draw, [option for option in options if len(option) <= letters])
    if fitting:
        return draw.choice(fitting, [len(option) ** 3 for option in fitting])
    if len(name) <= letters and style_stream.unsaid(draw, [name]):
        return name
    short = [text for text in words("short") if len(text) <= letters]
    return draw.choice(short) if short and draw.chance(0.8) else initials(draw, max(1, min(letters, 3)))


def fitted_phrase(draw: Stream, name: str, font: str, width: int) -> str:
    """A phrase that is at most `width` pixels wide in a font; empty where not even a letter is."""
    letters = lettering.letters_in(width, font) + 1
    while letters > 0:
        text = _candidate(draw, name, letters)
        if lettering.line(text, font).shape[1] <= width:
            return style_stream.say(draw, text)
        letters = min(letters, len(text)) - 1
    return ""


def story(draw: Stream, font: str, width: int, lines: int) -> list[str]:
    """At most `lines` lines of running text, each at most `width` pixels wide: a whole text, or its first sentences.

    Where a box is too narrow for that, phrases of its width, one a line.
    """
    tales = words("tales")
    first, stride = draw.integer(0, len(tales) - 1), draw.choice((1, 3, 7, 9, 11, 13, 17, 19))
    best: tuple[str, ...] = ()
    for k in range(len(tales)):
        text = tales[(first + k * stride) % len(tales)]
        rows = lettering.wrapped(text, font, width)
        if len(rows) > lines:
            text = " ".join(rows[:lines])  # of which the whole sentences stay
            rows = lettering.wrapped(text[: max(map(text.rfind, ".?!")) + 1], font, width)
        if len(rows) >= 0.7 * lines:
            return list(rows)
        best = max(best, rows, key=len)
    if len(best) >= 0.4 * lines:
        return list(best)
    return [fitted_phrase(draw, community(draw), font, width) for _ in range(lines)]


def lowered(rows: list[str]) -> list[str]:
    """Lines in small letters, with a capital where a sentence begins."""
    result, begins = [], True
    for row in rows:
        words = []
        for word in row.split():
            words.append(word.capitalize() if begins or word == "I" else word.lower())
            begins = word[-1] in ".?!"
        result.append(" ".join(words))
    return result
