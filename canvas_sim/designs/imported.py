"""Designs that a person hands in: a folder of PNGs, or works cut out of a real canvas by their outlines."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.rng import stream, uniforms
from canvas_sim.designs import atlas
from canvas_sim.designs.pictures import read_png
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.tables import NOBODY

TRIES = 5  # of 2017's works 4.5 times as many were tried as stood at the end


@dataclass(frozen=True)
class Given:
    """A design from outside.

    Attributes
    ----------
    name : str
    pixels : uint8 (height, width), palette indices, 255 where it is not part of the design
    site : x and y of its upper left corner, None if a site has to be found
    group : designs of one group belong to one community
    """

    name: str
    pixels: np.ndarray
    site: tuple[int, int] | None
    group: str


def handed_in_designs(scenario: Scenario) -> list[Given]:
    """The designs that a scenario hands in: PNGs in the order of their names, then the works of an atlas.

    Pictures become the colors of the palette that look most like theirs.

    Raises
    ------
    UserError
        Names the file and what is wrong with it.
    """
    canvas, sources, palette = scenario.canvas, scenario.designs, palette_of(scenario)
    size = (canvas.width, canvas.height)
    given = []
    if sources.png_folder is not None:
        for path in _pngs(Path(sources.png_folder).expanduser()):
            given.append(Given(path.stem, read_png(path, palette, size), None, path.stem))
    if sources.atlas is not None:
        outlines, picture = (Path(path).expanduser() for path in sources.atlas)
        for name, group, site, pixels in atlas.works(outlines, picture, palette, size):
            given.append(Given(name, pixels, site, group))
    return given


class Shelf:
    """Designs in the order in which founders take them up, and which of them are left.

    Each gets a number drawn for its name and place, so that one more moves none of the others. What was tried before
    comes behind what was not, and after `TRIES` times it is left alone.

    Parameters
    ----------
    given : sequence of Given
    seed : int
    """

    not_saved = frozenset({"_groups", "_boxes", "_placed"})

    def __init__(self, given: Sequence[Given], seed: int) -> None:
        drawn = np.empty((len(given), 4))
        uniforms(np.uint64(seed), stream("given"), np.array([_key(one) for one in given], np.uint64), 0, drawn)
        order = np.lexsort((drawn[:, 1], drawn[:, 0]))
        self._rank = np.empty(len(given), np.int64)
        self._rank[order] = np.arange(len(given))
        self._left = np.ones(len(given), bool)
        self._groups = np.array([one.group for one in given], object)
        # Upper left and lower right corners; what has no place of its own only has a size.
        self._boxes = np.array([_box(one) for one in given], np.int64).reshape(-1, 4)
        self._placed = np.array([one.site is not None for one in given], bool)

    def next(self, area: tuple[int, int, int, int], group: str | None = None) -> int:
        """Number of the first that is left and fits into the open `area` (x0, y0, x1, y1), NOBODY if there is none."""
        x0, y0, x1, y1 = area
        boxes = self._boxes + np.where(self._placed, 0, 1)[:, None] * np.array([x0, y0, x0, y0])
        fits = (boxes >= (x0, y0, x0, y0)).all(axis=1) & (boxes <= (x1, y1, x1, y1)).all(axis=1)
        ready = self._left & fits
        if group is not None:
            ready &= self._groups == group
        found = np.flatnonzero(ready)
        return int(found[self._rank[found].argmin()]) if len(found) else NOBODY

    def tried(self, number: int) -> None:
        """A founder tries design `number`, whether or not there is room for it."""
        if number >= 0:
            self._rank[number] += len(self._rank)
            self._left[number] = self._rank[number] < TRIES * len(self._rank)

    def take(self, number: int) -> None:
        """Design `number` is no longer left."""
        self._left[number] = False

    def put_back(self, given_up: np.ndarray) -> None:
        """Designs whose communities came to an end, a mask, may be tried again."""
        self._left |= given_up & (self._rank < TRIES * len(self._rank))


def _box(one: Given) -> tuple[int, int, int, int]:
    x, y = one.site or (0, 0)
    height, width = one.pixels.shape
    return x, y, x + width, y + height


def _key(one: Given) -> int:
    said = f"{one.group}\n{one.name}\n{one.site}".encode()
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "little")


def _pngs(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".png" and path.name[0] != ".")
    except FileNotFoundError:
        raise UserError(f"designs.png_folder: there is no folder {folder}") from None
    except NotADirectoryError:
        raise UserError(f"designs.png_folder: {folder} is not a folder; name the one that the PNGs are in") from None
    except OSError as error:
        raise UserError(f"designs.png_folder: cannot read {folder}: {error.strerror}") from None
    if not found:
        raise UserError(f"designs.png_folder: there is no PNG in {folder}; put some there, ending in .png")
    return found
