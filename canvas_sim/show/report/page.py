"""A page, and it as one HTML file that needs nothing else, or as Markdown with its pictures as files beside it."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import markupsafe
from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from canvas_sim.show.plots.style import figure_png, figure_svg
from canvas_sim.show.report.blocks import Block, Chart, Picture, claims_in, reading_order
from canvas_sim.show.report.claims import Claim


@dataclass(frozen=True)
class ReportPage:
    """A report: a title, a line below it, and blocks."""

    title: str
    line: str
    blocks: Sequence[Block]

    def _repr_html_(self) -> str:
        return f'<iframe style="width: 100%; height: 50rem; border: 0" srcdoc="{escape(page_as_html(self))}"></iframe>'

    def claims(self) -> list[Claim]:
        """All claims of the page, captions included."""
        return [claim for block in reading_order(self.blocks) for claim in claims_in(block) if isinstance(claim, Claim)]


def page_as_html(page: ReportPage) -> str:
    """The whole file."""
    return _template("report.html").render(page=page, drawing=figure_svg, address=_address)


def page_as_markdown(page: ReportPage, name: str = "report") -> dict[str, bytes]:
    """Files by name: ``NAME.md``, and a picture for each figure that it shows."""
    blocks = reading_order(page.blocks)
    text = _template("report.md").render(page=page, blocks=blocks, cell=_cell)
    files = {f"{name}.md": re.sub(r"\n{3,}", "\n\n", text).strip().encode() + b"\n"}
    for block in blocks:
        if isinstance(block, Chart):
            files[f"{block.name}.png"] = figure_png(block.figure)
        elif isinstance(block, Picture):
            files[f"{block.name}.{block.kind}"] = block.data
    return files


@cache
def _template(name: str) -> Template:
    """A template of the package; names end as what they make does."""
    how: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    where = PackageLoader("canvas_sim.show.report")
    environment = Environment(loader=where, autoescape=select_autoescape(["html"]), **how)
    environment.filters["code"] = _with_code
    environment.globals["kind"] = lambda block: type(block).__name__.lower()
    return environment.get_template(name)


def _with_code(text: object) -> str:
    """Escaped text, in which what stands in backticks is code."""
    return markupsafe.Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(markupsafe.escape(text))))


def _address(picture: Picture) -> str:
    """A picture as a data address."""
    return f"data:image/{picture.kind};base64,{base64.b64encode(picture.data).decode()}"


def _cell(text: str) -> str:
    """Text that does not break a table."""
    return text.replace("|", "\\|").replace("\n", " ")
