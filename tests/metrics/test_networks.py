"""Shapes of networks: on paper, and against a slow twin."""

import math
from pathlib import Path

import numpy as np
import pytest
from made_events import design, event
from small_runs import town

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs.relations import community_gini
from canvas_sim.study.functions import module_at

outcomes = module_at(Path(__file__).parents[2] / "experiments" / "coordination" / "outcomes.py")

CLUBS = [{"community": n, "kind": "template", "members": many} for n, many in enumerate((1, 2, 3, 6))]


def members(club, **tables):
    """An event in which each user placed once for the community that is said."""
    rows = [{"ts": n, "user": n, "community": community} for n, community in enumerate(club)]
    return event(rows, (64, 64), **tables)


def test_gini_of_communities_on_paper():
    """Of 1, 2, 3 and 6: a mean difference of 32 / 16, half of it over the mean of 3."""
    gone = {"community": 4, "kind": "template", "members": 90, "ended": 5}
    road = {"community": 5, "kind": "road", "members": 90}
    assert community_gini(members([0], communities=[*CLUBS, gone, road])) == pytest.approx(1 / 3)
    with pytest.raises(NotAvailable):
        community_gini(members([0]))


def test_circles_and_membership():
    club, circle, nobody = [0, 0, 1, 1, -1, 2], np.array([7, 7, 3, 3, 3, -1]), np.full((6, 1), -1)
    found = outcomes.network_shapes(members(club), nobody, circle)
    assert found["nmi"] == pytest.approx(1) and found["nmi_shuffled"] <= 1 and math.isnan(found["ally_ties"])
    assert outcomes.network_shapes(members(club), nobody[:4], np.array([0, 1, 0, 1]))["nmi"] == pytest.approx(0)
    assert math.isnan(outcomes.network_shapes(members(club), nobody, np.full(6, -1))["nmi"])


def test_ties_of_allies_on_paper():
    """Three in a row, all near. Ties: two of 0 and 1, who ally, one of 1 and 2; so the sides have 2, 3 and 1 ends."""
    designs = [design(n, 4 * n, 0, ["1" * 3]) for n in range(3)]
    ties = np.array([[1, 1], [2, -1], [-1, 9]])  # user n is of community n
    signed = [{"ts": 1, "a": 1, "b": 0, "what": "formed"}]
    run = members([0, 1, 2], designs=designs, communities=CLUBS, alliances=signed)
    assert outcomes.ally_ties(run, ties, np.arange(3)) == pytest.approx((2 / (2 * 3 / 6)) / (1 / ((3 * 1 + 2 * 1) / 6)))
    assert math.isnan(outcomes.ally_ties(members([0, 1, 2], designs=designs, communities=CLUBS), ties, np.arange(3)))


def test_ties_of_allies_against_a_slow_twin():
    draws = np.random.default_rng(8)
    designs = [design(n, int(draws.integers(50)), int(draws.integers(50)), ["11", "11"]) for n in range(40)]
    clubs, ties = draws.integers(-1, 40, 200).tolist(), draws.integers(-1, 200, (200, 3))
    pairs = [draws.choice(40, 2, replace=False).tolist() for _ in range(200)]
    signed = [{"ts": 1, "a": a, "b": b, "what": "formed"} for a, b in pairs]
    run = members(clubs, designs=designs, communities=[{"community": n} for n in range(40)], alliances=signed)
    known = [(clubs[i], clubs[j]) for i in range(200) for j in ties[i].tolist() if j >= 0]
    known = [pair for pair in known if min(pair) >= 0]
    ends = [sum(pair.count(n) for pair in known) for n in range(40)]
    seen, chance = {True: 0, False: 0}, {True: 0.0, False: 0.0}
    for a, one in enumerate(designs):
        for b, other in enumerate(designs[:a]):
            if max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"])) - 2 <= 6:
                allied = [a, b] in pairs or [b, a] in pairs
                seen[allied] += sum(set(pair) == {a, b} for pair in known)
                chance[allied] += ends[a] * ends[b] / sum(ends)
    assert min(seen.values()) > 1
    found = outcomes.ally_ties(run, ties, np.array(clubs))
    assert found == pytest.approx(seen[True] / chance[True] / (seen[False] / chance[False]))


def test_the_graph_of_a_run_is_made_again():
    found = outcomes.network(town())
    assert (
        set(found) == {"nmi", "nmi_shuffled", "nmi_beyond", "ally_ties", "ally_ties_shuffled"} and 0 < found["nmi"] < 1
    )
