"""mesa-frames: an agent set that is a polars data frame."""

import mesa_frames
import numpy as np
import polars as pl

from against.columns import Pictures


class Keepers(mesa_frames.AgentSetPolars):
    """Due times and pauses are columns; the canvas and the pictures are arrays."""

    def __init__(self, model, people):
        super().__init__(model)
        self.add({"unique_id": np.arange(len(people.x)), "due": people.first.astype(np.int64), "pause": people.pause})

    def step(self):
        model = self.model
        due = self.get(["unique_id", "pause"], mask=pl.col("due") <= model.tick)
        if len(due):
            rows = due["unique_id"].to_numpy()
            wait = model.pictures.wait(model.pictures.mend(rows), due["pause"].to_numpy())
            self.agents = self.agents.with_columns(due=self.agents["due"].scatter(rows, model.tick + wait))


class MesaFrames(mesa_frames.ModelDF):
    """A model with one set of agents."""

    def __init__(self, people, seed):
        super().__init__(seed)
        self.tick = 0
        self.pictures = Pictures(people, self.random)
        self.agents += Keepers(self, people)

    def step(self):
        self.agents.do("step")
        self.tick += 1

    def advance(self, ticks):
        for _ in range(ticks):
            self.step()

    canvas = property(lambda self: self.pictures.canvas)
    turns = property(lambda self: self.pictures.turns)
    placements = property(lambda self: self.pictures.placements)
