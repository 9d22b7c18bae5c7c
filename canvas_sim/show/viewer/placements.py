"""The log of a run as text, a chunk at a time: each placement by what its user did before, by its design, by the posts.

Columns of a chunk, all of at least 0; "before" is the user's placement before this one, wherever in the log:

- `time`: ms since the placement above it, in the chunk before too.
- `user`: how many placements back the user's one before is; 0 where there is none.
- `first`: ids + 1 of those who have none before, in turn: a shorter column.
- `design`: 0 if as before, else design + 2.
- `community`: 0 if as before, 1 if that of the design, else community + 3.
- `x`, `y`: from the corner of the design, if it has pixels, else from the place before, else from 0, folded.
- `color`: what must be added to the color of the design at this pixel, modulo 256; where it has none, to 0.
- `intent`: its code, 255 for none.
- `post`: 0 for none, 1 if as before; 2 + 2 r, if on the board of the placement's community r posts are newer, at that
  time; else 3 + 2 d, where d is the newest post of all minus this one, folded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from canvas_sim.record.columns import NO_PIXEL
from canvas_sim.record.run import Run
from canvas_sim.show.viewer.packing import folded, packed_columns

COLUMNS = ("ts", "user", "x", "y", "color", "intent", "community", "design", "post")


def packed_log(run: Run) -> Iterator[str]:
    """The log, a chunk after another.

    Raises
    ------
    UserError
        The run has no log.
    """
    packer = LogPacker(run)
    for chunk in run.chunks(*COLUMNS):
        if len(chunk["ts"]):
            yield packed_columns(packer.columns(chunk))


class Turns(NamedTuple):
    """The rows of a chunk, user by user.

    Attributes
    ----------
    order : int64 [row], rows by user and time
    user : int64 [row], the users of these, + 1
    opens, closes : bool [row], whether it is the first, the last of its user in the chunk
    """

    order: np.ndarray
    user: np.ndarray
    opens: np.ndarray
    closes: np.ndarray


class Memory:
    """What everybody did last, up to the chunk at hand."""

    def __init__(self) -> None:
        self._known: dict[str, np.ndarray] = {}

    def before(self, name: str, turns: Turns, column: np.ndarray, none: int = -1) -> np.ndarray:
        """What `column` was in the row before of each row's user, `none` if there is none; remembers the last ones."""
        known = self._grown(name, int(turns.user[-1]) + 1, none)
        mine = column[turns.order]
        shifted = np.roll(mine, 1)
        shifted[turns.opens] = known[turns.user[turns.opens]]
        known[turns.user[turns.closes]] = mine[turns.closes]
        found = np.empty_like(shifted)
        found[turns.order] = shifted
        return found

    def _grown(self, name: str, size: int, none: int) -> np.ndarray:
        """The last values by user, for at least so many users."""
        known = self._known.get(name, np.zeros(0, np.int32))
        if len(known) < size:
            known = np.append(known, np.full(2 * size - len(known), none, np.int32))
            self._known[name] = known
        return known


class LogPacker:
    """Makes small numbers of the chunks of a log, which it must see in order."""

    def __init__(self, run: Run) -> None:
        self._plans = Plans(run)
        self._boards = Boards(run)
        self._memory = Memory()
        self._rows = 0
        self._time = 0

    def columns(self, chunk: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """The columns of the next chunk."""
        turns = _turns(chunk["user"])
        rows = np.arange(self._rows, self._rows + len(turns.order), dtype=np.int32)
        self._rows += len(rows)
        before = self._memory.before("row", turns, rows)
        new = before < 0
        time = np.diff(chunk["ts"], prepend=np.int32(self._time))
        self._time = int(chunk["ts"][-1])
        first = chunk["user"][new] + 1
        packed = {"time": time, "user": np.where(new, 0, rows - before), "first": first}
        return packed | self._why(chunk, turns) | self._where(chunk, turns)

    def _why(self, chunk: dict[str, np.ndarray], turns: Turns) -> dict[str, np.ndarray]:
        """For whom, and who called for it."""
        design, community, post = (chunk[name].astype(np.int32) for name in ("design", "community", "post"))
        same = {
            name: self._memory.before(name, turns, chunk[name]) == chunk[name]
            for name in ("design", "community", "post")
        }
        called = np.where(same["post"], 1, self._boards.places(post, community, chunk["ts"]) + 2)
        return {
            "design": np.where(same["design"], 0, design + 2),
            "community": np.select(
                [same["community"], community == self._plans.community[design]], [0, 1], community + 3
            ),
            "intent": chunk["intent"],
            "post": np.where(post < 0, 0, called),
        }

    def _where(self, chunk: dict[str, np.ndarray], turns: Turns) -> dict[str, np.ndarray]:
        """Place and color."""
        design, x, y = (chunk[name].astype(np.int32) for name in ("design", "x", "y"))
        drawn = self._plans.start[design] >= 0
        left = np.where(drawn, self._plans.x[design], self._memory.before("x", turns, x, 0))
        top = np.where(drawn, self._plans.y[design], self._memory.before("y", turns, y, 0))
        wanted = self._plans.wanted(design, x, y)
        color = np.where(wanted == NO_PIXEL, chunk["color"], chunk["color"] - wanted)
        return {"x": folded(x - left), "y": folded(y - top), "color": color}


class Boards:
    """Where a post stands on the board of a community, the newest first."""

    def __init__(self, run: Run) -> None:
        posts = run.posts
        self._community, self._posted = (posts[name].to_numpy(np.int64) for name in ("community", "ts"))
        order = np.lexsort((np.arange(len(posts)), self._community))
        self._keys = _key(self._community, self._posted)[order]
        self._place = np.empty(len(posts), np.int64)
        self._place[order] = np.arange(len(posts))

    def places(self, post: np.ndarray, community: np.ndarray, ts: np.ndarray) -> np.ndarray:
        """2 r for posts on that board, 1 + 2 d for others, see above; where `post` is -1 it means nothing."""
        if not len(self._keys):
            return np.zeros(len(post), np.int64)
        newer = np.searchsorted(self._keys, _key(community.astype(np.int64), ts), side="right") - 1 - self._place[post]
        elsewhere = folded(np.searchsorted(self._posted, ts, side="right") - 1 - post)
        return np.where((self._community[post] == community) & (newer >= 0), 2 * newer, 1 + 2 * elsewhere)


class Plans:
    """All designs of a run as columns by their numbers, with one more at the end for none; and their templates.

    Attributes
    ----------
    start : int64 [design + 1], where the template begins in `pixels`; -1 if it has none
    pixels : uint8, all templates one after another
    x, y, width, height, community : int32 [design + 1]
    """

    def __init__(self, run: Run) -> None:
        designs = run.designs
        templates = [bytes(pixels) for pixels in designs["pixels"]]
        sizes = np.array([len(template) for template in templates], np.int64)
        self.start = np.append(np.where(sizes > 0, np.cumsum(sizes) - sizes, -1), -1)
        self.pixels = np.frombuffer(b"".join(templates), np.uint8)
        none: dict[str, Any] = {"x": 0, "y": 0, "width": 0, "height": 0, "community": -1}
        for name, value in none.items():
            setattr(self, name, np.append(designs[name].to_numpy(np.int32), np.int32(value)))

    x: np.ndarray
    y: np.ndarray
    width: np.ndarray
    height: np.ndarray
    community: np.ndarray

    def wanted(self, design: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Color of the template of each placement's design at its pixel, uint8; `NO_PIXEL` where it has none."""
        column, row = x - self.x[design], y - self.y[design]
        inside = (self.start[design] >= 0) & (np.minimum(column, row) >= 0)
        inside &= (column < self.width[design]) & (row < self.height[design])
        found = np.full(len(design), NO_PIXEL, np.uint8)
        at = self.start[design] + row.astype(np.int64) * self.width[design] + column
        found[inside] = self.pixels[at[inside]]
        return found


def _key(community: np.ndarray, ts: np.ndarray) -> np.ndarray:
    """A number by which posts are in order of boards and, on each, of time."""
    return (community + 1) << 32 | ts


def _turns(user: np.ndarray) -> Turns:
    """The rows of a chunk, user by user."""
    numbers = user.astype(np.int64) + 1
    order = np.argsort(numbers, kind="stable")
    numbers = numbers[order]
    changes = numbers[1:] != numbers[:-1]
    return Turns(order, numbers, np.append(True, changes), np.append(changes, True))
