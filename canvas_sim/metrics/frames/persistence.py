"""How long the canvas stays as it is: colors that last, and colors that come back."""

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.metrics.availability import Never
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.registry import metric


@kernel
def mode_of(colors, newest):
    """The most frequent of some colors; of equally frequent ones the one that occurs last, or else first."""
    most = 0
    best = colors[0]
    for i in range(len(colors)):
        at = len(colors) - 1 - i if newest else i
        count = 0
        for k in range(len(colors)):
            count += colors[k] == colors[at]
        if count > most:
            best, most = colors[at], count
        if 2 * most > len(colors):  # no other can be as frequent
            break
    return best


LAGS = {"0.5h": 1, "4h": 8, "12h": 24, "24h": 48, "48h": 96}  # frames
FIRST, STEP = 12, 6  # frames: from hour 6 on, every three hours
MEMORY, EVERY = 6, 3  # frames: the last three hours are the reference; every third frame is looked at
RETURNS = {"0.5h": 1, "6h": 12}  # frames after the first one that shows the loss


@metric(unit="share of pixels", needs="frames")
def persistence(frames: Frames) -> dict[str, float]:
    """Share of pixels that have the same color after some time, pooled over starts from hour 6 on, every 3 hours.

    NaN for lags that the event is too short for.

    Source: docs/scorecard.md, row 17; computed from the canvases of 2017 and 2022.
    """
    return {name: _equal_after(frames, lag) for name, lag in LAGS.items()}


def _equal_after(frames: Frames, lag: int) -> float:
    """Share of pixels, open at the start, that are equal `lag` frames later."""
    equal = pixels = 0
    for j in range(FIRST, len(frames) - lag, STEP):
        start = frames.area(j)
        equal += int(np.count_nonzero(start == frames.area(j + lag, since=j)))
        pixels += start.size
    return float(equal / pixels) if pixels else float("nan")


@metric(unit="share of displaced pixels", needs="frames")
def returns(frames: Frames) -> dict[str, float]:
    """Share of newly displaced pixels that have their old color again half an hour, and six hours, later.

    The old color is the one that the pixel showed in most of the last six frames, the newer one of equals. Displaced
    is a pixel that had it one frame ago and has it no more. Only pixels that were open in all six count. Every third
    frame is looked at, the first that has six frames other than the blank one before it first.

    Raises
    ------
    Never
        Nothing was displaced, or too late in the event to come back.

    Source: docs/scorecard.md, row 18; computed from the canvases of 2017 and 2022.
    """
    return {name: _back_after(frames, delay) for name, delay in RETURNS.items()}


def _back_after(frames: Frames, delay: int) -> float:
    """Share of displaced pixels that are back `delay` frames after the one that shows it."""
    displaced = back = 0
    for j in range(MEMORY + 1, len(frames) - delay, EVERY):
        x0, y0, x1, y1 = frames.open[j - MEMORY]
        counts = displaced_and_back(frames.canvas[j - MEMORY : j + delay + 1, y0:y1, x0:x1], MEMORY)
        displaced, back = displaced + counts[0], back + counts[1]
    if not displaced:
        raise Never("nothing was displaced early enough to come back")
    return back / displaced


@kernel
def displaced_and_back(canvas, memory):
    """How many pixels are displaced in frame `memory`, and how many of them are back in the last frame.

    Parameters
    ----------
    canvas : uint8 [frame, h, w]; the first `memory` frames make the reference
    """
    displaced = back = 0
    for y in range(canvas.shape[1]):
        for x in range(canvas.shape[2]):
            before = canvas[memory - 1, y, x]
            if canvas[memory, y, x] != before and mode_of(canvas[:memory, y, x], True) == before:
                displaced += 1
                back += canvas[-1, y, x] == before
    return displaced, back
