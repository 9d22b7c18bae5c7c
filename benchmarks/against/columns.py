"""A turn in numpy, of many at once: what those contestants share that keep people in columns."""

import numpy as np

from against.model import LARGEST, OUTSIDE


class Pictures:
    """The canvas, with a margin so that a window of ten by ten pixels shows any picture, and all pictures."""

    def __init__(self, people, rng):
        self.side, self.rng, self.cooldown = people.side, rng, people.cooldown
        width = people.side + LARGEST
        self.pixels = np.full((width, width), people.background, np.uint8)
        self.pixels[people.side :] = self.pixels[:, people.side :] = OUTSIDE
        self.offsets = (np.arange(LARGEST)[:, None] * width + np.arange(LARGEST)).ravel()
        self.corners = people.y * width + people.x
        self.wanted = people.pictures.reshape(-1, LARGEST * LARGEST)
        self.placements = self.turns = 0

    @property
    def canvas(self):
        return self.pixels[: self.side, : self.side]

    def mend(self, rows):
        """Users in `rows`, (k,), each place one wrong pixel, all at once; returns whether each did, (k,) bool."""
        wanted = self.wanted[rows]
        places = self.corners[rows][:, None] + self.offsets
        flat = self.pixels.reshape(-1)
        wrong = (flat[places] != wanted) & (wanted != OUTSIDE)
        counts = wrong.sum(axis=1)
        some = counts > 0
        first = np.cumsum(counts) - counts
        chosen = np.flatnonzero(wrong)[(first + (self.rng.random(len(rows)) * counts).astype(np.int64))[some]]
        flat[places.reshape(-1)[chosen]] = wanted.reshape(-1)[chosen]
        self.turns += len(rows)
        self.placements += len(chosen)
        return some

    def wait(self, placed, pause):
        """Ticks until the next turns, (k,)."""
        return 1 + self.cooldown * placed + (self.rng.exponential(size=len(pause)) * pause).astype(np.int64)
