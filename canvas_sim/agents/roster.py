"""Casting: which users are of which class, what these classes declare, and whether that can be kept."""

from __future__ import annotations

import dis
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from canvas_sim.agents.traits import HABITS
from canvas_sim.agents.user import STAGES, User, overridden
from canvas_sim.base.errors import UserError, brief
from canvas_sim.base.rng import stream, uniforms
from canvas_sim.base.user_kinds import ORDINARY, RAIDER
from canvas_sim.world.tables import World

if TYPE_CHECKING:
    from canvas_sim.agents.row import Row

People = Mapping[type[User], int | Sequence[int]]
FIXED = (str, bytes, int, float, complex, bool, frozenset, type, type(None), np.generic, np.dtype)
CODE = (types.FunctionType, staticmethod, classmethod, property)
WHOLE = "iu"  # kinds of dtypes into which numpy would force a number
OF_MESA = {"step", "advance"}
BUILT_IN = {"__init__", "__new__", "__setattr__", "__getattr__", "__getattribute__", "__slots__"}


class Cast:
    """Who is of which class, and the state that classes declare.

    Attributes
    ----------
    classes : list of type
        `User` and the classes among `people`; `codes` are places in it.
    codes : ndarray of uint8, (users,)
        The class of each user.
    state : dict of ndarray, (users,) each
        Declared columns.
    turn : Row or None
        The user whose turn is being decided in Python; what it writes is seen when the tick is over.
    """

    def __init__(self, people: People, world: World) -> None:
        self.classes: list[type[User]] = [User]
        self.codes = np.zeros(len(world.users), np.uint8)
        self.state: dict[str, np.ndarray] = {}
        self.turn: Row | None = None
        self._pending: dict[tuple[str, int], Any] = {}
        if not isinstance(people, Mapping):
            raise UserError(
                f"people = {brief(people)}: must say how many there are of each class, such as {{Gardener: 100}}"
            )
        for kind, wanted in people.items():
            check_class(kind, [one.__name__ for one in self.classes])
            self._declare(kind)
            self.codes[self._rows(kind, wanted, world)] = len(self.classes)
            self.classes.append(kind)

    def _declare(self, kind: type[User]) -> None:
        for name, dtype in kind.columns.items():
            made = np.zeros(len(self.codes), dtype)
            if name in self.state and self.state[name].dtype != made.dtype:
                raise UserError(f"{kind.__name__}.columns: another class declares {name!r} as {self.state[name].dtype}")
            self.state.setdefault(name, made)

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
    def by_hand(self) -> np.ndarray:
        """Which users are decided in Python: those whose class overrides a stage."""
        return np.array([bool(overridden(kind)) for kind in self.classes])[self.codes]

    def read(self, name: str, row: int) -> Any:
        """One user's value in a declared column."""
        if self.turn is not None and self.turn.row == row and (name, row) in self._pending:
            return self._pending[name, row]
        return self.state[name][row].item()

    def write(self, name: str, user: Row, value: Any) -> None:
        """Set it: at once between ticks, at the end of the tick during one's own turn."""
        if self.turn is None:
            self.state[name][user.row] = self._fitting(name, user, value)
        elif self.turn != user:
            raise UserError(
                f"{type(self.turn).__name__}, user {self.turn.row}: may not set {name!r} of another user in its turn"
            )
        else:
            self._pending[name, user.row] = self._fitting(name, user, value)

    def fill(self, name: str, rows: np.ndarray, value: Any) -> None:
        """Set it for many users between ticks: one value, or one for each of `rows`."""
        dtype = self.state[name].dtype
        fitted = np.empty(len(rows), dtype)
        try:
            fitted[:] = value
            if dtype.kind in WHOLE and (fitted != value).any():
                raise ValueError("a fraction, or too large")
        except (ValueError, TypeError, OverflowError):
            what = f"{brief(value)} does not fit in it, as one value or one for each of {len(rows)} users"
            raise UserError(f"{name} is declared as {dtype}; {what}") from None
        self.state[name][rows] = fitted

    def _fitting(self, name: str, user: Row, value: Any) -> Any:
        try:
            fitted = np.array([0], self.state[name].dtype)
            fitted[0] = value
            if fitted.dtype.kind in WHOLE and fitted[0] != value:
                raise ValueError("a fraction, or too large")
        except (ValueError, TypeError, OverflowError):
            who, dtype = f"{type(user).__name__}, user {user.row}", self.state[name].dtype
            raise UserError(f"{who}: {name} is declared as {dtype}; {brief(value)} does not fit in it") from None
        return fitted[0].item()

    def written(self) -> dict[tuple[str, int], Any]:
        """What was written in this tick, and is not seen yet: by column and user."""
        return dict(self._pending)

    def forget(self, row: int) -> None:
        """Drop what a user wrote in this tick."""
        self._pending = {where: value for where, value in self._pending.items() if where[1] != row}

    def settle(self) -> None:
        """Let what was written in this tick be seen."""
        for (name, row), value in self._pending.items():
            self.state[name][row] = value
        self._pending.clear()


def check_class(kind: Any, names: Sequence[str] = ()) -> None:
    """Refuse a class of users that cannot be kept in rows.

    Raises
    ------
    UserError
        One line that says what is wrong with it.
    """
    if not (isinstance(kind, type) and issubclass(kind, User)) or kind is User:
        raise UserError(f"people: {getattr(kind, '__name__', kind)!r} is no subclass of canvas_sim.User")
    if kind.__name__ in names:
        raise UserError(f"people: two classes are called {kind.__name__}, which would share their random numbers")
    for base in kind.__mro__[: kind.__mro__.index(User)]:
        for name, value in vars(base).items():
            _check_member(kind, name, value)
    _check_declared(kind, "columns", "names to dtypes", '{"mood": np.int32}')
    _check_declared(kind, "habits", "habits to values", '{"appetite": 500}')
    for name, dtype in kind.columns.items():
        if not isinstance(name, str) or hasattr(User, name) or not name.isidentifier() or name.startswith("_"):
            raise UserError(f"{kind.__name__}.columns: {name!r} is taken or no name; choose another")
        try:
            plain = np.dtype(dtype).kind in "biuf"
        except TypeError:
            plain = False
        if not plain:
            raise UserError(
                f"{kind.__name__}.columns: {name!r} needs a dtype of numbers such as np.int32, not {dtype!r}"
            )
    for name in kind.habits:
        if name not in HABITS and name not in kind.columns:
            raise UserError(f"{kind.__name__}.habits: there is no habit {name!r}; there are {', '.join(HABITS)}")


def _check_declared(kind: type[User], name: str, what: str, example: str) -> None:
    value = getattr(kind, name)
    if not isinstance(value, Mapping):
        raise UserError(f"{kind.__name__}.{name} = {brief(value)}: must map {what}, such as {example}")


def _check_member(kind: type[User], name: str, value: Any) -> None:
    if name in BUILT_IN:
        raise UserError(f"{kind.__name__}.{name} would never be called; declare state in columns, habits in habits")
    if name in OF_MESA:
        raise UserError(f"{kind.__name__}.{name} would never be called; override {', '.join(STAGES)}")
    if (name.startswith("__") and name.endswith("__")) or name in ("columns", "habits", "_datasets"):
        return
    if isinstance(value, CODE):
        _check_code(kind, getattr(value, "__func__", getattr(value, "fget", value)))
    elif not _is_fixed(value):
        raise UserError(
            f"{kind.__name__}.{name} is a {type(value).__name__}, which can change behind the model's back; "
            "use a tuple, or declare a column"
        )


def _is_fixed(value: Any) -> bool:
    return all(_is_fixed(one) for one in value) if isinstance(value, tuple) else isinstance(value, FIXED)


def _check_code(kind: type[User], function: Any) -> None:
    """Refuse ``self.name = ...`` for a name that is not declared."""
    if not isinstance(function, types.FunctionType) or not function.__code__.co_varnames:
        return
    for name in _assigned(function):
        if name not in kind.columns:
            raise UserError(
                f"{kind.__name__}.{function.__name__} assigns self.{name}, which is not declared; "
                f'state is kept in columns: columns = {{"{name}": np.int32}}'
            )


def _assigned(function: types.FunctionType) -> Iterator[str]:
    """Names in ``self.name = ...`` and ``self.name += ...``, as far as the byte code shows them."""
    me = function.__code__.co_varnames[0]
    steps = list(dis.get_instructions(function))
    for first, second, third in zip(steps, steps[1:], [*steps[2:], steps[-1]], strict=False):
        loaded = first.argval[-1] if isinstance(first.argval, tuple) else first.argval
        if first.opname.startswith("LOAD_FAST") and loaded == me:
            if second.opname == "STORE_ATTR":
                yield second.argval
            elif second.opname == "COPY":
                yield third.argval
