"""Whether a class of users can be kept in rows: read from the class, before anybody is made of it."""

import dis
import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from canvas_sim.agents.habits import HABITS
from canvas_sim.agents.user import STAGES, User
from canvas_sim.base.errors import UserError, brief

FIXED = (str, bytes, int, float, complex, bool, frozenset, type, type(None), np.generic, np.dtype)
CODE = (types.FunctionType, staticmethod, classmethod, property)
OF_MESA = {"step", "advance"}
BUILT_IN = {"__init__", "__new__", "__setattr__", "__getattr__", "__getattribute__", "__slots__"}


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
