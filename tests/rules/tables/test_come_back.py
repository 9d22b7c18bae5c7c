"""Come back: when somebody is due again."""

from drawn import EMPTY, HOUR, drawn, sees_does

from canvas_sim.base.user_kinds import BOT
from canvas_sim.rules.come_back import awake, come_back
from canvas_sim.world.tables import NEVER

COOLDOWN, TICK = 300_000, 10_000
LATE = {"activity_lag_share": 1.0, "activity_lag_seconds": 60.0}
PROMPT = {"activity_lag_share": 0.0, "activity_lag_seconds": 0.0}
AWAKE = {"awake": 24.0, "lag": 1.0, "appetite": 9.0}
NO_BREAKS = {"activity_session_turns": 1e9}
STARTS = {"clock": {"cooldown": COOLDOWN, "tick": TICK, "launch": 12.0}}


def due(placed, changes, user=None, life=None):
    world = drawn(EMPTY, user={"left": 9} | (user or {}), life=AWAKE | (life or {}), **STARTS | NO_BREAKS | changes)
    return come_back(world, 0, placed, 1000)


@sees_does(
    ("placed", "changes", "user", "expected"),
    ("its pixel placed", "waits for the cooldown, and comes a tick later", 1, PROMPT, {}, 1000 + COOLDOWN + TICK),
    ("nothing placed", "comes back in the next tick", 0, PROMPT, {}, 1000 + TICK),
    ("its last turn over", "never comes back", 1, PROMPT, {"left": 1}, NEVER),
    ("every slot taken, as all do", "comes at the first moment", 1, {"activity_saturated": 1}, {}, 1000 + COOLDOWN),
)
def test_when(placed, changes, user, expected):
    assert due(placed, changes, user) == expected


def test_people_are_late_and_scripts_are_not():
    late = [due(1, LATE, {"turns": turn}) - 1000 - COOLDOWN for turn in range(50)]
    scripts = [due(1, LATE, {"turns": turn, "kind": BOT, "left": 1}) - 1000 - COOLDOWN for turn in range(50)]
    assert min(late) >= TICK and sum(late) > 50 * 120_000
    assert min(scripts) >= 0 and max(scripts) < 2000


def test_who_is_slow_is_later():
    slow, quick = (sum(due(1, LATE, {"turns": turn}, {"lag": lag}) for turn in range(20)) for lag in (1.5, 0.1))
    assert slow > quick


def test_breaks_come_in_between():
    changes = PROMPT | {"activity_session_turns": 0.5, "activity_break_hours": 3.0}
    assert due(1, changes) > 1000 + COOLDOWN + TICK


@sees_does(
    ("wake", "hours", "at", "morning"),
    ("that it is day", "comes when it is due", 8.0, 16.0, 0, False),
    ("that it is night", "comes in the morning", 8.0, 16.0, 13 * HOUR, True),
    ("that it is night, but never sleeps", "comes when it is due", 8.0, 24.0, 13 * HOUR, False),
)
def test_nights(wake, hours, at, morning):
    world = drawn(EMPTY, life={"wake": wake, "awake": hours}, clock={"launch": 12.0})  # begins at noon
    found = awake(world, 0, at)
    assert found >= 20 * HOUR if morning else found == at
