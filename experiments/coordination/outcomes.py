"""What is measured of drawing together."""

from functools import lru_cache

import numpy as np

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.metrics.logs.contacts import SECOND_OF_PAIR, contacts, pair_of
from canvas_sim.metrics.logs.relations import membership
from canvas_sim.metrics.logs.trace import shared_information
from canvas_sim.metrics.templates import shares_right
from canvas_sim.metrics.works.artworks import Tally, tally
from canvas_sim.record.run import Run
from canvas_sim.world.people import make_users
from canvas_sim.world.ties import make_ties

COALITION = 5  # users from which on a work counts for the slope
LEAST, STANDS = 50, 0.8  # pixels of a work, and the share of them that is right, from which on it stands


def works_shown(run: Run) -> float:
    """Works of 50 pixels and more that stand at the end: four fifths of their pixels are as planned."""
    living = run.designs[(run.designs["ended"] < 0) & (run.designs["area"] >= LEAST)]
    return float(np.count_nonzero(shares_right(living, run.canvas) >= STANDS))


def redundancy_slope(run: Run) -> float:
    """Slope of a work's redundant share on log10 of its coalition's size; NaN with fewer than three works."""
    counted = _tally(run)
    if counted is None:
        return float("nan")
    known = counted.coalition >= COALITION
    sizes = np.log10(counted.coalition[known])
    if len(sizes) < 3 or np.ptp(sizes) == 0:
        return float("nan")
    return float(np.polyfit(sizes, counted.redundant[known] / counted.agreeing[known], 1)[0])


def network(run: Run) -> dict[str, float]:
    """What the social graph, made again from the scenario, tells of communities; see `network_shapes`."""
    seed, people = run.info["seed"], run.scenario.activity.users
    _, lives = make_users(run.scenario, seed)
    ties = make_ties(run.scenario.society, seed, people, lives)
    return network_shapes(run, ties[:people], lives["circle"][:people])


def network_shapes(run: Run, ties: np.ndarray, circle: np.ndarray, seed: int = 0) -> dict[str, float]:
    """What the social graph tells of communities; and the same with members permuted, as chance and sizes give it.

    Parameters
    ----------
    ties : int [user, k], whom each user follows, -1 where nobody
    circle : int [user], which circle of the graph each is in, -1 without one
    seed : of the permutation

    Returns
    -------
    dict
        `nmi`, normalized mutual information of circles and membership (see `membership`); `ally_ties`, see
        there; both as `_shuffled`; and `nmi_beyond`, how much the first is above chance
    """
    club = membership(run)[: len(ties)]
    ties, circle = ties[: len(club)], circle[: len(club)]
    known = np.flatnonzero(club >= 0)
    result: dict[str, float] = {}
    permuted = club.copy()
    permuted[known] = np.random.Generator(np.random.Philox(key=seed)).permutation(club[known])
    placed = known[circle[known] >= 0]
    for name, members in (("", club), ("_shuffled", permuted)):
        nmi = shared_information(circle[placed], members[placed]) if len(placed) else float("nan")
        result |= {f"nmi{name}": nmi, f"ally_ties{name}": ally_ties(run, ties, members)}
    return result | {"nmi_beyond": result["nmi"] - result["nmi_shuffled"]}


def ally_ties(run: Run, ties: np.ndarray, club: np.ndarray) -> float:
    """Ties between those who ever ally, over what chance gives in proportion to both sides' ties; over that of others.

    Chance as in modularity (Newman 2004). Pairs are communities of which designs lived within 6 pixels of each other.
    Whether there is a tie at all tells sizes only: the large have ties to all, and ally more. NaN without pairs of both
    kinds.

    Parameters
    ----------
    ties : int [user, k], whom each user follows, -1 where nobody
    club : int [user], the community of each, -1 without one
    """
    user, slot = np.nonzero((ties >= 0) & (ties < len(club)))
    sides = np.stack([club[user], club[ties[user, slot]]])
    sides = sides[:, (sides >= 0).all(axis=0)]
    near, spans = contacts(run)["pair"].unique(), alliance_spans(run)
    found, count = np.unique(np.append(pair_of(*sides), near), return_counts=True)
    seen = count[np.searchsorted(found, near)] - 1
    ends = np.bincount(sides.ravel(), minlength=int((near & SECOND_OF_PAIR).max(initial=-1)) + 1)
    chance = ends[near >> 32] * ends[near & SECOND_OF_PAIR] / max(2 * sides.shape[1], 1)
    allied = np.isin(near, pair_of(spans["a"], spans["b"]))
    between, expected = (np.bincount(allied, each, minlength=2) for each in (seen, chance))
    if not (expected.all() and between[0]):
        return float("nan")
    return float(between[1] / expected[1] / (between[0] / expected[0]))


@lru_cache(maxsize=1)
def _tally(run: Run) -> Tally | None:
    try:
        found = tally(run)
    except NotAvailable:
        return None
    return found if found.agreeing.sum() else None
