"""How an event came about: film, figures over time, canvases at some moments."""

from __future__ import annotations

import numpy as np

from canvas_sim.base.color import rgb_array
from canvas_sim.base.times import HOUR
from canvas_sim.record import images
from canvas_sim.record.replay import canvas_at
from canvas_sim.record.run import Run
from canvas_sim.show.pictures import difference, differs
from canvas_sim.show.plots import run_data, run_figures
from canvas_sim.show.report.blocks import Beside, Block, Chart, Gallery, Heading, Picture
from canvas_sim.show.report.claims import Claim
from canvas_sim.show.report.upscale import picture_of, upscaled

MOMENTS = (1 / 12, 1 / 6, 1 / 3, 2 / 3)  # shares of the event at which the canvas is shown


def course_blocks(run: Run, has_log: bool) -> list[Block]:
    """How the event went: film, figures over time, canvases at some moments."""
    blocks: list[Block] = [Heading("How it came about")]
    charts: list[Block] = [Chart("order", run_figures.plot_order(run), _hump(run), "Order")]
    if has_log:
        charts.insert(0, Chart("activity", run_figures.plot_activity(run), _busiest(run), "Activity"))
        if run_data.purpose_shares(run) is not None:
            charts.append(
                Chart("purposes", run_figures.plot_purposes(run), _main_purpose(run), "What placements were for")
            )
    blocks.append(Beside([*_film(run), *charts]))
    return blocks + (_moments(run) if has_log else [])


def _film(run: Run) -> list[Block]:
    """The timelapse, where there is one."""
    film = run.folder / "timelapse.webp" if run.folder else None
    if film is None or not film.is_file():
        return []
    caption = Claim("All {hours:#hour}, in seconds.", hours=run.end / HOUR)
    return [Picture("timelapse", film.read_bytes(), caption, "webp")]


def _busiest(run: Run) -> Claim:
    """The busiest interval."""
    rate, bounds = run_data.placements_per_hour(run), run_data.interval_bounds(run)
    top = int(np.argmax(rate))
    return Claim(
        "Placements per hour. The busiest time was around hour {hour:.0f}, with {rate} an hour.",
        hour=(bounds[top] + bounds[top + 1]) / 2 / HOUR,
        rate=round(float(rate[top])),
    )


def _hump(run: Run) -> Claim:
    """When half was drawn on, and when most pixels were alone."""
    looks = run_data.canvas_over_time(run)
    half = looks.loc[looks["not_white"] >= 0.5, "ts"]
    peak = looks.loc[looks["isolated"].idxmax()]
    first = (
        Claim("Half of the canvas was drawn on after {hours:.1f} hours.", hours=half.iloc[0] / HOUR)
        if len(half)
        else ""
    )
    return Claim(
        "{first} Pixels without a neighbor of their color were most frequent at hour {hour:.0f}, {peak:.1%}; in "
        "the end {end:.1%} are.",
        first=str(first) or "Less than half of the canvas was ever drawn on.",
        hour=peak["ts"] / HOUR,
        peak=peak["isolated"],
        end=looks["isolated"].iloc[-1],
    )


def _main_purpose(run: Run) -> Claim:
    """What most placements were for, first and last."""
    shares = run_data.purpose_shares(run)
    assert shares is not None
    part = max(1, len(shares) // 6)
    early, late = shares.iloc[:part].mean(), shares.iloc[-part:].mean()
    return Claim(
        "By the intents in the log. In the first sixth of the event most placements were made {early} "
        "({first:.0%}), in the last {late} ({last:.0%}).",
        early=_why(str(early.idxmax())),
        first=float(early.max()),
        late=_why(str(late.idxmax())),
        last=float(late.max()),
    )


def _moments(run: Run) -> list[Block]:
    """The canvas at some moments, and what the last third of the event changed."""
    pictures = []
    canvas = run.canvas
    for share in MOMENTS:
        canvas = canvas_at(run, round(share * run.end))
        caption = Claim("After {hours:#hour}.", hours=share * run.end / HOUR)
        pictures.append(Picture(f"at-{share:.2f}", images.png_bytes(upscaled(canvas), run.colors), caption))
    before, after = (rgb_array(run.colors)[one] for one in (canvas, run.canvas))
    changed = Claim(
        "What is different at the end, in red: {share:.0%} of the pixels.",
        share=float(differs(before, after).mean()),
    )
    end = Picture("at-end", images.png_bytes(upscaled(run.canvas), run.colors), "At the end.")
    red = Picture("changed", picture_of(difference(before, after)), changed)
    return [Gallery([*pictures, end, red])]


def _why(purpose: str) -> str:
    """A purpose as it goes into a sentence."""
    return purpose if purpose.startswith("on ") else f"to {purpose}"
