"""Neighbors, truce and nearness: on paper, and against slow twins on a crowd."""

import math
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from made_events import chance, design, event

from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.metrics.logs.contacts import attacks_between, contacts, pair_of, pairs_at
from canvas_sim.metrics.logs.truce import truce
from canvas_sim.study.functions import module_at

outcomes = module_at(Path(__file__).parents[2] / "experiments" / "alliances" / "outcomes.py")
HOUR = 3_600_000
# Blank is what all want, so that everything is right at first. 0 and 1 touch, and so do 2 and 3, two pixels apart from
# these; 4 is far away.
DESIGNS = [
    *(design(0, 0, 0, ["0" * 10]), design(1, 0, 1, ["0" * 10])),
    *(design(2, 12, 0, ["0" * 10]), design(3, 12, 1, ["0" * 10]), design(4, 60, 0, ["0"])),
]
CLUBS = [{"community": number} for number in range(5)]
TREATIES = ("formed", "broken"), ("truce", "truce over")
SIGNED = [{"ts": 5 * HOUR, "a": 1, "b": 0, "what": "formed"}, {"ts": 7 * HOUR, "a": 0, "b": 1, "what": "broken"}]


def attacks(*happened, designs=DESIGNS, alliances=SIGNED):
    """An event in which a member of one community spoils a pixel of another, at an hour: (hour, by, x, y)."""
    rows = [
        {"ts": round(hour * HOUR), "user": by, "x": x, "y": y, "color": 3, "community": by}
        for hour, by, x, y in happened
    ]
    return event(rows, (64, 8), hours=20, designs=designs, communities=CLUBS, alliances=alliances)


def test_contacts_on_paper():
    moved = [*DESIGNS, design(5, 0, 3, ["0"]) | {"community": 4, "founded": 9 * HOUR, "ended": 10 * HOUR}]
    run = attacks(designs=moved)
    near = contacts(run)
    pairs = {(pair >> 32, pair & 0xFFFFFFFF) for pair in contacts(run, 1)["pair"]}
    assert pairs == {(0, 1), (2, 3), (1, 4)}  # one pixel lies between the new one and 1
    assert len(pairs_at(near, 0)) == 6 and len(pairs_at(near, 9 * HOUR)) == 8
    assert len(pairs_at(near, 10 * HOUR)) == 6
    assert pair_of([7], [2]).tolist() == [2 << 32 | 7]


def test_truce_on_paper():
    """Allies: 4 attacks in the 4 h before, 1 in their 2 h, 1 too late. Others: 2 and 2."""
    run = attacks(
        *((1.5, 0, 0, 1), (2, 1, 1, 0), (2.5, 2, 12, 1), (3, 0, 2, 1), (4, 1, 3, 0), (4.5, 3, 13, 0)),
        *((5.5, 2, 14, 1), (6, 0, 4, 1), (6.5, 3, 15, 0), (8, 0, 5, 1), (8, 2, 16, 1)),
    )
    found = truce(run)
    expected = {"during": 0.5, "before": 2, "ratio": 0.25, "attacks": 1, "expected": 2, "treaties": 1}
    assert found == pytest.approx(expected)
    alone = truce(attacks((2, 1, 1, 0), (6, 0, 4, 1), designs=DESIGNS[:2]))
    assert alone["treaties"] == 0 and math.isnan(alone["ratio"])
    assert math.isnan(truce(attacks((2, 1, 1, 0), alliances=[]))["during"])


def test_nearness_on_paper():
    """Of 3 attacks 2 fall on those who touch. Areas 10, 10, 10, 10, 1: pairs weigh 640, two of 100 each touch."""
    run = attacks((6, 0, 4, 1), (6.1, 2, 14, 1), (6.2, 4, 0, 0))
    assert outcomes.near(run) == pytest.approx(2 / (3 * 200 / 640))
    assert outcomes.border(run) == pytest.approx(1 - 6 / 10)  # within 6 pixels are all pairs of the first four
    nothing = attacks(alliances=[])
    assert math.isnan(outcomes.near(nothing)) and math.isnan(outcomes.border(nothing))


def living(run, since, until=None):
    """Designs with a template that live at a time, or in some of a span."""
    until = since + 1 if until is None else until
    return [
        row
        for row in run.designs.itertuples()
        if row.pixels and row.community >= 0 and row.founded < until and (row.ended < 0 or row.ended > since)
    ]


def together(one, other, reach, since, until):
    """Whether two designs of two communities are near, at some time in a span in which both live."""
    apart = max(
        *(one.x - other.x - other.width, other.x - one.x - one.width),
        *(one.y - other.y - other.height, other.y - one.y - one.height),
    )
    both = max(one.founded, other.founded, since) < min(
        *(end if end >= 0 else math.inf for end in (one.ended, other.ended)), until
    )
    return one.community != other.community and apart <= reach and both


def pairs_in(run, reach, since, until=None):
    until = since + 1 if until is None else until
    return {
        tuple(sorted((one.community, other.community)))
        for one, other in combinations(living(run, since, until), 2)
        if together(one, other, reach, since, until)
    }


@pytest.fixture(scope="module")
def crowd():
    """Twenty communities whose designs, blank ones, come and go; their members place anything anywhere."""
    draws = np.random.default_rng(4)
    designs, communities, alliances = [], [], []
    for n in range(20):
        x, y, born, lasts = draws.integers(0, 16), draws.integers(0, 16), *draws.integers(0, 20 * HOUR, 2)
        ended = int(born + lasts) if born + lasts < 20 * HOUR else -1
        times = {"founded": int(born), "ended": ended}
        designs.append(design(n, int(x), int(y), ["0" * int(draws.integers(3, 9))] * 6, **times))
        communities.append({"community": n, **times})
    for k in range(40):
        a, b = draws.choice(20, 2, replace=False).tolist()
        formed = max(one["founded"] for one in (designs[a], designs[b])) + k * HOUR // 6
        alliances += [{"ts": formed + later * HOUR * (k % 5 + 1), "a": a, "b": b, "what": what}
                      for later, what in enumerate(TREATIES[k % 3 == 0][: 1 + k % 2])]  # fmt: skip
    rows = [
        {"ts": ts, "user": user, "x": x, "y": y, "color": color, "community": user % 20}
        for ts, user, x, y, color in chance(20_000, (24, 24), 20, users=200, colors=2)
    ]
    tables = {"designs": designs, "communities": communities}
    return event(rows, (24, 24), 20, alliances=sorted(alliances, key=lambda one: one["ts"]), **tables)


def test_truce_against_a_slow_twin(crowd):
    run = crowd
    hits = [(ts, (pair >> 32, pair & 0xFFFFFFFF)) for ts, pair in attacks_between(run).itertuples(index=False)]
    born = dict(zip(run.communities["community"], run.communities["founded"], strict=True))
    gone = {one.community: one.ended if one.ended >= 0 else math.inf for one in run.communities.itertuples()}
    spans = list(alliance_spans(run, truces=True).itertuples())
    friends, sums, many = {(one.a, one.b) for one in spans}, np.zeros((2, 2)), 0
    for one in spans:
        touching = pairs_in(run, 1, one.formed)
        others = touching - friends
        if (one.a, one.b) not in touching or not others:
            continue
        many += 1
        for k, (start, stop) in enumerate([(one.formed, min(one.over, one.formed + 4 * HOUR)),
                                           (one.formed - 4 * HOUR, one.formed)]):  # fmt: skip

            def lived(pair, start=start, stop=stop):
                since, until = max(start, *(born[side] for side in pair)), min(stop, *(gone[side] for side in pair))
                return max(until - since, 0)

            seen = [pair for ts, pair in hits if start <= ts < stop]
            rate = sum(pair in others for pair in seen) / sum(map(lived, others))
            sums[k] += seen.count((one.a, one.b)), rate * lived((one.a, one.b))
    found = truce(run)
    assert found["treaties"] == many > 1 and sums.all()
    np.testing.assert_allclose((found["attacks"], found["expected"]), sums[0])
    np.testing.assert_allclose((found["during"], found["before"]), sums[:, 0] / sums[:, 1])


def test_nearness_against_a_slow_twin(crowd):
    run = crowd
    hits = [(ts, (pair >> 32, pair & 0xFFFFFFFF)) for ts, pair in attacks_between(run).itertuples(index=False)]
    seen = expected = 0
    for hour in {ts // HOUR for ts, _ in hits}:
        span = hour * HOUR, (hour + 1) * HOUR
        area = {}
        for row in living(run, *span):
            area[row.community] = max(area.get(row.community, 0), row.area)
        touching = pairs_in(run, 1, *span)
        weight = {pair: area[pair[0]] * area[pair[1]] for pair in combinations(sorted(area), 2)}
        here = [pair for ts, pair in hits if ts // HOUR == hour and set(pair) <= set(area)]
        seen += sum(pair in touching for pair in here)
        expected += len(here) * sum(weight[pair] for pair in touching) / max(sum(weight.values()), 1)
    assert outcomes.near(run) == pytest.approx(seen / expected)
    beyond = []
    for one in alliance_spans(run).itertuples():
        alive, near = {row.community for row in living(run, one.formed)}, pairs_in(run, 6, one.formed)
        if {one.a, one.b} <= alive:
            beyond.append(((one.a, one.b) in near) - len(near) / math.comb(len(alive), 2))
    assert outcomes.border(run) == pytest.approx(np.mean(beyond))
