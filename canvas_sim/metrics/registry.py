"""All measures by name, so that sweeps, scorecards, docs and the command line can ask for any of them.

A measure is a function with `@metric` above it, in a file of its own or beside its kin in `frames`, `logs` or `works`:
nothing else names it. Other packages add theirs by an entry point of the group `canvas_sim.metrics`, which names a
module with such functions.
"""

import inspect
import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Literal, TypeVar, get_args

from canvas_sim.base.errors import UserError
from canvas_sim.base.suggest import nearest

Needs = Literal["canvas", "frames", "log", "works"]
Function = TypeVar("Function", bound=Callable[..., Any])
FOLDERS = ("frames", "logs", "works")
GROUP = "canvas_sim.metrics"  # of entry points
_SECTION = re.compile(r"^(\w+)\n-+\n", re.M)


@dataclass(frozen=True)
class Metric:
    """One measure of an event.

    Attributes
    ----------
    name : what people write
    unit : of the number, or of each number
    needs : what it takes: "canvas", the open canvas at the end, uint8 [h, w]; "frames", canvases every half hour, as
        `Frames`; "log", a `Run` of which every placement is known; "works", such a `Run` with artworks
    function : gives a number, or several by name
    """

    name: str
    unit: str
    needs: Needs
    function: Callable[..., float | Mapping[str, float]]

    @property
    def meaning(self) -> str:
        """What it is, in a line: the first of the function's docstring."""
        return (inspect.getdoc(self.function) or "").partition("\n\n")[0].replace("\n", " ")

    @property
    def description(self) -> str:
        """What exactly it is: all that the docstring says, but for parameters, errors and sources."""
        lead, *sections = _SECTION.split(inspect.getdoc(self.function) or "")
        named = dict(zip(sections[::2], sections[1::2], strict=True))
        returned = named.get("Returns", "").partition("\n")[2]
        return " ".join(re.sub(r"^Source: .*", "", f"{lead}\n{returned}", flags=re.M | re.S).split())


_METRICS: dict[str, Metric] = {}


def metric(name: str | None = None, *, unit: str, needs: Needs) -> Callable[[Function], Function]:
    """Register the function below as a measure.

    Parameters
    ----------
    name : that of the function unless told
    unit, needs : see `Metric`

    Raises
    ------
    ValueError
        There is another measure of that name, nothing is known of what it needs, or it has no docstring.
    """

    def register(function: Function) -> Function:
        new = Metric(name or function.__name__, unit, needs, function)
        there = _METRICS.get(new.name)
        if there and _place(there.function) != _place(function):
            raise ValueError(f"there are two measures {new.name!r}: {_place(there.function)} and {_place(function)}")
        if needs not in get_args(Needs) or not function.__doc__:
            raise ValueError(f"the measure {new.name!r} needs one of {', '.join(get_args(Needs))}, and a docstring")
        _METRICS[new.name] = new
        return function

    return register


def catalog() -> dict[str, Metric]:
    """Every measure by name, in alphabetical order.

    Raises
    ------
    UserError
        Measures of another package cannot be imported.
    """
    _import_all()
    return dict(sorted(_METRICS.items()))


def find(name: str) -> Metric:
    """A measure by its name.

    Raises
    ------
    UserError
        There is none.
    """
    known = catalog()
    if name in known:
        return known[name]
    raise UserError(
        f"there is no measure {name!r}; did you mean {nearest(name, known, 0)!r}? There are: {', '.join(known)}"
    )


@cache
def _import_all() -> None:
    """Import whatever has measures."""
    package = __name__.rpartition(".")[0]
    for folder in FOLDERS:
        for module in pkgutil.iter_modules(import_module(f"{package}.{folder}").__path__):
            import_module(f"{package}.{folder}.{module.name}")
    for point in entry_points(group=GROUP):
        try:
            point.load()
        except Exception as error:
            raise UserError(f"the measures {point.value} of another package cannot be imported: {error}") from error


def _place(function: Callable[..., Any]) -> str:
    """Where a function stands."""
    return f"{function.__module__}.{function.__qualname__}"
