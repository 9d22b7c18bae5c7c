"""The parts of a run's report on works, conflict, alliances and people."""

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.histories import WINDOW
from canvas_sim.show.plots import run_figures
from canvas_sim.show.report.blocks import Beside, Block, Chart, DataTable, Gallery, Heading, Picture, Text, chart
from canvas_sim.show.report.canvases import canvas_picture
from canvas_sim.show.report.claims import claim
from canvas_sim.show.report.run_facts import RunFacts

SHOWN = 12  # works in the gallery


def work_blocks(facts: RunFacts) -> list[Block]:
    """The largest works: when they lived, and what is left of them."""
    if not len(facts.works):
        return []
    alive = facts.works[facts.works["alive"]]
    name, area = (alive["name"].iloc[0], int(alive["area"].iloc[0])) if len(alive) else ("none", 0)
    lives = chart("lives", run_figures.plot_lives(facts.run), name=name, area=area)
    best = alive.sort_values(["match", "area"], ascending=False, kind="stable")
    best = best[best["area"] >= best["area"].median()].head(SHOWN).sort_values("area", ascending=False)
    return [Heading("Works"), Beside([lives, Gallery([_crop(facts, work) for work in best.itertuples()], "small")])]


def _crop(facts: RunFacts, work) -> Picture:
    """A work as it stands at the end, with a pixel of what surrounds it."""
    there = facts.run.canvas[
        max(work.y - 1, 0) : work.y + work.height + 1, max(work.x - 1, 0) : work.x + work.width + 1
    ]
    caption = claim("run.work", name=work.name, match=work.match)
    return canvas_picture(f"work-{work.design}", there, facts.run.colors, caption, 240)


def conflict_blocks(facts: RunFacts) -> list[Block]:
    """Attack and defense over time, and who fought whom."""
    if not facts.has_log or not len(facts.verdict):
        return []
    charts = [chart("sides", run_figures.plot_sides(facts.run, facts.verdict), hours=WINDOW / HOUR)]
    if facts.rivalry.to_numpy().any():
        charts.append(_rivals(facts))
    return [Heading("Attack and defense"), Beside(charts)]


def _rivals(facts: RunFacts) -> Chart:
    """Who hit whom, with the fiercest pair."""
    counts, names = facts.rivalry.to_numpy(), facts.rivalry.index
    y, x = np.unravel_index(int(np.argmax(counts)), counts.shape)
    hits = {"hits": int(counts[y, x]), "back": int(counts[x, y])}
    return chart("rivals", run_figures.plot_rivals(facts.run), by=names[y], hit=names[x], **hits)


def alliance_blocks(facts: RunFacts) -> list[Block]:
    """Alliances on the map, and as a table by cause."""
    if not len(facts.pacts):
        return []
    hours = (facts.pacts["over"] - facts.pacts["formed"]) / HOUR
    table = (
        facts.pacts.assign(hours=hours, held=facts.pacts["fate"] == "held", betrayed=facts.pacts["fate"] == "betrayed")
        .groupby("why")
        .agg(formed=("fate", "size"), held=("held", "sum"), betrayed=("betrayed", "sum"), median=("hours", "median"))
    )
    table = table.reset_index().rename(columns={"why": "why they allied", "median": "median length, h"})
    map_ = chart("pacts", run_figures.plot_alliances(facts.run), hours=float(hours.median()))
    return [Heading("Alliances"), Beside([map_, DataTable(table)])]


def people_blocks(facts: RunFacts) -> list[Block]:
    """How unequal people are."""
    if not facts.has_log or not len(facts.each):
        return []
    tenth = facts.each[: max(1, len(facts.each) // 10)]
    told = claim(
        "run.people",
        median=float(np.median(facts.each)),
        once=float(np.mean(facts.each == 1)),
        top=float(tenth.sum() / facts.each.sum()),
    )
    return [Heading("People"), Beside([chart("people", run_figures.plot_people(facts.run)), Text([told])])]
