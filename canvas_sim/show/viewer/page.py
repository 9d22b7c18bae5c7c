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
from canvas_sim.base.times import HOUR
from canvas_sim.record.folder import new_file
from canvas_sim.record.run import Run
from canvas_sim.show.viewer import tables
from canvas_sim.show.viewer.modules import STATIC, joined_modules
from canvas_sim.show.viewer.placements import packed_log

MOST = 40_000_000  # placements; a browser holds some 30 bytes of each


def write_explorer(folder: str | Path, out: str | Path | None = None, twin: str | Path | None = None) -> Path:
    """Write the explorer of a run as one HTML file.

    Parameters
    ----------
    folder : of a run
    out : file to write; ``FOLDER/explore.html`` if None
    twin : folder of another run of the same canvas, to compare it with

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UserError
        It is no folder of a run, its log was not kept or is too long for a browser, the two are not of the same canvas,
        or the file cannot be written.
    """
    run, other = Run.load(folder), None if twin is None else Run.load(twin)
    path = Path(out or Path(folder) / "explore.html")
    placements = sum(one.info["counts"]["placements"] for one in (run, other) if one is not None)
    if placements > MOST:
        raise UserError(f"the page would have {placements:,} placements, and a browser holds {MOST:,} at most")
    parts = page_parts(run, other)
    first = next(parts)  # a run without a log is refused before anything is written
    with new_file(path) as partial, partial.open("w", encoding="utf-8") as file:
        file.write(first)
        file.writelines(parts)
    return path


def page_parts(run: Run, twin: Run | None = None) -> Iterator[str]:
    """The page, piece by piece: what shows the run first, then the run, its canvas before its log, then its twin.

    Raises
    ------
    UserError
        A run has no log, or the two are not of the same canvas.
    """
    logs = [_begun(one) for one in (run, twin) if one is not None]
    yield _frame(run, twin)
    yield _part("canvas", tables.packed_canvas(run))
    yield from _log_parts("", run, logs[0])
    if not run.imported:
        yield _part("learned", tables.packed_learned(run))
    if twin is not None:
        yield from _log_parts("twin-", twin, logs[1])
    yield "</body>\n</html>\n"


def _begun(run: Run) -> Iterator[str]:
    """The packed log, whose first chunk is read at once: a run without a log is refused."""
    log = packed_log(run)
    return chain(list(islice(log, 1)), log)


def _log_parts(prefix: str, run: Run, log: Iterator[str]) -> Iterator[str]:
    """Tables and log of a run."""
    yield _part(f"{prefix}tables", tables.packed_tables(run))
    for number, chunk in enumerate(log):
        yield _part(f"{prefix}log-{number}", chunk)


def json_for_page(value: Any) -> str:
    """JSON that may stand in a script element."""
    text = json.dumps(value, allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _frame(run: Run, twin: Run | None) -> str:
    """The page down to where the data begins."""
    head = tables.page_head(run)
    if twin is not None:
        head["twin"] = _comparable(head, tables.page_head(twin))
    texts = {
        "title": escape(f"{run.scenario.event.name}: the explorer"),
        "style": (STATIC / "style.css").read_text("utf-8").strip(),
        "head": json_for_page(head),
        "script": joined_modules("page").strip(),
    }
    return re.sub(r"\{\{ (\w+) \}\}", lambda place: texts[place[1]], (STATIC / "page.html").read_text("utf-8"))


def _comparable(head: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The head of another run, if it is of the same canvas."""
    sizes = [f"{one['width']} x {one['height']} pixels for {one['end'] / HOUR:g} h" for one in (head, other)]
    if sizes[0] != sizes[1]:
        raise UserError(f"the two runs are not of the same canvas: one has {sizes[0]}, the other {sizes[1]}")
    if head["colors"] != other["colors"]:
        raise UserError("the two runs are not of the same canvas: their palettes differ")
    return other


def _part(name: str, packed: str) -> str:
    """A packed text as an element; it holds letters, digits and + / = only."""
    return f'<script type="text/plain" id="{name}">\n{packed}</script>\n'
