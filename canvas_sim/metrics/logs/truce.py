"""Truce: whether attacks between two fall when they sign a treaty, more than between neighbors who never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.metrics.logs.contacts import SECOND_OF_PAIR, TOUCHING, attacks_between, contacts, pair_of, pairs_at
from canvas_sim.metrics.registry import metric
from canvas_sim.record.run import Run

if TYPE_CHECKING:
    import pandas

SPAN = 4 * HOUR  # ms; longer windows compare a young border with an old one


@metric(unit="ratio; attacks; treaties", needs="log")
def truce(run: Run, span: int = SPAN) -> dict[str, float]:
    """How attacks between two change with a truce or alliance, against pairs who touch then as well but never sign.

    Per pair and hour, in the same windows: up to four hours before the signing, and up to four after it while the
    treaty lasts. Treaties of sides that do not touch at the signing do not count. Attacks are told from pixels, by the
    plans of that time; those touch whose living designs' boxes are a pixel apart at most.

    Returns
    -------
    dict
        `during`, attacks between the two over those expected from the rate of the others; `before`, the same before the
        signing, which is what sets them apart without a treaty; `ratio`, the former over the latter; `attacks` and
        `expected` during treaties, and how many `treaties` were compared. NaN where there is nothing to compare
    """
    spans, near = alliance_spans(run, truces=True), contacts(run, TOUCHING)
    friends = pair_of(spans["a"], spans["b"])
    sums, compared = np.zeros((2, 2)), 0
    for pair, one in zip(friends, spans.itertuples(), strict=True):
        touching = pairs_at(near, one.formed)
        others = touching[~np.isin(touching, friends)]
        if pair in touching and len(others):
            windows = (one.formed, min(one.over, one.formed + span)), (one.formed - span, one.formed)
            sums += [_seen_and_expected(run, pair, others, window) for window in windows]
            compared += 1
    during, before = sums[:, 0] / np.where(sums[:, 1] > 0, sums[:, 1], np.nan)
    ratios = {"during": during, "before": before, "ratio": during / before if before > 0 else np.nan}
    counts = {"attacks": sums[0, 0], "expected": sums[0, 1], "treaties": compared}
    return {name: float(value) for name, value in (ratios | counts).items()}


def _seen_and_expected(run: Run, pair: int, others: np.ndarray, window: tuple[int, int]) -> tuple[float, float]:
    """Attacks between a pair in a window (ms), and what the rate of the others gives for the time that it lived."""
    hits = attacks_between(run)
    hit = hits["pair"].to_numpy()[slice(*np.searchsorted(hits["ts"], window))]
    hours = _lived(run.communities, np.append(others, pair), window)
    if not hours[:-1].sum():
        return 0.0, 0.0
    rate = np.count_nonzero(np.isin(hit, others)) / hours[:-1].sum()
    return float(np.count_nonzero(hit == pair)), float(rate * hours[-1])


def _lived(communities: pandas.DataFrame, pairs: np.ndarray, window: tuple[int, int]) -> np.ndarray:
    """Time of a window in which both sides of each pair live, ms."""
    table = communities.set_index("community").astype({"founded": np.int64, "ended": np.int64})
    since, until = np.full(len(pairs), window[0]), np.full(len(pairs), window[1])
    for side in (pairs >> 32, pairs & SECOND_OF_PAIR):
        ended = table["ended"].loc[side].to_numpy()
        since = np.maximum(since, table["founded"].loc[side].to_numpy())
        until = np.where(ended >= 0, np.minimum(until, ended), until)
    return np.maximum(until - since, 0)
