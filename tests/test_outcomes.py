"""Outcomes of experiments, against slow twins written from their descriptions, and by hand."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hand_made import frames_of_canvases
from small_events import TOWN
from small_runs import planned, town

import canvas_sim
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames import order, space
from canvas_sim.metrics.frames.frames import frames_of
from canvas_sim.metrics.logs.conflict import share_of_attacks, verdicts
from canvas_sim.metrics.statistics import auc
from canvas_sim.metrics.works.artworks import tally
from canvas_sim.record.replay import canvas_at
from canvas_sim.scenario.loading import with_values
from canvas_sim.study.functions import module_at

HOME = Path(__file__).parents[1] / "experiments"
alliances, siege, cooldown, coordination, warning, shock, scale, season = (
    module_at(HOME / name / "outcomes.py")
    for name in (
        *("alliances", "attack_defense", "cooldown", "coordination", "early_warning", "resilience", "scale", "season"),
    )
)
MINUTE = 60_000


@pytest.fixture(scope="module")
def days():
    """Two and a half days on a small canvas, so that there is an hour 48 and an hour 44 white-out."""
    changes = [
        *("event.hours=60", "activity.users=500", "canvas.cooldown=300", "canvas.open=none", "canvas.height=32"),
        'interventions=[{kind="wipe", at=48, region=[8, 8, 24, 24]}]',
    ]
    return canvas_sim.run(with_values(TOWN, changes), 2)


# --- the wait, and size


def test_what_the_wait_decides():
    run = town()
    assert cooldown.placements(run) == len(run.events) / TOWN.activity.users
    canvas = frames_of(run).area(-1)
    assert cooldown.same_neighbor(run) == space.color_correlation(canvas) == beyond_chance(canvas)
    assert cooldown.attack_share_3h(run) == share_of_attacks(verdicts(run))
    window = round(36 * TOWN.canvas.cooldown * 1000)
    assert cooldown.attack_share_36(run) == share_of_attacks(verdicts(run, window))
    groups = (run.communities["kind"] == "template").sum()
    assert scale.alliances(run) == 100 * alliances.formed(run)
    assert alliances.formed(run) == (run.alliances["what"] == "formed").sum() / groups


def beyond_chance(canvas):
    chance = order.chance_same(canvas)
    return (order.same_neighbor(canvas) - chance) / (1 - chance)


def test_works_done_together():
    run = town()
    counted = tally(run)
    known = counted.coalition >= 5
    shares, sizes = counted.redundant[known] / counted.agreeing[known], np.log10(counted.coalition[known])
    assert coordination.redundancy_slope(run) == pytest.approx(np.polyfit(sizes, shares, 1)[0])


def test_works_that_stand():
    run = canvas_sim.run(with_values(TOWN, ["event.hours=4", "interventions=[]"]), 3)
    living = run.designs[(run.designs["ended"] < 0) & (run.designs["area"] >= 50)]
    stands = 0
    for number in living["design"]:
        plan = planned(run)[number]
        stands += sum(run.canvas[y, x] == color for (x, y), color in plan.items()) >= 0.8 * len(plan)
    assert coordination.works_shown(run) == stands
    assert 0 < stands < len(living)


# --- a raid, and a shock


def test_a_place_under_siege():
    raid = next(one for one in TOWN.interventions if one.kind == "raid")
    x0, y0, x1, y1 = raid.at_region
    start, end = round(raid.at * HOUR), round((raid.at + raid.hours) * HOUR)
    before = canvas_at(town(), start - 1)[y0:y1, x0:x1]

    def quality(ms):
        return float(np.mean(canvas_at(town(), ms)[y0:y1, x0:x1] == before))

    looks = range(start, end + 1, 5 * MINUTE)
    assert siege.depth(town()) == pytest.approx(1 - min(quality(ms) for ms in looks))
    assert siege.end_quality(town()) == pytest.approx(quality(end))
    assert siege.survives(town()) == float(siege.late_quality(town()) >= 0.7)
    lost = [ms for ms in looks if quality(ms) < 0.9]
    back = [ms for ms in range(start, town().end + 1, 5 * MINUTE) if lost and ms > lost[0] and quality(ms) >= 0.9]
    most = (back[0] - start) / HOUR if back else raid.hours + 6
    assert siege.as_before(town()) == pytest.approx(min(most, raid.hours + 6) if lost else 0)
    assert siege.raiders_per_pixel(town()) == raid.users / ((x1 - x0) * (y1 - y0))


def test_works_after_a_shock(days):
    at = 48 * HOUR
    before = canvas_at(days, at - 1)
    plans = planned(days)
    alive = days.designs[(days.designs["founded"] < at) & ((days.designs["ended"] < 0) | (days.designs["ended"] >= at))]
    alive = [design for design in alive["design"] if plans[design]]
    assert alive
    right = {spot for design in alive for spot, color in plans[design].items() if before[spot[1], spot[0]] == color}
    later = canvas_at(days, at + 6 * HOUR)
    assert shock.recovered(days) == pytest.approx(np.mean([later[y, x] == before[y, x] for x, y in right]))
    last = canvas_at(days, at + 12 * HOUR)
    stood = [
        design for design in alive if np.mean([before[y, x] == color for (x, y), color in plans[design].items()]) >= 0.7
    ]
    left = [np.mean([last[y, x] == color for (x, y), color in plans[design].items()]) >= 0.7 for design in stood]
    assert shock.works_left(days) == pytest.approx(np.mean(left))
    assert 0 < shock.recovery_area(days) < 12
    assert 0 < shock.half_time(days) <= 12


# --- season and early warning


def test_hour_44(days):
    canvas = canvas_at(days, 44 * HOUR)
    assert season.entropy(days) == pytest.approx(order.color_entropy(canvas))
    assert season.void_share(days) == Counter(canvas[canvas != days.background].tolist()).most_common(1)[0][1] / 32**2
    drawn = canvas_at(days, 44 * HOUR - 1) != days.background
    white = canvas_at(days, 44 * HOUR + 42 * MINUTE) == days.background
    assert season.white_42(days) == white[drawn].mean()


def test_a_tile_is_watched_while_it_is_stable():
    canvas = np.ones((20, 100), np.uint8)
    canvas[9, :5] = 2  # 5 % off before frame 10
    canvas[12:, :30] = 3  # broken in frame 12
    damage, match, stable, broken = warning.watch_tile(canvas, 0)
    assert stable.tolist() == [8, 9, 10, 11, 12, 17, 18, 19]  # by then the new picture is the reference
    np.testing.assert_allclose(damage[10], [0] * 7 + [0.05])
    assert np.flatnonzero(broken).tolist() == [12]
    assert match[12] == 0.7


def test_signs_of_frames_and_breaks():
    canvases = np.ones((24, 50, 25), np.uint8)
    canvases[15:, :20] = 2  # the upper tile is taken over, the lower one is not
    found, broken, places = warning.of_frames(frames_of_canvases(canvases))
    assert places[broken].tolist() == [[0, 0, 15]]
    assert found.shape == (len(broken), len(warning.OF_FRAMES))
    near = found[(places == [1, 0, 16]).all(axis=1), warning.OF_FRAMES.index("neighbors")]
    assert near == pytest.approx([0.8])


def test_samples_of_a_run_know_people_and_causes(days):
    found = warning.samples(days)
    assert found.signs.shape == (len(found.cause), len(warning.SIGNS))
    assert np.isfinite(found.signs).all()
    new = found.signs[:, warning.SIGNS.index("new_people")]
    assert ((new >= 0) & (new <= 1)).all()


def test_a_detector_learns_what_there_is_to_learn():
    draws = np.random.default_rng(2)
    x = draws.normal(size=(4000, 3))
    positive = draws.random(4000) < 1 / (1 + np.exp(3 - 2 * x[:, 0] + x[:, 1]))
    found = warning.trained(x[:2000], positive[:2000])
    assert found.weight[0] > 1.5 and found.weight[1] < -0.5 and abs(found.weight[2]) < 0.3
    assert auc(found.score(x[2000:]), positive[2000:]) > 0.85
    assert warning.trained(x, np.zeros(4000, bool)) is None


def test_caught_at_few_false_alarms():
    score, positive = np.arange(1000.0), np.zeros(1000, bool)
    positive[[999, 998, 10, 20]] = True
    assert warning.caught(score, positive) == 0.5
    assert np.isnan(warning.caught(score, np.zeros(1000, bool)))
