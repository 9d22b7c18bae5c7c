"""Who fights whom: users who draw for one artwork and against another."""

from collections.abc import Iterable

import numpy as np
import pandas

from canvas_sim.metrics.availability import NotAvailable, need_users
from canvas_sim.metrics.regions import Regions, entries_at, template_regions
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.templates import Piece, standing
from canvas_sim.record.run import Run

NET = 10  # placements


def conflict_matrix(run: Run, pieces: Iterable[Piece] | None = None, net: int = NET) -> np.ndarray:
    """K[a, b], int64 [artwork, artwork]: users with `net` net placements or more for a, and as many against b.

    A user's net placements for an artwork are the placements inside that have its template's color, minus the others.

    Parameters
    ----------
    pieces : artworks, those that stand at the end if None

    Source: the conflicts of warsonrplace (2017).
    """
    from scipy import sparse

    need_users(run)
    works = template_regions(standing(run) if pieces is None else pieces, run.shape)
    if not works.area.sum():
        raise NotAvailable("there is no artwork: no design with a template stands at the end, and none was given")
    key, value = _net(run, works)
    user, work = key >> 32, key & 0xFFFFFFFF
    shape = (int(user.max(initial=-1)) + 1, len(works.area))
    sides = []
    for taken in (value >= net, value <= -net):
        ones = np.ones(np.count_nonzero(taken), np.int64)
        sides.append(sparse.csr_array((ones, (user[taken], work[taken])), shape=shape))
    return (sides[0].T @ sides[1]).toarray()


def _net(run: Run, works: Regions) -> tuple[np.ndarray, np.ndarray]:
    """Pairs user << 32 | artwork, in order, and the net placements of each."""
    keys, values = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for chunk in run.chunks("user", "x", "y", "color"):
        pixel = chunk["y"].astype(np.int64) * run.scenario.canvas.width + chunk["x"]
        row, entry = entries_at(works.starts, pixel)
        row, entry = row[chunk["user"][row] >= 0], entry[chunk["user"][row] >= 0]
        pairs = chunk["user"][row].astype(np.int64) << 32 | works.region[entry]
        sides = np.where(works.color[entry] == chunk["color"][row], 1, -1)
        sums = pandas.Series(np.append(values, sides)).groupby(np.append(keys, pairs)).sum()
        keys, values = sums.index.to_numpy(), sums.to_numpy()
    return keys, values


def reciprocity(matrix: np.ndarray) -> float:
    """Sum of the smaller over the sum of the larger of K[a, b] and K[b, a], over pairs; NaN without conflict."""
    a, b = np.triu(matrix, 1), np.triu(matrix.T, 1)
    larger = np.maximum(a, b).sum()
    return float(np.minimum(a, b).sum() / larger) if larger else float("nan")


@metric(unit="ratio; share of pairs", needs="works")
def feuds(run: Run, pieces: Iterable[Piece] | None = None) -> dict[str, float]:
    """Whether artworks fight each other: users with 10 net placements for a, and 10 against b.

    Net placements are the agreeing ones minus the others, inside the artwork.

    Returns
    -------
    dict
        `reciprocity`: the sum of the smaller over the sum of the larger number of such users of (a, b) and (b, a), over
        pairs; `pairs`: the share of pairs (a, b) with such a user
    """
    matrix = conflict_matrix(run, pieces)
    np.fill_diagonal(matrix, 0)
    pairs = len(matrix) * (len(matrix) - 1)
    share = float(np.count_nonzero(matrix) / pairs) if pairs else float("nan")
    return {"reciprocity": reciprocity(matrix), "pairs": share}
