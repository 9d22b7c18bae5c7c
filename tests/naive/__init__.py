"""Slow, obvious twins of the rules, written from docs/odd.md: plain Python, whole numbers and floats.

A world is read through `Eye`, which hands out Python numbers only. Each module names its section of the description.
"""

from naive.act import act, slip, strike
from naive.ally import agree, defects, ground_of_trust, review, willing
from naive.alone import act_as_loner, tidy
from naive.attend import attend, focus, is_called, neighbor_to_help
from naive.come_back import awake, come_back
from naive.consider import consider, gives_up, is_finished
from naive.constants import AID, ALONE, DEFEND, HOUR, OWN, STRIKE, UNPLANNED
from naive.eye import Eye
from naive.join import join
from naive.keep import act_as_keeper
from naive.knowledge import knows, news_of
from naive.look import UNSEEN, blamed, lets_stand, look, thanked, worked_on, yields
from naive.rank import hot
from naive.relate import bound_by_treaty, grievance, is_allied, tied, trust
from naive.seeing import alive, continued, isolated_4, isolated_8, planned, right_around, same_around, stands, wear
from naive.spread import grow_pattern
from naive.tell import tell
from naive.war import NO_FRONT, front, rival, turns_on

__all__ = [
    "AID",
    "ALONE",
    "DEFEND",
    "HOUR",
    "NO_FRONT",
    "OWN",
    "STRIKE",
    "UNPLANNED",
    "UNSEEN",
    "Eye",
    "act",
    "act_as_keeper",
    "act_as_loner",
    "agree",
    "alive",
    "attend",
    "awake",
    "blamed",
    "bound_by_treaty",
    "come_back",
    "consider",
    "continued",
    "defects",
    "focus",
    "front",
    "gives_up",
    "grievance",
    "ground_of_trust",
    "grow_pattern",
    "hot",
    "is_allied",
    "is_called",
    "is_finished",
    "isolated_4",
    "isolated_8",
    "join",
    "knows",
    "lets_stand",
    "look",
    "neighbor_to_help",
    "news_of",
    "planned",
    "review",
    "right_around",
    "rival",
    "same_around",
    "slip",
    "stands",
    "strike",
    "tell",
    "thanked",
    "tidy",
    "tied",
    "trust",
    "turns_on",
    "wear",
    "willing",
    "worked_on",
    "yields",
]
