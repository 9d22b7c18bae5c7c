"""The scorecard for people: a table in the terminal."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from canvas_sim.base.errors import UserError
from canvas_sim.metrics.availability import Never
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.scorecard import scorecard
from canvas_sim.metrics.scorecard.null_scores import Null, Tell, model_of, score_null, score_nulls
from canvas_sim.metrics.scorecard.scorecard import GIVEN, LEFT_OUT, MET, NOT_AVAILABLE, Scorecard, Scored, readable
from canvas_sim.metrics.scorecard.targets import LASTED
from canvas_sim.record.run import Run
from canvas_sim.show.report.claims import texts

SIGNS = {MET: "✓", scorecard.NEAR: "≈", LEFT_OUT: "·", NOT_AVAILABLE: "-"}  # of a number; all others are missed
MISSED_SIGN = "✗"
HEADINGS = ("real", "near enough", "here", "nearest null model")
NARROW, BROAD, WIDE = 80, 100, 110  # columns of a terminal: taken at least, at most, and with room for null models
NULL_COLUMN = 24


class Scores(NamedTuple):
    """What was scored: runs, their scorecard, null models by name, and why others could not be made."""

    runs: Sequence[Run | Frames]
    card: Scorecard
    nulls: dict[str, Null]
    reasons: dict[str, str]


def score_folders(folders: Sequence[Path], against: str, with_nulls: bool = False, tell: Tell | None = None) -> Scores:
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
    events = [scorecard.event_of(folder) for folder in folders]
    runs = [event for event in events if model_of(event) is None]
    if events and not runs:
        raise UserError(
            f"{folders[0]} is of the null model {model_of(events[0])}, which is scored beside a run: name one as well"
        )
    card = scorecard.score(runs, against)
    nulls = _given([event for event in events if isinstance(event, Run)], against)
    made, reasons = _made(runs, against, tell) if with_nulls else ({}, {})
    return Scores(runs, card, nulls | made, reasons)


def print_scores(scores: Scores) -> None:
    """Print the table with its legend, what null models reach, what is not known, and the total."""
    console = Console()
    cards = {name: null.card for name, null in scores.nulls.items()}
    shown = score_lines(scores.card, console.width, cards if console.width >= WIDE else None)
    missing = [f"{null_name(name)}: {reason}" for name, reason in scores.reasons.items()]
    unknown = unknowns(scores.card, max(map(scorecard.lasted, scores.runs)))
    reached = [f"{null_name(name)}: {card.met} of {len(card.counted)} earned rows met" for name, card in cards.items()]
    for line in [*shown, "", *texts()["score"]["legend"], "", *reached, *missing, *unknown, scores.card.total]:
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


def score_lines(card: Scorecard, width: int, nulls: Mapping[str, Scorecard] | None = None) -> list[Text]:
    """The scorecard, a line a number: the real one, that of the runs, the nearest null model's, and verdicts on rows.

    Parameters
    ----------
    width : columns that there are
    """
    width = max(NARROW, width if nulls else min(width, BROAD)) - 1
    room = width - sum(map(len, _cells(HEADINGS, nulls))) - len("  missed")
    top = f"{f'Against r/place {card.against}':{room}}{''.join(_cells(HEADINGS, nulls))}"
    lines = [Text(top, "bold"), Text("─" * width)]
    for scored in card.rows:
        style = {MET: "", GIVEN: "dim", NOT_AVAILABLE: "dim"}.get(scored.verdict, "red")
        lines += [Text(line.rstrip(), style) for line in _row(scored, room, card.against, nulls)]
    return lines


def _row(scored: scorecard.ScoredRow, room: int, event: str, nulls: Mapping[str, Scorecard] | None) -> Iterator[str]:
    """The lines of a row: its title, and a line a number; one line where there is a single number and room for it."""
    title = f"{scored.row.number:2}  {scored.row.title}"
    numbers = ["".join(_cells(_numbers(one, event, nulls), nulls)) for one in scored.points]
    if all(one.verdict in (NOT_AVAILABLE, LEFT_OUT) for one in scored.points):
        numbers = []
    if len(numbers) == 1 and len(title) < room:
        yield f"{title:{room}}{numbers[0]}  {verdict_text(scored)}"
        return
    whole = room + sum(map(len, _cells(HEADINGS, nulls)))
    if not scored.why:
        yield f"{title:{whole}}  {verdict_text(scored)}"
    elif len(title) + len(verdict_text(scored)) <= whole:
        yield f"{title}  {verdict_text(scored)}"
    else:
        yield from (title, f"    {verdict_text(scored)}")
    for one, line in zip(scored.points, numbers, strict=False):
        yield f"      {one.point.label:{room - 6}}{line}"


def _numbers(one: Scored, event: str, nulls: Mapping[str, Scorecard] | None) -> tuple[str, ...]:
    """What stands in the columns of a number."""
    return readable(one.point.real[event]), near_enough(one), here(one), _nearest(one, event, nulls) if nulls else ""


def _cells(texts: Sequence[str], nulls: Mapping[str, Scorecard] | None) -> list[str]:
    """Texts in columns; that of null models only where there is one."""
    shown = [f"{text:>{width}}" for text, width in zip(texts, (11, 16, 9), strict=False)]
    return [*shown, f"  {texts[3]:{NULL_COLUMN}}"] if nulls else shown


def here(one: Scored) -> str:
    """A number with the sign of its verdict."""
    return f"{'' if one.verdict == NOT_AVAILABLE else readable(one.mean)} {SIGNS.get(one.verdict, MISSED_SIGN)}"


def _nearest(one: Scored, event: str, nulls: Mapping[str, Scorecard]) -> str:
    """The null model that comes nearest to the real number, with its own."""
    found = {name: value for name, value in of_nulls(nulls, one.point.key).items() if not math.isnan(value)}
    if not found:
        return ""
    name = min(found, key=lambda name: abs(found[name] - scorecard.real_value(one, event)))
    return f"{readable(found[name])} {null_name(name)}"


def unknowns(card: Scorecard, hours: float) -> Iterator[str]:
    """What could not be measured and why, what never came, and of which hour the end is, in a line each.

    Parameters
    ----------
    hours : how many the event lasted
    """
    lacking = [scored.row.number for scored in card.rows if scored.verdict == NOT_AVAILABLE]
    if lacking:
        yield f"Not available, and so not counted: {_listed(lacking)}."
    for name, reason in card.reasons.items():
        rows = [s.row.number for s in card.rows if s.row.measure == name and s.verdict != NOT_AVAILABLE]
        if rows and isinstance(reason, Never):
            yield f"Without a number in {_listed(rows)}: {reason}."
    whole = LASTED[card.against]
    if hours < whole - 1 and len(card.counted):
        yield f"What is compared at the end is hour {hours:.3g} here, and hour {whole:g} of the real event."


def _listed(rows: Sequence[int]) -> str:
    """Numbers of rows for people: "row 9", "rows 1-5, 9"."""
    runs = [
        (row, next(n for n in range(row, rows[-1] + 1) if n + 1 not in rows)) for row in rows if row - 1 not in rows
    ]
    parts = [str(first) if first == last else f"{first}-{last}" for first, last in runs]
    return f"row{'s' if len(rows) > 1 else ''} {', '.join(parts)}"


def verdict_text(scored: scorecard.ScoredRow) -> str:
    """The verdict on a row, and why it is not available."""
    return f"{scored.verdict}: {scored.why}" if scored.why else scored.verdict


def near_enough(one: Scored) -> str:
    """The range that is met."""
    return f"{readable(one.low)} to {readable(one.high)}"


def of_nulls(nulls: Mapping[str, Scorecard], key: str) -> dict[str, float]:
    """A number as null models have it; those that are not scored in its row are left out."""
    return {
        name: one.mean
        for name, card in nulls.items()
        for scored in card.rows
        for one in scored.points
        if one.point.key == key
    }


def null_name(name: str) -> str:
    """The name of a null model for people."""
    return name.replace("_", " ")
