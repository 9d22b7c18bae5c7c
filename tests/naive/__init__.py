"""Slow, obvious twins of the rules, written from docs/odd.md: plain Python, whole numbers and floats.

A world is read through `Eye`, which hands out Python numbers only. Each module names its section of the description.
"""

from naive.act import act, consequences, slip, strike
from naive.alone import alone, tidy
from naive.attend import attend, focus
from naive.come_back import awake, come_back
from naive.constants import AID, ALONE, DEFEND, HOUR, OWN, STRIKE, UNPLANNED
from naive.eye import Eye
from naive.join import join
from naive.look import lets_stand, look, yields
from naive.rank import hot
from naive.relate import grievance, tied, trust, willing
from naive.seeing import continued, planned, right_around, same_around, stands, wear
from naive.spread import spread
from naive.tell import tell

__all__ = [
    "AID",
    "ALONE",
    "DEFEND",
    "HOUR",
    "OWN",
    "STRIKE",
    "UNPLANNED",
    "Eye",
    "act",
    "alone",
    "attend",
    "awake",
    "come_back",
    "consequences",
    "continued",
    "focus",
    "grievance",
    "hot",
    "join",
    "lets_stand",
    "look",
    "planned",
    "right_around",
    "same_around",
    "slip",
    "spread",
    "stands",
    "strike",
    "tell",
    "tidy",
    "tied",
    "trust",
    "wear",
    "willing",
    "yields",
]
