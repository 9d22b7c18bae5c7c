"""Where a parameter is: from a path such as ("interventions", 0, "users") to its field, for messages and changes."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from canvas_sim.scenario.fields import Section
from canvas_sim.scenario.interventions import Intervention, Timed
from canvas_sim.scenario.schema import Scenario

Step = str | int


class Spot(NamedTuple):
    """A place in a scenario: how it is written, the section it is in, and its field (None if there is no such one)."""

    path: tuple[Step, ...]
    owner: type[Section]
    field: FieldInfo | None

    @property
    def name(self) -> str:
        """As people write it: ``interventions.0.users``."""
        return ".".join(map(str, self.path))


def intervention_kinds() -> dict[str, type[Timed]]:
    """Each kind of intervention with its section."""
    sections = get_args(get_args(Intervention)[0])
    return {kind: section for section in sections for kind in get_args(section.model_fields["kind"].annotation)}


def section_of(field: FieldInfo | None) -> type[Section] | None:
    """The section that a field holds, None if it holds a value."""
    annotation = field.annotation if field else None
    return annotation if isinstance(annotation, type) and issubclass(annotation, Section) else None


def spot(path: Sequence[Step], values: Mapping[str, Any]) -> Spot:
    """Find a path in the schema; `values` (raw, maybe wrong) tells the kinds of its interventions."""
    owner: type[Section] = Scenario
    done: list[Step] = []
    if len(path) > 2 and path[0] == "interventions":
        owner, done = _intervention(values, path[1]), list(path[:2])
    field = None
    for number, step in enumerate(path[len(done) :], len(done)):
        done.append(step)
        field = owner.model_fields.get(str(step))
        section = section_of(field)
        if section is None:
            inner = takewhile(lambda one: isinstance(one, int), path[number + 1 :])
            return Spot((*done, *inner), owner, field)
        if number + 1 < len(path):
            owner = section
    return Spot(tuple(done), owner, field)


def _intervention(values: Mapping[str, Any], number: Step) -> type[Section]:
    try:
        return intervention_kinds()[values["interventions"][int(number)]["kind"]]
    except (LookupError, TypeError, ValueError):
        return Timed


def choices(annotation: Any) -> tuple[str, ...]:
    """The names that a field may take, however deep they stand in its type; none if it is free."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(name for inner in get_args(annotation) for name in choices(inner))


def takes(annotation: Any, kind: Any) -> bool:
    """Whether a value of this type (str, None) may stand in a field, alone or as one of several types."""
    if get_origin(annotation) in (Union, types.UnionType):
        return any(takes(inner, kind) for inner in get_args(annotation))
    if get_origin(annotation) is Literal:
        return kind is str
    return annotation is kind or (kind is None and annotation is type(None))
