"""The scorecard for people: a table in the terminal."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from canvas_sim.errors import UserError
from canvas_sim.metrics import scorecard
from canvas_sim.metrics.frames import Frames
from canvas_sim.metrics.null_scores import Null, Tell, model_of, score_null, score_nulls
from canvas_sim.metrics.scorecard import GIVEN, LEFT_OUT, MET, NEAR, Scorecard, Scored, event_of, number
from canvas_sim.record.run import Run
from canvas_sim.show.score_page import near_enough, of_nulls, plain
from canvas_sim.show.score_plots import middle

if TYPE_CHECKING:
    from rich.table import Table

SIGNS = {MET: "✓", NEAR: "≈", LEFT_OUT: "·"}  # of a number; all others are missed
MISSED_SIGN = "✗"
WIDE = 110  # columns of a terminal that has room for null models


class Scores(NamedTuple):
    """What was scored: runs, their scorecard, null models by name, and why others could not be made."""

    runs: Sequence[Run | Frames]
    card: Scorecard
    nulls: dict[str, Null]
    reasons: dict[str, str]


def score(folders: Sequence[Path], against: str, with_nulls: bool = False, tell: Tell | None = None) -> Scores:
    """Score run folders; those of null models apart.

    Parameters
    ----------
    with_nulls : make null models of the runs too
    tell : is told how far they are

    Raises
    ------
    UserError
        A folder is no run folder, or there is nothing to score; there are no real numbers of `against`.
    """
    events = [event_of(folder) for folder in folders]
    runs = [event for event in events if model_of(event) is None]
    card = scorecard.score(runs, against)
    nulls = _given([event for event in events if isinstance(event, Run)], against)
    made, reasons = _made(runs, against, tell) if with_nulls else ({}, {})
    return Scores(runs, card, nulls | made, reasons)


def show(scores: Scores) -> None:
    """Print the table, what null models reach, and the total."""
    from rich.console import Console

    console = Console()
    cards = {name: null.card for name, null in scores.nulls.items()}
    console.print(table(scores.card, cards if console.width >= WIDE else None))
    missing = [f"{plain(name)}: {reason}" for name, reason in scores.reasons.items()]
    for line in [*null_lines(cards), *missing, scores.card.total]:
        console.print(line, highlight=False, soft_wrap=True)


def _given(runs: Sequence[Run], against: str) -> dict[str, Null]:
    """Scores of the runs of null models among others."""
    models = dict.fromkeys(filter(None, map(model_of, runs)))
    return {model: score_null([run for run in runs if model_of(run) == model], model, against) for model in models}


def _made(events: Sequence[Run | Frames], against: str, tell: Tell | None) -> tuple[dict[str, Null], dict[str, str]]:
    """Null models made of runs."""
    runs = [event for event in events if isinstance(event, Run)]
    if len(runs) < len(events):
        raise UserError("null models are made from a log: score run folders, not snapshots")
    return score_nulls(runs, against, tell=tell)


def table(card: Scorecard, nulls: Mapping[str, Scorecard] | None = None) -> Table:
    """The scorecard as a table: rows with the real numbers, those of the runs, the nearest null model's, verdicts."""
    from rich import box
    from rich.table import Table

    result = Table(
        box=box.SIMPLE_HEAD, title=f"Against r/place {card.against}", title_justify="left", padding=(0, 1, 0, 0)
    )
    result.add_column("", justify="right", no_wrap=True)
    result.add_column("row")
    result.add_column("", no_wrap=True)
    for heading in ("real", "near enough", "here"):
        result.add_column(heading, justify="right", no_wrap=True)
    if nulls:
        result.add_column("nearest null model", no_wrap=True)
    result.add_column("", no_wrap=True)
    for scored in card.rows:
        style = "dim" if scored.verdict == GIVEN else "" if scored.verdict == MET else "red"
        for i, one in enumerate(scored.points):
            first = (str(scored.row.number), scored.row.title) if i == 0 else ("", "")
            cells = [*first, one.point.label, number(one.point.real[card.against])]
            cells += [near_enough(one), here(one)]
            cells += [_nearest(one, card.against, nulls)] if nulls else []
            result.add_row(*cells, scored.verdict if i == 0 else "", style=style)
    return result


def here(one: Scored) -> str:
    """A number with the sign of its verdict."""
    return f"{number(one.mean)} {SIGNS.get(one.verdict, MISSED_SIGN)}"


def _nearest(one: Scored, event: str, nulls: Mapping[str, Scorecard]) -> str:
    """The null model that comes nearest to the real number, with its own."""
    found = {name: value for name, value in of_nulls(nulls, one.point.key).items() if not math.isnan(value)}
    if not found:
        return ""
    name = min(found, key=lambda name: abs(found[name] - middle(one, event)))
    return f"{number(found[name])} {plain(name)}"


def null_lines(nulls: Mapping[str, Scorecard]) -> list[str]:
    """What each null model reaches, in a line each."""
    return [f"{plain(name)}: {card.met} of {len(card.earned)} earned rows met" for name, card in nulls.items()]
