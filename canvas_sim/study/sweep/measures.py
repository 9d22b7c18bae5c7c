"""Which measures a sweep can keep of a run: those of the catalog, counts, and functions of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from canvas_sim.base.errors import UserError
from canvas_sim.base.suggest import nearest
from canvas_sim.record.run import Run

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
        It is neither in the catalog nor a count (`COUNTS`) nor a function that can be imported.
    """
    from canvas_sim.metrics.registry import CATALOG

    for name in names:
        if ":" in name:
            _own(name)
        elif name not in CATALOG and name not in COUNTS:
            near = nearest(name, [*CATALOG, *COUNTS], 0.4)
            said = f"did you mean {near!r}?" if near else f"there are {', '.join([*COUNTS, *CATALOG])}"
            raise UserError(f"there is no metric {name!r}; {said}")


def keep(run: Run, names: Sequence[str]) -> tuple[dict[str, float], list[str]]:
    """Measure a run.

    Parameters
    ----------
    names : from the catalog, from `COUNTS`, or ``package.module:function``, which takes a run and gives a number or
        several by name

    Returns
    -------
    The numbers by column, in the order of the names, and a line for each measure that failed.
    """
    from canvas_sim.metrics.registry import measure

    listed = [name for name in names if ":" not in name and name not in COUNTS]
    try:
        catalogued = measure(run, listed)
        return _in_order(run, names, lambda name: {key: catalogued[key] for key in _columns(catalogued, name, listed)})
    except Exception:  # one measure failed: each for itself, to keep the others
        return _in_order(run, names, lambda name: measure(run, [name]))


def _columns(values: Mapping[str, float], name: str, names: Sequence[str]) -> list[str]:
    """Columns of one measure of the catalog: its name, or those that begin with it and with no longer name."""
    mine = [key for key in values if key == name or key.startswith(f"{name}_")]
    longer = [other for other in names if other.startswith(f"{name}_")]
    return [key for key in mine if not any(key == other or key.startswith(f"{other}_") for other in longer)]


def _in_order(
    run: Run, names: Sequence[str], catalogued: Callable[[str], Mapping[str, float]]
) -> tuple[dict[str, float], list[str]]:
    numbers: dict[str, float] = {}
    failures: list[str] = []
    for name in names:
        try:
            if name in COUNTS:
                numbers[name] = run.info["counts"][COUNTS[name]]
            elif ":" in name:
                numbers |= _named(name, _own(name)(run))
            else:
                numbers |= catalogued(name)
        except Exception as error:
            failures.append(f"{name}: {type(error).__name__}: {error}".splitlines()[0])
    return numbers, failures


def _own(name: str) -> Callable[[Run], Any]:
    """A function by its place, ``package.module:function``."""
    module, _, function = name.partition(":")
    try:
        return getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise UserError(f"there is no metric {name!r}: {error}") from None


def _named(name: str, value: Any) -> dict[str, float]:
    """Columns of a function's value."""
    own = name.partition(":")[2]
    if isinstance(value, Mapping):
        return {f"{own}_{key}": float(number) for key, number in value.items()}
    return {own: float(value)}
