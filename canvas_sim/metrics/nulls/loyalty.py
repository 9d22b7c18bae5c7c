"""The null model of loyalty: each user stays where it first placed."""

from collections.abc import Sequence

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.metrics.logs.log_scan import Chunk
from canvas_sim.metrics.regions import TILE, Regions, template_regions
from canvas_sim.metrics.templates import Piece, lay


class Homes:
    """Where users are at home: the artwork of their first placement, or else its tile of 25 x 25 pixels.

    Of several artworks there it is the one whose template has that color there, and of these the smallest.

    Parameters
    ----------
    pieces : artworks, see `canvas_sim.metrics.templates.standing`
    shape : height and width of the canvas
    """

    def __init__(self, pieces: Sequence[Piece], shape: tuple[int, int]) -> None:
        self.works: Regions = template_regions(pieces, shape)
        self.laid = lay(pieces, shape)
        self.shape = shape
        self._home = np.full(0, -1, np.int64)

    def stay(self, chunk: Chunk, draws: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Placements for those of a chunk: a user's first one as it is, all others at home.

        Parameters
        ----------
        draws : float64 [2, row], in [0, 1)

        Returns
        -------
        pixel : int64 [row], y * width + x
        color : uint8 [row]
        free : bool [row], whether any color will do: at home on a tile
        """
        pixel = chunk["y"].astype(np.int64) * self.shape[1] + chunk["x"]
        color, free = chunk["color"].copy(), np.zeros(len(pixel), bool)
        missing = int(chunk["user"].max(initial=-1)) + 1 - len(self._home)
        self._home = np.pad(self._home, (0, max(missing, 0)), constant_values=-1)
        go_home(self.works, (*self.laid, *self.shape), self._home, chunk["user"], (pixel, color, free, draws))
        return pixel, color, free


@kernel
def go_home(works, laid, home, user, placed):
    """Give new users a home, and send the others there.

    Parameters
    ----------
    laid : pixels, colors and areas of the artworks, height and width of the canvas
    home : int64 [user], artwork; behind these, tile; -1 none yet
    placed : pixel and color, to be changed; free, to be filled; draws
    """
    pixels, colors, area, height, width = laid
    pixel, color, free, draws = placed
    across = (width + TILE - 1) // TILE
    first = np.cumsum(area) - area
    for i in range(len(user)):
        if user[i] < 0:
            continue
        at = home[user[i]]
        if at < 0:
            at = _artwork(works, pixel[i], color[i])
            tile = pixel[i] // width // TILE * across + pixel[i] % width // TILE
            home[user[i]] = at if at >= 0 else len(area) + tile
        elif at < len(area):
            k = first[at] + np.int64(draws[0, i] * area[at])
            pixel[i], color[i] = pixels[k], colors[k]
        else:
            left, top = (at - len(area)) % across * TILE, (at - len(area)) // across * TILE
            x = left + np.int64(draws[0, i] * min(TILE, width - left))
            y = top + np.int64(draws[1, i] * min(TILE, height - top))
            pixel[i], free[i] = y * width + x, True


@kernel
def _artwork(works, p, color):
    """The artwork at a pixel that agrees with a color, or any; the smallest of equals; -1 none."""
    best, agrees = np.int64(-1), False
    for k in range(works.starts[p], works.starts[p + 1]):
        work, right = works.region[k], works.color[k] == color
        if best < 0 or (right and not agrees) or (right == agrees and works.area[work] < works.area[best]):
            best, agrees = np.int64(work), right
    return best
