"""Small worlds drawn as strings, for tables of what a rule sees and does.

A canvas is five strings of five signs: ``.`` is blank, other signs are colors (`COLORS`). A plan is drawn likewise, and
``-`` is no part of it. Everybody but user 0 is a loner; user 0 works for community 0, ours, on its first plan.
Community 1 is theirs. What is by chance is made certain by its parameter: 0 never, 1 always.
"""

import numpy as np
import pytest

from canvas_sim.scenario.loading import load
from canvas_sim.world import tables
from canvas_sim.world.claims import stake
from canvas_sim.world.setup import make_world

COLORS = {".": 0, "k": 3, "r": 5, "g": 10, "b": 13, "-": tables.OUTSIDE}
BLANK, BLACK, RED, GREEN, BLUE = (COLORS[sign] for sign in ".krgb")
HOUR = 3_600_000
OURS, THEIRS, THIRD = range(3)
EMPTY = ["....."] * 5
SEEN_ALL = 120  # glances, with which all of 25 pixels are seen
NEVER = ["blind", "errors", "notice", "bots", "vandals", "help", "redo", "guard", "move"]
SCENARIO = load(
    "quickstart",
    [
        *("canvas.width=8", "canvas.height=8", "canvas.open=[0, 0, 5, 5]", "activity.users=30", "interventions=[]"),
        *("designs.patterns=[]", 'society.graph="none"', "communities.founding=0", "forum.post=0", "forum.vote=0"),
        *(f"people.{name}=0" for name in NEVER),
    ],
)


def drawn(canvas, *plans, **changes):
    """A world with a canvas and plans, each (community, strings), the newest last.

    `changes` are parameters (``people_guard=1``), or rows of tables: ``user`` and ``life`` of user 0, ``clock``,
    ``ours`` and ``theirs`` (communities), ``toward`` (our relation to them) and ``back`` (theirs to us).
    """
    world = make_world(SCENARIO, 1)
    world.canvas[:5, :5] = pixels(canvas)
    world.clock["communities"] = 3
    world.relations["other"] = tables.NOBODY
    for number, group in enumerate(world.communities[:3]):
        group.key, group.state, group.members, group.design = number + 7, tables.ALIVE, 5, tables.NOBODY
        group.leader0 = group.leader1 = group.leader2 = group.call = group.given = tables.NOBODY
    for community, plan in plans:
        add_plan(world, community, pixels(plan))
    world.users["club"][0], world.users["joined"][0] = OURS, 1
    world.users["design"][0] = world.communities[OURS].design
    world.lives["glances"] = SEEN_ALL
    world.lives["reading"] = world.lives["temper"] = 0
    rows = {"user": world.users[0], "life": world.lives[0], "clock": world.clock[0]}
    rows |= {"ours": world.communities[OURS], "theirs": world.communities[THEIRS]}
    rows |= {"toward": world.relations[OURS, 0], "back": world.relations[THEIRS, 0]}
    for name, change in changes.items():
        if name in rows:
            change_row(rows[name], change)
        else:
            assert name in world.settings.dtype.names, name
            world.settings[name] = change
    if "toward" in changes:
        world.relations[OURS, 0].other, world.relations[THEIRS, 0].other = THEIRS, OURS
    return world


def pixels(strings):
    return np.array([[COLORS[sign] for sign in row] for row in strings])


def change_row(row, values):
    for name, value in values.items():
        assert name in row.dtype.names, name
        row[name] = value


def add_plan(world, community, plan, **values):
    """A living design, which claims its pixels; its box is no larger than it has to be. Returns its number."""
    rows, columns = (np.flatnonzero((plan != tables.OUTSIDE).any(axis=axis)) for axis in (1, 0))
    plan = plan[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    number = int(world.clock["designs"][0])
    world.clock["designs"] += 1
    design = world.designs[number]
    design.key, design.community, design.ended, design.before = number + 40, community, tables.NOBODY, tables.NOBODY
    design.x, design.y, (design.height, design.width) = columns[0], rows[0], plan.shape
    design.ink, design.area, design.state = 64 * number, (plan != tables.OUTSIDE).sum(), tables.ALIVE
    design.ground = np.bincount(plan[plan != tables.OUTSIDE]).argmax()
    world.ink[64 * number : 64 * number + plan.size] = plan.ravel()
    change_row(design, values)
    world.communities[community].design = number
    stake(world, number)
    return number


def add_post(world, board, kind, **values):
    """A post on a board; returns its number."""
    number = int(world.clock["posts"][0])
    world.clock["posts"] += 1
    post = world.posts[number]
    post.author, post.community, post.kind, post.votes = 5, board, kind, 1
    post.design = post.target = post.x = post.y = tables.NOBODY
    change_row(post, values)
    world.boards[board, (world.boards[board] >= 0).sum()] = number
    return number


def ally(since=0, **values):
    """A relation between allies, as one row of changes."""
    return truce(since, allied=1, trust=1.0) | values


def truce(since=0, **values):
    """A relation between two who settled their border, as one row of changes."""
    return {"settled": 1, "since": since} | values


def sees_does(names, *rows):
    """A table: each row begins with two phrases, what somebody sees and what it does."""
    return pytest.mark.parametrize(names, [pytest.param(*row[2:], id=f"{row[0]}: {row[1]}") for row in rows])
