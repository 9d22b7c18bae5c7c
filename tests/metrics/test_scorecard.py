"""Verdicts worked out by hand, and scores of runs and snapshots."""

import math

import numpy as np
import pytest
from hand_made import random_run

from canvas_sim.base.errors import UserError
from canvas_sim.metrics.availability import Never, NotAvailable
from canvas_sim.metrics.frames.frames import frames_of
from canvas_sim.metrics.scorecard import scorecard
from canvas_sim.metrics.scorecard.scorecard import Measured, readable, score
from canvas_sim.metrics.scorecard.targets import FULL, accepted, all_rows, real, targets

BY_NUMBER = {row.number: row for row in targets("2017")}


def numbers_of(event, factor=1.0):
    """What an event measures that is exactly as the real one, or off by a factor."""
    found = {point.key: point.real[event] for row in targets(event) for point in row.points}
    middle = {key: sum(value) / 2 if isinstance(value, tuple) else value for key, value in found.items()}
    return {key: value * factor for key, value in middle.items()}


def measured(*numbers, hours=72, reasons=()):
    """Events that lasted so long."""
    return [Measured(one, dict(reasons), hours) for one in numbers]


def verdicts(number, *numbers, full=True):
    """Verdict of a row of 2017 and those of its points."""
    scored = scorecard._scored_row(BY_NUMBER[number], measured(*numbers), "2017", full)
    return scored.verdict, [one.verdict for one in scored.points]


@pytest.mark.parametrize(("event", "rows", "families"), [("2017", 20, 12), ("2022", 13, 9)])
def test_a_perfect_run_meets_every_row(event, rows, families):
    scored = [scorecard._scored_row(row, measured(*[numbers_of(event)] * 3), event, True) for row in targets(event)]
    card = scorecard.Scorecard(event, ("a", "b", "c"), tuple(scored), {})
    assert (card.met, len(card.earned)) == (rows, rows)
    assert list(card.families.values()) == [True] * families
    assert card.total == f"{rows} of {rows} earned rows met, {families} of {families} families, against {event}"
    assert {s.verdict for s in scored if not s.row.family} == {"given"}


def test_which_rows_count():
    assert [row.number for row in targets("2017") if row.family] == [6, 7, *range(9, 20), *range(21, 28)]
    assert set(BY_NUMBER) - {row.number for row in targets("2022")} == {9, 16, *range(23, 28)}
    assert len({row.number for row in all_rows()}) == len(all_rows())
    with pytest.raises(UserError, match="no real numbers of '2023'"):
        targets("2023")


NEAR_ENOUGH = (  # row, point, seeds, lowest and highest
    (10, 0, 3, (0.631 - 0.25 * 0.369, 0.631 + 0.25 * 0.369)),  # a quarter of 1 - p, which is the smaller
    (14, 0, 10**6, (0.034 * 0.75, 0.034 * 1.25)),  # and of p
    (16, 0, 3, (0.74 * 0.85, 0.74 * 1.15)),
    (21, 1, 3, (-0.01, 0.03)),
    (19, 0, 3, (7.2 / 1.5, 7.2 * 1.5)),
    (9, 0, 3, (1.5 * 0.85, 1.7 * 1.15)),
    (6, 0, 1, (8.5 - 2 * 2.01556, 8.5 + 2 * 2.01556)),  # the quarters of the real canvas differ by more
)


def test_what_is_near_enough():
    for number, point, seeds, expected in NEAR_ENOUGH:
        row = BY_NUMBER[number]
        assert accepted(row, row.points[point], "2017", seeds) == pytest.approx(expected), number


def test_the_counting_error_of_what_is_undone():
    row = BY_NUMBER[19]
    spread = 2 * math.sqrt(0.024 * 0.976 / 100)
    assert accepted(row, row.points[1], "2017", 10**6, 100) == pytest.approx((0.024 - spread, 0.024 + spread))


def test_the_mean_of_the_seeds_decides():
    low, high = {"isolated": 0.05}, {"isolated": 0.13}
    assert verdicts(11, low, high, {"isolated": 0.09}) == ("met", ["met"])
    assert verdicts(11, low, low, low)[0] == "missed"
    assert verdicts(11, low, high, {"isolated": math.nan}) == ("missed", ["undefined"])
    assert verdicts(11, {}) == ("missed", ["undefined"])


def test_in_curves_one_point_may_miss_by_double():
    perfect = numbers_of("2017")
    near, off = {"persistence_48h": 0.16}, {"persistence_48h": 0.10}  # .1755 is met, twice that far is .117
    assert verdicts(17, *[perfect | near] * 3) == ("met", ["met"] * 4 + ["near"])
    assert verdicts(17, *[perfect | off] * 3) == ("missed", ["met"] * 4 + ["missed"])
    assert verdicts(17, *[perfect | near | {"persistence_0.5h": 0.95}] * 3)[0] == "missed"
    assert verdicts(18, *[perfect | {"returns_6h": 0.28}] * 3) == ("missed", ["met", "near"])  # no curve


def test_what_only_the_full_size_shows():
    off = numbers_of("2017") | {"artworks_redundant_10000": 0.9}
    assert verdicts(22, *[off] * 3, full=False) == ("met", ["met", "met", "left out"])
    assert verdicts(22, *[off] * 3)[0] == "missed"


TOO_SHORT = (  # row, hours, why
    (13, 6, "the event ends after 6 h, before hour 12"),
    (6, 12, "the event ends after 12 h, before hour 12.5"),  # it could still be filled in time
    (17, 40, "the event ends after 40 h, before hour 54"),
    (18, 9, "the event ends after 9 h, before hour 9.5"),
    (19, 8, "the event ends after 8 h, before hour 10"),
    (24, 24, "the event ends after 24 h, before hour 24.5"),
    (26, 17, "the event ends after 17 h, before hour 18"),
    (13, 71.98, ""),
    (9, 72, "no halved cooldown with half an hour around it"),
)


def test_what_an_event_is_too_short_for_is_not_available():
    early = ("hump_2h", "persistence_0.5h", "persistence_4h", "persistence_12h", "persistence_24h", "breaches_rate")
    found = {key: value for key, value in numbers_of("2017").items() if key in early}
    for number, hours, why in TOO_SHORT:
        scored = scorecard._scored_row(BY_NUMBER[number], measured(found, hours=hours), "2017", True)
        assert (scored.verdict, scored.why) == ("not available" if why else "missed", why)


def test_what_never_came_is_missed_and_what_nobody_knows_is_not():
    def scored(reason):
        return scorecard._scored_row(BY_NUMBER[19], measured({}, reasons={"breaches": reason}), "2017", True)

    assert scored(Never("no tile was stable")).verdict == "missed"
    assert (scored(NotAvailable("no log")).verdict, scored(NotAvailable("no log")).why) == ("not available", "no log")
    card = scorecard.Scorecard("2017", ("a",), (scored(NotAvailable("no log")),), {})
    assert (len(card.earned), len(card.counted), card.families) == (1, 0, {})
    assert card.total.startswith("0 of 0 earned rows met, 0 of 0 families")


def test_real_logs_do_not_say_which_artworks_there_were():
    run = random_run(hours=72)
    assert score(run, only=(21,)).rows[0].verdict == "missed"
    run.info["source"] = {"log": "placements"}
    (row,) = score(run, only=(21,)).rows
    assert (row.verdict, row.why) == ("not available", "the log does not say which artworks there were")


def test_a_run_is_scored():
    run = random_run(hours=8)
    card = score([run, run], only=(6, 10, 20))
    assert [scored.row.number for scored in card.rows] == [6, 10, 20]
    assert [one.mean for one in card.rows[0].points] == [0.5, 0.5]
    assert "3 seeds decide; here 2 runs" in card.total
    assert set(card.reasons) == {"artworks"}
    frame = card.frame()
    assert frame["row"].tolist() == [6, 6, 10, 20, 20, 20, 20] and frame["verdict"].tolist()[3:] == ["undefined"] * 4
    assert frame["values"][2] == (frame["mean"][2],) * 2
    assert "earned rows met" in card._repr_html_() and " 6 missed " in str(card)
    assert score(frames_of(run), only=(10,)).rows[0].points[0].mean == frame["mean"][2]
    with pytest.raises(UserError, match="nothing to score"):
        score([])


def test_a_run_of_random_pixels_misses_nearly_all():
    assert score(random_run(hours=72)).met <= 3


def test_numbers_for_people():
    assert [readable(value) for value in (0.0241, 3.14159, 72.0, 1700.0, (0.62, 0.64), math.nan)] == [
        *("0.024", "3.14", "72.0", "1,700", "0.620-0.640", "none"),
    ]


def test_the_curves_of_the_real_events():
    assert set(real("2017")["quarters"]) >= {"hump_64h", "breaches_rate", "persistence_24h"}
    for event in FULL:
        for hours, values in real(event)["curves"].values():
            assert len(hours) == len(values) and np.all(np.diff(hours) > 0)
