"""Alliances: whether allies do more for each other than who is near and active would, and how long they last."""

import numpy as np
import pandas

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs.relations import Relations, community_relations
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import half_life, survival
from canvas_sim.record.run import Run, once_a_run

OVER, HELD = ("broken", "betrayed", "ended"), "held"


def ever_allied(run: Run, community: np.ndarray) -> np.ndarray:
    """Which communities were ever allied: bool [a, b], symmetric; `community` has their numbers, in order."""
    formed = run.alliances[run.alliances["what"] == "formed"]
    formed = formed[formed["a"].isin(community) & formed["b"].isin(community)]
    a, b = np.searchsorted(community, formed["a"]), np.searchsorted(community, formed["b"])
    result = np.zeros((len(community), len(community)), bool)
    result[a, b] = result[b, a] = True
    return result


def expected(counts: np.ndarray, causes: np.ndarray, fitted: np.ndarray) -> np.ndarray:
    """What counts would be if they went with powers of their causes: float64 [pair].

    Poisson regression of the counts on the logarithms of the causes, by Newton's method.

    Parameters
    ----------
    counts : int64 [pair]
    causes : float64 [pair, cause], above 0
    fitted : bool [pair], from which the powers are learned

    Source: the baseline that Axelrod & Bennett (1993) ask for: what would be without the alliance.
    """
    x = np.column_stack((np.ones(len(counts)), np.log(causes)))
    x[:, 1:] -= x[fitted, 1:].mean(axis=0)
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(max(counts[fitted].mean(), 1e-9))
    ridge = 1e-9 * np.eye(len(beta))
    for _ in range(100):
        mean = np.exp(np.clip(x[fitted] @ beta, -50, 50))
        step = np.linalg.solve(x[fitted].T * mean @ x[fitted] + ridge, x[fitted].T @ (counts[fitted] - mean))
        beta += np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-10:
            break
    return np.exp(np.clip(x @ beta, -50, 50))


def beyond(counts: np.ndarray, causes: list[np.ndarray], pairs: np.ndarray, friends: np.ndarray) -> float:
    """Counts among friends over what is expected from their causes, learned from the others; NaN where that is nothing.

    Parameters
    ----------
    counts : int64 [a, b]
    causes : float64 [a, b] each; pairs with a cause of 0 are left out
    pairs : bool [a, b], which pairs count
    friends : bool [a, b]
    """
    for cause in causes:
        pairs = pairs & (cause > 0)
    if not (pairs & friends).any() or counts[pairs & ~friends].sum() == 0:
        return float("nan")
    known = expected(counts[pairs], np.column_stack([cause[pairs] for cause in causes]), ~friends[pairs])
    return float(counts[pairs & friends].sum() / known[friends[pairs]].sum())


def co_defense(found: Relations, friends: np.ndarray) -> float:
    """Help between allies over what contact, the helper's activity and the help that others gave explain."""
    given = np.broadcast_to(found.activity[:, None], found.help.shape).astype(np.float64)
    got = np.broadcast_to((found.help * ~friends).sum(axis=0), found.help.shape).astype(np.float64)
    apart = ~np.eye(len(friends), dtype=bool)
    return beyond(found.help, [given, got, found.contact + 1.0], apart, friends)


@once_a_run
def alliance_spans(run: Run, truces: bool = False) -> pandas.DataFrame:
    """Every alliance in order of its beginning; with truces, every time that two had either.

    Returns
    -------
    DataFrame
        `a` < `b`, `formed` and `over` (ms, the end of the event if it held), `why`, and `fate`: held, betrayed, broken,
        ended or truce over.
    """
    rows: list[tuple] = []
    living: dict[tuple[int, int], tuple[int, str]] = {}
    for one in run.alliances.itertuples():
        pair = (min(one.a, one.b), max(one.a, one.b))
        if one.what == "formed" or (truces and one.what == "truce"):
            living.setdefault(pair, (one.ts, one.cause))
        elif pair in living:
            formed, why = living.pop(pair)
            rows.append((*pair, formed, one.ts, why, one.what))
    rows += [(*pair, formed, run.end, why, HELD) for pair, (formed, why) in living.items()]
    table = pandas.DataFrame(rows, columns=["a", "b", "formed", "over", "why", "fate"])
    return table.sort_values(["formed", "a", "b"], ignore_index=True)


def durations(run: Run) -> dict[str, float]:
    """How long alliances last and how they end.

    Returns
    -------
    dict
        `formed`, how many; `hours`, by which half were over (infinite if they were not; Kaplan and Meier's estimator);
        `broken`, `betrayed` and `ended`, shares of those formed that ended so; NaN without alliances
    """
    found = alliance_spans(run)
    if found.empty:
        return {"formed": 0.0} | dict.fromkeys(("hours", *OVER), float("nan"))
    time, over = (found["over"] - found["formed"]).to_numpy(), (found["fate"] != HELD).to_numpy()
    shares = {what: np.count_nonzero(found["fate"] == what) / len(found) for what in OVER}
    return {"formed": float(len(found)), "hours": half_life(*survival(time, over)) / HOUR} | shares


@metric("alliances", unit="ratio; share; h", needs="log")
def alliance_effects(run: Run) -> dict[str, float]:
    """What allies do for each other, over what nearness and activity explain; and how long alliances last.

    Members belong to the community for which they placed most, help aside. The 1,000 busiest communities count.

    Returns
    -------
    dict
        `co_defense`: help between allies over what is expected of pairs that are not allied, by Poisson regression on
        the helper's placements, the help that others gave, and contact + 1. `formed`, how many alliances; `hours` until
        half of them are over (Kaplan and Meier), and shares that were `broken`, `betrayed`, `ended`
    """
    if run.communities.empty:
        raise NotAvailable("there are no communities")
    found = community_relations(run)
    friends = ever_allied(run, found.community)
    return {"co_defense": co_defense(found, friends)} | durations(run)
