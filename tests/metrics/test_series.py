"""Damage, transitions and resilience of regions: on paper, and against twins that look at every millisecond."""

import math
from itertools import pairwise

import naive_works as naive
import numpy as np
import pytest
from made_events import chance, design, event

from canvas_sim.metrics import regions as places
from canvas_sim.metrics.frames.frames import canvases_at
from canvas_sim.metrics.logs import resilience as resilient
from canvas_sim.metrics.logs.histories import histories
from canvas_sim.metrics.logs.resilience import Limits, breaches_of, resilience
from canvas_sim.metrics.logs.series import RegionSeries, series_of
from canvas_sim.metrics.logs.transitions import transition_rates, transitions
from canvas_sim.metrics.templates import standing

SIZE = (8, 9)
STEP, WINDOW, END = 100, 400, 3600
MINUTE = 60_000


def busy(rows=1500, colors=3):
    """Some seconds of a small canvas, and what it was at every ms."""
    run = event(
        chance(rows, SIZE, hours=0.001, colors=colors), SIZE, hours=0.01, designs=[design(0, 1, 1, ["1.1"] * 4)]
    )
    return run, canvases_at(run, range(END + 1)).tolist()


def tile(side):
    """Pixels (x, y) of each tile, row by row."""
    across, down = -(-8 // side), -(-9 // side)
    return [
        [(x, y) for y in range(b * side, min(9, b * side + side)) for x in range(a * side, min(8, a * side + side))]
        for b in range(down)
        for a in range(across)
    ]


def test_tiles_cover_the_canvas_once():
    for side in (3, 5, 9):
        found = places.tile_regions(event(chance(3)), side)
        first, pixels = places.pixels_of(found)
        mine = [[(p % 8, p // 8) for p in pixels[a:b].tolist()] for a, b in pairwise(first)]
        assert mine == tile(side)
        assert found.area.tolist() == [len(each) for each in tile(side)]


def test_series_against_a_slow_twin():
    run, states = busy()
    for regions, pixels in (
        (places.tile_regions(run, 4), tile(4)),
        (places.template_regions(standing(run), (9, 8)), [[(x, y) for y in range(1, 5) for x in (1, 3)]]),
    ):
        found = series_of(histories(run), regions, END, (STEP, WINDOW))
        assert found.ts.tolist() == list(range(STEP, END + 1, STEP))
        for region, mine in enumerate(pixels):
            expected = np.array([naive.regions_at(states, mine, t, WINDOW, END) for t in range(STEP, END + 1, STEP)])
            held = len(mine) * np.minimum(found.ts, WINDOW)
            np.testing.assert_array_equal(found.damage[region], expected[:, 0] / len(mine))
            np.testing.assert_array_equal(found.after[region], expected[:, 1] / len(mine))
            np.testing.assert_array_equal(found.blank[region], expected[:, 2] / len(mine))
            np.testing.assert_array_equal(found.stability[region], expected[:, 3] / held)


def made_series(damage, after, blank):
    """A series of these shares."""
    ts = np.arange(1, damage.shape[1] + 1, dtype=np.int64)
    return RegionSeries(ts, np.full(len(damage), 100), damage, after, blank, damage)


def test_transitions_on_paper():
    """.4 is above .35, and above 6 x the mean before, .05; three samples later what follows agrees. Then too soon."""
    damage = np.array([[0.05, 0.05, 0.05, 0.4, 0.8, 0.7, 0.1, 0.4]])
    after = np.array([[0, 0, 0, 0.5, 0.35, 0.3, 0, 0.9]])
    found = transitions(made_series(damage, after, np.zeros((1, 8))), memory=3)
    assert found.to_dict("records") == [{"region": 0, "begin": 4, "end": 6, "damage": 0.8}]
    assert transitions(made_series(damage, after, np.full((1, 8), 0.6)), memory=3).empty  # it was blank
    assert transitions(made_series(damage, after, np.zeros((1, 8))), times=8.1, memory=3).empty
    assert transitions(made_series(damage, after, np.zeros((1, 8)))).empty  # nobody knows what was before


def test_transitions_against_a_slow_twin():
    draws = np.random.default_rng(8)
    damage, after, blank = draws.random((3, 20, 60)) ** 3
    found = transitions(made_series(damage, after, blank), 0.3, 2.0, 5)
    mine = {region: list(zip(rows["begin"], rows["end"], strict=True)) for region, rows in found.groupby("region")}
    ts = list(range(1, 61))
    for region in range(20):
        values = (each[region].tolist() for each in (damage, after, blank))
        assert mine.get(region, []) == naive.transitions(ts, *values, (0.3, 2.0, 5))
    assert len(found) > 20 and (found["end"] < 0).any()


def test_breaches_against_a_slow_twin():
    draws = np.random.default_rng(1)
    rows = [(0, 1, x, y, 1) for x in range(8) for y in range(9)]
    for t in range(50, 3500, 300):  # somebody spoils a part, and often it is repaired
        spoiled = [(int(x), int(y)) for x, y in draws.integers(0, 8, (draws.integers(0, 40), 2))]
        rows += [(t, 2, x, y, 2) for x, y in spoiled]
        back = t + int(draws.integers(30, 600))
        rows += [(back, 1, x, y, 1) for x, y in spoiled if back < 3500]
    rows.sort(key=lambda row: row[0])
    run = event(rows, SIZE, hours=0.01)
    states = canvases_at(run, range(END + 1)).tolist()
    limits = Limits(calm=2, memory=WINDOW // STEP, patience=5, smallest=1)
    history, regions = histories(run), places.tile_regions(run, 4)
    found = breaches_of(history, regions, series_of(history, regions, END, (STEP, WINDOW)), limits)
    total = 0
    for region, pixels in enumerate(tile(4)):
        expected, stable = naive.breaches(states, pixels, list(range(STEP, END + 1, STEP)), WINDOW, limits)
        mine = found.table[found.table["region"] == region]
        np.testing.assert_array_equal(
            mine[["begin", "time", "back"]], [(a, c, d) for a, _, c, d, _ in expected] or np.empty((0, 3))
        )
        np.testing.assert_allclose(mine["depth"], [row[1] for row in expected])
        np.testing.assert_allclose(mine["loss"], [row[4] * STEP / 3_600_000 for row in expected])
        total += stable
    assert found.hours == pytest.approx(total * STEP / 3_600_000)
    assert len(found.table) > 3 and set(found.table["back"]) == {True, False}


def raided(repaired):
    """A red square of 30 x 30, drawn at once; 100 of the pixels of its first tile are painted over at hour 5."""
    square = [(0, 1, x, y, 5) for x in range(30) for y in range(30)]
    raid = [(5 * 60 * MINUTE, 2, x, y, 3) for x in range(10) for y in range(20)]
    repairs = [(5 * 60 * MINUTE + 20 * MINUTE, 1, x, y, 5) for _, _, x, y, _ in raid] if repaired else []
    return event(square + raid + repairs, (30, 30), hours=10)


def test_a_raid_on_paper():
    """200 of 625 pixels, .32, for 20 minutes: four samples of five minutes. The other three tiles stay as they are."""
    found = resilience(raided(True))
    # Three tiles count, the one of 5 x 5 is too small. Of 120 samples each is stable after the first 12, but for the
    # raided one: not in the raid's four, nor in the eight with all four in their last hour (.893 on average).
    samples = 3 * (120 - 12) - 4 - 8
    assert found["rate"] == pytest.approx(1000 / (samples / 12))
    assert found["match"] == 1
    assert (found["back_1h"], found["back_6h"], found["depth"]) == (1, 1, pytest.approx(200 / 625))
    assert found["hours"] == pytest.approx(1 / 3)
    assert found["loss"] == pytest.approx(200 / 625 * 4 / 12)


def test_a_lasting_raid_on_paper():
    """What stays is the new reference after an hour and a half; the old one is watched for five hours, to the end."""
    found = resilience(raided(False))
    assert (found["back_1h"], found["back_6h"], found["hours"]) == (0, 0, math.inf)
    assert resilient.breaches(raided(False)).table["time"].tolist() == [5 * 60 * MINUTE]


def test_a_takeover_is_a_transition():
    square = [(0, 1, x, y, 5) for x in range(25) for y in range(25)]
    over = [(5 * 60 * MINUTE + 1, 2, x, y, 3) for x in range(25) for y in range(10)]
    found = transition_rates(event(square + over, (25, 25), hours=10))
    # The reference is blank at no sample; damage is .4 until the new color has half of the window.
    assert found["rate"] == found["rate_damage_25"] == found["rate_times_7.5"] == pytest.approx(1000 / 10)
    assert found["rate_damage_45"] == 0
    assert found["damage"] == pytest.approx(0.4 * 18 / 120)
    assert found["hours"] == 0  # what follows agrees at once
    assert found["stability"] < 1


def test_a_blank_canvas_has_no_rates():
    assert all(math.isnan(value) for value in transition_rates(event([(0, 1, 0, 0, 1)])).values())


def test_what_drifts_for_longer_than_three_hours_is_no_breach():
    """.16 of a tile changes at hour 5, another .16 at hour 10: .32 together, but the first has become the picture."""
    square = [(0, 1, x, y, 5) for x in range(25) for y in range(25)]
    changes = [
        (hour * 60 * MINUTE, 2, x, y + k, 3) for hour, k in ((5, 0), (10, 4)) for x in range(25) for y in range(4)
    ]
    assert resilient.breaches(event(square + changes, (25, 25), hours=14)).table.empty
    soon = [(ts - (ts > 6 * 60 * MINUTE) * 180 * MINUTE, *rest) for ts, *rest in changes]  # at hours 5 and 7
    assert resilient.breaches(event(square + soon, (25, 25), hours=14)).table["begin"].tolist() == [7 * 60 * MINUTE]
