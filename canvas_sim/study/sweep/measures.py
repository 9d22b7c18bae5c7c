"""Which measures a sweep can keep of a run: registered ones, counts, and functions of one's own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from canvas_sim.base.errors import UserError
from canvas_sim.base.suggest import nearest
from canvas_sim.record.run import Run
from canvas_sim.study.functions import error_line, function_at

COUNTS = {
    "placements": "placements",
    "posts": "posts",
    "active_users": "users",
    "communities_founded": "communities",
    "designs_founded": "designs",
    "alliance_events": "alliances",
}
"""Counts of a run by the name that they have as measures: key in ``run.json``."""


def check(names: Sequence[str]) -> None:
    """Complain about the first name that is no measure.

    Raises
    ------
    UserError
        It is neither registered nor a count (`COUNTS`) nor a function that can be imported.
    """
    from canvas_sim.metrics.registry import catalog

    registered = catalog() if any(":" not in name and name not in COUNTS for name in names) else {}
    for name in names:
        if ":" in name:
            function_at(name)
        elif name not in registered and name not in COUNTS:
            near = nearest(name, [*registered, *COUNTS], 0.4)
            said = f"did you mean {near!r}?" if near else f"there are {', '.join([*COUNTS, *registered])}"
            raise UserError(f"there is no metric {name!r}; {said}")


def keep(run: Run, names: Sequence[str]) -> tuple[dict[str, float], list[str]]:
    """Measure a run.

    Parameters
    ----------
    names : registered, from `COUNTS`, or ``package.module:function`` or ``/path/to/file.py:function``, which takes a
        run and gives a number or several by name

    Returns
    -------
    The numbers by column, in the order of the names, and a line for each measure that failed.
    """
    from canvas_sim.metrics.measure import measure

    asked = [name for name in names if ":" not in name and name not in COUNTS]
    try:
        found = measure(run, asked)
        return _in_order(run, names, lambda name: {key: found[key] for key in _columns(found, name, asked)})
    except Exception:  # one measure failed: each for itself, to keep the others
        return _in_order(run, names, lambda name: measure(run, [name]))


def _columns(values: Mapping[str, float], name: str, names: Sequence[str]) -> list[str]:
    """Columns of one registered measure: its name, or those that begin with it and with no longer name."""
    mine = [key for key in values if key == name or key.startswith(f"{name}_")]
    longer = [other for other in names if other.startswith(f"{name}_")]
    return [key for key in mine if not any(key == other or key.startswith(f"{other}_") for other in longer)]


def _in_order(
    run: Run, names: Sequence[str], registered: Callable[[str], Mapping[str, float]]
) -> tuple[dict[str, float], list[str]]:
    numbers: dict[str, float] = {}
    failures: list[str] = []
    for name in names:
        try:
            if name in COUNTS:
                numbers[name] = run.info["counts"][COUNTS[name]]
            elif ":" in name:
                numbers |= _named(name, function_at(name)(run))
            else:
                numbers |= registered(name)
        except Exception as error:
            failures.append(f"{name}: {error_line(error)}")
    return numbers, failures


def _named(name: str, value: Any) -> dict[str, float]:
    """Columns of a function's value."""
    own = name.rpartition(":")[2]
    if isinstance(value, Mapping):
        return {f"{own}_{key}": float(number) for key, number in value.items()}
    return {own: float(value)}
