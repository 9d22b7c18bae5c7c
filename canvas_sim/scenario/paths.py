"""Where a parameter is: from a path such as ("interventions", 0, "users") to its field, for messages and changes."""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from canvas_sim.scenario.fields import Section, section_of
from canvas_sim.scenario.intervention import Intervention, intervention_kinds
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


def find_spot(path: Sequence[Step], values: Mapping[str, Any]) -> Spot:
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
        return Intervention
