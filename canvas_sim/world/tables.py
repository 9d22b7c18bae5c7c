"""Row types of everything there is, and `World`, the one bundle that rules read.

A user is a row; so are a community, a design and a post. Rows are plain structured arrays whose items read like
objects (``world.users[i].club``), in Python and in compiled code alike. Times are milliseconds since the start.
"""

import math
from typing import Any, NamedTuple

import numpy as np

NOBODY = -1
NEVER = 2**31 - 1
OUTSIDE = 255  # in the ink of a template: not part of it
UNPLANNED = 256  # what rules see there: no color, even of 256
CLAIMS = 4
RELATIONS = 12
BOARD = 8
CLUBS = 4
SCARS = 24
RESTING = 256
LINE = 64  # bytes of a cache line
LARGE = 1 << 22  # bytes of a table from which NumPy asks for large pages
TILE = 32  # side of the tiles in which placements are counted
SEARCHING, ALIVE, ENDED = range(1, 4)  # state of a community, and of a design


def _row(**fields: type | str) -> np.dtype:
    return np.dtype((np.record, np.dtype(list(fields.items()), align=True)))


def _line(**fields: type | str) -> np.dtype:
    """A row that takes a whole line of the processor's cache."""
    row: Any = np.dtype(list(fields.items()), align=True)
    whole: Any = {
        "names": row.names,
        "formats": [row.fields[name][0] for name in row.names],
        "offsets": [row.fields[name][1] for name in row.names],
        "itemsize": LINE,
    }
    return np.dtype((np.record, np.dtype(whole)))


# What every turn touches.
USER = _line(
    key="u8",  # identity in draws
    due="i4",  # time of the next turn, NEVER if none
    free="i4",  # time at which the cooldown ends
    turns="u4",  # number of the next action
    left="i4",  # turns of appetite left
    club="i4",  # community that it works for, NOBODY for a loner
    design="i4",  # the design whose plan it knows and works on, NOBODY if none
    read="i4",  # when it last read its board, NOBODY if never
    x="u2",  # its last pixel
    y="u2",
    color="u1",
    kind="u1",
    joined="u1",  # communities joined so far
    placed="u1",  # 1 once it has placed anything
    last="i4",  # when it placed last; no rule reads it
    bucket="i4",  # bucket of the calendar in which it still stands though it was called to come earlier
)

# What seldom matters.
LIFE = _line(
    arrival="i4",
    glances="i4",
    appetite="f4",
    lag="f4",  # lateness, relative to the mean
    wake="f4",  # hour, UTC, at which its day begins
    awake="f4",  # hours that its day has
    reading="f4",
    temper="f4",
    loyalty="f4",
    circle="i4",
    x0="i4",  # region of a raider, box of a keeper's picture
    y0="i4",
    x1="i4",
    y1="i4",
    color="i4",  # of a raider, or of the figure in a keeper's picture
    ground="i4",  # of such a picture
)

COMMUNITY = _row(
    key="u8",
    founder="i4",
    founded="i4",
    ended="i4",
    worked="i4",  # when somebody last acted for it
    design="i4",  # the newest of its designs
    works="i4",  # living designs
    members="i4",
    meetings="u4",
    leader0="i4",
    leader1="i4",
    leader2="i4",
    circle="i4",
    looked="f8",  # what members saw of late: glances, and among them wrong, blank and yielded ones
    wrong="f8",
    blank="f8",
    yielded="f8",
    fresh="i4",  # posts since the last ranking
    call="i4",  # the last call of one of its leaders, NOBODY if none
    heard="u1",  # 1 once that call has reached those who rest
    rested="i4",  # members who went to rest since then
    state="u1",
    kind="u1",
    bold="u1",
    raid="u1",
    given="i4",  # number of the given design that it was founded for, NOBODY if none
)

DESIGN = _row(
    key="u8",
    ink="i8",  # offset of its pixels in `World.ink`
    community="i4",
    x="i4",
    y="i4",
    width="i4",
    height="i4",
    area="i4",
    founded="i4",
    ended="i4",
    before="i4",  # the design of the same community that it replaced
    scarred="u4",  # how many of its pixels were overwritten so far
    hurt="i4",  # when that was last
    kind="u1",
    state="u1",
    ground="u1",  # its commonest color
    second="u1",
)

POST = _row(
    author="i4",
    turn="u4",
    ts="i4",
    community="i4",
    design="i4",
    target="i4",  # community that it is about
    votes="i4",
    x="i2",
    y="i2",
    kind="u1",
)

# What community a feels about community b.
RELATION = _row(
    other="i4",
    since="i4",  # when their alliance, or truce, began
    met="i4",  # when one last noticed the other
    ties="f4",  # ties from members to members
    border="f4",  # share of the outline that is common
    grievance="f4",  # damage blamed, fading
    gratitude="f4",  # help seen, fading
    blows="f4",  # net hostile placements of the last hour
    chosen="f4",  # those of them that a post called for
    trust="f4",
    allied="u1",
    settled="u1",  # whether a truce says where their border is
)

# A pixel of a plan that was left to another, by a treaty.
CEDED = _row(ts="i4", color="u1")

LEARNED = _row(ts="i4", user="i4", design="i4", source="i4", way="u1")

TREATY_ROW = _row(ts="i4", a="i4", b="i4", strength="f4", what="u1", cause="u1")

# What a user decided to do, until it is committed.
PLAN = _row(
    user="i4",
    due="i4",
    next="i4",
    order="u4",
    community="i4",
    design="i4",  # what it turned to, and saw
    work="i4",  # what it worked on: that, or a neighbor's
    post="i4",
    source="i4",  # who told it of the plan
    told="u1",
    blame="i4",
    thanks="i4",
    harmed="i4",
    helped="i4",
    scarred="i4",  # the design that loses a pixel
    target="i4",
    x="u2",
    y="u2",
    right_x="u2",  # a right pixel, if it saw one
    right_y="u2",
    right="u1",
    color="u1",
    intent="u1",
    placed="u1",
    joined="u1",
    found="u1",
    read="u1",
    vote="u1",
    call="u1",
    looked="u1",
    wrong="u1",
    blank="u1",
    yielded="u1",
)

CLOCK = _row(
    now="i4",
    end="i4",
    tick="i4",
    cooldown="i4",
    launch="f8",  # hour of the day, UTC, at the start
    x0="i4",
    y0="i4",
    x1="i4",
    y1="i4",
    colors="i4",
    background="i4",
    forum="i4",  # 1 if it is up
    allowed="i4",  # 1 if alliances may form
    seed="u8",
    placed="i8",  # placements so far
    communities="i4",
    designs="i4",
    posts="i4",
    treaties="i4",
    learned="i4",
    fronts="i4",
    broken="i4",  # turns that broke a law; must stay 0
)


SEEDED = ("settings", "lives", "ties")  # tables that set-up makes and hardly anything changes: not saved while the same


class World(NamedTuple):
    """Everything a rule may look at. Rules read; commit and meetings write."""

    settings: np.ndarray  # (1,) numbers of the scenario
    clock: np.ndarray  # (1,) CLOCK
    users: np.ndarray  # (n,) USER
    lives: np.ndarray  # (n,) LIFE
    clubs: np.ndarray  # (n, CLUBS) communities that a user joined, NOBODY where none
    ties: np.ndarray  # (n, ties) users that a user follows, NOBODY where none
    canvas: np.ndarray  # (h, w) palette indices
    owner: np.ndarray  # (h, w) who placed each pixel last, NOBODY if nobody
    time: np.ndarray  # (h, w) when
    tile_placements: np.ndarray  # (tiles high, tiles wide) placements so far in each tile of TILE x TILE pixels
    claims: np.ndarray  # (h, w, CLAIMS) designs, plus 1, that cover each pixel, newest first, 0 where none
    wanted: np.ndarray  # (h, w, CLAIMS) uint8: the colors, plus 1, that these want there, 0 where none
    colors: np.ndarray  # (256,) palette indices that may be placed, the first `clock.colors` of them
    ink: np.ndarray  # pixels of all templates, row by row, OUTSIDE where masked
    ceded: np.ndarray  # (as ink) CEDED: which of them were left to others, when, and what was wanted there; 0 if not
    communities: np.ndarray
    designs: np.ndarray
    scars: np.ndarray  # (designs, SCARS) pixels of it that were overwritten last, y * 65536 + x + 1, 0 where none
    posts: np.ndarray
    boards: np.ndarray  # (communities, BOARD) posts, best first, NOBODY where none
    inbox: np.ndarray  # (communities, BOARD) posts since the last ranking
    resting: np.ndarray  # (communities, RESTING) members who went to rest last
    front: np.ndarray  # (1, 64) posts of the front page, best first
    relations: np.ndarray  # (communities, RELATIONS) RELATION
    treaties: np.ndarray  # what happened to alliances
    learned: np.ndarray  # who came to know which plan, when and from whom


def aligned_rows(rows: int, kind: np.dtype) -> np.ndarray:
    """So many rows of zeros, beginning with a line of the processor's cache: `LINE` bytes are read at once."""
    room = np.zeros(rows * kind.itemsize + LINE, np.uint8)
    start = -room.ctypes.data % LINE
    return room[start : start + rows * kind.itemsize].view(kind)


def pixel_tables(height: int, width: int) -> dict[str, np.ndarray]:
    """The tables of pixels of a `World`, zeros, in one piece of memory: together they are worth large pages."""
    shape = (height, width)
    kinds = {
        "claims": (np.uint16, (*shape, CLAIMS)),
        "owner": (np.int32, shape),
        "time": (np.int32, shape),
        "wanted": (np.uint8, (*shape, CLAIMS)),
        "canvas": (np.uint8, shape),
    }
    piece = np.zeros((), [(name, *kind) for name, kind in kinds.items()])
    return {name: piece[name] for name in kinds}


def rows_worth_large_pages(kind: Any, *shape: int) -> int:
    """How many rows of `shape` a table needs to get large pages, with which addresses are found faster."""
    return -(-LARGE // (np.dtype(kind).itemsize * math.prod(shape)))


def with_room(rows: np.ndarray, capacity: int) -> np.ndarray:
    """`rows`, or a copy with at least `capacity` of them (doubling); new ones are zero."""
    if len(rows) >= capacity:
        return rows
    larger = np.zeros((max(capacity, 2 * len(rows)), *rows.shape[1:]), rows.dtype)
    larger[: len(rows)] = rows
    return larger
