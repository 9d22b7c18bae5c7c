"""The scorecard as a page: one HTML file with every row, and a picture of each curve."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas

from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.scorecard.curves import Curve, event_curves
from canvas_sim.metrics.scorecard.null_scores import Null
from canvas_sim.metrics.scorecard.scorecard import DECIDING, GIVEN, MET, NOT_AVAILABLE, Scorecard, readable
from canvas_sim.metrics.scorecard.targets import real
from canvas_sim.record.images import png_bytes
from canvas_sim.record.parquet import writing_to
from canvas_sim.record.run import Run
from canvas_sim.show.plots import score_figures
from canvas_sim.show.report import blocks
from canvas_sim.show.report.claims import claim, counted
from canvas_sim.show.report.page import ReportPage, page_as_html
from canvas_sim.show.score_table import near_enough, null_name, of_nulls, verdict_text

LAGS, USERS = 17, 22  # rows whose points are a curve


def write_score_page(
    path: str | Path, card: Scorecard, events: Sequence[Run | Frames], nulls: Mapping[str, Null]
) -> None:
    """Write the page of a scorecard.

    Parameters
    ----------
    events : what was scored
    nulls : null models by name

    Raises
    ------
    UserError
        The file cannot be written.
    """
    text = page_as_html(scorecard_page(card, events, nulls))
    path = Path(path)
    with writing_to(path):
        path.write_text(text, "utf-8")


def scorecard_page(card: Scorecard, events: Sequence[Run | Frames], nulls: Mapping[str, Null]) -> ReportPage:
    """The page of a scorecard, not written yet."""
    cards = {name: null.card for name, null in nulls.items()}
    parts: list[blocks.Block] = [*_summary(card, events), *_curves(card, events, nulls), *_all_rows(card)]
    if cards:
        parts += _nulls(card, cards)
    if card.reasons:
        said = "\n".join(f"{name}: {reason}" for name, reason in card.reasons.items())
        parts.append(blocks.Details("What could not be measured", said))
    return ReportPage(f"As real as r/place {card.against}?", ", ".join(card.names), parts)


def _summary(card: Scorecard, events: Sequence[Run | Frames]) -> list[blocks.Block]:
    """The result, large; how far each number is off, beside the final canvases."""
    families = card.families
    said = [claim("score.method")]
    if len(card.names) < DECIDING:
        said.append(claim("score.few", deciding=DECIDING, runs=counted(len(card.names), "run")))
    facts = [
        (f"{card.met} of {len(card.counted)}", "earned rows met"),
        (f"{sum(families.values())} of {len(families)}", "families of rows met"),
        (str(len(card.names)), "run" if len(card.names) == 1 else "runs"),
    ]
    offsets = blocks.chart("offsets", score_figures.plot_offsets(card))
    # Numbers that are bought with an ugly picture are a wrong model.
    pictures = _canvases(card, events)
    if len(pictures) == 1:
        return [blocks.Facts(facts), blocks.Text(said), blocks.Beside([offsets, *pictures])]
    return [blocks.Facts(facts), blocks.Text(said), offsets, blocks.Gallery(pictures)]


def _canvases(card: Scorecard, events: Sequence[Run | Frames]) -> list[blocks.Picture]:
    """The final canvases."""
    drawn = [
        (event.canvas[-1], event.palette) if isinstance(event, Frames) else (event.canvas, event.colors)
        for event in events
    ]
    named = enumerate(zip(card.names, drawn, strict=True))
    return [blocks.Picture(f"canvas-{number}", png_bytes(*canvas), name) for number, (name, canvas) in named]


def _curves(card: Scorecard, events: Sequence[Run | Frames], nulls: Mapping[str, Null]) -> list[blocks.Block]:
    """Every curve: real, simulated and null models in one plot."""
    drawn = [event_curves(event) for event in events]
    cards = {name: null.card for name, null in nulls.items()}
    known = {name: Curve(*points) for name, points in real(card.against)["curves"].items()}
    charts = []
    for name, kind in score_figures.KINDS.items():
        found = [each[name] for each in drawn if name in each]
        if found:
            null = {model: each[name] for model, (_, each) in nulls.items() if name in each}
            figure = score_figures.plot_over_time(name, score_figures.Sources(known.get(name), found, null), card)
            caption = "Bars are what counts as met." if name in score_figures.HOURLY else ""
            charts.append(blocks.Chart(name, figure, caption, kind.title))
    for row, label, title in ((LAGS, "hours later", "A pixel has the same color"), (USERS, "users", "Redundant share")):
        if any(scored.row.number == row for scored in card.rows):
            figure = score_figures.plot_by_point(card, row, label, cards)
            charts.append(blocks.Chart(f"row-{row}", figure, "The band is what counts as met.", title))
    return [blocks.Heading("Curves"), blocks.Beside(charts)] if charts else []


def _all_rows(card: Scorecard) -> list[blocks.Block]:
    """The table of all rows."""
    cells, marks = [], []
    for scored in card.rows:
        for i, one in enumerate(scored.points):
            first = i == 0
            row = {"": str(scored.row.number) if first else "", "row": scored.row.title if first else ""}
            row |= {"unit": scored.row.unit if first else "", " ": one.point.label}
            row |= {f"r/place {card.against}": readable(one.point.real[card.against]), "near enough": near_enough(one)}
            row |= {"here": readable(one.mean), "number": one.verdict, "verdict": verdict_text(scored) if first else ""}
            cells.append(row)
            marks.append({GIVEN: "open", NOT_AVAILABLE: "open", MET: "right"}.get(scored.verdict, "wrong"))
    return [blocks.Heading("All rows"), blocks.DataTable(pandas.DataFrame(cells), claim("score.rows"), marks)]


def _nulls(card: Scorecard, nulls: Mapping[str, Scorecard]) -> list[blocks.Block]:
    """What null models reach."""
    reached = [
        {
            "null model": null_name(name),
            "earned rows met": f"{null.met} of {len(null.counted)}",
            "which": ", ".join(str(scored.row.number) for scored in null.earned if scored.verdict == MET) or "none",
        }
        for name, null in nulls.items()
    ]
    cells = []
    for scored in card.earned:
        for i, one in enumerate(scored.points):
            row = {"": str(scored.row.number) if i == 0 else "", " ": one.point.label or scored.row.title}
            row |= {card.against: readable(one.point.real[card.against]), "here": readable(one.mean)}
            found = of_nulls(nulls, one.point.key)
            cells.append(row | {null_name(name): readable(found[name]) if name in found else "" for name in nulls})
    tables = [blocks.DataTable(pandas.DataFrame(reached)), blocks.DataTable(pandas.DataFrame(cells))]
    return [blocks.Heading("Null models"), blocks.Text([claim("score.nulls")]), *tables]
