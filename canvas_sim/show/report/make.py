"""`canvas-sim report`: which kind of folder it is, and writing its report into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from canvas_sim.base.errors import UserError
from canvas_sim.record.parquet import writing_to

if TYPE_CHECKING:
    from canvas_sim.show.report.page import ReportPage


def report(folder: str | Path) -> Path:
    """Write the report of a folder into ``FOLDER/report``: report.html, report.md and its pictures.

    Parameters
    ----------
    folder : of a run, of a sweep, or of the results of an experiment

    Returns
    -------
    Path
        The HTML file.

    Raises
    ------
    UserError
        It is no folder of a run, a sweep or an experiment, or cannot be written.
    """
    folder = Path(folder)
    return write_report(report_page(folder), folder / "report")


def report_page(folder: Path) -> ReportPage:
    """The report of a folder, not written yet."""
    if (folder / "run.json").is_file():
        from canvas_sim.record.run import Run
        from canvas_sim.show.report.run import run_page

        return run_page(Run.load(folder))
    if (folder / "experiment.json").is_file():
        from canvas_sim.show.report.experiment import ExperimentReport

        return ExperimentReport(folder).page()
    if (folder / "sweep.json").is_file():
        from canvas_sim.show.report.sweep import SweepReport

        return SweepReport(folder).page()
    names = "run.json, sweep.json nor experiment.json"
    raise UserError(f"{folder} is not the folder of a run, a sweep or an experiment: it has neither {names}")


def write_report(page: ReportPage, into: Path, name: str = "report") -> Path:
    """Write a page into files of a name; returns the HTML file."""
    from canvas_sim.show.report.page import page_as_html, page_as_markdown

    files = {f"{name}.html": page_as_html(page).encode()} | page_as_markdown(page, name)
    with writing_to(into):
        into.mkdir(exist_ok=True)
        for file, data in files.items():
            (into / file).write_bytes(data)
    return into / f"{name}.html"
