"""Users before the event: whose habits are whose, arrivals, kinds, raiders; one more changes nobody."""

import numpy as np
import pytest

from canvas_sim.base import user_kinds
from canvas_sim.base.user_kinds import BOT, ORDINARY, RAIDER, VANDAL
from canvas_sim.engine.interventions.raid import Raid
from canvas_sim.scenario.people import Activity, People
from canvas_sim.scenario.schema import Event, Scenario
from canvas_sim.world.people import make_users
from canvas_sim.world.queries import has_trait
from canvas_sim.world.tables import NOBODY, USER, aligned_rows

HOUR = 3_600_000
RAID = {"kind": "raid", "at": 2, "users": 40, "hours": 1, "at_region": (10, 20, 30, 40)}


def made(users=20_000, seed=4, people=None, raids=(), **activity):
    scenario = Scenario(
        event=Event(hours=24),
        activity=Activity(users=users, **activity),
        people=People(**(people or {})),
        interventions=[Raid.model_validate(raid) for raid in raids],
    )
    return make_users(scenario, seed)


def test_same_seed_same_users_and_one_more_changes_nobody():
    for one, again, more in zip(made(300), made(300), made(301), strict=True):
        assert one.tobytes() == again.tobytes()
        assert one.tobytes() == more[:-1].tobytes()
    assert made(300)[1].tobytes() != made(300, seed=5)[1].tobytes()


def test_raiders_come_last_and_change_nobody():
    plain, raided, more = made(300), made(300, raids=[RAID]), made(301, raids=[RAID])
    for one, other, third in zip(plain, raided, more, strict=True):
        assert one.tobytes() == other[:300].tobytes()
        assert other[300:].tobytes() == third[301:].tobytes()
    assert (raided[0]["kind"][300:] == RAIDER).all()
    assert len(np.unique(raided[0]["key"])) == 340


def test_raiders_come_when_and_where_they_are_sent():
    users, lives = (rows[300:] for rows in made(300, raids=[RAID]))
    assert users["due"].min() >= 2 * HOUR
    assert users["due"].max() < 2 * HOUR + 60_000
    assert len(np.unique(users["due"])) > 20
    assert (users["left"] >= 1).all()
    assert {tuple(int(row[name]) for name in ("x0", "y0", "x1", "y1")) for row in lives} == {(10, 20, 30, 40)}


def test_activity_has_the_mean_asked_for_and_a_heavy_tail():
    appetite = made(200_000, placements=14.2, shape=0.44)[1]["appetite"]
    assert appetite.min() >= 1
    assert appetite.mean() == pytest.approx(14.2 + 0.5, rel=0.05)  # rounded up
    assert np.sort(appetite)[-len(appetite) // 10 :].sum() > 0.5 * appetite.sum()


def test_who_wants_much_is_quicker_and_sleeps_less():
    lives = made(people={"bots": 0})[1]
    keen = lives["appetite"] > 150
    assert lives["lag"][keen].mean() < 0.7 * lives["lag"][~keen].mean()
    assert lives["awake"][keen].min() > lives["awake"][~keen].max()


def test_scripts_run_for_some_hours_a_day():
    users, lives = made(bot_hours=20, people={"bots": 0.5})
    awake = lives["awake"][users["kind"] == BOT]
    assert awake.min() >= 1 and awake.max() <= 20
    assert awake.mean() == pytest.approx(10.5, rel=0.02)


def test_arrivals_follow_their_weights():
    arrival = made(arrivals=[(0, 0), (12, 1), (24, 0)])[1]["arrival"] / HOUR
    assert arrival.min() >= 0
    assert arrival.max() < 24
    assert np.mean(arrival < 12) == pytest.approx(0.5, abs=0.01)
    assert np.mean(arrival < 6) == pytest.approx(0.125, abs=0.01)


def test_who_would_come_after_the_end_never_does():
    whole = made(arrivals=[(0, 1), (48, 1)])[1]["arrival"] / HOUR
    assert whole.max() > 40  # of 24 hours: a shorter event is the beginning of the longer one


def test_one_point_is_an_even_stream():
    arrival = made(arrivals=[(3, 1)])[1]["arrival"] / HOUR
    np.testing.assert_allclose(np.histogram(arrival, 4, (0, 24))[0] / len(arrival), 0.25, atol=0.012)


def test_zones_shift_the_day():
    shares = {-6: 1.0, 3: 3.0}
    wake = made(zones=list(shares.items()))[1]["wake"]
    west = (wake > 12) & (wake < 16)
    assert west.mean() == pytest.approx(0.25, abs=0.02)
    assert ((wake >= 0) & (wake < 24)).all()


def test_shares_of_bots_and_vandals():
    kinds = np.bincount(made(people={"bots": 0.1, "vandals": 0.2})[0]["kind"], minlength=4) / 20_000
    np.testing.assert_allclose(kinds[[ORDINARY, BOT, VANDAL, RAIDER]], [0.7, 0.1, 0.2, 0], atol=0.015)
    assert (made(people={"bots": 0, "vandals": 0})[0]["kind"] == ORDINARY).all()


@pytest.mark.parametrize("name", ["reading", "temper", "loyalty"])
@pytest.mark.parametrize("mean", [0, 0.1, 0.5, 0.9, 1])
def test_dispositions_are_probabilities(name, mean):
    drawn = made(people={name: mean})[1][name]
    assert drawn.min() >= 0
    assert drawn.max() <= 1
    if mean in (0, 0.1, 0.5) and name != "loyalty":
        assert drawn.mean() == pytest.approx(mean, abs=0.01)
    if mean in (0.5, 0.9, 1) and name == "loyalty":
        assert drawn.mean() == pytest.approx(mean, abs=0.01)


def test_saturated_users_are_there_from_the_start_and_never_tire():
    users, _ = made(saturated=True)
    assert users["due"].min() >= 0
    assert users["due"].max() < 300_000
    assert (users["left"] == 2**31 - 1).all()


def test_nobody_belongs_anywhere_yet():
    users, _ = made(50)
    for name in ("club", "design", "read"):
        assert (users[name] == NOBODY).all()
    assert not users["turns"].any()


def test_a_kind_of_user_is_known_by_its_traits():
    masks = {name: getattr(user_kinds, name.upper()) for kind in user_kinds.USER_KINDS for name in kind.traits}
    users = aligned_rows(len(user_kinds.NAMES), USER)
    users["kind"] = range(len(users))
    for user, kind in zip(users, user_kinds.USER_KINDS, strict=True):
        assert {name for name, mask in masks.items() if has_trait(user, mask)} == set(kind.traits)
