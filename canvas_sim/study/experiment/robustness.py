"""Repeated: the headline contrast of an experiment on other parameters that fit reality about as well.

A finding that hangs on one choice of parameters is a finding about that choice. `experiments/calibration/accepted.csv`
has sets of parameters that all do well on the scorecard; the contrast is made on each, paired by seed as ever.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, stdev
from typing import Any

import pandas

from canvas_sim.base.errors import UserError
from canvas_sim.study.effects import Effect, paired
from canvas_sim.study.sweep.factors import TREATMENT, dotted_names

NOT_PARAMETERS = ("set", "rows", "loss")
BETWEEN = " / set "
QUICK_SETS = 2


@dataclass(frozen=True, kw_only=True)
class Headline:
    """The contrast of an experiment that is repeated.

    Attributes
    ----------
    outcome : column of the table
    arm, base : treatments
    scale : of the repetition, which is small, as there are many runs
    where : settings of both arms, in a sweep that has other factors
    """

    outcome: str
    arm: str
    base: str = "as is"
    scale: float = 0.04
    where: Mapping[str, Any] = field(default_factory=dict)


def read_sets(path: Path) -> dict[str, dict[str, float]]:
    """Parameter sets by number; the first is how the parameters are.

    Raises
    ------
    UserError
        There is no such file, or it has none.
    """
    try:
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror}") from None
    if not rows or "set" not in rows[0]:
        raise UserError(f"{path} has no parameter sets: a column set, and a column a parameter")
    return {row["set"]: {k: float(v) for k, v in row.items() if k not in NOT_PARAMETERS} for row in rows}


def repeated_plan(
    raw: Mapping[str, Any], headline: Headline, sets: Mapping[str, Mapping[str, float]]
) -> dict[str, Any]:
    """The sweep that makes the contrast on every set, out of the sweep of the experiment.

    What a treatment sets is set last: an arm that takes a rule out takes it out of every set.

    Raises
    ------
    UserError
        There is no such treatment.
    """
    treatments: dict[str, Any] = {}
    for number, values in sets.items():
        for name in (headline.base, headline.arm):
            if name not in raw["treatments"]:
                raise UserError(f"there is no treatment {name!r} to repeat; treatments: {', '.join(raw['treatments'])}")
            one = raw["treatments"][name]
            treatments[f"{name}{BETWEEN}{number}"] = {**one, "set": {**values, **dotted_names(one.get("set", {}))}}
    kept = {key: value for key, value in raw.items() if key in ("scenario", "seeds")}
    measured = [name for name in raw["metrics"] if name.rpartition(":")[2] == headline.outcome]
    settings = dotted_names(raw.get("set", {})) | dict(headline.where)
    return {
        **kept,
        **{"scale": headline.scale, "metrics": measured or list(raw["metrics"]), "set": settings},
        "treatments": treatments,
    }


def effects_by_set(table: pandas.DataFrame, headline: Headline) -> dict[str, Effect]:
    """The contrast on each set, by its number."""
    parts = table[TREATMENT].str.partition(BETWEEN)
    return {
        number: paired(table[parts[2] == number], headline.outcome, TREATMENT, f"{headline.base}{BETWEEN}{number}")[0]
        for number in dict.fromkeys(parts[2])
    }


def spread_over_sets(found: Mapping[str, Effect]) -> dict[str, float]:
    """How far the effect hangs on the set: lowest, highest, mean and SD over sets; how many agree.

    `same_sign` counts the sets whose effect has the sign of the first one's, `beyond` those whose interval is
    without zero.
    """
    values = [one.effect for one in found.values()]
    return {
        **{"sets": len(values), "lowest": min(values), "highest": max(values), "mean": mean(values)},
        **{"sd": stdev(values) if len(values) > 1 else float("nan")},
        "same_sign": sum(value * values[0] > 0 for value in values),
        "beyond": sum(one.low > 0 or one.high < 0 for one in found.values()),
    }
