"""A turn of one: what those contestants share that keep people as objects."""

import numpy as np

from against.model import OUTSIDE


def take_turn(agent, model):
    """Place one wrong pixel of the agent's picture, if there is one; returns the ticks until its next turn."""
    wait = 1
    wrong = np.flatnonzero(agent.view != agent.picture)
    if len(wrong):
        y, x = divmod(int(wrong[model.random.randrange(len(wrong))]), agent.picture.shape[1])
        agent.view[y, x] = agent.picture[y, x]
        model.placements += 1
        wait += model.cooldown
    if agent.pause:
        wait += int(model.random.expovariate(1 / agent.pause))
    model.turns += 1
    return wait


def picture_and_view(canvas, x, y, window):
    """The picture in its window of ten by ten pixels, and the pixels of the canvas where it belongs."""
    picture = window[window[:, 0] != OUTSIDE][:, window[0] != OUTSIDE]
    height, width = picture.shape
    return picture, canvas[y : y + height, x : x + width]
