"""Mesa's agents, which are objects: all asked at every step, kept in a calendar, or as events of Mesa's scheduler."""

from collections import defaultdict

import mesa
import numpy as np
from mesa.experimental.devs import DEVSimulator

from against.objects import picture_and_view, take_turn


class Keeper(mesa.Agent):
    """Somebody with a picture."""

    def __init__(self, model, picture, view, due, pause):
        super().__init__(model)
        self.picture, self.view, self.due, self.pause = picture, view, due, pause

    def step(self):
        if self.due <= self.model.tick:
            self.take_turn()

    def take_turn(self):
        self.due = self.model.tick + take_turn(self, self.model)


class AskAll(mesa.Model):
    """Every agent is asked at every step, in random order."""

    def __init__(self, people, seed):
        super().__init__(seed=seed)
        self.canvas = np.full((people.side, people.side), people.background, np.uint8)
        self.cooldown = people.cooldown
        self.tick = self.turns = self.placements = 0
        for x, y, window, due, pause in zip(
            people.x, people.y, people.pictures, people.first.tolist(), people.pause.tolist(), strict=True
        ):
            Keeper(self, *picture_and_view(self.canvas, x, y, window), due, pause)

    def step(self):
        self.agents.shuffle_do("step")
        self.tick += 1

    def advance(self, ticks):
        for _ in range(ticks):
            self.step()


class Calendar(AskAll):
    """Who is due at which step stands in a dictionary; only they are asked, in random order."""

    def __init__(self, people, seed):
        super().__init__(people, seed)
        self.due_at = defaultdict(list)
        for agent in self.agents:
            self.due_at[agent.due].append(agent)

    def step(self):
        due = self.due_at.pop(self.tick, [])
        self.random.shuffle(due)
        for agent in due:
            agent.take_turn()
            self.due_at[agent.due].append(agent)
        self.tick += 1


class Events(AskAll):
    """Every turn is an event of Mesa's own discrete-event scheduler."""

    def __init__(self, people, seed):
        super().__init__(people, seed)
        self.simulator = DEVSimulator()
        self.simulator.model = self
        for agent in self.agents:
            self.simulator.schedule_event_absolute(self.turn, agent.due, function_args=[agent])

    def turn(self, agent):
        self.tick = int(self.simulator.time)
        agent.take_turn()
        self.simulator.schedule_event_absolute(self.turn, agent.due, function_args=[agent])

    def advance(self, ticks):
        self.simulator.run_until(self.simulator.time + ticks - 0.5 * (self.simulator.time == 0))
