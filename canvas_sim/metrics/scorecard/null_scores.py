"""Scores of null models: what rows of the scorecard can be met without any idea."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from canvas_sim.base.errors import UserError
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.nulls.models import MODELS, Case
from canvas_sim.metrics.nulls.runs import make
from canvas_sim.metrics.scorecard.curves import Curve, event_curves
from canvas_sim.metrics.scorecard.scorecard import Scorecard, score
from canvas_sim.record.run import Run

SHUFFLES = {"users_shuffled": (21, 22, 23), "pixels_shuffled": (10, 11, 12, 13, 19, 24, 25, 26, 27)}
"""The rows that a shuffle can change, and in which alone it is scored."""
Tell = Callable[[float, int], None]


class Null(NamedTuple):
    """A null model's scorecard, and its curves; a shuffle has none."""

    card: Scorecard
    curves: dict[str, Curve]


def model_of(event: Run | Frames) -> str | None:
    """Which null model made a run; None if it is none."""
    return event.info.get("null", {}).get("model") if isinstance(event, Run) else None


def score_nulls(
    runs: Sequence[Run], against: str = "2017", tell: Tell | None = None
) -> tuple[dict[str, Null], dict[str, str]]:
    """Make every null model of each run, and score them.

    Parameters
    ----------
    tell : is told the share that is done, and how many models

    Returns
    -------
    null models by name, and for models that cannot be made of these runs the reason
    """
    found: dict[str, Null] = {}
    reasons: dict[str, str] = {}
    for number, model in enumerate(MODELS, 1):
        try:
            found[model] = score_null([make(Case(run, model)) for run in runs], model, against)
        except UserError as error:
            reasons[model] = str(error)
        if tell:
            tell(number / len(MODELS), number)
    return found, reasons


def score_null(runs: Sequence[Run], model: str, against: str = "2017") -> Null:
    """Score runs of a null model; shuffles in the rows that they can change only."""
    card = score(runs, against, SHUFFLES.get(model))
    return Null(card, {} if model in SHUFFLES else event_curves(runs[0]))
