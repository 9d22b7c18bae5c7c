"""The registry of kinds, and the forms that they make of an area."""

import functools
import importlib
import math
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw.inks import CLEAR

Box = tuple[int, int]
About = tuple[Stream, *tuple[str, ...]]
LARGE = 1800  # pixels from which a work is large


@dataclass(frozen=True)
class Form:
    """What a kind makes of an area: the box that suits it, and a painter that fills any box not too different.

    A free shape is painted already; its painter gives it back whatever box it is offered.
    """

    height: int
    width: int
    paint: Callable[[int, int], np.ndarray]
    free: bool = False


@dataclass(frozen=True)
class DesignKind:
    """A kind of design; see `design_kind`."""

    name: str
    form: Callable[[Stream, str, int], Form]
    order: int
    small: float
    large: float
    hospitable: bool


_KINDS: dict[str, DesignKind] = {}


def design_kind(order: int, small: float, large: float, hospitable: bool = False):
    """Register a function as the kind that its module is named after.

    Parameters
    ----------
    order : its place among all kinds, on which draws depend
    small, large : how often it is drawn among small works and among large ones
    hospitable : whether others put small things on it where it has room
    """

    def register(form: Callable[[Stream, str, int], Form]) -> Callable[[Stream, str, int], Form]:
        name = form.__module__.rpartition(".")[2]
        _KINDS[name] = DesignKind(name, form, order, small, large, hospitable)
        return form

    return register


@functools.cache
def all_kinds() -> dict[str, DesignKind]:
    """All kinds by name, in their order."""
    package = importlib.import_module(f"{__package__}.kinds")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return {one.name: one for one in sorted(_KINDS.values(), key=lambda one: one.order)}


def box_of(draw: Stream, area: int, low: float, high: float) -> Box:
    """Height and width of about `area` whose ratio, width to height, is drawn between `low` and `high`."""
    ratio = low * (high / low) ** draw.uniform()
    height = max(3, round(math.sqrt(area / ratio)))
    return height, max(3, round(area / height))


def in_box(paint: Callable[..., np.ndarray], about: About, box: Box) -> Form:
    """A form whose painter takes `about` (a stream first), height and width."""
    return Form(*box, lambda height, width: paint(*about, height, width))


def boxed(paint: Callable[..., np.ndarray], about: About, area: int, ratios: tuple[float, float]) -> Form:
    """Such a form whose width to height is within `ratios`."""
    return in_box(paint, about, box_of(about[0], area, *ratios))


def free(picture: np.ndarray) -> Form:
    """A free shape."""
    height, width = picture.shape
    return Form(height, width, lambda _height, _width: picture, free=True)


def of_area(make: Callable[[int], np.ndarray], area: int) -> Form:
    """A free shape of about `area` pixels: makes some, each time of a size corrected by the last."""
    size, best, best_off = max(4.0, math.sqrt(area / 0.66)), None, math.inf
    for _ in range(4):
        piece = make(round(size))
        painted = int((piece != CLEAR).sum())
        off = abs(math.log(max(painted, 1) / area))
        if off < best_off:
            best, best_off = piece, off
        if off < 0.22:
            break
        size = min(90.0, max(4.0, size * min(1.35, max(0.75, math.sqrt(area / max(painted, 1))))))
    assert best is not None
    return free(best)
