"""The parts of a run's report: how the event came about, works, conflict, alliances and people."""

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.metrics.logs.conflict import verdicts
from canvas_sim.metrics.logs.histories import WINDOW
from canvas_sim.record.replay import Replay
from canvas_sim.record.run import Run
from canvas_sim.show.plots import run_data, run_figures
from canvas_sim.show.report import blocks
from canvas_sim.show.report.claims import claim

MOMENTS = (1 / 12, 1 / 6, 1 / 3, 2 / 3)  # shares of the event at which the canvas is shown


def course(run: Run) -> list[blocks.Block]:
    """How the event went: film, figures over time, canvases at some moments."""
    charts: list[blocks.Block] = [_order(run)]
    if run_data.has_log(run):
        charts.insert(0, _activity(run))
        if run_data.purpose_shares(run) is not None:
            charts.append(_purposes(run))
    parts: list[blocks.Block] = [blocks.Heading("How it came about"), blocks.Beside([*_film(run), *charts])]
    return [*parts, _moments(run)] if run_data.has_log(run) else parts


def _film(run: Run) -> list[blocks.Block]:
    """The timelapse, where there is one."""
    film = run.folder / "timelapse.webp" if run.folder else None
    if film is None or not film.is_file():
        return []
    return [blocks.Picture("timelapse", film.read_bytes(), claim("run.film", hours=run.end / HOUR), "webp")]


def _activity(run: Run) -> blocks.Chart:
    """Placements over time, with the busiest interval."""
    rate, bounds = run_data.placements_per_hour(run), run_data.interval_bounds(run)
    top = int(np.argmax(rate))
    hour = (bounds[top] + bounds[top + 1]) / 2 / HOUR
    return blocks.chart("activity", run_figures.plot_activity(run), hour=hour, rate=round(float(rate[top])))


def _order(run: Run) -> blocks.Chart:
    """Order over time: when half was drawn on, and when most pixels were alone."""
    looks = run_data.canvas_over_time(run)
    half = looks.loc[looks["not_white"] >= 0.5, "ts"]
    never = "Less than half of the canvas was ever drawn on."
    first = str(claim("run.half", hours=half.iloc[0] / HOUR)) if len(half) else never
    peak = looks.loc[looks["isolated"].idxmax()]
    alone = {"hour": peak["ts"] / HOUR, "peak": peak["isolated"], "end": looks["isolated"].iloc[-1]}
    return blocks.chart("order", run_figures.plot_order(run), first=first, **alone)


def _purposes(run: Run) -> blocks.Chart:
    """What placements were for over time, and what most were for, first and last."""
    shares = run_data.purpose_shares(run)
    assert shares is not None
    part = max(1, len(shares) // 6)
    early, late = shares.iloc[:part].mean(), shares.iloc[-part:].mean()
    most = {"early": _why(str(early.idxmax())), "first": float(early.max())}
    most |= {"late": _why(str(late.idxmax())), "last": float(late.max())}
    return blocks.chart("purposes", run_figures.plot_purposes(run), **most)


def _why(purpose: str) -> str:
    """A purpose as it goes into a sentence."""
    return purpose if purpose.startswith("on ") else f"to {purpose}"


def _moments(run: Run) -> blocks.Gallery:
    """The canvas at some moments, and what the last third of the event changed."""
    pictures, replay = [], Replay(run)
    for share in MOMENTS:
        replay.play(round(share * run.end))
        caption = claim("run.moment", hours=share * run.end / HOUR)
        pictures.append(blocks.canvas_picture(f"at-{share:.2f}", replay.canvas, run.colors, caption))
    pictures.append(blocks.canvas_picture("at-end", run.canvas, run.colors, "At the end."))
    both = (replay.canvas, run.canvas)
    return blocks.Gallery([*pictures, blocks.picture_of_changes("changed", both, run.colors, "run.changed")])


SHOWN = 12  # works in the gallery


def largest_works(run: Run) -> list[blocks.Block]:
    """The largest works: when they lived, and what is left of them."""
    works = run_data.works_by_size(run)
    if not len(works):
        return []
    alive = works[works["alive"]]
    name, area = (alive["name"].iloc[0], int(alive["area"].iloc[0])) if len(alive) else ("none", 0)
    lives = blocks.chart("lives", run_figures.plot_lives(run), name=name, area=area)
    best = alive.sort_values(["match", "area"], ascending=False, kind="stable")
    best = best[best["area"] >= best["area"].median()].head(SHOWN).sort_values("area", ascending=False)
    crops = [_crop(run, work) for work in best.itertuples()]
    return [blocks.Heading("Works"), blocks.Beside([lives, blocks.Gallery(crops, "small")])]


def _crop(run: Run, work) -> blocks.Picture:
    """A work as it stands at the end, with a pixel of what surrounds it."""
    there = run.canvas[max(work.y - 1, 0) : work.y + work.height + 1, max(work.x - 1, 0) : work.x + work.width + 1]
    caption = claim("run.work", name=work.name, match=work.match)
    return blocks.canvas_picture(f"work-{work.design}", there, run.colors, caption, 240)


def conflict(run: Run) -> list[blocks.Block]:
    """Attack and defense over time, and who fought whom."""
    if not run_data.has_log(run) or not len(verdicts(run)):
        return []
    charts = [blocks.chart("sides", run_figures.plot_sides(run), hours=WINDOW / HOUR)]
    if run_data.hits_between(run).to_numpy().any():
        charts.append(_rivals(run))
    return [blocks.Heading("Attack and defense"), blocks.Beside(charts)]


def _rivals(run: Run) -> blocks.Chart:
    """Who hit whom, with the fiercest pair."""
    rivalry = run_data.hits_between(run)
    counts, names = rivalry.to_numpy(), rivalry.index
    y, x = np.unravel_index(int(np.argmax(counts)), counts.shape)
    hits = {"hits": int(counts[y, x]), "back": int(counts[x, y])}
    return blocks.chart("rivals", run_figures.plot_rivals(run), by=names[y], hit=names[x], **hits)


def alliances(run: Run) -> list[blocks.Block]:
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
    map_ = blocks.chart("pacts", run_figures.plot_alliances(run), hours=float(hours.median()))
    return [blocks.Heading("Alliances"), blocks.Beside([map_, blocks.DataTable(table)])]


def people(run: Run) -> list[blocks.Block]:
    """How unequal people are."""
    if not run_data.has_log(run) or not len(each := run_data.placements_a_user(run)):
        return []
    numbers = {"median": float(np.median(each)), "once": float(np.mean(each == 1))}
    told = claim("run.people", **numbers, top=float(each[: max(1, len(each) // 10)].sum() / each.sum()))
    chart = blocks.chart("people", run_figures.plot_people(run))
    return [blocks.Heading("People"), blocks.Beside([chart, blocks.Text([told])])]
