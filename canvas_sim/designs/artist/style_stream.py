"""Streams of draws that know for whom they draw, so that the works of a community are of one piece.

Every painter takes a stream. Where that is a styled one, inks, figures, letters and scenes are more often than not
those of the community; a plain stream draws whatever there is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas_sim.base.rng import Stream


@dataclass(frozen=True)
class Taste:
    """What a community is known by.

    Parameters
    ----------
    name : its name, in capitals
    inks : its two colors
    things : names of pictures that stand for it
    mark : which of all marks is its own, as a share of their number
    face : ears, mouth and coat of its mascot's head; empty where that is nothing of the kind
    head, scene, screen : kinds of large heads, landscapes and screens that suit it; empty where any does
    """

    name: str
    inks: tuple[int, int]
    things: tuple[str, ...]
    mark: float
    face: tuple[str, ...] = ()
    head: str = ""
    scene: str = ""
    screen: str = ""


class StyledStream(Stream):
    """A stream that draws for a community; parameters as of `Stream`, then its taste.

    Attributes
    ----------
    shown : whether the work has a picture of the community's own already
    said : what is written on the work already, without ``r/`` and such
    """

    def __init__(self, seed: int, name: str, entity: int, taste: Taste) -> None:
        super().__init__(seed, name, entity)
        self.taste, self.shown = taste, False
        self.said: set[str] = set()


def own(draw: Stream, chance: float) -> Taste | None:
    """The taste of whom a stream draws for, with the given chance; None for a plain stream."""
    return draw.taste if isinstance(draw, StyledStream) and draw.chance(chance) else None


def keen(draw: Stream) -> Taste | None:
    """The taste of whom a stream draws for, nearly always the first time in a work, less often then."""
    taste = own(draw, 0.6 if isinstance(draw, StyledStream) and draw.shown else 0.9)
    if taste is not None and isinstance(draw, StyledStream):
        draw.shown = True
    return taste


def unsaid(draw: Stream, options: Sequence[str]) -> list[str]:
    """Those of `options` that are not written on the work yet."""
    said = draw.said if isinstance(draw, StyledStream) else set()
    return [text for text in options if _bare(text) not in said]


def say(draw: Stream, text: str) -> str:
    """Note a text as written on the work, and give it back."""
    if isinstance(draw, StyledStream):
        draw.said.add(_bare(text))
    return text


def _bare(text: str) -> str:
    return text.upper().removeprefix("/").removeprefix("R/").removeprefix("#")


def suited(draw: Stream, options: Mapping[str, float], what: str, chance: float) -> str:
    """One of `options`, each with its weight; with that chance the one that the `what` of the community names."""
    taste = own(draw, chance)
    if taste and getattr(taste, what) in options:
        draw.integer(0, 0)  # a choice among one
        return str(getattr(taste, what))
    return str(draw.choice(list(options), list(options.values())))
