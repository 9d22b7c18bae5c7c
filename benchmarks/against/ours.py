"""canvas_sim: the whole engine, one thread."""

from canvas_sim.base.times import SECOND
from canvas_sim.engine.simulation import Simulation
from canvas_sim.record.recorder import Recorder


class Ours:
    """As any event is simulated, but that nobody takes the log."""

    recorder = None

    def __init__(self, event, seed):
        self.simulation = Simulation(event, seed, threads=1, recorder=self.recorder)
        self.tick = event.event.tick * SECOND

    def advance(self, ticks):
        self.simulation.advance(self.simulation.now + ticks * self.tick)

    @property
    def canvas(self):
        return self.simulation.canvas

    @property
    def turns(self):
        return int(self.simulation.world.users["turns"].sum())

    @property
    def placements(self):
        return self.simulation.placements


class OursWithLog(Ours):
    """Every placement is kept in memory, the digest is made, and the canvas is observed every ten minutes."""

    def __init__(self, event, seed):
        self.recorder = Recorder(keep=True)
        super().__init__(event, seed)
