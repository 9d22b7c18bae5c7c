"""Who acts like a program: on paper, and against a slow twin."""

import math

import naive_works as naive
import numpy as np
import pytest
from made_events import chance, event

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs import bots

CHANGE = {"ts": 1_800_000, "kind": "cooldown", "value": 100.0}


def test_prompt_on_paper():
    """User 1 places 20 times: 10 gaps of 304 s, 9 of 600; user 2 places 19 times on the second, and does not count."""
    times = np.cumsum([0] + [304_000] * 10 + [600_000] * 9)
    rows = [(int(t), 1, 0, 0, 1) for t in times] + [(300_000 * k, 2, 0, 0, 1) for k in range(19)]
    run = event(sorted(rows), hours=3)
    assert bots.prompt(run) == {"3s": 0, "5s": 10 / 19, "7s": 10 / 19, "10s": 10 / 19}
    assert bots.restless(run) == 0


def test_restless_on_paper():
    """77 gaps of 12.5 min are 16.04 h; 77 of 12.4 are 15.9 h; 65 of 15 min are 16.25 h, but not below 15."""
    rows = [(750_000 * k, 1, 0, 0, 1) for k in range(78)] + [(744_000 * k, 2, 0, 0, 1) for k in range(78)]
    rows += [(900_000 * k, 3, 0, 0, 1) for k in range(66)] + [(5, 4, 0, 0, 1), (7, -1, 0, 0, 1)]
    assert bots.restless(event(sorted(rows), hours=20)) == 1 / 4


def test_against_a_slow_twin():
    rows = [(ts, user - 1, *rest) for ts, user, *rest in chance(2000, users=60)]
    run = event(rows, interventions=[CHANGE])
    expected = naive.waits(rows, [(0, 300.0), (1_800_000, 100.0)])
    found = bots.gaps(run)
    for user in range(59):
        mine = np.column_stack((found.wait, found.late))[found.user == user]
        np.testing.assert_array_equal(mine, expected[user])
    late = [x for waits in expected.values() if len(waits) >= 19 for _, x in waits]
    assert bots.prompt(run)["7s"] == sum(x <= 7000 for x in late) / len(late)


def test_nobody_is_not_available_and_nobody_busy_undefined():
    with pytest.raises(NotAvailable, match="who placed what"):
        bots.prompt(event([(0, -1, 0, 0, 1)]))
    assert math.isnan(bots.prompt(event([(0, 1, 0, 0, 1)]))["3s"])
    assert bots.restless(event([(0, 1, 0, 0, 1)])) == 0


def test_a_new_cooldown_holds_for_placements_of_its_moment():
    run = event([(1_800_000, 1, 0, 0, 1), (1_905_000, 1, 0, 0, 1)], interventions=[CHANGE])
    assert bots.gaps(run).late.tolist() == [5000]
