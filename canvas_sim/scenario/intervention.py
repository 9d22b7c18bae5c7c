"""What an intervention is: a timed change that says its fields, what it does to a world, and what a replay must do.

Each kind is one file in `PLUGINS`, which stands in the engine's room, as only the engine writes to a world. The files
are imported by the package's name when the schema is first needed. They take what they need of a world and of the
engine only when they are carried out: so a scenario is read, and a run replayed and measured, without a model.
"""

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, get_args

from canvas_sim.base.times import HOUR
from canvas_sim.scenario.fields import Rectangle, Section, amount

PLUGINS = "canvas_sim.engine.interventions"
Effect = Literal["paints", "opens", "allows"]


class Context(NamedTuple):
    """What an intervention may know beside the world.

    Attributes
    ----------
    scenario : Scenario
    seed : of the run
    number : its own, counted from 0 in the scenario; draws are keyed by it
    names : of communities, by their numbers
    """

    scenario: Any
    seed: int
    number: int
    names: Mapping[int, str]


class Intervention(Section):
    """Anything that happens at a set time. A kind is a subclass with a field `kind`, and registers itself by it.

    Attributes
    ----------
    paints, opens, allows : kinds of rows in a run's table of interventions that change pixels, the rectangle that is
        open, the colors that may be placed
    over : kind of the row that tells its end, after `hours`; None if it does not last
    brings : whether `users` come from outside for it, to `at_region`
    """

    paints: ClassVar[tuple[str, ...]] = ()
    opens: ClassVar[tuple[str, ...]] = ()
    allows: ClassVar[tuple[str, ...]] = ()
    over: ClassVar[str | None] = None
    brings: ClassVar[bool] = False

    at: float = amount(0, "h", "when, from the start", 0, 400)

    if TYPE_CHECKING:  # what kinds add to it
        kind: str
        hours: float
        users: int
        at_region: Rectangle

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        for kind in get_args(cls.model_fields["kind"].annotation):
            if kind in _KINDS:
                raise TypeError(f"{cls.__name__}: there is an intervention {kind!r} already")
            _KINDS[kind] = cls

    @property
    def begins(self) -> int:
        """When, ms since the start."""
        return round(self.at * HOUR)

    def apply(self, world: Any, context: Context) -> dict[str, Any]:
        """Carry it out, and give its row in the table of interventions: columns beside time and kind."""
        raise NotImplementedError

    def end(self, world: Any, context: Context) -> dict[str, Any]:
        """End what lasts, and give the row of that."""
        raise NotImplementedError

    def facts(self, scenario: Any) -> dict[str, Any] | None:
        """Its row as the scenario alone tells it, if that is a fact about a real event; else None."""
        return None

    @staticmethod
    def painted(row: Any, y: Any, x: Any) -> Any:
        """Which pixels of its rectangle a row covers that paints: bool [y, x], from `y` [:, 1] and `x` [1, :]."""
        return (y >= row.y0) & (x >= row.x0)


_KINDS: dict[str, type[Intervention]] = {}


def intervention_kinds() -> dict[str, type[Intervention]]:
    """Each kind of intervention with its section, in order of the names."""
    package = import_module(PLUGINS)
    for module in pkgutil.iter_modules(package.__path__, f"{PLUGINS}."):
        import_module(module.name)
    return dict(sorted(_KINDS.items()))


def row_kinds(effect: Effect) -> dict[str, type[Intervention]]:
    """Kinds of rows in a run's table of interventions that have an effect, each with the section it belongs to."""
    sections = intervention_kinds().values()
    return {kind: section for section in sections for kind in getattr(section, effect)}


def corners(region: Rectangle) -> dict[str, int]:
    """A rectangle as the columns of a row."""
    return dict(zip(("x0", "y0", "x1", "y1"), map(int, region), strict=True))
