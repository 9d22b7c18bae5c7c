"""What must fit together in a scenario: regions in the canvas, colors in the palette, shares, times."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from canvas_sim.base.errors import UserError
from canvas_sim.scenario.fields import RECTANGLE, Rectangle, walk
from canvas_sim.scenario.palettes import index_of, palette_of, rrggbb
from canvas_sim.scenario.schema import Scenario


def consistent(scenario: Scenario) -> Scenario:
    """The same scenario, if its parts fit together.

    Raises
    ------
    UserError
        One line for each thing that does not fit.
    """
    mistakes = list(_palette(scenario)) or [
        *_regions(scenario), *_growth(scenario), *_colors(scenario), *_people(scenario)
    ]  # fmt: skip
    if mistakes:
        raise UserError("\n".join(mistakes))
    return scenario


def _palette(scenario: Scenario) -> Iterator[str]:
    if isinstance(scenario.canvas.palette, str):
        try:
            palette_of(scenario)
        except UserError as error:
            yield str(error)
        return
    palette = palette_of(scenario)
    wrong = [repr(color) for color in scenario.canvas.palette if not re.fullmatch("[0-9A-F]{6}", rrggbb(color))]
    if wrong:
        said = f"{wrong[0]} is not a color" if len(wrong) == 1 else f"{', '.join(wrong)} are not colors"
        yield f"canvas.palette: {said}; write RRGGBB, such as E50000"
    elif not 2 <= len(set(palette)) == len(palette) <= 256:
        yield f"canvas.palette has {len(palette)} colors, {len(set(palette))} different; must be 2 to 256, none twice"


def _regions(scenario: Scenario) -> Iterator[str]:
    width, height = scenario.canvas.width, scenario.canvas.height
    for name, kind, value in walk(scenario):
        if kind == RECTANGLE and value is not None:
            x0, y0, x1, y1 = value
            if not (0 <= x0 < x1 <= width and 0 <= y0 < y1 <= height):
                yield (
                    f"{name} = {list(value)} is not inside the canvas of {width} x {height}; must be x0, y0, x1, y1"
                    f" with 0 <= x0 < x1 <= {width} and 0 <= y0 < y1 <= {height}"
                )


def _growth(scenario: Scenario) -> Iterator[str]:
    opened: Rectangle = scenario.canvas.open or (0, 0, scenario.canvas.width, scenario.canvas.height)
    growing: list[tuple[float, int, Any]]
    growing = [(one.at, number, one) for number, one in enumerate(scenario.interventions) if one.opens]
    for _, number, one in sorted(growing, key=lambda entry: entry[:2]):
        x0, y0, x1, y1 = one.open
        if not (x0 <= opened[0] and y0 <= opened[1] and x1 >= opened[2] and y1 >= opened[3]):
            yield f"interventions.{number}.open = {list(one.open)} must contain what is open before, {list(opened)}"
        opened = one.open


def _colors(scenario: Scenario) -> Iterator[str]:
    for name, kind, value in walk(scenario):
        if "RRGGBB" in kind and value is not None and name != "canvas.palette":
            listed = [value] if isinstance(value, str) else value
            for color in listed:
                try:
                    index_of(scenario, color)
                except UserError as error:
                    yield f"{name}: {error}"
            if not listed:
                yield f"{name} is empty; name a color or more"


def _people(scenario: Scenario) -> Iterator[str]:
    activity = scenario.activity
    for number, (hours, share) in enumerate(activity.zones):
        if not -12 <= hours <= 14:
            yield f"activity.zones.{number}: {hours:g} h from UTC is no time zone; must be from -12 to 14"
        if not share > 0:
            yield f"activity.zones.{number}: share {share:g} must be above 0"
    times, weights = zip(*activity.arrivals, strict=True)
    if min(weights) < 0 or max(weights) <= 0:
        yield "activity.arrivals must not be negative, and somebody must arrive"
    if times[0] < 0 or any(later <= sooner for sooner, later in pairwise(times)):
        yield "activity.arrivals: hours must begin at 0 or later, and rise"
    try:
        utc = datetime.fromisoformat(scenario.event.launch).utcoffset() in (None, timedelta(0))
    except ValueError:
        utc = False
    if not utc:
        yield f"event.launch = {scenario.event.launch!r}: must be a time in UTC, such as 2017-03-31T17:00:00Z"
