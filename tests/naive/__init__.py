"""Slow, obvious twins of the rules, written from docs/odd.md: plain Python, whole numbers and floats.

A world is read through `Eye`, which hands out Python numbers only. Each module names its section of the description.
"""

from naive.act import act, slip, strike
from naive.ally import agrees, defects, ground_of_trust, review, willing
from naive.alone import act_as_loner, tidy
from naive.attend import attend, focus
from naive.come_back import awake, come_back
from naive.consider import consider, gives_up
from naive.constants import AID, ALONE, DEFEND, HOUR, OWN, STRIKE, UNPLANNED
from naive.eye import Eye
from naive.join import join
from naive.keep import act_as_keeper
from naive.look import blamed, lets_stand, look, thanked, yields
from naive.rank import hot
from naive.relate import bound_by_treaty, grievance, tied, trust
from naive.seeing import continued, isolated_4, isolated_8, planned, right_around, same_around, stands, wear
from naive.spread import grow_pattern
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
    "act_as_keeper",
    "act_as_loner",
    "agrees",
    "attend",
    "awake",
    "blamed",
    "bound_by_treaty",
    "come_back",
    "consider",
    "continued",
    "defects",
    "focus",
    "gives_up",
    "grievance",
    "ground_of_trust",
    "grow_pattern",
    "hot",
    "isolated_4",
    "isolated_8",
    "join",
    "lets_stand",
    "look",
    "planned",
    "review",
    "right_around",
    "same_around",
    "slip",
    "stands",
    "strike",
    "tell",
    "thanked",
    "tidy",
    "tied",
    "trust",
    "wear",
    "willing",
    "yields",
]
