"""Shapes, each at any size: what flags and emblems are made of, and marks: the signs of sides, games and makers."""

import functools

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data.tables import masks
from canvas_sim.designs.artist.draw import pixels
from canvas_sim.designs.artist.draw.inks import CLEAR
from canvas_sim.designs.artist.draw.stencils import stenciled, weights

_SMALL = {"star": (3, 5), "crescent": (5,)}  # sizes up to which a picture shows more than a stencil


@functools.lru_cache(maxsize=1024)
def mask(name: str, size: int) -> np.ndarray:
    """The shape called `name`, `size` pixels high, as a mask; read only."""
    size = max(size, 3)
    small = next((least for least in _SMALL.get(name, ()) if size <= least), None)
    if small is not None:
        result = masks("charges")[f"{name}{small}"]
    else:
        result = _stencil(name, size) if name in weights("shapes") else _scaled(masks("charges")[name], size)
    result.setflags(write=False)
    return result


def inked(name: str, size: int, ink: int) -> np.ndarray:
    """The shape as a picture of one ink."""
    return np.where(mask(name, size), np.uint8(ink), np.uint8(CLEAR))


def _scaled(drawn: np.ndarray, high: int) -> np.ndarray:
    """A small picture at another height; one with a middle column keeps it."""
    wide = max(3, round(high * drawn.shape[1] / drawn.shape[0]))
    wide += (wide + 1) % 2 if drawn.shape[1] % 2 else 0
    rows = ((np.arange(high) + 0.5) * drawn.shape[0] / high).astype(int)
    return drawn[rows][:, ((np.arange(wide) + 0.5) * drawn.shape[1] / wide).astype(int)]


def _stencil(name: str, size: int) -> np.ndarray:
    high = size | 1 if name in {"david", "plus"} else size
    wide = high | 1 if name in {"star", "triangle"} else size + size // 3 if name == "crescent" else high
    picture = pixels.blank(high, wide)
    stenciled(Stream(0, "artist/shape"), picture, "shapes", name, a=1, shape=lambda size: inked("star", size, 1))
    return picture == 1


def mark_names() -> list[str]:
    """All marks, in the order in which communities have them."""
    return list(weights("marks"))


def mark(name: str, size: int, a: int, b: int, c: int) -> np.ndarray:
    """A mark in three inks on a clear square."""
    steps = (np.arange(size) + 0.5) * 2 / size - 1
    return stenciled(Stream(0, "artist/mark"), pixels.blank(size, size), "marks", name, a=a, b=b, c=c,
                     y=steps[:, None], x=steps[None])  # fmt: skip
