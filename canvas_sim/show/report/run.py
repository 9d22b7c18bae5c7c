"""The report of one run: what happened, with every number taken from its log and tables."""

import json

import pandas

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames import order
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.metrics.logs.conflict import share_of_attacks, stances, verdicts
from canvas_sim.metrics.logs.histories import column
from canvas_sim.record.run import Run
from canvas_sim.scenario.toml import description, to_toml
from canvas_sim.show.plots import run_data
from canvas_sim.show.report import run_sections as sections
from canvas_sim.show.report.blocks import Block, Details, Heading, Opening, canvas_picture, fact_table
from canvas_sim.show.report.claims import Claim, as_text, begun, claim, counted
from canvas_sim.show.report.page import ReportPage


def run_page(run: Run) -> ReportPage:
    """The report."""
    about = description(run.scenario) or "An event on a shared canvas."
    height, width = run.canvas.shape
    known = f", seed {run.info['seed']}" if run.info["seed"] >= 0 else ""  # what was imported has none
    line = f"{about} {width} × {height} pixels, {counted(run.end / HOUR, 'hour')}{known}."
    between = (sections.course, sections.largest_works, sections.conflict, sections.alliances, sections.people)
    blocks = [block for part in (answer_blocks, *between, _made) for block in part(run)]
    return ReportPage(run.scenario.event.name, line, blocks)


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


STANDS = 0.8  # share of its template from which on a work is said to stand


def answer_blocks(run: Run) -> list[Block]:
    """What happened, in a paragraph, in large numbers and as a picture."""
    counts, works, pacts = run.info["counts"], run_data.works_by_size(run), alliance_spans(run)
    claims = [
        claim(
            "run.answer",
            **{"users": counts["users"], "placements": counts["placements"], "hours": run.end / HOUR},
            filled=order.not_white(run.canvas, run.background),
        ),
        claim("run.order", same=order.same_neighbor(run.canvas), chance=order.chance_same(run.canvas)),
    ]
    large = [(as_text(counts["placements"]), "placements"), (as_text(counts["users"]), "people who placed")]
    if len(works):
        standing = int((works["alive"] & (works["match"] >= STANDS)).sum())
        claims.append(claim("run.standing", planned=len(works), standing=standing, stands=STANDS))
        large.append((as_text(len(works)), "work planned" if len(works) == 1 else "works planned"))
        large.append((as_text(standing), "standing at the end"))
    if run_data.has_log(run) and len(run_data.placements_a_user(run)):
        claims.append(_sides_claim(run))
    if len(pacts):
        claims.append(_pact_claim(pacts))
        large.append((as_text(len(pacts)), "alliance" if len(pacts) == 1 else "alliances"))
        large.append((as_text(int((pacts["fate"] == "betrayed").sum())), "betrayed"))
    return [Opening(claims, large, canvas_picture("canvas", run.canvas, run.colors, "The canvas at the end."))]


def _sides_claim(run: Run) -> Claim:
    """How much of it was attack, and by whom."""
    verdict = verdicts(run)
    groups = stances(column(run, "user"), verdict)
    numbers = {"both": groups["both"], "attack": groups["attack only"], "defense": groups["defense only"]}
    return claim("run.sides", share=share_of_attacks(verdict), **numbers)


def _pact_claim(pacts: pandas.DataFrame) -> Claim:
    """How alliances went."""
    fates = pacts["fate"].value_counts()
    return claim(
        "run.pacts",
        formed=begun(counted(len(pacts), "alliance was", "alliances were")),
        held=counted(int(fates.get("held", 0)), "one", "of them").replace("1 one", "one"),
        betrayed=counted(int(fates.get("betrayed", 0)), "was", "were").replace("no were", "none was"),
    )
