"""What an object holds, as plain values and arrays, and back into a fresh one: what must not be lost in a pause.

An object says only what is *not* state: names in its class's `not_saved`, which set-up makes from scenario and seed or
which hold nothing between two ticks. All else is saved without anybody thinking of it, and what is of no kind known
here is an error, not a gap. A class may say by a method `saved` what of it is state.
"""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import numpy as np

from canvas_sim.base.errors import UserError, brief

PLAIN = (type(None), bool, int, float, str)


class Stored(NamedTuple):
    """An array as it was saved: its shape, and its values by column, "" where it has none; some may be left out."""

    shape: tuple[int, ...]
    columns: Mapping[str, np.ndarray]


class State(NamedTuple):
    """What an object holds: `values` as JSON knows it, in which arrays are named."""

    values: Any
    arrays: dict[str, np.ndarray]


def state_of(thing: Any, name: str = "") -> State:
    """The state of an object, a named tuple, or a plain value.

    Raises
    ------
    UserError
        Something in it is of a kind that cannot be saved.
    """
    arrays: dict[str, np.ndarray] = {}
    return State(_encoded(thing, name, arrays), arrays)


def put_back(fresh: Any, values: Any, arrays: Mapping[str, Stored]) -> Any:
    """A fresh object with a saved state put into it; it is the same object, unless it is a value or a tuple."""
    if not isinstance(values, dict):
        return [put_back(None, one, arrays) for one in values] if isinstance(values, list) else values
    ((kind, said),) = values.items()
    if kind == "array":
        return _array(fresh, arrays[said])
    if kind == "parts":
        return _with_parts(fresh, {name: put_back(_part(fresh, name), one, arrays) for name, one in said.items()})
    if kind == "bytes":
        return bytes.fromhex(said)
    if kind == "dict":
        known = fresh if isinstance(fresh, dict) else {}
        keys = [put_back(None, key, arrays) for key, _ in said]
        return {key: put_back(known.get(key), one, arrays) for key, (_, one) in zip(keys, said, strict=True)}
    return tuple(put_back(None, one, arrays) for one in said)


def parts_of(thing: Any, without: Collection[str] = ()) -> dict[str, Any]:
    """The attributes of an object, or fields of a named tuple, that are state."""
    held = {name: getattr(thing, name) for name in thing._fields} if hasattr(thing, "_fields") else vars(thing)
    without = {*without, *getattr(type(thing), "not_saved", ())}
    return {name: value for name, value in held.items() if name not in without}


def _encoded(thing: Any, name: str, arrays: dict[str, np.ndarray]) -> Any:
    inside = f"{name}." if name else ""
    if isinstance(thing, np.generic):
        thing = thing.item()
    if isinstance(thing, PLAIN):
        return thing
    if isinstance(thing, np.ndarray) and not thing.dtype.hasobject:
        arrays[name] = thing
        return {"array": name}
    if any(hasattr(type(thing), mark) for mark in ("not_saved", "saved", "_fields")):
        parts = thing.saved() if hasattr(thing, "saved") else parts_of(thing)
        return {"parts": {part: _encoded(value, inside + part, arrays) for part, value in parts.items()}}
    if isinstance(thing, bytes):
        return {"bytes": thing.hex()}
    if isinstance(thing, Mapping):
        return {"dict": [[_encoded(k, "", arrays), _encoded(v, f"{inside}{k}", arrays)] for k, v in thing.items()]}
    if isinstance(thing, list | tuple):
        items = [_encoded(one, f"{inside}{i}", arrays) for i, one in enumerate(thing)]
        return {"tuple": items} if isinstance(thing, tuple) else items
    what = "an array of objects" if isinstance(thing, np.ndarray) else f"a {type(thing).__name__}, {brief(thing)}"
    raise UserError(f"{name} is {what}, which cannot be saved; numbers, texts, lists, dicts and arrays of numbers can")


def _part(fresh: Any, name: str) -> Any:
    return getattr(fresh, name, None)


def _with_parts(fresh: Any, parts: Mapping[str, Any]) -> Any:
    if isinstance(fresh, tuple):
        return fresh._replace(**parts)  # type: ignore[attr-defined]
    for name, value in parts.items():
        object.__setattr__(fresh, name, value)
    if hasattr(fresh, "restored"):
        fresh.restored()
    return fresh


def _array(fresh: Any, stored: Stored) -> np.ndarray:
    """Saved values in the fresh array's own memory where it has their shape; what was left out stays as it is there."""
    if not isinstance(fresh, np.ndarray):
        plain = stored.columns.get("")
        fields = [(name, column.dtype) for name, column in stored.columns.items()]
        fresh = np.empty(0, plain.dtype if plain is not None else fields)
    array = fresh if fresh.shape == stored.shape else np.zeros(stored.shape, fresh.dtype)
    for name, column in stored.columns.items():
        target = array[name] if name else array
        target[...] = column.reshape(stored.shape)
    return array
