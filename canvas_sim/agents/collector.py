"""Mesa's DataCollector for a model: what every step can afford."""

from typing import Any

from mesa import DataCollector

from canvas_sim.agents.host import Host
from canvas_sim.agents.timeline import MEASURED


def _reporter(name: str) -> Any:
    def report(model: Host) -> Any:
        return model.recorder.measured[name]

    return report


def _posts(model: Host) -> int:
    return int(model.world.clock[0].posts)


def make_collector() -> DataCollector:
    """A collector of model reporters, cheap enough for every step; never of agents, of which there are too many.

    No reporter has the name of a parameter of the model, as rows of `mesa.batch_run` hold both.
    """
    reporters = {"hour": "hours", "placements": "placements", "posts": _posts}
    measured = {("living_alliances" if name == "alliances" else name): _reporter(name) for name in MEASURED}
    return DataCollector(model_reporters=reporters | measured)
