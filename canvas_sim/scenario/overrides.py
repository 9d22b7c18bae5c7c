"""Changes written as ``a.b=value``, as ``--set`` takes them."""

import tomllib
from typing import Any

from canvas_sim.base.errors import UserError
from canvas_sim.scenario.fields import section_of, takes
from canvas_sim.scenario.messages import unknown
from canvas_sim.scenario.paths import Step, find_spot


def apply_change(values: dict[str, Any], change: str) -> None:
    """Put one change into the raw values of a whole scenario (all sections, lists instead of tuples).

    Raises
    ------
    UserError
        If it is not of the form ``a.b=value``, or what it names does not exist.
    """
    key, equals, text = change.partition("=")
    key = key.strip()
    if not (key and equals):
        raise UserError(f"--set {change}: must be KEY=VALUE, such as activity.users=5000")
    path: list[Step] = [int(step) if step.isdecimal() else step for step in key.split(".")]
    _check_intervention(values, path, key)
    where = find_spot(path, values)
    if where.field is None:
        raise UserError(unknown(where))
    if len(where.path) < len(path):
        raise UserError(f"unknown key {key}; {where.name} has no keys")
    if section_of(where.field) and not text.lstrip().startswith("{"):
        raise UserError(f"{key} is a section; name a key in it, such as {key}.{next(iter(values[key]))}=...")
    holder, step = _holder(values, path, key), path[-1]
    holder[step] = _value(text.strip(), where.field.annotation, inner=isinstance(step, int))


def _check_intervention(values: dict[str, Any], path: list[Step], key: str) -> None:
    known = len(values["interventions"])
    if path[0] == "interventions" and len(path) > 1 and not (isinstance(path[1], int) and path[1] < known):
        have = f"they are interventions.0 to interventions.{known - 1}" if known else "this scenario has none"
        raise UserError(f"unknown key {key}; {have}")


def _holder(values: dict[str, Any], path: list[Step], key: str) -> Any:
    """The table or list in which the last step of a path stands."""
    holder: Any = values  # a table, a list, or what has no parts
    for number, step in enumerate(path):
        name = ".".join(map(str, path[:number]))
        if holder is None:
            raise UserError(f"unknown key {key}; {name} is absent, set it as a whole")
        if isinstance(holder, list) and not (isinstance(step, int) and step < len(holder)):
            raise UserError(f"unknown key {key}; {name} is a list of {len(holder)}, counted from 0")
        if not isinstance(holder, dict | list):
            raise UserError(f"unknown key {key}; {name} has no keys")
        if number < len(path) - 1:
            holder = holder[step]  # type: ignore[index]
    return holder


def _value(text: str, annotation: Any, inner: bool) -> Any:
    """What a text means in a field: TOML, or plain words where the field takes text; ``none`` for absent."""
    if text == "none" and takes(annotation, None):
        return None
    wordy = takes(annotation, str) or "str" in str(annotation) or "Literal" in str(annotation)
    value = _toml(text)
    if text.startswith("[") and wordy and not _all_text(value):
        words = (word.strip() for word in text.strip("[] ").split(","))
        return [_word(word) for word in words if word]
    if isinstance(value, str | list | dict) or not (takes(annotation, str) or (inner and wordy)):
        return text if value is None else value
    return text


def _toml(text: str) -> Any:
    """The text as a TOML value, None if it is none."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return None


def _word(text: str) -> str:
    value = _toml(text)
    return value if isinstance(value, str) else text


def _all_text(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str | dict) for one in value)
