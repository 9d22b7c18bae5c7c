"""Events of some thousand placements, and users to put into them."""

import numpy as np

from canvas_sim.agents.user import User
from canvas_sim.scenario.loading import with_values
from canvas_sim.scenario.schema import Scenario

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
TOWN = with_values(
    Scenario(),
    [
        *("canvas.width=32", "canvas.height=32", "canvas.open=[0, 0, 32, 24]", "canvas.cooldown=60", "event.hours=2"),
        *("activity.users=200", "activity.lag_seconds=60", "people.join_first=0.9", "people.temper=0.5"),
        *("communities.founding=60", "communities.crowded=1", "designs.area=1.6"),
        *("alliances.forms=0", "alliances.ties=0", "alliances.talk=20"),
        'interventions=[{kind="cooldown", at=0.4, seconds=100}, {kind="forum_down", at=0.5, hours=0.2},'
        '{kind="raid", at=0.6, users=20, hours=0.5, at_region=[3, 3, 20, 20], color="E50000"},'
        '{kind="expand", at=0.8, open=[0, 0, 32, 32]}, {kind="remove", at=1, who="leaders", share=0.5},'
        '{kind="wipe", at=1.2, region=[0, 0, 9, 9]}, {kind="forbid_alliances", at=1.5}, {kind="white_out", at=1.8}]',
    ],
)
"""Everything that there is, in two hours."""
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
        left, top, right, bottom = self.open
        x, y = self.draw_integer(left, right - 1, "x"), self.draw_integer(top, bottom - 1, "y")
        return self.place(x, y, "green") if self.color_at(x, y) == "white" else None


def equal_events(a, b):
    """Whether two models logged the same rows."""
    return all(np.array_equal(a.events[name], b.events[name]) for name in a.events)


def members(**contents):
    """A class of users with these members."""
    return type("Odd", (User,), contents)
