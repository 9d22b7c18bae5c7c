"""What one stage of a turn hands to the next: plain tuples of whole numbers, each built in one casting place."""

from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.vocabulary import UNTOLD
from canvas_sim.world.tables import NOBODY

ALONE, OWN, AGAIN, AID, DEFEND, STRIKE, RAID, SPOIL = range(8)


class Focus(NamedTuple):
    """What a user turns to: a purpose, a community and its design, perhaps a post and a place, and who told of it."""

    purpose: int
    community: int
    design: int
    post: int
    x: int
    y: int
    read: int
    joined: int
    told: int = UNTOLD
    source: int = NOBODY


class Sight(NamedTuple):
    """Counts, the most pressing wrong pixel with its right color, whom to blame and thank, whether it is a scar.

    `design` is the one that the pressing pixel is of: that of the focus, or a neighbor's who needs a hand.
    """

    looked: int
    wrong: int
    blank: int
    yielded: int
    found: int
    x: int
    y: int
    color: int
    right: int
    right_x: int
    right_y: int
    blame: int
    thanks: int
    sore: int
    design: int = NOBODY


class Deed(NamedTuple):
    """One placement, or none (`placed` 0)."""

    placed: int
    x: int
    y: int
    color: int
    intent: int


class Words(NamedTuple):
    """A vote for the post that one acted on, a call (its kind, 0 if none) and whom it is about, founding, leaving."""

    vote: int
    call: int
    target: int
    found: int
    leave: int


@rule
def focus(purpose, community, design, place, news):
    """A `Focus`; `place` is (post, x, y), `news` is (read, joined, how it was told of the plan now, by whom)."""
    return Focus(
        np.int64(purpose),
        np.int64(community),
        np.int64(design),
        np.int64(place[0]),
        np.int64(place[1]),
        np.int64(place[2]),
        np.int64(news[0]),
        np.int64(news[1]),
        np.int64(news[2]),
        np.int64(news[3]),
    )


@rule
def sight(counts, pressing, right, minds):
    """A `Sight`: (looked, wrong, blank, yielded); (x, y, color) and (x, y), NOBODY if none; the last four."""
    return Sight(
        np.int64(counts[0]),
        np.int64(counts[1]),
        np.int64(counts[2]),
        np.int64(counts[3]),
        np.int64(pressing[0] != NOBODY),
        np.int64(pressing[0]),
        np.int64(pressing[1]),
        np.int64(pressing[2]),
        np.int64(right[0] != NOBODY),
        np.int64(right[0]),
        np.int64(right[1]),
        np.int64(minds[0]),
        np.int64(minds[1]),
        np.int64(minds[2]),
        np.int64(minds[3]),
    )


@rule
def worked_on(chosen, seen):
    """The design that one works on: that of the focus, or of the pressing pixel if that is a neighbor's."""
    return chosen.design if seen.design < 0 else seen.design


@rule
def deed(x, y, color, intent):
    """A `Deed` that places a pixel."""
    return Deed(np.int64(1), np.int64(x), np.int64(y), np.int64(color), np.int64(intent))


@rule
def nothing():
    """A `Deed` that places nothing."""
    return Deed(np.int64(0), np.int64(0), np.int64(0), np.int64(0), np.int64(0))


NOWHERE = (NOBODY, NOBODY, NOBODY)
NO_NEWS = (0, 0, 0, NOBODY)
