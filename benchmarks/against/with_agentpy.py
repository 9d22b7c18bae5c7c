"""AgentPy: those who are due are selected at every step, as its documentation does."""

import agentpy
import numpy as np

from against.objects import picture_and_view, take_turn


class Keeper(agentpy.Agent):
    """Somebody with a picture."""

    def take_turn(self):
        self.due = self.model.t + take_turn(self, self.model)


class AgentPy(agentpy.Model):
    """A model of agents in an `AgentList`."""

    def __init__(self, people, seed):
        super().__init__({"seed": seed, "steps": people.ticks, "people": people})
        self.sim_setup()

    def setup(self):
        people = self.p.people
        self.canvas = np.full((people.side, people.side), people.background, np.uint8)
        self.cooldown = people.cooldown
        self.turns = self.placements = 0
        self.agents = agentpy.AgentList(self, len(people.x), Keeper)
        for agent, x, y, window, due, pause in zip(
            self.agents, people.x, people.y, people.pictures, people.first.tolist(), people.pause.tolist(), strict=True
        ):
            agent.picture, agent.view = picture_and_view(self.canvas, x, y, window)
            agent.due, agent.pause = due + 1, pause  # steps are numbered from 1

    def step(self):
        self.agents.select(self.agents.due <= self.t).shuffle().take_turn()

    def advance(self, ticks):
        for _ in range(ticks):
            self.sim_step()
