"""Robustness: losses of tiles in an event on paper."""

import pytest
from made_events import event, shaken

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.logs import robustness


def test_losses_of_an_event_on_paper():
    """Tiles that are stable at a full hour; lost are the two in the hours in which they are taken over."""
    run = shaken()
    table = robustness.tile_hours(run)
    lost = table[table["lost"]]
    assert list(zip(lost["region"], lost["hour"], strict=True)) == [(0, 8), (3, 14)]
    assert (lost["attackers"] == 5).all()
    quiet = table[(table["region"] == 1)]
    assert quiet["hour"].tolist() == list(range(2, 20))  # stable for an hour at 1:05 for the first time
    assert not quiet[["attackers", "defenders"]].to_numpy().any()
    busy = table[(table["region"] == 0) & (table["hour"] == 6)]
    assert busy["attackers"].item() == 40 and busy["defenders"].item() == 1  # minutes 20 to 59, each another user
    found = robustness.loss_by_odds(run)
    assert found["held"] == 0 < found["outnumbered"]
    assert found["outnumbered"] * (table["attackers"] > table["defenders"]).sum() == pytest.approx(2)


def test_no_users():
    with pytest.raises(NotAvailable, match="who placed what"):
        robustness.loss_by_odds(event([(0, -1, 0, 0, 1)]))
