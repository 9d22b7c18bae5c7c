"""The parts of a run's report on works, conflict, alliances and people."""

from __future__ import annotations

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.histories import WINDOW
from canvas_sim.record import images
from canvas_sim.show.plots import run_figures
from canvas_sim.show.report.blocks import Beside, Block, Chart, DataTable, Gallery, Heading, Picture, Text
from canvas_sim.show.report.claims import Claim
from canvas_sim.show.report.run_facts import RunFacts
from canvas_sim.show.report.upscale import upscaled

SHOWN = 12  # works in the gallery


def work_blocks(facts: RunFacts) -> list[Block]:
    """The largest works: when they lived, and what is left of them."""
    if not len(facts.works):
        return []
    alive = facts.works[facts.works["alive"]]
    largest = Claim(
        "The largest works by area, from founding to end; gray ones were given up, overrun or replaced. The "
        "largest that lives, {name}, has {area:#pixel}.",
        name=alive["name"].iloc[0] if len(alive) else "none",
        area=int(alive["area"].iloc[0]) if len(alive) else 0,
    )
    lives = Chart("lives", run_figures.plot_lives(facts.run), largest, "Lives of the largest works")
    best = alive.sort_values(["match", "area"], ascending=False, kind="stable")
    best = best[best["area"] >= best["area"].median()].head(SHOWN).sort_values("area", ascending=False)
    return [Heading("Works"), Beside([lives, Gallery([_crop(facts, work) for work in best.itertuples()], "small")])]


def _crop(facts: RunFacts, work) -> Picture:
    """A work as it stands at the end, with a pixel of what surrounds it."""
    there = facts.run.canvas[
        max(work.y - 1, 0) : work.y + work.height + 1, max(work.x - 1, 0) : work.x + work.width + 1
    ]
    caption = Claim("{name}, {match:.0%} as planned", name=work.name, match=work.match)
    return Picture(f"work-{work.design}", images.png_bytes(upscaled(there, 240), facts.run.colors), caption)


def conflict_blocks(facts: RunFacts) -> list[Block]:
    """Attack and defense over time, and who fought whom."""
    if not facts.has_log or not len(facts.verdict):
        return []
    told = Claim(
        "Told from pixels: a placement that keeps or restores what a pixel was for most of the last {hours:#hour} "
        "is defense; one that changes it, and does not last, is attack.",
        hours=WINDOW / HOUR,
    )
    charts: list[Block] = [
        Chart("sides", run_figures.plot_sides(facts.run, facts.verdict), told, "Attacks and defenses")
    ]
    if facts.rivalry.to_numpy().any():
        charts.append(Chart("rivals", run_figures.plot_rivals(facts.run), _feud(facts), "Who hit whom"))
    return [Heading("Attack and defense"), Beside(charts)]


def _feud(facts: RunFacts) -> Claim:
    """The fiercest pair."""
    counts = facts.rivalry.to_numpy()
    y, x = np.unravel_index(int(np.argmax(counts)), counts.shape)
    return Claim(
        "Placements that took a pixel away from another community's template. {by} hit {hit} most, {hits:#time}, "
        "and was hit back {back:#time}.",
        by=facts.rivalry.index[y],
        hit=facts.rivalry.index[x],
        hits=int(counts[y, x]),
        back=int(counts[x, y]),
    )


def alliance_blocks(facts: RunFacts) -> list[Block]:
    """Alliances on the map, and as a table by cause."""
    if not len(facts.pacts):
        return []
    hours = (facts.pacts["over"] - facts.pacts["formed"]) / HOUR
    caption = Claim(
        "Each line joins two works whose communities allied. Half of the alliances lasted {hours:.1f} hours or more.",
        hours=float(hours.median()),
    )
    table = (
        facts.pacts.assign(hours=hours)
        .groupby("why")
        .agg(
            formed=("fate", "size"),
            held=("fate", lambda fate: int((fate == "held").sum())),
            betrayed=("fate", lambda fate: int((fate == "betrayed").sum())),
            median=("hours", "median"),
        )
    )
    table = table.reset_index().rename(columns={"why": "why they allied", "median": "median length, h"})
    return [
        Heading("Alliances"),
        Beside([Chart("pacts", run_figures.plot_alliances(facts.run), caption), DataTable(table)]),
    ]


def people_blocks(facts: RunFacts) -> list[Block]:
    """How unequal people are."""
    if not facts.has_log or not len(facts.each):
        return []
    tenth = max(1, len(facts.each) // 10)
    claim = Claim(
        "Half of the people placed {median} or fewer pixels, {once:.0%} exactly one. The busiest tenth placed "
        "{top:.0%} of all.",
        median=float(np.median(facts.each)),
        once=float(np.mean(facts.each == 1)),
        top=float(facts.each[:tenth].sum() / facts.each.sum()),
    )
    caption = "The share of people who placed at least so many pixels."
    return [Heading("People"), Beside([Chart("people", run_figures.plot_people(facts.run), caption), Text([claim])])]
