"""The table of docs/measures.md, written anew from the docstrings of the measures: python tests/measures_page.py."""

from __future__ import annotations

import re
from pathlib import Path

from canvas_sim.metrics.registry import measures_table

PAGE = Path(__file__).parents[1] / "docs" / "measures.md"


def written(text: str) -> str:
    """The page with the table as it should be."""
    return re.sub(r"^\| measure \|.*?\n(?=\n)", lambda _: measures_table() + "\n", text, count=1, flags=re.M | re.S)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
