"""The numbers of a scenario as one row, so that compiled rules read ``settings.people_glances``."""

import numpy as np

from canvas_sim.scenario.schema import Scenario

SECTIONS = ("people", "loners", "activity", "communities", "society", "forum", "alliances")


def numbers(scenario: Scenario) -> np.ndarray:
    """All numbers of the sections that rules read, (1,) structured; names are ``section_field``."""
    values: dict[str, float | int] = {}
    for name in SECTIONS:
        for field, value in getattr(scenario, name):
            if isinstance(value, bool | int):
                values[f"{name}_{field}"] = int(value)
            elif isinstance(value, float):
                values[f"{name}_{field}"] = value
    fields = [(name, np.int64 if isinstance(value, int) else np.float64) for name, value in values.items()]
    row = np.zeros(1, np.dtype((np.record, fields)))
    row[0] = tuple(values.values())
    return row
