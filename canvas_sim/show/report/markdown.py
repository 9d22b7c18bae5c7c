"""A page as Markdown, with its figures and pictures as files beside it."""

from __future__ import annotations

import re

from canvas_sim.show.plots.style import figure_png
from canvas_sim.show.report.blocks import Chart, Picture, reading_order
from canvas_sim.show.report.page import ReportPage
from canvas_sim.show.report.templating import block_kind, template


def page_as_markdown(page: ReportPage) -> dict[str, bytes]:
    """Files by name: ``report.md``, and a picture for each figure that it shows."""
    text = template("report.md").render(page=page, blocks=reading_order(page.blocks), kind=block_kind, cell=_cell)
    return {"report.md": re.sub(r"\n{3,}", "\n\n", text).strip().encode() + b"\n"} | _pictures(page)


def _pictures(page: ReportPage) -> dict[str, bytes]:
    """Figures and pictures of a page."""
    files = {}
    for block in reading_order(page.blocks):
        if isinstance(block, Chart):
            files[f"{block.name}.png"] = figure_png(block.figure)
        elif isinstance(block, Picture):
            files[f"{block.name}.{block.kind}"] = block.data
    return files


def _cell(text: str) -> str:
    """Text that does not break a table."""
    return text.replace("|", "\\|").replace("\n", " ")
