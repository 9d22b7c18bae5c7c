"""How much of a template canvases show."""

from typing import Any

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.templates import piece_of, template_pixels


def template_shown(frames: Frames, design: Any) -> np.ndarray:
    """Share of a template's pixels that each frame shows while it is a goal, float64 [frame]; 0 elsewhere.

    Parameters
    ----------
    design : a row of the table of designs, with a template
    """
    pixel, color = template_pixels(piece_of(design), frames.canvas.shape[1:])
    ms = frames.hours * HOUR
    alive = (ms >= design.founded) & ((ms < design.ended) | (design.ended < 0))
    shares = np.zeros(len(frames))
    if len(pixel):
        shares[alive] = (frames.canvas[alive].reshape(-1, frames.canvas[0].size)[:, pixel] == color).mean(axis=1)
    return shares
