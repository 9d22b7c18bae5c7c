"""What an official log does not say about its event: canvas, palette, start and growth, taken from a scenario."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import DAY, HOUR
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Scenario

LONGEST = 400 * HOUR  # of any event


@dataclass(frozen=True)
class Setting:
    """The event that a log belongs to.

    Attributes
    ----------
    scenario : canvas, palette, length, start and growth; the rest of it says nothing about the event
    """

    scenario: Scenario

    @property
    def start(self) -> int:
        """When it began, Unix milliseconds."""
        launch = datetime.fromisoformat(self.scenario.event.launch)  # in UTC, whether it says so or not
        return round(launch.replace(tzinfo=UTC).timestamp() * 1000)

    @property
    def end(self) -> int:
        """How long it lasted, ms."""
        return round(self.scenario.event.hours * HOUR)

    @property
    def latest(self) -> int:
        """After how many ms a row can no longer belong to it."""
        return min(self.end + DAY, LONGEST)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the canvas."""
        return self.scenario.canvas.width, self.scenario.canvas.height

    @property
    def middle(self) -> tuple[int, int]:
        """The pixel that is (0, 0) where coordinates are centered."""
        return self.size[0] // 2, self.size[1] // 2

    @property
    def palette(self) -> np.ndarray:
        """Colors as numbers, int64 [color], red most significant."""
        return np.array([int(color, 16) for color in palette_of(self.scenario)], np.int64)

    def lasting(self, last: int) -> Self:
        """The same event, but at least `last` ms long."""
        if last <= self.end:
            return self
        event = self.scenario.event.model_copy(update={"hours": last / HOUR})
        return type(self)(self.scenario.model_copy(update={"event": event}))

    def interventions(self) -> list[dict[str, Any]]:
        """What is known to have been changed from outside, as rows of the table of interventions."""
        due = sorted((one for one in self.scenario.interventions if one.begins <= self.end), key=lambda one: one.begins)
        return [{"ts": one.begins, "kind": one.kind} | (one.facts(self.scenario) or {}) for one in due]


def known_event(source: str | Path, about: str) -> Setting:
    """The event of a preset, a TOML file or a run folder, as the setting of a log.

    Parameters
    ----------
    about : says in one sentence where the log came from

    Raises
    ------
    UserError
        There is no such event.
    """
    path = Path(source)
    if path.is_dir() and not (path / "scenario.toml").is_file():
        raise UserError(f"{path} is not a run folder: it has no scenario.toml")
    scenario = load(path / "scenario.toml" if path.is_dir() else source)
    event = scenario.event.model_copy(update={"about": about})
    kept = [item for item in scenario.interventions if item.facts(scenario) is not None]
    return Setting(scenario.model_copy(update={"event": event, "interventions": kept}))
