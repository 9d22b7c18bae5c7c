"""numpy: all who are due at a tick at once."""

from collections import defaultdict

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


class NumpyCalendar(Pictures):
    """Who is due at which tick stands in a dictionary of lists."""

    def __init__(self, people, seed):
        super().__init__(people, np.random.default_rng(seed))
        self.pause, self.tick = people.pause, 0
        self.due_at = defaultdict(list)
        self.put_down(range(len(people.first)), people.first)

    def put_down(self, users, due):
        for user, tick in zip(users, due.tolist(), strict=True):
            self.due_at[tick].append(user)

    def advance(self, ticks):
        for _ in range(ticks):
            due = self.due_at.pop(self.tick, None)
            if due:
                rows = np.array(due)
                self.put_down(due, self.tick + self.wait(self.mend(rows), self.pause[rows]))
            self.tick += 1
