"""Curves of an event over time, for pictures: the scorecard's numbers are points on them."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.frames import change, order
from canvas_sim.metrics.frames.frames import Frames, frames_of
from canvas_sim.metrics.frames.order import png_bits
from canvas_sim.record.run import Run

HOURS = (0.5, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 21, *range(24, 400, 4))


class Curve(NamedTuple):
    """Values at hours since the start."""

    hours: list[float]
    values: list[float]


def event_curves(event: Run | Frames) -> dict[str, Curve]:
    """Curves by name: filling, same_neighbor, isolated, hump, net_change, change_per_placement, change_over_null.

    The first four are taken at certain hours, the others are means over the half hours between these. Where the
    placements are not known the last two are left out; of a run without a log there is none.
    """
    try:
        frames = event if isinstance(event, Frames) else frames_of(event)
    except UserError:
        return {}
    numbers = sorted({j for j in map(frames.at, (*HOURS, float(frames.hours[-1]))) if j})
    hours = [float(frames.hours[j]) for j in numbers]
    drawn = {name: Curve(hours, [of(frames, j) for j in numbers]) for name, of in _OF_CANVASES.items()}
    for name, of_all in _OF_CHANGE.items():
        try:
            values = of_all(frames)
        except NotAvailable:
            continue
        parts = np.split(values, numbers)[:-1]
        drawn[name] = Curve(hours, [float(np.mean(part)) if len(part) else float("nan") for part in parts])
    return drawn


_OF_CANVASES: dict[str, Callable[[Frames, int], float]] = {
    "filling": lambda frames, j: order.not_white(frames.area(j), frames.background),
    "same_neighbor": lambda frames, j: order.same_neighbor(frames.area(j)),
    "isolated": lambda frames, j: order.isolated(frames.area(j)),
    "hump": lambda frames, j: png_bits(frames.area(j)),
}
_OF_CHANGE: dict[str, Callable[[Frames], np.ndarray]] = {
    "net_change": change.shares,
    "change_per_placement": change.ratios,
    "change_over_null": change.over_null,
}
