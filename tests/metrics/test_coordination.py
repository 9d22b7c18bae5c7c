"""Traces of coordination, and building: on paper, against slow twins and libraries, and on teams made for it."""

import math

import naive_works as naive
import numpy as np
import pytest
from made_events import chance, design, event

from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs import trace
from canvas_sim.metrics.logs.histories import histories
from canvas_sim.metrics.logs.relations import membership
from canvas_sim.metrics.regions import template_regions
from canvas_sim.metrics.templates import standing
from canvas_sim.metrics.works import building
from canvas_sim.record.replay import canvas_at

MINUTE = 60_000


def test_together_against_a_slow_twin():
    draws = np.random.default_rng(2)
    user, cell = draws.integers(0, 12, 300), draws.integers(-50, 50, 300) << 32
    found = trace.together(user, cell)
    cells = [{c for u, c in zip(user.tolist(), cell.tolist(), strict=True) if u == who} for who in range(12)]
    expected = [[len(a & b) * (i != j) for j, b in enumerate(cells)] for i, a in enumerate(cells)]
    np.testing.assert_array_equal(found, expected)


def test_modules_of_two_cliques():
    """Two triangles, joined by one edge: Q = 6/7 - 2 (7/14)^2 = 5/14."""
    weights = np.kron(np.eye(2, dtype=int), np.ones((3, 3), int)) - np.eye(6, dtype=int)
    weights[2, 3] = weights[3, 2] = 1
    module, modularity = trace.modules(weights)
    assert len(set(module[:3])) == len(set(module[3:])) == 1 and module[0] != module[3]
    assert modularity == pytest.approx(5 / 14)
    assert math.isnan(trace.modules(np.zeros((3, 3)))[1])


def test_shared_information():
    a, b = np.array([0, 0, 1, 1]), np.array([5, 5, 3, 3])
    assert trace.shared_information(a, b) == pytest.approx(1)
    assert trace.shared_information(a, np.array([0, 1, 0, 1])) == pytest.approx(0)
    draws = np.random.default_rng(4)
    a, b = draws.integers(0, 4, 60), draws.integers(0, 3, 60)
    assert trace.shared_information(a, b) == pytest.approx(naive.shared_information(a.tolist(), b.tolist()))
    assert math.isnan(trace.shared_information(np.zeros(4), np.zeros(4)))
    metrics = pytest.importorskip("sklearn.metrics")
    assert trace.shared_information(a, b) == pytest.approx(metrics.normalized_mutual_info_score(a, b))


def teams():
    """Four teams of six, each in the same 50 x 50 pixels, at its own times of five minutes."""
    draws = np.random.default_rng(1)
    rows = [
        {"ts": int((20 * k + 5 * team) * MINUTE + draws.integers(0, 300_000)), "user": 6 * team + member}
        | {"x": int(draws.integers(0, 50)), "y": int(draws.integers(0, 50)), "color": 1, "community": 10 + team}
        for k in range(12)
        for team in range(4)
        for member in range(6)
    ]
    return sorted(rows, key=lambda row: row["ts"])


def test_teams_leave_a_trace_that_shuffled_time_does_not():
    found = trace.trace(event(teams(), (60, 50), hours=4))
    assert found["nmi"] == pytest.approx(1)
    assert found["modularity"] == pytest.approx(0.75)
    assert found["nmi_shuffled"] < 0.6 and found["modularity_shuffled"] < 0.3
    strangers = [row | {"community": -1} for row in teams()]
    nobody = trace.trace(event(strangers, (60, 50), hours=4))
    assert math.isnan(nobody["nmi"]) and nobody["modularity"] == found["modularity"]
    few = trace.trace(event(teams(), (60, 50), hours=4), most=12)
    assert few["modularity"] == pytest.approx(0.5)  # the first two teams


def test_membership_against_a_slow_twin():
    draws = np.random.default_rng(3)
    codes, clubs = draws.integers(0, 4, 600), draws.integers(-1, 4, 600)
    plain = chance(600, users=50)
    rows = [
        {"ts": ts, "user": user - 1, "intent": INTENTS[code], "community": club}
        for (ts, user, *_), code, club in zip(plain, codes.tolist(), clubs.tolist(), strict=True)
    ]
    np.testing.assert_array_equal(membership(event(rows)), naive.membership(rows))
    with pytest.raises(NotAvailable, match="for which communities"):
        membership(event(plain))


DESIGNS = [design(0, 0, 0, ["12", "31"]), design(1, 1, 1, ["1.", "23", "1."]), design(2, 6, 0, ["22222"] * 3)]


def test_match_against_a_slow_twin():
    run = event(chance(600), designs=DESIGNS)
    ts = np.arange(300_000, 3_600_001, 300_000)
    found = building.shares_built(histories(run), template_regions(standing(run), (9, 8)), ts)
    for k, t in enumerate(ts):
        canvas = canvas_at(run, int(t))
        for work, row in enumerate(DESIGNS):
            places = [(row["x"] + i % row["width"], row["y"] + i // row["width"]) for i in range(len(row["pixels"]))]
            goal = {at: c for at, c in zip(places, row["pixels"], strict=True) if c != 255 and at[0] < 8}
            assert found[work, k] == sum(canvas[y, x] == c for (x, y), c in goal.items()) / len(goal)


def test_building_on_paper():
    """Ten pixels, one every six minutes by two users: half stand at 24 min, nine at 48. Seen at 25 and 50."""
    rows = [(6 * k * MINUTE, k % 2, k, 0, 1) for k in range(10)]
    at_once = [(70 * MINUTE, 5, k, 3, 2) for k in range(8)]
    never = [(80 * MINUTE, 6, 0, 5, 3)]
    works = [design(0, 0, 0, ["1" * 10]), design(1, 0, 3, ["2" * 8]), design(2, 0, 5, ["333"])]
    found = building.building(event(rows + at_once + never, (10, 9), hours=2, designs=works))
    slow, quick = 25 / 60 * 2 / 10, 2.5 / 60 / 8
    assert found["hours"] == pytest.approx((25 + 2.5) / 2 / 60)
    assert found["user_hours"] == pytest.approx((slow + quick) / 2)
    assert found["gain"] == pytest.approx(math.log10(slow / quick) / math.log10(2))
    bare = event(never, (10, 9), hours=2, designs=works[2:])
    assert all(math.isnan(value) for value in building.building(bare).values())
