"""Mending: on paper, against a slow twin, and on a run."""

import math

import naive_works as naive
import numpy as np
import pytest
from made_events import chance, design, event
from small_runs import town

from canvas_sim.metrics.works.mending import mending, spoiled_pixels

MINUTE, HOUR = 60_000, 3_600_000


def test_the_case_on_paper():
    """Blank is right at first. Ten of design 0 are lost at once, five are back after 10 min, four after 30, one never.

    One pixel of design 1 is lost to a color that design 2 has there, which is no damage, and one in vain at the end.
    """
    designs = [design(0, 0, 0, ["0" * 10]), design(1, 0, 1, ["0" * 11 + "00"]), design(2, 0, 1, ["3"])]
    rows = [(HOUR, 1, x, 0, 2) for x in range(10)] + [(HOUR + 1, 1, 0, 1, 3), (HOUR + 2, 1, 1, 1, 4)]
    rows += [(HOUR + (10 if x < 5 else 30) * MINUTE, 2, x, 0, 0) for x in range(9)]
    run = event(rows, (16, 8), 20, designs=designs)
    found = spoiled_pixels(run)
    assert len(found.ts) == 11 and found.heavy.sum() == 10
    numbers = mending(run)
    assert numbers["attacked"] == 10 / 11
    assert (numbers["attacked_median"], numbers["attacked_p90"]) == (600, 1800)
    assert numbers["attacked_never"] == pytest.approx(0.1)
    assert (numbers["median"], numbers["p90"]) == (1800, 6 * 3600) and numbers["never"] == pytest.approx(2 / 11)
    assert all(math.isnan(value) for value in mending(event([])).values())


def test_crowds_without_a_work_of_their_own_are_no_reason():
    designs, raid = [design(0, 0, 0, ["00"]), design(1, 0, 0, ["33"])], [{"community": 1, "kind": "raid"}]
    rows = [(HOUR, 1, 0, 0, 3)]
    assert len(spoiled_pixels(event(rows, designs=designs, communities=[{"community": 1, "kind": "template"}])).ts) == 0
    assert len(spoiled_pixels(event(rows, designs=designs, communities=raid)).ts) == 1


def test_losses_against_a_slow_twin():
    designs = [
        design(0, 0, 0, ["0123", "2101", "0.30"], founded=400_000),
        design(1, 2, 1, ["210", "013"], ended=2_000_000),
        design(2, 1, 1, ["333", "012"], founded=900_000, ended=3_000_000),
    ]
    rows = chance(900, (5, 3), 1.0, colors=5)
    found = spoiled_pixels(event(rows, (8, 8), designs=designs), 200_000)
    plans = [naive_plan(one) for one in designs]
    expected = []
    for i, ((ts, _, x, y, color), old) in enumerate(zip(rows, naive.colors_before(rows), strict=True)):
        living = [n for n, one in enumerate(designs) if one.get("founded", 0) <= ts < naive_end(one)]
        if color == old or any(plans[n].get((x, y)) == color for n in living):
            continue
        for n in living:
            if plans[n].get((x, y)) == old:
                last = min(ts + 200_000, HOUR, naive_end(designs[n]))
                later = [row[0] for row in rows[i + 1 :] if row[2:] == (x, y, old) and row[0] <= last]
                expected.append((n, ts, (later[0] if later else last) - ts, bool(later)))
    mine = found[["design", "ts", "time", "back"]].itertuples(index=False, name=None)
    assert sorted(mine) == sorted(expected) and {back for *_, back in expected} == {True, False}
    hours = [(n, ts // HOUR) for n, ts, *_ in expected]
    heavy = [hours.count(one) >= 0.1 * len(plans[one[0]]) for one in hours]
    assert sum(heavy) == found.heavy.sum()


def naive_plan(one):
    places = [(one["x"] + k % one["width"], one["y"] + k // one["width"]) for k in range(len(one["pixels"]))]
    return {place: color for place, color in zip(places, one["pixels"], strict=True) if color != 255}


def naive_end(one):
    return one["ended"] if one.get("ended", -1) >= 0 else math.inf


def test_a_run_has_all_numbers():
    numbers = mending(town())
    assert np.isfinite(list(numbers.values())).all()
