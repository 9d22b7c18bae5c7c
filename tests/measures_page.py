"""The table of docs/measures.md, written anew from the docstrings of the measures: python tests/measures_page.py."""

from __future__ import annotations

import re
from pathlib import Path

from canvas_sim.metrics.registry import catalog

PAGE = Path(__file__).parents[1] / "docs" / "measures.md"


def measures_table() -> str:
    """All measures as Markdown."""
    cells = [(f"`{one.name}`", one.needs, one.unit, one.description) for one in catalog().values()]
    rows = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join(["| measure | needs | unit | what it is |", "|---|---|---|---|", *rows])


def written(text: str) -> str:
    """The page with the table as it should be."""
    return re.sub(r"^\| measure \|.*?\n(?=\n)", lambda _: measures_table() + "\n", text, count=1, flags=re.M | re.S)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
