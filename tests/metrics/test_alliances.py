"""Alliances: on paper, against slow twins and a library, and on events in which allies do and do not care."""

import math

import naive_works as naive
import numpy as np
import pytest
from made_events import chance, design, event
from scipy import optimize
from small_runs import town

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs import alliances
from canvas_sim.metrics.logs.alliances import beyond, durations, expected
from canvas_sim.metrics.logs.relations import Relations, community_relations

HOUR = 3_600_000
DESIGNS = [
    design(0, 0, 0, ["12", "31"]),
    design(1, 1, 1, ["1.", "23", "1."], founded=100_000, ended=2_000_000),
    design(2, 3, 0, ["222"] * 3),
    design(3, 3, 4, ["121"] * 2) | {"community": 2},
    design(4, 1, 2, ["11"], founded=2_500_000),
    {"design": 5, "community": 5, "kind": "void"},
]
CLUBS = [{"community": number} for number in range(6)]


def busy():
    """Members of communities 0 to 4 and strangers, on a small canvas."""
    plain = chance(2500, (6, 6), users=40)
    return [
        {"ts": ts, "user": user, "x": x, "y": y, "color": color, "community": user % 6 - 1}
        for ts, user, x, y, color in plain
    ]


def test_relations_against_a_slow_twin():
    rows = busy()
    found = community_relations(event(rows, designs=DESIGNS, communities=CLUBS))
    plain = [tuple(row[name] for name in ("ts", "user", "x", "y", "color")) for row in rows]
    helped, attacked, contact = naive.relations(plain, naive.membership(rows), DESIGNS, 6, (8, 9))
    np.testing.assert_array_equal(found.help, helped)
    np.testing.assert_array_equal(found.attacks, attacked)
    np.testing.assert_array_equal(found.contact, contact)
    assert found.activity.tolist() == [sum(row["community"] == club for row in rows) for club in range(6)]
    assert found.help.any() and found.attacks.any() and found.contact.any()


def test_the_busiest_communities_count():
    run = event([row for row in busy() if row["community"] != 1], designs=DESIGNS, communities=CLUBS)
    whole, part = community_relations(run), community_relations(run, most=3)
    kept = np.sort(np.argsort(-whole.activity, kind="stable")[:3])
    assert part.community.tolist() == kept.tolist() and 1 not in kept
    for name in ("help", "attacks", "contact"):
        np.testing.assert_array_equal(getattr(part, name), getattr(whole, name)[np.ix_(kept, kept)])
    assert (
        alliances.ever_allied(event([], alliances=[{"a": 2, "b": 1, "what": "formed"}]), np.array([0, 1, 2])).sum() == 2
    )


def test_contact_on_paper():
    """Side by side along two pixels; one pixel in common, which also touches one more of each."""
    side = event([{"community": 0}], designs=[design(0, 0, 0, ["11", "11"]), design(1, 2, 0, ["2", "2", "2"])],
                 communities=CLUBS[:2])  # fmt: skip
    assert community_relations(side).contact.tolist() == [[0, 2], [2, 0]]
    shared = event(
        [{"community": 0}], designs=[design(0, 0, 0, ["11"]), design(1, 1, 0, ["22"])], communities=CLUBS[:2]
    )
    assert community_relations(shared).contact.tolist() == [[0, 3], [3, 0]]


def test_expected_is_the_maximum_of_likelihood():
    draws = np.random.default_rng(5)
    causes = draws.lognormal(2, 1, (200, 2))
    counts = draws.poisson(0.5 * causes[:, 0] ** 0.8 * causes[:, 1] ** 0.3)
    fitted = np.arange(200) < 150
    found = expected(counts, causes, fitted)
    x = np.column_stack((np.ones(200), np.log(causes)))

    def loss(beta):
        return np.sum(np.exp(x[fitted] @ beta) - counts[fitted] * (x[fitted] @ beta))

    best = optimize.minimize(loss, (0, 0.5, 0.5), method="BFGS", options={"gtol": 1e-6}).x
    np.testing.assert_allclose(found, np.exp(x @ best), rtol=1e-4)
    np.testing.assert_allclose(found, 0.5 * causes[:, 0] ** 0.8 * causes[:, 1] ** 0.3, rtol=0.3)


@pytest.mark.parametrize("care", [1, 3])
def test_allies_who_care_are_told_from_those_who_are_only_near(care):
    """Allies touch more, and give `care` times as much as activity and contact say."""
    draws = np.random.default_rng(7)
    friends = np.triu(draws.random((30, 30)) < 0.1, 1)
    friends |= friends.T
    activity = draws.lognormal(6, 1, 30)
    contact = draws.poisson(3, (30, 30)) + 30 * friends * (draws.random((30, 30)) < 0.5)
    rate = 0.002 * activity[:, None] * (contact + 1) ** 0.7 * np.where(friends, care, 1)
    helped = draws.poisson(rate)
    np.fill_diagonal(helped, 0)
    found = Relations(helped, helped, np.maximum(contact, 1), activity.astype(np.int64), np.arange(30))
    assert alliances.co_defense(found, friends) == pytest.approx(care, rel=0.15)


def test_beyond_without_pairs_is_undefined():
    counts, one = np.ones((3, 3), int), np.ones((3, 3))
    nobody, everybody = np.zeros((3, 3), bool), ~np.eye(3, dtype=bool)
    assert math.isnan(beyond(counts, [one], everybody, nobody))
    assert math.isnan(beyond(counts, [one], everybody, everybody))
    assert math.isnan(beyond(counts, [0 * one], everybody, everybody))


def test_durations_on_paper():
    """Three are over after 1, 2 and 4 h; one holds to the end, after 10. Half are over by hour 2."""
    happened = [
        *((0, 1, 2, "formed"), (0, 4, 3, "formed"), (HOUR, 2, 1, "betrayed"), (2 * HOUR, 3, 4, "broken")),
        *(
            (2 * HOUR, 1, 2, "formed"),
            (5 * HOUR, 7, 8, "ended"),
            (6 * HOUR, 2, 1, "ended"),
            (10 * HOUR, 5, 6, "formed"),
        ),
    ]
    rows = [dict(zip(("ts", "a", "b", "what"), row, strict=True)) for row in happened]
    found = durations(event([(0, 1, 1, 1, 1)], hours=20, alliances=rows))
    assert found == {"formed": 4, "hours": 2, "broken": 0.25, "betrayed": 0.25, "ended": 0.25}
    none = durations(event([(0, 1, 1, 1, 1)]))
    assert none["formed"] == 0 and math.isnan(none["hours"])


def test_all_together_and_not_available():
    formed = [{"ts": 5, "a": 0, "b": 2, "what": "formed"}]
    found = alliances.alliance_effects(event(busy(), designs=DESIGNS, communities=CLUBS, alliances=formed))
    assert set(found) == {"co_defense", "formed", "hours", *alliances.OVER}
    with pytest.raises(NotAvailable, match="no communities"):
        alliances.alliance_effects(event(chance(5)))
    with pytest.raises(NotAvailable, match="for which communities"):
        alliances.alliance_effects(event(chance(5), communities=CLUBS))


def test_truces_on_paper():
    happened = [("truce", 1), ("formed", 2), ("betrayed", 3), ("truce", 4), ("truce over", 5), ("truce", 6)]
    run = event([], hours=8, alliances=[{"ts": h * HOUR, "a": 1, "b": 0, "what": what} for what, h in happened])
    both, allied = alliances.alliance_spans(run, truces=True), alliances.alliance_spans(run)
    assert (both["formed"] // HOUR).tolist() == [1, 4, 6] and (both["over"] // HOUR).tolist() == [3, 5, 8]
    assert both["fate"].tolist() == ["betrayed", "truce over", "held"]
    assert (allied["formed"] // HOUR).tolist() == [2] and (allied["over"] // HOUR).tolist() == [3]


def test_alliances_from_formed_to_over():
    run = town()
    found = alliances.alliance_spans(run)
    assert len(found) == (run.alliances["what"] == "formed").sum() > 0
    assert (found["over"] >= found["formed"]).all()
    assert (found["fate"] == "betrayed").sum() == (run.alliances["what"] == "betrayed").sum()
