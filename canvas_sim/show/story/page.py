"""`canvas-sim story`: the four chapters as one page, beside the run."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from canvas_sim.base.errors import UserError
from canvas_sim.record.run import Run
from canvas_sim.show.plots.run_data import has_log
from canvas_sim.show.report.blocks import Block, Heading, Text
from canvas_sim.show.report.claims import Claim, claim
from canvas_sim.show.report.make import write_report
from canvas_sim.show.report.page import ReportPage
from canvas_sim.show.story.betrayal import betrayal_chapter
from canvas_sim.show.story.call import call_chapter
from canvas_sim.show.story.treaty import treaty_chapter
from canvas_sim.show.story.war import war_chapter

CHAPTERS: dict[str, Callable[[Run], list[Block] | None]] = {
    "call": call_chapter,
    "war": war_chapter,
    "treaty": treaty_chapter,
    "betrayal": betrayal_chapter,
}


def write_story(folder: str | Path, out: str | Path | None = None) -> Path:
    """Write the story of a run: story.html, story.md and its pictures.

    Parameters
    ----------
    folder : of a run
    out : folder to write into; ``FOLDER/story`` if None

    Returns
    -------
    Path
        The HTML file.

    Raises
    ------
    UserError
        It is no folder of a run, its log was not kept, or the story cannot be written.
    """
    return write_report(story_page(Run.load(folder)), Path(out or Path(folder) / "story"), "story")


def story_page(run: Run) -> ReportPage:
    """The story of a run, not written yet."""
    if run.info["counts"]["placements"] and not has_log(run):
        raise UserError(f"the run in {run.folder or 'memory'} has no log: make it again without --no-log")
    blocks: list[Block] = []
    for name, chapter in CHAPTERS.items():
        blocks += chapter(run) or [Heading(str(claim(f"{name}.title"))), Text([_missing(run, name)])]
    return ReportPage(str(claim("story.title", event=run.scenario.event.name)), str(claim("story.line")), blocks)


def _missing(run: Run, name: str) -> Claim:
    """That a kind of event did not happen, and what would make it likelier."""
    if run.imported:
        return claim(f"{name}.unknown")
    values: dict[str, Any] = {}
    for section in ("forum", "communities", "alliances"):
        values[section] = getattr(run.scenario, section)
    return claim(f"{name}.none", **values)
