"""Driver: many ticks in one compiled call, up to what only Python can do.

A tick is mostly empty, and handing `World` over costs more than the work in it: so Python is asked only where it is
needed, for users whose class overrides a rule, for room in a table, for a log that is full.
"""

from typing import Any, NamedTuple

import numpy as np

from canvas_sim.base.jit import address_of, call_at, kernel, rule
from canvas_sim.base.state import parts_of
from canvas_sim.base.times import HOUR
from canvas_sim.engine.calendar import Queue, take
from canvas_sim.engine.commit import commit
from canvas_sim.engine.log import Log
from canvas_sim.engine.meetings import meet
from canvas_sim.engine.turn import decide
from canvas_sim.rules.community import GO_ON
from canvas_sim.world.tables import RELATIONS, World

BATCH_OF_ROWS = 1 << 16
WISHES = -1
DECIDE, COMMIT, MEET = range(3)  # places of their addresses


class Books(NamedTuple):
    """What the engine keeps beside the world."""

    queue: Queue
    log: Log
    tally: np.ndarray  # (6,) see `commit`
    due: np.ndarray  # (n,) users who are due in the tick at hand
    plans: np.ndarray  # (n,) PLAN, what they decided
    in_python: np.ndarray  # (users,) whether a user's turns are decided in Python; empty if nobody's are
    wishes: np.ndarray  # (communities,) what each wished at the last meeting
    meetings: np.ndarray  # (3,) ms: time between two meetings, the last one; 1 if Python is asked after each
    addresses: np.ndarray  # (3,) see `kernel_addresses`

    def saved(self) -> dict[str, Any]:
        """What is saved of them: the others are empty between ticks, or made at set-up."""
        return parts_of(self, {"log", "due", "plans", "in_python", "addresses"})


def kernel_addresses(world: World, books: Books) -> np.ndarray:
    """Where the code of `decide`, `commit` and `meet` lies, (3,); it is compiled on the way."""
    places = (
        address_of(decide, world, books.due, 0, books.plans),
        address_of(commit, world, books.plans, 0, books.queue, books.log, books.tally),
        address_of(meet, world, 0.0, books.wishes),
    )
    return np.array(places)


@kernel
def drive(world, books, until):
    """Ticks that begin before `until`, with the meetings at their beginnings, up to what only Python can do.

    Returns how many plans of the tick at hand wait for users in Python, `WISHES` if communities wait for what they
    wished, or 0: `until` is reached, a table may need more room, or the log is full.
    """
    clock = world.clock[0]
    while clock.now < until:
        if clock.now % books.meetings[0] == 0 and clock.now > books.meetings[1]:
            if not _has_room_to_meet(world, books):
                return 0
            call_at(books.addresses[MEET], meet, (world, books.meetings[0] / HOUR, books.wishes))
            books.meetings[1] = clock.now
            if books.meetings[2] == 1 or _some_wish(world, books):
                return WISHES
        number = clock.now // clock.tick
        most = books.queue.sizes[number]
        following = min(clock.now + clock.tick, clock.end)
        if most > 0:
            if not _has_room(world, books, most):
                return 0
            n = take(books.queue, number, world.users, (clock.now, following), books.due)
            call_at(books.addresses[DECIDE], decide, (world, books.due, n, books.plans))
            if _some_in_python(books, n):
                return n
            given = (world, books.plans, n, books.queue, books.log, books.tally)
            call_at(books.addresses[COMMIT], commit, given)
        clock.now = following
        if clock.broken > 0 or books.tally[0] >= BATCH_OF_ROWS:
            return 0
    return 0


@rule
def _has_room(world, books, n):
    """Whether nothing that n turns can add overruns its table."""
    clock = world.clock[0]
    return (
        clock.posts + n <= len(world.posts)
        and clock.communities + n <= len(world.communities)
        and clock.learned + n <= len(world.learned)
        and n <= len(books.due)
        and books.tally[0] + n <= len(books.log.ts)
    )


@rule
def _has_room_to_meet(world, books):
    """Whether nothing that a meeting can add overruns its table."""
    clock = world.clock[0]
    most = most_of_a_meeting(clock.communities)
    return (
        clock.posts + most <= len(world.posts)
        and clock.treaties + most <= len(world.treaties)
        and clock.learned + clock.communities <= len(world.learned)
        and clock.communities <= len(books.wishes)
    )


@rule
def most_of_a_meeting(communities):
    """How many posts, or treaties, a meeting of so many communities leads to at the most."""
    return 4 * communities * RELATIONS


@rule
def _some_wish(world, books):
    for community in range(world.clock[0].communities):
        if books.wishes[community] != GO_ON:
            return True
    return False


@rule
def _some_in_python(books, n):
    if len(books.in_python) > 0:
        for k in range(n):
            if books.in_python[books.due[k]]:
                return True
    return False
