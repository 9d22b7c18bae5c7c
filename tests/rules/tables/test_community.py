"""Consider: what a community decides when it meets."""

from drawn import EMPTY, HOUR, OURS, drawn, sees_does

from canvas_sim.base.patterns import KINDS
from canvas_sim.rules.community import (
    DISBAND,
    ENLARGE,
    FIND_SITE,
    GO_ON,
    ONE_MORE,
    REDESIGN,
    RELOCATE,
    consider,
    gives_up,
)
from canvas_sim.world.tables import SEARCHING

NOW = 20 * HOUR
FINE = {"looked": 100.0, "wrong": 10.0, "worked": NOW}
DONE = FINE | {"wrong": 5.0}
LOST = FINE | {"wrong": 80.0}
CUT = FINE | {"yielded": 46.0}
QUIET = {"communities_redesign": 0, "communities_expand": 0, "communities_give_up": 0, "communities_idle": 12}
GROWS = {"communities_expand": 99.0}
EAGER = {"communities_give_up": 99.0, "communities_give_up_wrong": 0.5}


@sees_does(
    ("ours", "changes", "decision"),
    ("nothing that would move it", "goes on", FINE, {}, GO_ON),
    ("that it has no site", "looks for one", {"state": SEARCHING}, {}, FIND_SITE),
    ("nobody at work for long", "ends", FINE | {"worked": 0}, {}, DISBAND),
    ("most of its design spoiled", "moves", LOST, EAGER | {"communities_relocate": 1}, RELOCATE),
    ("most of its design spoiled, and is tired", "ends", LOST, EAGER | {"communities_relocate": 0}, DISBAND),
    ("most of its design under others", "moves", CUT, EAGER | {"communities_relocate": 1}, RELOCATE),
    ("a picture that it knows by heart", "draws another", FINE, {"communities_redesign": 99.0}, REDESIGN),
    ("a picture that was handed in", "keeps it", FINE | {"given": 0}, {"communities_redesign": 99.0}, GO_ON),
    ("a finished design", "draws one more", DONE, GROWS | {"communities_enlarge": 0}, ONE_MORE),
    ("a finished design", "draws it larger", DONE, GROWS | {"communities_enlarge": 1}, ENLARGE),
    ("it finished, and handed in", "takes one more", DONE | {"given": 0}, GROWS | {"communities_enlarge": 1}, ONE_MORE),
    ("a design that is not finished", "does not grow", FINE, GROWS, GO_ON),
    ("a raid that is over", "ends", {"raid": 1, "founded": 0}, {"communities_raid_hours": 1}, DISBAND),
    ("a raid that goes on", "goes on", {"raid": 1, "founded": NOW}, {"communities_raid_hours": 1}, GO_ON),
    ("that it is a pattern", "never decides anything", {"kind": KINDS.index("void"), "worked": 0}, {}, GO_ON),
)
def test_what_it_decides(ours, changes, decision):
    assert consider(drawn(EMPTY, ours=ours, clock={"now": NOW}, **QUIET | changes), OURS, 1.0) == decision


@sees_does(
    ("ours", "expected"),
    ("most of its design spoiled", "may give up", LOST, True),
    ("most of its design blank", "goes on painting", LOST | {"blank": 80.0}, False),
    ("most of its design spoiled, by few glances", "does not know", {"looked": 39.0, "wrong": 39.0}, False),
    ("half of its design under others", "may give up", CUT, True),
)
def test_when_it_may_give_up(ours, expected):
    assert gives_up(drawn(EMPTY, ours=ours, **EAGER), OURS, 1.0, 0) == expected
