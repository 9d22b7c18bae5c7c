"""Null models: events with the pace, users, palette and growth of a given one, in which nobody has any idea.

Each model gives placements of the same form as a log, so that every measure takes them. Models that draw artworks use
templates as `templates.standing` gives them, and always the color that the template has there. A
pixel that is not open yet, or a color that may not be used yet, is replaced by a random one.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from canvas_sim.metrics.availability import NotAvailable, need_users
from canvas_sim.metrics.logs.log_scan import Chunk
from canvas_sim.metrics.nulls import shuffles
from canvas_sim.metrics.nulls.loyalty import Homes
from canvas_sim.metrics.nulls.mean_field import Field
from canvas_sim.metrics.stages import Stages, stages_of
from canvas_sim.metrics.templates import Piece, lay, mean_width, perimeter, standing
from canvas_sim.record.run import Run

Placed = tuple[np.ndarray, np.ndarray]  # pixel (y * width + x) and color


@dataclass(frozen=True)
class Case:
    """What a null model is made from.

    Attributes
    ----------
    run : the event whose pace and users it has
    model : its name
    seed : another seed, other draws
    pieces : artworks; those that stand at the end of the run if None
    exponent : of the area, in the model "area"
    """

    run: Run
    model: str
    seed: int = 0
    pieces: tuple[Piece, ...] | None = None
    exponent: float = 1.0

    @cached_property
    def works(self) -> list[Piece]:
        """The artworks."""
        return standing(self.run) if self.pieces is None else list(self.pieces)

    @cached_property
    def laid(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Pixels, colors and areas of the artworks, see `lay`; `NotAvailable` if there are none."""
        found = lay(self.works, self.run.shape)
        if not len(found[0]):
            raise NotAvailable(
                f"the null model {self.model!r} needs artworks: no design with a template stands at the end"
            )
        return found

    @cached_property
    def stages(self) -> Stages:
        """What may be placed where."""
        return stages_of(self.run)

    @cached_property
    def shares(self) -> np.ndarray:
        """Cumulative shares of the colors of the final canvas among those that may be used: float64 [stage, color]."""
        counts = np.bincount(self.run.canvas.ravel(), minlength=len(self.run.colors))
        allowed = np.where(self.stages.allowed, counts, 0).astype(np.float64)
        allowed[allowed.sum(axis=1) == 0] = self.stages.allowed[allowed.sum(axis=1) == 0]
        return np.cumsum(allowed, axis=1) / allowed.sum(axis=1, keepdims=True)

    def draws(self, number: int) -> np.random.Generator:
        """Draws for one chunk of the log, which depend on seed, model and the chunk's number alone."""
        key = np.array([self.seed, zlib.crc32(self.model.encode())], np.uint64)
        return np.random.Generator(np.random.Philox(key=key, counter=[0, 0, 0, number]))


def anywhere(case: Case, ts: np.ndarray, draws: np.random.Generator) -> Placed:
    """Random open pixels, with colors drawn from the histogram of the final canvas."""
    stage = case.stages.at(ts)
    x0, y0, x1, y1 = case.stages.open[stage].T
    u = draws.random((3, len(ts)))
    x, y = x0 + (u[0] * (x1 - x0)).astype(np.int64), y0 + (u[1] * (y1 - y0)).astype(np.int64)
    color = np.empty(len(ts), np.uint8)
    for number in np.unique(stage):
        here = stage == number
        color[here] = np.searchsorted(case.shares[number], u[2][here], side="right")
    return y * case.run.scenario.canvas.width + x, color


def as_allowed(case: Case, ts: np.ndarray, placed: Placed, draws: np.random.Generator) -> Placed:
    """Placements as they are, or `anywhere` where the canvas is not open yet or the color may not be used."""
    stage = case.stages.at(ts)
    x0, y0, x1, y1 = case.stages.open[stage].T
    y, x = np.divmod(placed[0], case.run.scenario.canvas.width)
    fits = (x0 <= x) & (x < x1) & (y0 <= y) & (y < y1) & case.stages.allowed[stage, placed[1]]
    pixel, color = anywhere(case, ts, draws)
    return np.where(fits, placed[0], pixel), np.where(fits, placed[1], color)


def _each(
    case: Case, place: Callable[[Chunk, np.random.Generator], Placed], chunks: Iterable[Chunk] | None = None
) -> Iterator[Chunk]:
    """Chunks with other pixels and colors; those of the run at its pace if None are given."""
    width = case.run.scenario.canvas.width
    for number, chunk in enumerate(shuffles.paced(case.run) if chunks is None else chunks):
        pixel, color = place(chunk, case.draws(number))
        yield {"ts": chunk["ts"], "user": chunk["user"], "x": pixel % width, "y": pixel // width, "color": color}


def _weighted(case: Case, weight: Callable[[np.ndarray], float]) -> Iterator[Chunk]:
    """Each placement goes to an artwork in proportion to a weight of its shape, to any of its pixels."""
    pixels, colors, area = case.laid
    weights = np.array([weight(template) for *_, template in case.works]) * (area > 0)
    share, first = np.cumsum(weights), np.cumsum(area) - area
    share /= share[-1]

    def place(chunk: Chunk, draws: np.random.Generator) -> Placed:
        u = draws.random((2, len(chunk["ts"])))
        work = np.searchsorted(share, u[0], side="right")
        at = first[work] + (u[1] * area[work]).astype(np.int64)
        return as_allowed(case, chunk["ts"], (pixels[at], colors[at]), draws)

    return _each(case, place)


def _loyalty(case: Case) -> Iterator[Chunk]:
    """Each user stays where it first placed."""
    need_users(case.run)
    homes = Homes(case.works, case.run.shape)

    def place(chunk: Chunk, draws: np.random.Generator) -> Placed:
        pixel, color, free = homes.stay(chunk, draws.random((2, len(chunk["ts"]))))
        _, drawn = anywhere(case, chunk["ts"], draws)
        return as_allowed(case, chunk["ts"], (pixel, np.where(free, drawn, color)), draws)

    return _each(case, place)


def _mean_field(case: Case) -> Iterator[Chunk]:
    """Damage and defenders of each artwork follow two equations."""
    field = Field(case.laid, case.run.background)

    def place(chunk: Chunk, draws: np.random.Generator) -> Placed:
        other = anywhere(case, chunk["ts"], draws)[1]
        placed = field.place(chunk["ts"], draws.random((3, len(chunk["ts"]))), other)
        return as_allowed(case, chunk["ts"], placed, draws)

    return _each(case, place)


def _users_shuffled(case: Case) -> Iterator[Chunk]:
    """The same placements, users shuffled in time."""
    need_users(case.run)
    return shuffles.shuffled_users(case.run, case.draws(0))


def _pixels_shuffled(case: Case) -> Iterator[Chunk]:
    """The same placements, pixels shuffled."""
    mapped = shuffles.pixel_map(case.run, case.stages.open, case.draws(0))

    def place(chunk: Chunk, _: np.random.Generator) -> Placed:
        return mapped[chunk["y"].astype(np.int64) * case.run.scenario.canvas.width + chunk["x"]], chunk["color"]

    return _each(case, place, case.run.chunks("ts", "user", "x", "y", "color"))


MODELS: dict[str, Callable[[Case], Iterator[Chunk]]] = {
    "random": lambda case: _each(case, lambda chunk, draws: anywhere(case, chunk["ts"], draws)),
    "area": lambda case: _weighted(case, lambda template: np.count_nonzero(template != 255) ** case.exponent),
    "perimeter": lambda case: _weighted(case, perimeter),
    "width": lambda case: _weighted(case, mean_width),
    "loyalty": _loyalty,
    "mean_field": _mean_field,
    "users_shuffled": _users_shuffled,
    "pixels_shuffled": _pixels_shuffled,
}
"""Null models by name: placements in chunks of ts, user, x, y and color; `NotAvailable` without what a model needs."""
