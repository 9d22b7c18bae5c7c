"""Which communities are neighbors, at any time, and who attacked whom: by designs that live then, not by all ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from canvas_sim.metrics.logs.conflict import FOREVER, attacks_on_templates
from canvas_sim.record.run import Run, once_a_run

if TYPE_CHECKING:
    import pandas

TOUCHING, NEAR = 1, 6  # pixels between two boxes


def pair_of(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """One number for two communities, whichever comes first: int64 [pair]."""
    a, b = np.asarray(a, np.int64), np.asarray(b, np.int64)
    return np.minimum(a, b) << 32 | np.maximum(a, b)


def drawn_designs(run: Run) -> pandas.DataFrame:
    """Designs of communities that have a template; `ended` is in the far future if they stand at the end."""
    rows = run.designs[(run.designs["pixels"].str.len() > 0) & (run.designs["community"] >= 0)]
    ended = rows["ended"].to_numpy(np.int64)
    return rows.assign(founded=rows["founded"].to_numpy(np.int64), ended=np.where(ended < 0, FOREVER, ended))


@once_a_run
def contacts(run: Run, reach: int = NEAR) -> pandas.DataFrame:
    """Times at which designs of two communities live within `reach` pixels of each other, box from box.

    Returns
    -------
    DataFrame
        A row for each two designs, in order of the first: `pair` (see `pair_of`), `since` and `until` (ms)
    """
    import pandas

    rows = drawn_designs(run)
    corner = rows[["x", "y"]].to_numpy(np.int64)
    far, club = corner + rows[["width", "height"]].to_numpy(np.int64), rows["community"].to_numpy(np.int64)
    founded, ended = rows["founded"].to_numpy(), rows["ended"].to_numpy()
    found = [np.zeros((3, 0), np.int64)]
    for i in range(len(rows)):
        apart = np.maximum(corner[i + 1 :] - far[i], corner[i] - far[i + 1 :]).max(axis=1, initial=-FOREVER)
        since, until = np.maximum(founded[i + 1 :], founded[i]), np.minimum(ended[i + 1 :], ended[i])
        here = (apart <= reach) & (since < until) & (club[i + 1 :] != club[i])
        found.append(np.stack([pair_of(club[i + 1 :], club[i]), since, until])[:, here])
    return pandas.DataFrame(np.concatenate(found, axis=1).T, columns=["pair", "since", "until"])


def pairs_at(near: pandas.DataFrame, ms: int) -> np.ndarray:
    """Pairs that are in contact at a time, in order: int64 [pair]."""
    return np.unique(near["pair"].to_numpy()[(near["since"] <= ms) & (near["until"] > ms)])


@once_a_run
def attacks_between(run: Run) -> pandas.DataFrame:
    """Placements for one community that took a pixel from a template of another: `ts` and `pair`, in order of time.

    Told from pixels, as `conflict.attacks_on_templates` does; a placement that hits two designs of one community is
    one attack.
    """
    hits = attacks_on_templates(run)
    hits = hits[(hits["by"] >= 0) & (hits["by"] != hits["community"])].drop_duplicates(["row", "community"])
    return hits[["ts"]].assign(pair=pair_of(hits["by"], hits["community"])).reset_index(drop=True)
