"""What a report is made of, before it is HTML or Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

LARGE = 1000  # from here on, numbers are written without decimals


@dataclass(frozen=True)
class Claim:
    """A sentence with its numbers: ``Claim("{users} people came.", users=12)``.

    Attributes
    ----------
    sentence : text with a name in braces for each number; ``{share:.0%}`` where the form matters, ``{hours:#hour}`` or
        ``{users:#person/people}`` for a number with its noun
    values : the numbers, as computed
    """

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __init__(self, sentence: str, **values: Any) -> None:
        object.__setattr__(self, "sentence", sentence)
        object.__setattr__(self, "values", values)

    def __str__(self) -> str:
        return self.sentence.format_map({name: Said(value) for name, value in self.values.items()})


class Said:
    """A number that writes itself for people, unless a form is asked for."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __format__(self, form: str) -> str:
        if form.startswith("#"):
            return counted(self._value, *form[1:].split("/"))
        return format(self._value, form) if form else said(self._value)


def said(value: Any) -> str:
    """A value for people: thousands in groups, three figures, a dash where there is nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if value is None or np.isnan(value):
        return "–"
    number = float(value)
    if number == int(number) and abs(number) < 1e15:
        return f"{int(number):,}".replace("-", "−")
    text = f"{number:,.0f}" if abs(number) >= LARGE else f"{number:.3g}"
    return text.replace("-", "−")


def counted(number: float, one: str, more: str | None = None) -> str:
    """A number with its noun: "1 raid", "no raids", "2,000 raids"."""
    noun = one if number == 1 else more or f"{one}s"
    return f"{'no' if number == 0 else said(number)} {noun}"


@dataclass(frozen=True)
class Heading:
    """Begins a section."""

    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph of claims."""

    claims: Sequence[Claim | str]


@dataclass(frozen=True)
class Facts:
    """The most important numbers, large: pairs of number and what it counts."""

    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Chart:
    """A figure, with a name for files and a sentence below it."""

    name: str
    figure: Figure
    caption: Claim | str
    title: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture of pixels: PNG or WebP."""

    name: str
    data: bytes
    caption: Claim | str
    kind: str = "png"


@dataclass(frozen=True)
class Gallery:
    """Pictures beside each other; `size` is medium or small."""

    pictures: Sequence[Picture]
    size: str = "medium"


@dataclass(frozen=True)
class Table:
    """A table; `marks` are CSS classes of rows, such as "right" and "wrong"."""

    frame: pandas.DataFrame
    caption: Claim | str = ""
    marks: Sequence[str] = ()

    def rows(self) -> list[list[str]]:
        """The cells as people read them."""
        return [[said(value) for value in row] for row in self.frame.itertuples(index=False)]

    def numeric(self) -> list[bool]:
        """Which columns are numbers, and stand to the right."""
        return [kind.kind in "iuf" for kind in self.frame.dtypes]


@dataclass(frozen=True)
class Details:
    """Something long, folded until it is asked for."""

    title: str
    text: str


@dataclass(frozen=True)
class Beside:
    """Two columns of blocks where there is room, else one; a single block keeps half of the width."""

    blocks: Sequence[Block]


@dataclass(frozen=True)
class Opening:
    """How a report begins: the answer in words and large numbers beside a picture."""

    claims: Sequence[Claim | str]
    facts: Sequence[tuple[str, str]]
    picture: Picture


Block = Heading | Text | Facts | Chart | Picture | Gallery | Table | Details | Beside | Opening


@dataclass(frozen=True)
class Page:
    """A report: a title, a line below it, and blocks."""

    title: str
    line: str
    blocks: Sequence[Block]

    def _repr_html_(self) -> str:
        from html import escape

        from canvas_sim.show.report.html import html

        return f'<iframe style="width: 100%; height: 50rem; border: 0" srcdoc="{escape(html(self))}"></iframe>'

    def claims(self) -> list[Claim]:
        """All claims of the page, captions included."""
        return [claim for block in flat(self.blocks) for claim in _claims(block) if isinstance(claim, Claim)]


def flat(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with those inside of others, in order of reading."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Beside):
            found += flat(block.blocks)
        elif isinstance(block, Opening):
            found += [Text(block.claims), Facts(block.facts), block.picture]
        elif isinstance(block, Gallery):
            found += block.pictures
        else:
            found.append(block)
    return found


def _claims(block: Block) -> Sequence[Claim | str]:
    """Claims of a block that has no others inside."""
    if isinstance(block, Text):
        return block.claims
    return [block.caption] if isinstance(block, Chart | Picture | Table) else []
