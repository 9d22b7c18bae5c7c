"""Factors of a sweep: every combination of levels, listed points, a table in CSV, or a Latin hypercube."""

import csv
import math
import re
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from canvas_sim.base.errors import UserError
from canvas_sim.scenario.loading import with_values
from canvas_sim.scenario.paths import find_spot
from canvas_sim.scenario.schema import Scenario
from canvas_sim.scenario.toml import value_text

TREATMENT = "treatment"
Point = dict[str, Any]


def points_of(raw: Mapping[str, Any], treatments: Sequence[str]) -> list[Point]:
    """All settings: points (listed, of a table, or sampled), times levels, times treatments.

    Raises
    ------
    UserError
        A part is not of its form.
    """
    given = [name for name in ("points", "table", "sample") if name in raw]
    if len(given) > 1:
        raise UserError(f"{' and '.join(given)} exclude each other; keep one of them")
    makers = {"points": _listed, "table": _of_table, "sample": _sampled}
    points = makers[given[0]](raw[given[0]]) if given else [{}]
    levels = _levels(raw.get("factors", {}))
    if treatments and not any(TREATMENT in point for point in points):
        levels.setdefault(TREATMENT, list(treatments))
    _check_names([*points[0], *levels], points[0], levels)
    _check_set(raw.get("set", {}), [*points[0], *levels])
    combined = [dict(zip(levels, values, strict=True)) for values in product(*levels.values())]
    result = [point | more for point in points for more in combined]
    wrong = {str(point[TREATMENT]) for point in result if TREATMENT in point} - set(treatments)
    if wrong:
        known = ", ".join(treatments) or "there are none"
        raise UserError(f"there is no treatment {sorted(wrong)[0]!r}; treatments: {known}")
    return result


def _check_names(names: Sequence[str], points: Mapping[str, Any], levels: Mapping[str, Any]) -> None:
    both = [name for name in levels if name in points]
    if both:
        raise UserError(f"{both[0]} is given twice, in factors and as a point")
    taken = {"seed", "seconds", "digest", "error"} & set(names)
    if taken:
        raise UserError(f"{min(taken)} is no factor; seeds = [...] sets seeds, the other columns are results")


def _check_set(given: Any, factors: Sequence[str]) -> None:
    """No factor is set for all arms as well."""
    both = [name for name in dotted_names(given) if name in factors] if isinstance(given, Mapping) else []
    if both:
        raise UserError(f"{both[0]} is given twice, in set and as a factor; keep one of them")


def _levels(given: Any) -> dict[str, list]:
    """Levels of each factor of the grid."""
    if not isinstance(given, Mapping):
        raise UserError('factors must be a table of lists, such as "people.reading" = [0, 0.35]')
    levels = dotted_names(given)
    for name, values in levels.items():
        if not isinstance(values, list) or not values:
            raise UserError(f"factors.{name} must be a list of levels, such as [0, 0.35]")
    return levels


def _listed(given: Any) -> list[Point]:
    if not (isinstance(given, list) and given and all(isinstance(point, Mapping) for point in given)):
        raise UserError('points must be tables: [[points]] and below it lines such as "people.reading" = 0.2')
    points = [dotted_names(point) for point in given]
    if any(set(point) != set(points[0]) for point in points):
        raise UserError(f"all points must name the same parameters, as the first does: {', '.join(points[0])}")
    return points


def _of_table(given: Any) -> list[Point]:
    """Points from a CSV file: a column a parameter, a row a point."""
    try:
        with Path(str(given)).open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"cannot read table {given}: {getattr(error, 'strerror', None) or error}") from None
    rows = [row for row in rows if row]
    if len(rows) < 2 or any(len(row) != len(rows[0]) for row in rows):
        raise UserError(f"table {given} must have a line of parameters, then lines of as many values")
    return [{name.strip(): _cell(cell) for name, cell in zip(rows[0], row, strict=True)} for row in rows[1:]]


def _cell(text: str) -> Any:
    """What a cell says: a number, yes or no, or text."""
    text = text.strip()
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return {"true": True, "false": False}.get(text.lower(), text)


def _sampled(given: Any) -> list[Point]:
    """A Latin hypercube: `size` points, ranges by parameter."""
    from scipy.stats import qmc

    if not isinstance(given, Mapping) or type(given.get("size")) is not int or given["size"] < 1:
        raise UserError("sample must have size = how many points, and a range for each parameter")
    ranges = dotted_names(
        {name: value for name, value in given.items() if name not in ("size", "seed")}, stop=("low", "high")
    )
    limits = {name: _range(name, value) for name, value in ranges.items()}
    if not limits:
        raise UserError('sample has no parameter; give ranges, such as "people.reading" = [0, 0.6]')
    unit = qmc.LatinHypercube(len(limits), rng=given.get("seed", 0)).random(given["size"])
    columns = [[_placed(name, limit, float(u)) for u in unit[:, j]] for j, (name, limit) in enumerate(limits.items())]
    return [dict(zip(limits, values, strict=True)) for values in zip(*columns, strict=True)]


def _range(name: str, given: Any) -> tuple[float, float, bool]:
    """(low, high, whether logarithmic), from [low, high] or a table."""
    if isinstance(given, list) and len(given) == 2:
        given = {"low": given[0], "high": given[1]}
    fine = isinstance(given, Mapping) and set(given) <= {"low", "high", "log"} and {"low", "high"} <= set(given)
    fine = fine and all(
        isinstance(given[end], int | float) and not isinstance(given[end], bool) for end in ("low", "high")
    )
    log = fine and given.get("log", False) is True
    if not fine or not given["low"] < given["high"] or (log and given["low"] <= 0):
        raise UserError(f"sample.{name} must be [low, high], or {{ low = 0.1, high = 10, log = true }}, low below high")
    return given["low"], given["high"], log


def _placed(name: str, limit: tuple[float, float, bool], u: float) -> float:
    """Where a draw `u` of 0 to 1 falls in a range; a whole number where the parameter is one."""
    low, high, log = limit
    field = find_spot(name.split("."), {}).field  # None if the name is no parameter, which is told later
    if field is not None and field.annotation is int:
        return min(int(high), math.floor(low + u * (high - low + 1)))
    return low * (high / low) ** u if log else low + u * (high - low)


def dotted_names(given: Mapping[str, Any], stop: Sequence[str] = (), above: str = "") -> dict[str, Any]:
    """Nested tables as one with dotted names; a table that has a key of `stop` is a value."""
    result: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, Mapping) and not set(stop) & set(value):
            result |= dotted_names(value, stop, f"{above}{name}.")
        else:
            result[above + name] = value
    return result


def change(name: str, value: Any) -> str:
    """A value as ``--set`` takes it."""
    return f"{name}={value if value == 'none' else inline(value)}"


def with_interventions(scenario: Scenario, interventions: Sequence[Mapping[str, Any]], name: str) -> Scenario:
    """A scenario with more interventions behind its own, which keep their numbers, and so their draws.

    Parameters
    ----------
    name : what the first of them is called in errors is `name`.0

    Raises
    ------
    UserError
        An intervention does not fit.
    """
    had = [one.model_dump(mode="json", exclude_none=True) for one in scenario.interventions]

    def named(found: re.Match[str]) -> str:
        number = int(found[1]) - len(had)
        return found[0] if number < 0 else f"{name}.{number}"

    try:
        return with_values(scenario, ["interventions=" + inline([*had, *interventions])])
    except UserError as error:
        raise UserError(re.sub(r"\binterventions\.(\d+)", named, str(error))) from None


def inline(value: Any) -> str:
    """A value as TOML on one line, tables too."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name} = {inline(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(inline(one) for one in value) + "]"
    return value_text(value)
