"""Calls: on paper, against a slow twin, and on a run with everything in it."""

import math

import numpy as np
import pytest
from made_events import event
from small_runs import town

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs.calls import KINDS, WITHIN, calls

MINUTE = 60_000
POSTS = [
    {"post": 0, "ts": 0, "user": 1, "kind": "defend"},
    {"post": 1, "ts": 0, "user": 1, "kind": "treaty"},
    {"post": 2, "ts": 10 * MINUTE, "user": 2, "kind": "defend"},
    {"post": 3, "ts": 10 * MINUTE, "user": 2, "kind": "help"},
    {"post": 4, "ts": 100 * MINUTE, "user": 2, "kind": "help"},  # less than an hour before the end
]
# (minute, user, post): two follow the first post at once, one of them twice; its author does not count.
PLACED = [(1, 1, 0), (2, 5, 0), (5, 6, 0), (7, 5, 0), (8, 7, 1), (16, 7, 0), (40, 8, 3), (70, 9, 3), (71, 9, 2),
          (101, 9, 4)]  # fmt: skip


def placed(rows):
    return [{"ts": round(minute * MINUTE), "user": user, "post": post} for minute, user, post in rows]


def test_followers_on_paper():
    run = event(placed(PLACED), hours=2, posts=POSTS)
    numbers = calls(run)
    assert [numbers[f"defend_mean_{m}"] for m in WITHIN] == [2 / 2, 2 / 2, 3 / 2, 3 / 2]
    assert (numbers["defend"], numbers["defend_mean_15"], numbers["defend_nobody_15"]) == (2, 1, 0.5)
    assert numbers["defend_p95_15"] == pytest.approx(1.9)
    assert (numbers["help"], numbers["help_mean_60"], numbers["help_nobody_5"]) == (1, 2, 1)
    assert numbers["attack"] == 0 and math.isnan(numbers["attack_mean_5"]) and math.isnan(numbers["attack_nobody_5"])
    with pytest.raises(NotAvailable, match="no posts"):
        calls(event(placed(PLACED)))


def test_calls_against_a_slow_twin():
    draws = np.random.default_rng(4)
    posts = [
        {"post": n, "ts": n * 2 * MINUTE, "user": int(draws.integers(9)), "kind": str(draws.choice([*KINDS, "treaty"]))}
        for n in range(60)
    ]
    minutes = np.sort(draws.random(4000) * 180)
    rows = [(m, int(draws.integers(9)), int(draws.integers(-1, 1 + m // 2))) for m in minutes]
    rows = [(m, user, min(post, 59)) for m, user, post in rows]
    numbers = calls(event(placed(rows), hours=3, posts=posts))
    for kind in KINDS:
        mine = [post for post in posts if post["kind"] == kind and post["ts"] <= 120 * MINUTE]
        assert numbers[kind] == len(mine) > 0
        for within in WITHIN:
            people = [
                len({row["user"] for row in placed(rows) if row["post"] == post["post"]
                     and row["user"] != post["user"] and row["ts"] - post["ts"] <= within * MINUTE})
                for post in mine
            ]  # fmt: skip
            assert numbers[f"{kind}_mean_{within}"] == pytest.approx(sum(people) / len(people))
            assert numbers[f"{kind}_p95_{within}"] == pytest.approx(np.percentile(people, 95))
            assert numbers[f"{kind}_nobody_{within}"] == pytest.approx(people.count(0) / len(people))


def test_calls_of_a_run():
    found = calls(town())
    assert found["build"] > 0 and found["build_mean_60"] >= found["build_mean_5"] >= 0
