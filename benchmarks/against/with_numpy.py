"""numpy: all who are due at a tick at once."""

import numpy as np

from against.columns import Pictures


class Numpy(Pictures):
    """Columns, and a look through all due times at every tick."""

    def __init__(self, people, seed):
        super().__init__(people, np.random.default_rng(seed))
        self.due, self.pause = people.first.astype(np.int32), people.pause
        self.tick = 0

    def advance(self, ticks):
        for _ in range(ticks):
            rows = np.flatnonzero(self.due <= self.tick)
            if len(rows):
                self.due[rows] = self.tick + self.wait(self.mend(rows), self.pause[rows])
            self.tick += 1
