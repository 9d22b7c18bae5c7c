"""Which communities are neighbors at a time, by designs that live then, and who attacks whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from canvas_sim.metrics.logs.conflict import attacks_on_templates
from canvas_sim.metrics.templates import drawn_designs
from canvas_sim.record.run import Run, once_a_run

if TYPE_CHECKING:
    import pandas

TOUCHING, NEAR = 1, 6  # pixels between two boxes
SECOND_OF_PAIR = 0xFFFFFFFF


def pair_of(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """One number for two communities, whichever comes first: int64 [pair]."""
    a, b = np.asarray(a, np.int64), np.asarray(b, np.int64)
    return np.minimum(a, b) << 32 | np.maximum(a, b)


@once_a_run
def contacts(run: Run, reach: int = NEAR) -> pandas.DataFrame:
    """When designs of two communities live within `reach` pixels of each other, from box to box.

    Returns
    -------
    DataFrame
        A row for each two designs: `pair` (see `pair_of`), `since` and `until` (ms)
    """
    import pandas

    rows = drawn_designs(run)
    names = ("x", "y", "width", "height", "founded", "ended", "community")
    x, y, width, height, founded, ended, club = (rows[name].to_numpy(np.int64) for name in names)
    found = [np.zeros((3, 0), np.int64)]
    for i in range(len(rows)):
        apart = np.maximum(np.maximum(x - x[i] - width[i], x[i] - x - width), y - y[i] - height[i])
        since, until = np.maximum(founded, founded[i]), np.minimum(ended, ended[i])
        here = (np.maximum(apart, y[i] - y - height) <= reach) & (since < until) & (club != club[i])
        here[: i + 1] = False
        found.append(np.stack([pair_of(club, club[i]), since, until])[:, here])
    return pandas.DataFrame(np.concatenate(found, axis=1).T, columns=["pair", "since", "until"])


def pairs_at(near: pandas.DataFrame, ms: int) -> np.ndarray:
    """Pairs that are in contact at a time, in order: int64 [pair]."""
    return np.unique(near["pair"].to_numpy()[(near["since"] <= ms) & (near["until"] > ms)])


@once_a_run
def attacks_between(run: Run) -> pandas.DataFrame:
    """Placements for one community that took a pixel from a template of another: `ts` and `pair`, in order of time.

    Told from pixels, see `attacks_on_templates`; what hits two designs of one community is one attack.
    """
    hits = attacks_on_templates(run)
    hits = hits[(hits["by"] >= 0) & (hits["by"] != hits["community"])].drop_duplicates(["row", "community"])
    return hits[["ts"]].assign(pair=pair_of(hits["by"], hits["community"])).reset_index(drop=True)
