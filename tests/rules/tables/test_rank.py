"""Rank: which of two posts stands higher."""

from drawn import EMPTY, OURS, add_post, drawn, sees_does

from canvas_sim.base.vocabulary import CALL_BUILD
from canvas_sim.rules.rank import hot

GRAVITY = 45_000


@sees_does(
    ("one", "other"),
    ("more votes", "ranks it higher", {"votes": 20}, {"votes": 2}),
    ("a newer post with as many votes", "ranks it higher", {"ts": 1000}, {"ts": 0}),
    ("ten times the votes, but much older", "ranks it lower", {"ts": GRAVITY * 1001}, {"votes": 10}),
    ("ten times the votes, and a little older", "ranks it higher", {"votes": 10}, {"ts": GRAVITY * 999}),
)
def test_what_ranks_higher(one, other):
    world = drawn(EMPTY, forum_gravity=GRAVITY)
    higher, lower = (add_post(world, OURS, CALL_BUILD, **values) for values in (one, other))
    assert hot(world, higher) > hot(world, lower)
