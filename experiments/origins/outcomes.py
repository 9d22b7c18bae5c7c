"""What is measured of rules taken out: rows of the scorecard, how far each is missed, and what null models meet."""

import math
from functools import lru_cache

from canvas_sim.metrics.nulls.models import Case
from canvas_sim.metrics.nulls.runs import make
from canvas_sim.metrics.scorecard.null_scores import SHUFFLES
from canvas_sim.metrics.scorecard.scorecard import MET, Scorecard, ScoredRow, score
from canvas_sim.record.run import Run

ALL_RULES = "all rules"  # name of the event of which null models are made
NULLS = ("random", "pixels_shuffled", "users_shuffled")


def met(run: Run) -> float:
    """Earned rows of the scorecard of 2017 that this run alone meets."""
    return float(_card(run).met)


def families(run: Run) -> float:
    """Families of rows of which all are met."""
    return float(sum(_card(run).families.values()))


def misses(run: Run) -> dict[str, float]:
    """How far each earned row is from the real number: mean absolute log ratio of its points, by number of the row."""
    return {f"{one.row.number:02}": _miss(one) for one in _card(run).earned}


def nulls(run: Run) -> dict[str, float]:
    """Rows met by null models of this run, and by the run itself, of those that the model can change."""
    found: dict[str, float] = {}
    if run.scenario.event.name != ALL_RULES:  # nulls are of the event with all rules, and take their time
        return {f"{model}{end}": math.nan for model in NULLS for end in ("", "_own")}
    for model in NULLS:
        rows = SHUFFLES.get(model)
        null = score(make(Case(run, model)), only=rows)
        found |= {model: float(null.met), f"{model}_own": float(_met(_card(run), rows))}
    return found


def _met(card: Scorecard, rows: tuple[int, ...] | None) -> int:
    return sum(one.verdict == MET for one in card.earned if rows is None or one.row.number in rows)


def _miss(row: ScoredRow) -> float:
    ratios = []
    for one in row.points:
        real = one.point.real["2017"]
        real = math.sqrt(real[0] * real[1]) if isinstance(real, tuple) else real
        if one.mean > 0 and real > 0:
            ratios.append(abs(math.log(one.mean / real)))
    return sum(ratios) / len(ratios) if ratios else math.nan


@lru_cache(maxsize=1)
def _card(run: Run) -> Scorecard:
    return score(run)
