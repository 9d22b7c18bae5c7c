"""Nearness: whether neighbors are those who attack each other, and those who ally."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.metrics.logs.contacts import (
    TOUCHING,
    attacks_between,
    contacts,
    drawn_designs,
    pair_of,
    pairs_at,
)
from canvas_sim.metrics.registry import metric
from canvas_sim.record.run import Run

if TYPE_CHECKING:
    import pandas


@metric(unit="ratio; share of pairs", needs="log")
def nearness(run: Run) -> dict[str, float]:
    """How much more neighbors have to do with each other, by the boxes of designs that live at that time.

    Returns
    -------
    dict
        `attacks`: the share of the attacks between living communities that fall on those who touch (a pixel apart at
        most), over the share expected, hour by hour, if all pairs were hit in proportion to the product of the areas of
        their largest living designs. `allies`: the share of alliances whose sides are within 6 pixels at the signing,
        minus that of all pairs alive then. NaN without any.
    """
    return {"attacks": _attacks(run), "allies": _allies(run)}


def _attacks(run: Run) -> float:
    """Share of attacks on those who touch, over what areas let expect."""
    hits, near, designs = attacks_between(run), contacts(run, TOUCHING), drawn_designs(run)
    hours, seen, expected = hits["ts"].to_numpy() // HOUR, 0, 0.0
    for hour in np.unique(hours):
        living = designs[_overlaps(designs["founded"], designs["ended"], hour)]
        area = living.groupby("community")["area"].max().astype(float)
        pairs = near["pair"].to_numpy()[_overlaps(near["since"], near["until"], hour)]
        pairs, here = np.unique(pairs), hits["pair"].to_numpy()[hours == hour]
        here = here[np.isin(here >> 32, area.index) & np.isin(here & 0xFFFFFFFF, area.index)]
        touching = area.loc[pairs >> 32].to_numpy() @ area.loc[pairs & 0xFFFFFFFF].to_numpy()
        total = (area.sum() ** 2 - (area**2).sum()) / 2
        seen += int(np.isin(here, pairs).sum())
        expected += len(here) * touching / total if total else 0.0
    return float(seen / expected) if expected else float("nan")


def _overlaps(since: pandas.Series, until: pandas.Series, hour: int) -> np.ndarray:
    """Which spans of time reach into an hour."""
    return ((since < (hour + 1) * HOUR) & (until > hour * HOUR)).to_numpy()


def _allies(run: Run) -> float:
    """Share of alliances that begin between those who are near, minus that of all pairs alive."""
    near, designs, beyond = contacts(run), drawn_designs(run), []
    for one in alliance_spans(run).itertuples():
        living = designs["community"][(designs["founded"] <= one.formed) & (designs["ended"] > one.formed)].unique()
        if np.isin((one.a, one.b), living).all():
            close = pairs_at(near, one.formed)
            chance = 2 * len(close) / (len(living) * (len(living) - 1))
            beyond.append(float(pair_of(one.a, one.b) in close) - chance)
    return float(np.mean(beyond)) if beyond else float("nan")
