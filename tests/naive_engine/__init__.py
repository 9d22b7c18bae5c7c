"""Slow, obvious twins of the engine, written from docs/odd.md sections 3, 7.9, 7.11, 7.12 and Founding.

They change the world that their `naive.Eye` looks at, one number at a time. Each module names its section.
"""

from naive_engine.attribution import consequences
from naive_engine.claims import claim, meet_neighbors, unclaim
from naive_engine.commit import commit
from naive_engine.meetings import meet
from naive_engine.opening import open_design
from naive_engine.overlay import share_ground
from naive_engine.relations import change
from naive_engine.settle import choose_site, fit
from naive_engine.turn import decide

__all__ = [
    "change",
    "choose_site",
    "claim",
    "commit",
    "consequences",
    "decide",
    "fit",
    "meet",
    "meet_neighbors",
    "open_design",
    "share_ground",
    "unclaim",
]
