"""The parts of a run's report on works, conflict, alliances and people."""

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.metrics.logs.conflict import verdicts
from canvas_sim.metrics.logs.histories import WINDOW
from canvas_sim.record.run import Run
from canvas_sim.show.plots import run_data, run_figures
from canvas_sim.show.report.blocks import (
    Beside,
    Block,
    Chart,
    DataTable,
    Gallery,
    Heading,
    Picture,
    Text,
    canvas_picture,
    chart,
)
from canvas_sim.show.report.claims import claim

SHOWN = 12  # works in the gallery


def work_blocks(run: Run) -> list[Block]:
    """The largest works: when they lived, and what is left of them."""
    works = run_data.works_by_size(run)
    if not len(works):
        return []
    alive = works[works["alive"]]
    name, area = (alive["name"].iloc[0], int(alive["area"].iloc[0])) if len(alive) else ("none", 0)
    lives = chart("lives", run_figures.plot_lives(run), name=name, area=area)
    best = alive.sort_values(["match", "area"], ascending=False, kind="stable")
    best = best[best["area"] >= best["area"].median()].head(SHOWN).sort_values("area", ascending=False)
    return [Heading("Works"), Beside([lives, Gallery([_crop(run, work) for work in best.itertuples()], "small")])]


def _crop(run: Run, work) -> Picture:
    """A work as it stands at the end, with a pixel of what surrounds it."""
    there = run.canvas[max(work.y - 1, 0) : work.y + work.height + 1, max(work.x - 1, 0) : work.x + work.width + 1]
    caption = claim("run.work", name=work.name, match=work.match)
    return canvas_picture(f"work-{work.design}", there, run.colors, caption, 240)


def conflict_blocks(run: Run) -> list[Block]:
    """Attack and defense over time, and who fought whom."""
    if not run_data.has_log(run) or not len(verdicts(run)):
        return []
    charts = [chart("sides", run_figures.plot_sides(run), hours=WINDOW / HOUR)]
    if run_data.hits_between(run).to_numpy().any():
        charts.append(_rivals(run))
    return [Heading("Attack and defense"), Beside(charts)]


def _rivals(run: Run) -> Chart:
    """Who hit whom, with the fiercest pair."""
    rivalry = run_data.hits_between(run)
    counts, names = rivalry.to_numpy(), rivalry.index
    y, x = np.unravel_index(int(np.argmax(counts)), counts.shape)
    hits = {"hits": int(counts[y, x]), "back": int(counts[x, y])}
    return chart("rivals", run_figures.plot_rivals(run), by=names[y], hit=names[x], **hits)


def alliance_blocks(run: Run) -> list[Block]:
    """Alliances on the map, and as a table by cause."""
    pacts = alliance_spans(run)
    if not len(pacts):
        return []
    hours = (pacts["over"] - pacts["formed"]) / HOUR
    table = (
        pacts.assign(hours=hours, held=pacts["fate"] == "held", betrayed=pacts["fate"] == "betrayed")
        .groupby("why")
        .agg(formed=("fate", "size"), held=("held", "sum"), betrayed=("betrayed", "sum"), median=("hours", "median"))
    )
    table = table.reset_index().rename(columns={"why": "why they allied", "median": "median length, h"})
    map_ = chart("pacts", run_figures.plot_alliances(run), hours=float(hours.median()))
    return [Heading("Alliances"), Beside([map_, DataTable(table)])]


def people_blocks(run: Run) -> list[Block]:
    """How unequal people are."""
    if not run_data.has_log(run) or not len(each := run_data.placements_a_user(run)):
        return []
    tenth = each[: max(1, len(each) // 10)]
    told = claim(
        "run.people",
        median=float(np.median(each)),
        once=float(np.mean(each == 1)),
        top=float(tenth.sum() / each.sum()),
    )
    return [Heading("People"), Beside([chart("people", run_figures.plot_people(run)), Text([told])])]
