"""Events of some thousand placements, and users to put into them."""

import numpy as np

from canvas_sim.scenario.loading import with_values
from canvas_sim.scenario.schema import Scenario
from canvas_sim.users import User

SMALL = with_values(
    Scenario(),
    [
        *("canvas.width=57", "canvas.height=50", "activity.users=3750", "event.hours=3"),
        'interventions=[{kind="cooldown", at=1, seconds=200}]',
    ],
)
TINY = with_values(
    Scenario(),
    [
        *("canvas.width=24", "canvas.height=24", "canvas.cooldown=60", "activity.users=60", "event.hours=1"),
        *("activity.lag_seconds=20", "activity.shape=2"),
    ],
)
FULL = with_values(
    Scenario(),
    [
        *("canvas.width=32", "canvas.height=32", "canvas.cooldown=10", "activity.users=1000"),
        *("event.hours=0.1", "activity.saturated=true"),
    ],
)


class Same(User):
    """Overrides every stage only to do what stock users do."""

    def attend(self):
        return super().attend()

    def look(self, focus):
        return super().look(focus)

    def act(self, focus, sight):
        return super().act(focus, sight)

    def tell(self, focus, sight, deed):
        return super().tell(focus, sight, deed)

    def come_back(self, deed):
        return super().come_back(deed)


class SameAct(User):
    """Overrides one stage only, so that the others are compiled together."""

    def act(self, focus, sight):
        return super().act(focus, sight)


class SameLook(User):
    """Overrides two stages that are not neighbors."""

    def look(self, focus):
        return super().look(focus)

    def come_back(self, deed):
        return super().come_back(deed)


class Gardener(User):
    """Plants a green pixel where it is white, and counts its turns."""

    habits = {"appetite": 500, "arrival": 0}  # noqa: RUF012 (as people write it)
    columns = {"mood": np.int32}  # noqa: RUF012

    def act(self, focus, sight):
        self.mood += 1
        x = self.draw_integer(0, self.width - 1, "x")
        y = self.draw_integer(0, self.height - 1, "y")
        return self.place(x, y, "green") if self.color_at(x, y) == "white" else None


def equal_events(a, b):
    """Whether two models logged the same rows."""
    return all(np.array_equal(a.events[name], b.events[name]) for name in a.events)
