"""All of Mesa that differs between its versions, for 3.3 to 3.5: where names are, and how a model begins."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import mesa

# Mesa 3.5 moved sets of agents out of `mesa.agent`.
_sets: Any = import_module("mesa.agentset" if find_spec("mesa.agentset") else "mesa.agent")
AgentSet: Any = _sets.AgentSet
GroupBy: Any = _sets.GroupBy


def begin(model: mesa.Model, seed: int) -> None:
    """Mesa's own set-up of a model; ``rng=`` is what all versions take without a warning, and a plain int."""
    mesa.Model.__init__(model, rng=seed)
