"""Whom a community strikes at, and where, from docs/odd.md sections 7.9 and 7.12."""

from naive.consider import is_finished
from naive.constants import UNPLANNED
from naive.draws import block, unit
from naive.relate import heads
from naive.seeing import alive, planned, works

NEAR = 24
NO_FRONT = (-1, -1)


def turns_on(eye, number, hours):
    """The community that its leader calls to strike at, -1 if none."""
    group = eye.community(number)
    word = block(eye.seed, "meet/war", group["key"], group["meetings"], 0)[0]
    keen = unit(word) < eye.set["communities_war"] * hours
    ready = eye.clock["forum"] and group["leader0"] >= 0 and is_finished(eye, number)
    return rival(eye, number) if ready and keen else -1


def rival(eye, a):
    """The community that it would strike at, -1 if none."""
    worst, found = 0, -1
    for relation in eye.relations(a):
        at_peace = relation["allied"] or relation["settled"]
        if not at_peace and alive(eye, relation["other"]) and relation["border"] > 0:
            grudge = relation["grievance"] / heads(eye, a) + 0.5 * relation["border"]
            if grudge > worst:
                worst, found = grudge, relation["other"]
    return found


def front(eye, a, b):
    """(x, y) where a strikes at b, `NO_FRONT` if there is none."""
    pairs = [(box_gap(box(eye, one), box(eye, other)), one, other) for one in works(eye, a) for other in works(eye, b)]
    if not pairs or min(pairs)[0] > NEAR:
        return NO_FRONT
    _, mine, theirs = min(pairs)
    reach = [(box_gap(box(eye, mine), (x, y, x + 1, y + 1)), y, x) for x, y in targets(eye, mine, theirs)]
    if not reach or min(reach)[0] > NEAR:
        return NO_FRONT
    _, y, x = min(reach)
    return x, y


def targets(eye, mine, theirs):
    """Pixels that their work has, as planned, and that are not the ground of the own work."""
    ground = eye.design(mine)["ground"]
    x0, y0, x1, y1 = box(eye, theirs)
    for y in range(y0, y1):
        for x in range(x0, x1):
            wanted = planned(eye, theirs, x, y)
            if wanted not in (UNPLANNED, ground) and eye.color(x, y) == wanted:
                yield x, y


def box(eye, number):
    row = eye.design(number)
    return row["x"], row["y"], row["x"] + row["width"], row["y"] + row["height"]


def box_gap(one, other):
    columns = gap(one[0], one[2], other[0], other[2])
    return max(columns, gap(one[1], one[3], other[1], other[3]))


def gap(low, high, other_low, other_high):
    """How many pixels lie between two spans, each without its end."""
    return max(0, other_low - high, low - other_high)
