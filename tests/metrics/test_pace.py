"""The pace of an event: as many placements in every three hours, evenly there."""

import numpy as np
from made_events import event

from canvas_sim.metrics.nulls.shuffles import WINDOW, paced

HOUR = 3_600_000


def rows(*times):
    return [(ts, user, user, 0, 1) for user, ts in enumerate(times)]


def test_placements_of_each_window_are_spread_evenly_in_their_order():
    early = [5, 6, 6, HOUR]  # four in the first three hours: 22.5 minutes, then 45 minutes apart
    late = [WINDOW + HOUR - 1, WINDOW + HOUR]  # two in the hour that is left of the second
    run = event(rows(*early, *late), hours=4)
    chunks = list(paced(run))
    ts = np.concatenate([chunk["ts"] for chunk in chunks])
    left = run.end + 1 - WINDOW
    eighth, quarter = WINDOW // 8, left // 4
    assert ts.tolist() == [eighth, 3 * eighth, 5 * eighth, 7 * eighth, WINDOW + quarter, WINDOW + 3 * quarter]
    assert np.concatenate([chunk["user"] for chunk in chunks]).tolist() == [0, 1, 2, 3, 4, 5]


def test_a_burst_is_not_passed_on():
    """What people do when the cooldown changes is over within minutes; a null model must not be handed it."""
    burst = np.sort(np.concatenate([np.arange(0, WINDOW, 60_000), np.arange(HOUR, HOUR + 600_000, 1_000)]))
    run = event([(int(ts), 0, 0, 0, 1) for ts in burst], hours=3)
    ts = np.concatenate([chunk["ts"] for chunk in paced(run)])
    assert len(ts) == len(burst)
    assert np.ptp(np.diff(ts)) <= 1
