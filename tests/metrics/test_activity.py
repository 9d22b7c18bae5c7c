"""Who places how much, and when: by hand, and against slow twins."""

import math

import naive_metrics as naive
import numpy as np
import pytest
from hand_made import HOUR, random_run, run_of

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs import activity
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.schema import Canvas, Event, Scenario

HALF = HOUR // 2


def small(hours, cooldown=300):
    """An event on 10 x 10 pixels."""
    return Scenario(event=Event(hours=hours), canvas=Canvas(width=10, height=10, cooldown=cooldown))


def steady(rates, interventions, cooldown=600):
    """A run with so many placements in each half hour."""
    times = [j * HALF + k * HALF // rate for j, rate in enumerate(rates) for k in range(rate)]
    rows = [(ts, i % 7, i % 10, 0, 1) for i, ts in enumerate(times)]
    return run_of(small(len(rates) / 2, cooldown), rows, interventions)


def cooldown(hour, seconds):
    return {"ts": round(hour * HOUR), "kind": "cooldown", "value": seconds}


def test_users_by_hand():
    # Users with 1, 1 and 4 placements; a fourth has none, and of one placement nobody knows whose it is.
    rows = [(1000 * i, user, 0, 0, 1) for i, user in enumerate((0, 5, 5, 2, 5, 5, -1))]
    found = activity.spread_over_users(run_of(small(1), rows))
    assert found == {
        "mean": 2,
        "spread": pytest.approx(math.sqrt(2) / 2),
        "mean_of_allowed": pytest.approx(2 / 12),
        "once": 2 / 3,
        "most_of_allowed": pytest.approx(4 / 12),
    }
    assert activity.per_pixel(run_of(small(1), rows)) == 0.07


def test_users_against_a_slow_twin():
    run = random_run()
    rows = run.events[["ts", "user"]].to_numpy().tolist()
    counts = activity.placements_by_user(run)
    found = activity.spread_over_users(run)
    expected = naive.users(rows)
    assert (found["mean"], found["spread"], found["once"], counts.max()) == pytest.approx(expected)


def test_what_cooldowns_allow():
    changes = [cooldown(1.5, 100), cooldown(2.25, 50)]
    run = random_run(interventions=changes)
    assert activity.placements_allowed(run) == pytest.approx(5400 / 300 + 2700 / 100 + 2700 / 50)
    twin = naive.allowed([(0, 300), (5_400_000, 100), (8_100_000, 50)], 3 * HOUR)
    assert activity.placements_allowed(run) == pytest.approx(twin)


@pytest.mark.parametrize(("preset", "known"), [("rplace-2017", 719), ("rplace-2022", 985)])
def test_what_the_real_cooldowns_allowed(preset, known):
    scenario = load(preset)
    interventions = [
        {"ts": round(i.at * HOUR), "kind": i.kind, "value": getattr(i, "seconds", math.nan)}
        for i in scenario.interventions
        if i.kind in ("cooldown", "white_out")
    ]
    assert round(activity.placements_allowed(run_of(scenario, [(0, 0, 0, 0, 1)], interventions))) == known


def test_a_white_out_ends_the_count():
    rows = [(1000, 0, 0, 0, 1), (2000, 1, 0, 0, 1), (HALF, 1, 0, 0, 0)]
    run = run_of(small(1), rows, [{"ts": HALF, "kind": "white_out", "color": 0, "colors": "0"}])
    assert activity.spread_over_users(run)["mean"] == 1 and activity.placements_allowed(run) == 6


def test_day_and_night():
    rates = [j + 1 for j in range(24)] * 2 + [2] * 23 + [8] + [1] * 5
    rates = [half for rate in rates for half in (rate, rate)]
    run = steady(rates, [])
    assert activity.day_and_night(run) == 24  # of 24, 24 and 4; the last hours make no day
    assert naive.day_and_night(run.events[["ts"]].to_numpy().tolist(), 3) == 24
    with pytest.raises(NotAvailable, match="no whole day"):
        activity.day_and_night(steady([5] * 10, []))


def test_throughput_by_hand():
    # The cooldown halves at 1.52 h, of which the half hour up to 1.5 h is before and the one from 1.5 h is after, and
    # doubles at 3.3 h, where the one with the change is left out. It goes up a little at 5 h, which is neither.
    rates = [10, 10, 10, 15, 30, 20, 99, 12, 12, 12, 12, 12]
    run = steady(rates, [cooldown(1.52, 300), cooldown(3.3, 600), cooldown(5, 700)])
    assert [change.factor for change in activity.cooldown_changes(run)] == pytest.approx([0.5, 2, 7 / 6])
    assert activity.throughput(run) == pytest.approx({"halved": 15 / 10, "doubled": 12 / 20})


def test_changes_that_cannot_be_told_apart_are_left_out():
    assert activity.cooldown_changes(steady([5] * 8, [cooldown(0.2, 300), cooldown(2, 600), cooldown(2.3, 300)])) == []
    with pytest.raises(NotAvailable, match="no halved or doubled cooldown"):
        activity.throughput(steady([5] * 8, [cooldown(2, 650)]))
    only = activity.throughput(steady([5] * 8, [cooldown(2, 1200)]))
    assert only["doubled"] == pytest.approx(1) and math.isnan(only["halved"])


def test_two_changes_have_one_mean():
    run = steady([10, 10, 20, 20, 80, 80], [cooldown(1, 300), cooldown(2, 150)])
    assert activity.throughput(run)["halved"] == pytest.approx(np.sqrt(2 * 4))


def test_a_log_in_which_nobody_is_known():
    with pytest.raises(NotAvailable, match="of which the user is known"):
        activity.spread_over_users(run_of(small(1), [(0, -1, 0, 0, 1)]))


def test_concentration_against_a_slow_twin():
    run = random_run()
    counts = activity.placements_by_user(run).astype(float)
    differences = np.abs(counts[:, None] - counts[None]).mean()
    assert activity.concentration_of_placements(run) == pytest.approx(differences / 2 / counts.mean())
