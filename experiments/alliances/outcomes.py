"""What is measured of alliances: who allies with whom, what that changes, what breaks it, and who fights whom."""

from functools import lru_cache

import numpy as np
import pandas

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs import truce as matched
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.metrics.logs.conflict import attacks_on_templates
from canvas_sim.metrics.logs.contacts import (
    NEAR,
    SECOND_OF_PAIR,
    TOUCHING,
    attacks_between,
    contacts,
    pair_of,
    pairs_at,
)
from canvas_sim.metrics.logs.histories import column
from canvas_sim.metrics.templates import drawn_designs
from canvas_sim.record.run import Run


def attacks(run: Run) -> float:
    """Placements that take a pixel away from another community's template, per 1,000 placements."""
    return 1000 * _attacks(run)["row"].nunique() / max(len(column(run, "ts")), 1)


def formed(run: Run) -> float:
    """Alliances formed per community that had a template."""
    return _per_group(run, "formed")


def betrayed(run: Run) -> float:
    """Alliances betrayed per community that had a template."""
    return _per_group(run, "betrayed")


def border(run: Run) -> float:
    """Alliances whose sides were within 6 pixels at the signing, minus the same among all pairs alive then."""
    near, designs, beyond = contacts(run, NEAR), drawn_designs(run), []
    for one in alliance_spans(run).itertuples():
        living = designs["community"][(designs["founded"] <= one.formed) & (designs["ended"] > one.formed)].unique()
        if np.isin((one.a, one.b), living).all():
            close = pairs_at(near, one.formed)
            chance = 2 * len(close) / (len(living) * (len(living) - 1))
            beyond.append(float(pair_of(one.a, one.b) in close) - chance)
    return float(np.mean(beyond)) if beyond else float("nan")


def truce(run: Run) -> float:
    """How attacks between allies change with the signing, over how they do between neighbors who never ally."""
    return matched.truce(run)["ratio"]


def near(run: Run) -> float:
    """Share of attacks between living communities that fall on those who touch, over what their areas let expect.

    Hour by hour, by designs that live in it, if all pairs were hit in proportion to the product of the areas of their
    largest ones; NaN without.
    """
    hits, near, designs = attacks_between(run), contacts(run, TOUCHING), drawn_designs(run)
    hours, seen, expected = hits["ts"].to_numpy() // HOUR, 0, 0.0
    for hour in np.unique(hours):
        living = designs[_overlaps(designs["founded"], designs["ended"], hour)]
        area = living.groupby("community")["area"].max().astype(float)
        pairs = near["pair"].to_numpy()[_overlaps(near["since"], near["until"], hour)]
        pairs, here = np.unique(pairs), hits["pair"].to_numpy()[hours == hour]
        here = here[np.isin(here >> 32, area.index) & np.isin(here & SECOND_OF_PAIR, area.index)]
        touching = area.loc[pairs >> 32].to_numpy() @ area.loc[pairs & SECOND_OF_PAIR].to_numpy()
        total = (area.sum() ** 2 - (area**2).sum()) / 2
        seen += int(np.isin(here, pairs).sum())
        expected += len(here) * touching / total if total else 0.0
    return float(seen / expected) if expected else float("nan")


def _overlaps(since: pandas.Series, until: pandas.Series, hour: int) -> np.ndarray:
    """Which spans of time reach into an hour."""
    return ((since < (hour + 1) * HOUR) & (until > hour * HOUR)).to_numpy()


@lru_cache(maxsize=1)
def _attacks(run: Run) -> pandas.DataFrame:
    """Attacks on templates that were made for another community."""
    hits = attacks_on_templates(run)
    return hits[(hits["by"] >= 0) & (hits["by"] != hits["community"])]


def _per_group(run: Run, what: str) -> float:
    groups = int((run.communities["kind"] == "template").sum())
    return int((run.alliances["what"] == what).sum()) / groups if groups else float("nan")
