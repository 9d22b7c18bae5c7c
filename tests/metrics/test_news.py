"""How soon a plan is known: on paper."""

import pytest
from made_events import design, event

from canvas_sim.base.times import HOUR, MINUTE
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs.news import news

AT = 20 * HOUR  # when a new picture takes the place of the old one


def redrawn(told, people=6, **changes):
    """An event in which `people` placed for community 0 an hour before a new plan, and two hours after it."""
    rows = [{"ts": AT - HOUR + n, "user": n, "community": 0} for n in range(people)]
    rows += [{"ts": AT + 2 * HOUR + n, "user": n, "community": 0} for n in range(people)]
    designs = [design(0, 0, 0, ["11"], ended=AT), design(1, 0, 0, ["22"], founded=AT, community=0)]
    learned = [{"ts": AT + m * MINUTE, "user": n, "design": 1, "way": way, "source": 9} for n, m, way in told]
    return event(rows, (8, 8), 48, designs=designs, learned=learned, **changes)


def test_half_of_six_know_when_the_third_hears_of_it():
    told = [(0, 0, "own"), (1, 5, "board"), (2, 10, "tie"), (3, 30, "board"), (8, 1, "front page")]
    found = news(redrawn(told))
    assert found == {"half": 10, "never": 0, "board": 0.5, "front_page": 0.25, "tie": 0.25, "plans": 1}


def test_who_never_hears():
    found = news(redrawn([(1, 5, "board"), (2, 400, "tie"), (3, 10, "board")]))
    assert found["half"] == 360 and found["never"] == 1  # six hours are too late


def test_who_does_not_come_again_is_not_waited_for():
    assert news(redrawn([(0, 1, "board")], people=4))["plans"] == 0
    with pytest.raises(NotAvailable):
        news(redrawn([]))
