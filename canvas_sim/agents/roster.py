"""The roster: which users are of which class."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from canvas_sim.agents.class_checks import check_class
from canvas_sim.agents.declared import DeclaredColumns
from canvas_sim.agents.user import User, overridden
from canvas_sim.base.errors import UserError, brief
from canvas_sim.base.rng import stream, uniforms
from canvas_sim.base.user_kinds import ORDINARY, RAIDER
from canvas_sim.world.tables import World

People = Mapping[type[User], int | Sequence[int]]


class Roster:
    """Who is of which class.

    Attributes
    ----------
    classes : `User` and the classes among `people`; `codes` are places in it
    codes : uint8 (users,), the class of each user
    """

    def __init__(self, people: People, world: World, declared: DeclaredColumns) -> None:
        self.classes: list[type[User]] = [User]
        self.codes = np.zeros(len(world.users), np.uint8)
        if not isinstance(people, Mapping):
            raise UserError(
                f"people = {brief(people)}: must say how many there are of each class, such as {{Gardener: 100}}"
            )
        for kind, wanted in people.items():
            check_class(kind, [one.__name__ for one in self.classes])
            declared.declare(kind.__name__, kind.columns)
            self.codes[self._rows(kind, wanted, world)] = len(self.classes)
            self.classes.append(kind)

    def _rows(self, kind: type[User], wanted: int | Sequence[int], world: World) -> np.ndarray:
        free = (world.users["kind"] != RAIDER) & (self.codes == 0)
        if isinstance(wanted, Iterable):
            return self._given(kind.__name__, list(wanted), free)
        if not isinstance(wanted, int | np.integer):
            raise UserError(
                f"people: {brief(wanted)} of class {kind.__name__} asked for; must be a whole number, or a list of rows"
            )
        candidates = np.flatnonzero(free & (world.users["kind"] == ORDINARY))
        if not 0 <= wanted <= len(candidates):
            raise UserError(
                f"people: {wanted} of class {kind.__name__} asked for; there are {len(candidates)} ordinary users"
            )
        luck = np.empty((len(candidates), 4))
        keys = np.ascontiguousarray(world.users["key"][candidates])
        uniforms(np.uint64(world.clock[0].seed), stream(f"people/{kind.__name__}"), keys, 0, luck)
        return np.sort(candidates[np.argsort(luck[:, 0], kind="stable")[: int(wanted)]])

    def _given(self, name: str, wanted: list, free: np.ndarray) -> np.ndarray:
        if not all(isinstance(row, int | np.integer) and 0 <= row < len(free) for row in wanted):
            raise UserError(f"people: rows of {name} are whole numbers from 0 to {len(free) - 1}")
        rows = np.array(wanted, np.int64)
        if len(np.unique(rows)) < len(rows) or not free[rows].all():
            raise UserError(f"people: rows of {name} must each be named once, and be no raider's")
        return rows

    @property
    def in_python(self) -> np.ndarray:
        """Which users are decided in Python: those whose class overrides a stage."""
        return np.array([bool(overridden(kind)) for kind in self.classes])[self.codes]
