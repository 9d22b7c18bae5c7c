"""`canvas-sim explore`: a run as one HTML file that opens from disk and needs nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from itertools import chain, islice
from pathlib import Path
from typing import Any

from canvas_sim.base.errors import UserError
from canvas_sim.record.folder import new_file
from canvas_sim.record.run import Run
from canvas_sim.show.viewer import tables
from canvas_sim.show.viewer.modules import STATIC, joined_modules
from canvas_sim.show.viewer.placements import packed_log

MOST = 40_000_000  # placements; a browser holds some 30 bytes of each


def write_explorer(folder: str | Path, out: str | Path | None = None) -> Path:
    """Write the explorer of a run as one HTML file.

    Parameters
    ----------
    folder : of a run
    out : file to write; ``FOLDER/explore.html`` if None

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UserError
        It is no folder of a run, its log was not kept or is too long for a browser, or the file cannot be written.
    """
    run = Run.load(folder)
    path = Path(out or Path(folder) / "explore.html")
    placements = run.info["counts"]["placements"]
    if placements > MOST:
        raise UserError(f"{folder} has {placements:,} placements, and a browser holds {MOST:,} at most")
    parts = page_parts(run)
    first = next(parts)  # a run without a log is refused before anything is written
    with new_file(path) as partial, partial.open("w", encoding="utf-8") as file:
        file.write(first)
        file.writelines(parts)
    return path


def page_parts(run: Run) -> Iterator[str]:
    """The page, piece by piece: what shows the run first, then the run, its canvas before its log."""
    log = packed_log(run)
    begun = list(islice(log, 1))
    yield _frame(run)
    yield _part("canvas", tables.packed_canvas(run))
    yield _part("tables", tables.packed_tables(run))
    for number, chunk in enumerate(chain(begun, log)):
        yield _part(f"log-{number}", chunk)
    if not run.imported:
        yield _part("learned", tables.packed_learned(run))
    yield "</body>\n</html>\n"


def json_for_page(value: Any) -> str:
    """JSON that may stand in a script element."""
    text = json.dumps(value, allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _frame(run: Run) -> str:
    """The page down to where the data begins."""
    texts = {
        "title": escape(f"{run.scenario.event.name}: the explorer"),
        "style": (STATIC / "style.css").read_text("utf-8").strip(),
        "head": json_for_page(tables.page_head(run)),
        "script": joined_modules("page").strip(),
    }
    return re.sub(r"\{\{ (\w+) \}\}", lambda place: texts[place[1]], (STATIC / "page.html").read_text("utf-8"))


def _part(name: str, packed: str) -> str:
    """A packed text as an element; it holds letters, digits and + / = only."""
    return f'<script type="text/plain" id="{name}">\n{packed}</script>\n'
