"""AgentPy: those who are due are selected at every step, as its documentation does."""

import agentpy
import numpy as np


class Keeper(agentpy.Agent):
    """Somebody with a picture."""

    def take_turn(self):
        model = self.model
        wait = 1
        wrong = np.flatnonzero(self.view != self.picture)
        if len(wrong):
            y, x = divmod(int(wrong[model.random.randrange(len(wrong))]), self.picture.shape[1])
            self.view[y, x] = self.picture[y, x]
            model.placements += 1
            wait += model.cooldown
        if self.pause:
            wait += int(model.random.expovariate(1 / self.pause))
        model.turns += 1
        self.due = model.t + wait


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
        for agent, x, y, picture, due, pause in zip(
            self.agents, people.x, people.y, people.pictures, people.first.tolist(), people.pause.tolist(), strict=True
        ):
            agent.picture = picture[picture[:, 0] != 255][:, picture[0] != 255]
            height, width = agent.picture.shape
            agent.view = self.canvas[y : y + height, x : x + width]
            agent.due, agent.pause = due + 1, pause  # steps are numbered from 1

    def step(self):
        self.agents.select(self.agents.due <= self.t).shuffle().take_turn()

    def advance(self, ticks):
        for _ in range(ticks):
            self.sim_step()
