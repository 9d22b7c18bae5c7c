"""AMBER (the package ``ambr``), in its vectorized lane."""

import ambr
import numpy as np

from against.columns import Pictures


class Amber(ambr.Model):
    """Due times and pauses are columns of agents; the canvas and the pictures are arrays."""

    def __init__(self, people, seed):
        super().__init__({"seed": seed, "steps": people.ticks, "show_progress": False})
        self.people = people

    def setup(self):
        self.pictures = Pictures(self.people, self.rng)
        self.add_agents(len(self.people.x), due=self.people.first.astype(np.int64), pause=self.people.pause)

    def step_vectorized(self):
        due, pause = self.agents.numpy("due", "pause")
        rows = np.flatnonzero(due <= self.t)
        if len(rows):
            due = due.copy()
            due[rows] = self.t + self.pictures.wait(self.pictures.mend(rows), pause[rows])
            self.agents.set(due=due)

    def advance(self, ticks):
        for _ in range(ticks):
            self.run_step()

    canvas = property(lambda self: self.pictures.canvas)
    turns = property(lambda self: self.pictures.turns)
    placements = property(lambda self: self.pictures.placements)
