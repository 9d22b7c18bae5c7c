"""Outcomes of experiments, against slow twins written from their descriptions, and by hand."""

from collections import Counter
from itertools import combinations

import networkx as nx
import numpy as np
import pandas
import pytest
from small_events import TOWN

import canvas_sim
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames import order
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.record.replay import canvas_at
from canvas_sim.scenario.loading import with_values
from canvas_sim.study.outcomes import detector, drawing, pacts, season, shocks, signs

MINUTE = 60_000


@pytest.fixture(scope="module")
def town():
    return canvas_sim.run(TOWN, 4)


@pytest.fixture(scope="module")
def days():
    """Two and a half days on a small canvas, so that there is an hour 48 and an hour 44 white-out."""
    changes = [
        *("event.hours=60", "activity.users=500", "canvas.cooldown=300", "canvas.open=none", "canvas.height=32"),
        'interventions=[{kind="wipe", at=48, region=[8, 8, 24, 24]}]',
    ]
    return canvas_sim.run(with_values(TOWN, changes), 2)


def planned(run):
    """For each design its pixels: {(x, y): color}."""
    result = {}
    for design in run.designs.itertuples():
        ink = run.template(design.design) if design.pixels else np.zeros((0, 0), np.uint8)
        spots = [(y, x) for y, x in np.ndindex(ink.shape) if ink[y, x] != 255]
        result[design.design] = {(design.x + x, design.y + y): int(ink[y, x]) for y, x in spots}
    return result


# --- drawing


def test_useful_placements(town):
    plans, owner = planned(town), dict(zip(town.designs["design"], town.designs["community"], strict=True))
    canvas = np.full(town.canvas.shape, town.background)
    painted = [one for one in town.interventions.itertuples() if one.kind in ("wipe", "rectangle")]
    mine = right = 0
    for event in town.events.itertuples():
        while painted and painted[0].ts <= event.ts:
            one = painted.pop(0)
            canvas[max(one.y0, 0) : one.y1, max(one.x0, 0) : one.x1] = one.color
        member = event.community >= 0 and owner.get(event.design) == event.community and event.intent != "help"
        wanted = plans[event.design].get((event.x, event.y)) if member else None
        if wanted is not None:
            mine += 1
            right += event.color == wanted != canvas[event.y, event.x]
        canvas[event.y, event.x] = event.color
    assert mine > 50
    assert drawing.useful(town) == right / mine


def test_output(town):
    plans, done = planned(town), set()
    for design in town.designs[town.designs["ended"] < 0]["design"]:
        done |= {(x, y) for (x, y), color in plans[design].items() if town.canvas[y, x] == color}
    assert drawing.output(town) == len(done) / town.canvas.size


def test_concentration_and_throughput(town):
    counts = np.array(sorted(Counter(town.events["user"]).values()), float)
    differences = np.abs(counts[:, None] - counts[None]).mean()
    assert drawing.gini(town) == pytest.approx(differences / 2 / counts.mean())
    assert drawing.placements(town) == len(town.events) / TOWN.activity.users


def test_order_in_excess_of_chance():
    stripes = np.repeat(np.arange(4, dtype=np.uint8), 8).reshape(4, 8)
    assert drawing.excess(stripes) == pytest.approx((order.same_neighbor(stripes) - 0.25) / 0.75)
    assert np.isnan(drawing.excess(np.zeros((3, 3), np.uint8)))


def frames(canvases, minutes=30):
    canvas = np.array(canvases, np.uint8)
    hours = np.arange(len(canvas)) * minutes / 60
    opened = np.tile([0, 0, canvas.shape[2], canvas.shape[1]], (len(canvas), 1)).astype(np.int32)
    return Frames(canvas, hours, None, opened, ("FFFFFF", "000000"))


def test_change_against_twelve_hours_before():
    canvases = np.zeros((49, 4, 4), np.uint8)
    canvases[30:, 0] = 1  # a quarter changes at hour 15
    shares = [0.25 if 30 <= j < 54 else 0.0 for j in range(24, 49)]
    assert drawing.changed(frames(canvases), 12, 24) == pytest.approx(np.mean(shares))


def test_building_is_from_half_to_nine_tenths():
    template = np.ones((1, 10), np.uint8)
    canvases = np.zeros((8, 1, 10), np.uint8)
    for j, built in enumerate((0, 3, 5, 4, 8, 9, 10, 10)):
        canvases[j, 0, :built] = 1
    design = pandas.Series(
        {"pixels": template.tobytes(), "height": 1, "width": 10, "x": 0, "y": 0, "founded": 0, "ended": -1}
    )
    np.testing.assert_allclose(drawing.match(frames(canvases), design), [0, 0.3, 0.5, 0.4, 0.8, 0.9, 1, 1])
    assert drawing._building(frames(canvases), design) == 1.5


# --- shocks


def test_a_place_under_siege(town):
    raid = next(one for one in TOWN.interventions if one.kind == "raid")
    x0, y0, x1, y1 = raid.at_region
    start, end = round(raid.at * HOUR), round((raid.at + raid.hours) * HOUR)
    before = canvas_at(town, start - 1)[y0:y1, x0:x1]

    def quality(ms):
        return float(np.mean(canvas_at(town, ms)[y0:y1, x0:x1] == before))

    looks = range(start, end + 1, 5 * MINUTE)
    assert shocks.depth(town) == pytest.approx(1 - min(quality(ms) for ms in looks))
    assert shocks.end_quality(town) == pytest.approx(quality(end))
    assert shocks.survives(town) == float(shocks.late_quality(town) >= 0.7)
    assert shocks.raiders_per_pixel(town) == raid.users / ((x1 - x0) * (y1 - y0))


def test_works_after_a_shock(days):
    at = 48 * HOUR
    before = canvas_at(days, at - 1)
    plans = planned(days)
    alive = days.designs[(days.designs["founded"] < at) & ((days.designs["ended"] < 0) | (days.designs["ended"] >= at))]
    alive = [design for design in alive["design"] if plans[design]]
    assert alive
    right = {spot for design in alive for spot, color in plans[design].items() if before[spot[1], spot[0]] == color}
    later = canvas_at(days, at + 6 * HOUR)
    assert shocks.recovered(days) == pytest.approx(np.mean([later[y, x] == before[y, x] for x, y in right]))
    last = canvas_at(days, at + 12 * HOUR)
    stood = [
        design for design in alive if np.mean([before[y, x] == color for (x, y), color in plans[design].items()]) >= 0.7
    ]
    left = [np.mean([last[y, x] == color for (x, y), color in plans[design].items()]) >= 0.7 for design in stood]
    assert shocks.works_left(days) == pytest.approx(np.mean(left))
    assert 0 < shocks.recovery_area(days) < 12
    assert 0 < shocks.half_time(days) <= 12


def test_area_under_the_curve():
    score, positive = np.array([1.0, 2, 2, 3, 0]), np.array([False, True, False, True, False])
    pairs = [(a > b) + (a == b) / 2 for a in score[positive] for b in score[~positive]]
    assert shocks.auc(score, positive) == np.mean(pairs)
    assert np.isnan(shocks.auc(score, np.zeros(5, bool)))


# --- alliances


def test_balance_of_triads(monkeypatch):
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 1), (1, 2, 1), (0, 2, 1), (2, 3, -1), (1, 3, -1)], weight="sign")
    monkeypatch.setattr(pacts, "signed", lambda run: graph)
    signs_of = nx.get_edge_attributes(graph, "sign")
    draws = np.random.default_rng(0)
    edges = {tuple(sorted(edge)): place for place, edge in enumerate(signs_of)}
    triads = [(0, 1, 2), (1, 2, 3)]

    def balanced(values):
        return np.mean([np.prod([values[edges[pair]] for pair in combinations(triad, 2)]) > 0 for triad in triads])

    values = np.array(list(signs_of.values()))
    chance = np.mean([balanced(draws.permutation(values)) for _ in range(pacts.SHUFFLES)])
    assert pacts.balance(None) == pytest.approx(1 - chance)


def test_alliances_from_formed_to_over(town):
    found = pacts.pacts(town)
    assert len(found) == (town.alliances["what"] == "formed").sum() > 0
    assert (found["over"] >= found["formed"]).all()
    assert (found["fate"] == "betrayed").sum() == (town.alliances["what"] == "betrayed").sum()
    groups = (town.communities["kind"] == "template").sum()
    assert pacts.formed(town) == len(found) / groups


@pytest.mark.parametrize(
    ("one", "other", "apart", "shared"),
    [
        ((0, 0, 4, 4), (4, 0, 8, 4), 0, 0),
        ((0, 0, 4, 4), (6, 7, 8, 9), 3, 0),
        ((0, 0, 4, 4), (2, 2, 4, 4), 0, 1),
        ((0, 0, 4, 4), (2, 0, 10, 2), 0, 0.25),
    ],
)
def test_gaps_and_overlaps(one, other, apart, shared):
    assert pacts.gap(np.array(one), np.array(other)) == apart == pacts.gap(np.array(other), np.array(one))
    assert pacts.overlap(np.array(one), np.array(other)) == shared


# --- season and signs


def test_hour_44(days):
    canvas = canvas_at(days, 44 * HOUR)
    assert season.entropy(days) == pytest.approx(order.entropy(canvas))
    assert season.void_share(days) == Counter(canvas[canvas != days.background].tolist()).most_common(1)[0][1] / 32**2
    drawn = canvas_at(days, 44 * HOUR - 1) != days.background
    white = canvas_at(days, 44 * HOUR + 42 * MINUTE) == days.background
    assert season.white_42(days) == white[drawn].mean()


def test_a_tile_is_watched_while_it_is_stable():
    canvas = np.ones((20, 100), np.uint8)
    canvas[9, :5] = 2  # 5 % off before frame 10
    canvas[12:, :30] = 3  # broken in frame 12
    damage, back, taken, hit = signs.watch(canvas, 0)
    assert taken.tolist() == [8, 9, 10, 11, 12, 17, 18, 19]  # by then the new picture is the reference
    np.testing.assert_allclose(damage[10], [0] * 7 + [0.05])
    assert np.flatnonzero(hit).tolist() == [12]
    assert back[12] == 0.7


def test_signs_of_frames_and_breaks():
    canvases = np.ones((24, 50, 25), np.uint8)
    canvases[15:, :20] = 2  # the upper tile is taken over, the lower one is not
    found, broken, places = signs.of_frames(frames(canvases))
    assert places[broken].tolist() == [[0, 0, 15]]
    assert found.shape == (len(broken), len(signs.OF_FRAMES))
    near = found[(places == [1, 0, 16]).all(axis=1), signs.OF_FRAMES.index("neighbors")]
    assert near == pytest.approx([0.8])


def test_samples_of_a_run_know_people_and_causes(days):
    found = signs.samples(days)
    assert found.signs.shape == (len(found.cause), len(signs.SIGNS))
    assert np.isfinite(found.signs).all()
    new = found.signs[:, signs.SIGNS.index("new_people")]
    assert ((new >= 0) & (new <= 1)).all()


def test_a_detector_learns_what_there_is_to_learn():
    draws = np.random.default_rng(2)
    x = draws.normal(size=(4000, 3))
    positive = draws.random(4000) < 1 / (1 + np.exp(3 - 2 * x[:, 0] + x[:, 1]))
    found = detector.trained(x[:2000], positive[:2000])
    assert found.weight[0] > 1.5 and found.weight[1] < -0.5 and abs(found.weight[2]) < 0.3
    assert shocks.auc(found.score(x[2000:]), positive[2000:]) > 0.85
    assert detector.trained(x, np.zeros(4000, bool)) is None


def test_caught_at_few_false_alarms():
    score, positive = np.arange(1000.0), np.zeros(1000, bool)
    positive[[999, 998, 10, 20]] = True
    assert detector.caught(score, positive) == 0.5
    assert np.isnan(detector.caught(score, np.zeros(1000, bool)))
