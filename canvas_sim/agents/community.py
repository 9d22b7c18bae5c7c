"""Community: a view of a row of the table of communities."""

from typing import Any

import numpy as np

from canvas_sim.agents.row import RowView, TableColumn, numbered
from canvas_sim.base.patterns import KINDS
from canvas_sim.world.tables import ALIVE, ENDED, NOBODY, SEARCHING

STATES = {SEARCHING: "searching", ALIVE: "alive", ENDED: "ended"}


class Community(RowView):
    """A community: a subreddit, say, with members, leaders, a board and designs."""

    table = "communities"
    unique_id = numbered(lambda model: len(model.world.users))

    founder = TableColumn("User who founded it; -1 if it was there at the start.")
    founded = TableColumn("When, in ms.")
    ended = TableColumn("When it ended, in ms; -1 if it lives.")
    worked = TableColumn("When somebody last acted for it, in ms.")
    members = TableColumn("How many users work for it.")
    works = TableColumn("How many living designs it has.")
    design = TableColumn("Number of its newest design; -1 if none yet.")
    meetings = TableColumn("How often it met.")
    circle = TableColumn("Circle of acquaintances that its founder belongs to.")
    bold = TableColumn("1 if it does not care who holds the ground.")
    raid = TableColumn("1 if it is a crowd that falls upon a place for a short time.")
    state = TableColumn("searching (for a site), alive or ended.", STATES)
    kind = TableColumn("What it draws: template, or a pattern that spreads.", dict(enumerate(KINDS)))

    @property
    def name(self) -> str:
        """What it draws, in words."""
        return self.model.simulation.founding.community_names.get(self.row, "") or self.kind

    @property
    def users(self) -> Any:
        """Its members, an AgentSet."""
        return self.model.users_at(np.flatnonzero(self.model.world.users["club"] == self.row))

    @property
    def leaders(self) -> Any:
        """Its leaders, an AgentSet of at most three users."""
        group = self.model.world.communities[self.row]
        return self.model.users_at([who for who in (group.leader0, group.leader1, group.leader2) if who >= 0])

    @property
    def allies(self) -> Any:
        """Communities that it is allied with, an AgentSet."""
        relations = self.model.world.relations[self.row]
        return self.model.communities_at(relations["other"][(relations["other"] >= 0) & (relations["allied"] == 1)])

    @property
    def template(self) -> np.ndarray | None:
        """Palette indices of its newest design, (height, width), 255 where masked; None if it has no picture."""
        number = self.design
        if number == NOBODY or self.model.world.designs[number].kind != 0:
            return None
        design = self.model.world.designs[number]
        pixels = self.model.world.ink[design.ink : design.ink + int(design.width) * int(design.height)]
        return pixels.reshape(int(design.height), int(design.width)).copy()

    @property
    def site(self) -> tuple[int, int, int, int] | None:
        """Rectangle of its newest design: x, y, width, height; None if it has none."""
        if self.design == NOBODY:
            return None
        design = self.model.world.designs[self.design]
        return int(design.x), int(design.y), int(design.width), int(design.height)
