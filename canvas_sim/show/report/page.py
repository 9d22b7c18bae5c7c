"""A page, and it as one HTML file that needs nothing else, neither files nor network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from canvas_sim.show.report.blocks import Block, claims_in, reading_order
from canvas_sim.show.report.claims import Claim
from canvas_sim.show.report.templating import block_kind, chart_svg, data_address, template


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
    return template("report.html").render(page=page, drawing=chart_svg, address=data_address, kind=block_kind)
