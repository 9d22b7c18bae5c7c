"""The report of one run: what happened, with every number taken from its log and tables."""

import json

from canvas_sim.base.times import HOUR
from canvas_sim.record.run import Run
from canvas_sim.scenario.summary import description
from canvas_sim.scenario.toml import to_toml
from canvas_sim.show.report.blocks import Block, Details, Heading, fact_table
from canvas_sim.show.report.claims import counted
from canvas_sim.show.report.page import ReportPage
from canvas_sim.show.report.run_answer import answer_blocks
from canvas_sim.show.report.run_course import course_blocks
from canvas_sim.show.report.run_sections import alliance_blocks, conflict_blocks, people_blocks, work_blocks


def run_page(run: Run) -> ReportPage:
    """The report."""
    about = description(run.scenario) or "An event on a shared canvas."
    height, width = run.canvas.shape
    known = f", seed {run.info['seed']}" if run.info["seed"] >= 0 else ""  # what was imported has none
    line = f"{about} {width} × {height} pixels, {counted(run.end / HOUR, 'hour')}{known}."
    blocks = [
        *answer_blocks(run),
        *course_blocks(run),
        *work_blocks(run),
        *conflict_blocks(run),
        *alliance_blocks(run),
    ]
    return ReportPage(run.scenario.event.name, line, [*blocks, *people_blocks(run), *_made(run)])


def _made(run: Run) -> list[Block]:
    """Parameters, versions and digest."""
    facts = {"digest": run.digest, "seed": str(run.info["seed"]), "commit": run.info.get("commit")}
    facts |= {name: str(value) for name, value in run.info.get("versions", {}).items()}
    facts |= {"seconds": f"{run.info['seconds']:g}"}
    return [
        Heading("How it was made"),
        fact_table(facts, "The same parameters and seed give the same digest."),
        Details("All parameters", to_toml(run.scenario)),
        Details("Counts", json.dumps(run.info["counts"], indent=2)),
    ]
