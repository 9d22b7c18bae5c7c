"""How an event came about: film, figures over time, canvases at some moments."""

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.record.replay import Replay
from canvas_sim.record.run import Run
from canvas_sim.show.plots import run_data, run_figures
from canvas_sim.show.report.blocks import (
    Beside,
    Block,
    Chart,
    Gallery,
    Heading,
    Picture,
    canvas_picture,
    chart,
    picture_of_changes,
)
from canvas_sim.show.report.claims import claim

MOMENTS = (1 / 12, 1 / 6, 1 / 3, 2 / 3)  # shares of the event at which the canvas is shown


def course_blocks(run: Run) -> list[Block]:
    """How the event went: film, figures over time, canvases at some moments."""
    charts: list[Block] = [_order(run)]
    if run_data.has_log(run):
        charts.insert(0, _activity(run))
        if run_data.purpose_shares(run) is not None:
            charts.append(_purposes(run))
    blocks: list[Block] = [Heading("How it came about"), Beside([*_film(run), *charts])]
    return [*blocks, _moments(run)] if run_data.has_log(run) else blocks


def _film(run: Run) -> list[Block]:
    """The timelapse, where there is one."""
    film = run.folder / "timelapse.webp" if run.folder else None
    if film is None or not film.is_file():
        return []
    return [Picture("timelapse", film.read_bytes(), claim("run.film", hours=run.end / HOUR), "webp")]


def _activity(run: Run) -> Chart:
    """Placements over time, with the busiest interval."""
    rate, bounds = run_data.placements_per_hour(run), run_data.interval_bounds(run)
    top = int(np.argmax(rate))
    hour = (bounds[top] + bounds[top + 1]) / 2 / HOUR
    return chart("activity", run_figures.plot_activity(run), hour=hour, rate=round(float(rate[top])))


def _order(run: Run) -> Chart:
    """Order over time: when half was drawn on, and when most pixels were alone."""
    looks = run_data.canvas_over_time(run)
    half = looks.loc[looks["not_white"] >= 0.5, "ts"]
    first = claim("run.half", hours=half.iloc[0] / HOUR) if len(half) else ""
    peak = looks.loc[looks["isolated"].idxmax()]
    return chart(
        "order",
        run_figures.plot_order(run),
        first=str(first) or "Less than half of the canvas was ever drawn on.",
        **{"hour": peak["ts"] / HOUR, "peak": peak["isolated"], "end": looks["isolated"].iloc[-1]},
    )


def _purposes(run: Run) -> Chart:
    """What placements were for over time, and what most were for, first and last."""
    shares = run_data.purpose_shares(run)
    assert shares is not None
    part = max(1, len(shares) // 6)
    early, late = shares.iloc[:part].mean(), shares.iloc[-part:].mean()
    return chart(
        "purposes",
        run_figures.plot_purposes(run),
        **{"early": _why(str(early.idxmax())), "first": float(early.max())},
        **{"late": _why(str(late.idxmax())), "last": float(late.max())},
    )


def _why(purpose: str) -> str:
    """A purpose as it goes into a sentence."""
    return purpose if purpose.startswith("on ") else f"to {purpose}"


def _moments(run: Run) -> Gallery:
    """The canvas at some moments, and what the last third of the event changed."""
    pictures, replay = [], Replay(run)
    for share in MOMENTS:
        replay.play(round(share * run.end))
        caption = claim("run.moment", hours=share * run.end / HOUR)
        pictures.append(canvas_picture(f"at-{share:.2f}", replay.canvas, run.colors, caption))
    end = canvas_picture("at-end", run.canvas, run.colors, "At the end.")
    return Gallery(
        [*pictures, end, picture_of_changes("changed", (replay.canvas, run.canvas), run.colors, "run.changed")]
    )
