"""What a report is made of, before it is HTML or Markdown."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas
from matplotlib.figure import Figure
from PIL import Image

from canvas_sim.base.color import rgb_array
from canvas_sim.record.images import png_bytes
from canvas_sim.show.pictures import difference, differs
from canvas_sim.show.report.claims import Claim, as_text, claim, texts


class Heading(NamedTuple):
    """Begins a section."""

    text: str


class Text(NamedTuple):
    """A paragraph of claims."""

    claims: Sequence[Claim]


class Facts(NamedTuple):
    """The most important numbers, large: pairs of number and what it counts."""

    facts: Sequence[tuple[str, str]]


class Chart(NamedTuple):
    """A figure, with a name for files and a sentence below it."""

    name: str
    figure: Figure
    caption: Claim | str
    title: str = ""


class Picture(NamedTuple):
    """A picture of pixels: PNG or WebP."""

    name: str
    data: bytes
    caption: Claim | str
    kind: str = "png"


class Gallery(NamedTuple):
    """Pictures beside each other; `size` is medium, small, or strip: each as large as it is, and none enlarged."""

    pictures: Sequence[Picture]
    size: str = "medium"


class DataTable(NamedTuple):
    """A table; `marks` are CSS classes of rows, such as "right" and "wrong"."""

    frame: pandas.DataFrame
    caption: Claim | str = ""
    marks: Sequence[str] = ()

    def rows(self) -> list[list[str]]:
        """The cells as people read them."""
        return [[as_text(value) for value in row] for row in self.frame.itertuples(index=False)]

    def numeric(self) -> list[bool]:
        """Which columns are numbers, and stand to the right."""
        return [kind.kind in "iuf" for kind in self.frame.dtypes]


class Details(NamedTuple):
    """Something long, folded until it is asked for."""

    title: str
    text: str


class Beside(NamedTuple):
    """Two columns of blocks where there is room, else one; a single block keeps half of the width."""

    blocks: Sequence["Block"]


class Opening(NamedTuple):
    """How a report begins: the answer in words and large numbers beside a picture."""

    claims: Sequence[Claim]
    facts: Sequence[tuple[str, str]]
    picture: Picture


Block = Heading | Text | Facts | Chart | Picture | Gallery | DataTable | Details | Beside | Opening


def chart(name: str, figure: Figure, /, **values: Any) -> Chart:
    """A figure with the title and the caption that ``texts.toml`` has under its name."""
    told = texts()["figures"][name]
    return Chart(name, figure, Claim(told["caption"], **values), told.get("title", ""))


def fact_table(facts: Mapping[str, Any], caption: str = "") -> DataTable:
    """A row a fact: what, and value."""
    rows = pandas.DataFrame({"what": list(facts), "value": [as_text(value) for value in facts.values()]})
    return DataTable(rows, caption)


def reading_order(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with those inside of others, in order of reading."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Beside):
            found += reading_order(block.blocks)
        elif isinstance(block, Opening):
            found += [Text(block.claims), Facts(block.facts), block.picture]
        elif isinstance(block, Gallery):
            found += block.pictures
        else:
            found.append(block)
    return found


def claims_in(block: Block) -> Sequence[Claim | str]:
    """Claims of a block that has no others inside."""
    if isinstance(block, Text):
        return block.claims
    return [block.caption] if isinstance(block, Chart | Picture | DataTable) else []


def canvas_picture(
    name: str, canvas: np.ndarray, colors: Sequence[str], caption: Claim | str, side: int = 480
) -> Picture:
    """A canvas, uint8 [h, w], as large as fits into `side` pixels, but not smaller than it is."""
    return Picture(name, png_bytes(_upscaled(canvas, side), colors), caption)


def picture_of_changes(
    name: str, canvases: tuple[np.ndarray, np.ndarray], colors: Sequence[str], sentence: str, **values: Any
) -> Picture:
    """Where the second of two canvases differs, with a sentence of ``texts.toml`` that is told the share that does."""
    before, after = (rgb_array(colors)[canvas] for canvas in canvases)
    file = io.BytesIO()
    Image.fromarray(_upscaled(difference(before, after), 480)).save(file, "PNG", optimize=True)
    share = float(differs(before, after).mean())
    return Picture(name, file.getvalue(), claim(sentence, share=share, **values))


def _upscaled(pixels: np.ndarray, side: int) -> np.ndarray:
    multiple = max(1, side // max(pixels.shape))
    return pixels.repeat(multiple, axis=0).repeat(multiple, axis=1)
