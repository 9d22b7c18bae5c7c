"""Boards: posts are ranked, stale ones sink, and the best of each board make the front page."""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.times import HOUR
from canvas_sim.rules.rank import hot
from canvas_sim.world.tables import ALIVE, BOARD, NOBODY


@rule
def _insert(world, lists, row, length, number):
    """Put a post into ``lists[row, :length]``, which is sorted by `hot`, best first; the last one may drop out."""
    place = length
    while place > 0 and (lists[row, place - 1] < 0 or hot(world, lists[row, place - 1]) < hot(world, number)):
        place -= 1
    if place < length:
        for i in range(length - 1, place, -1):
            lists[row, i] = lists[row, i - 1]
        lists[row, place] = number


@rule
def rank_board(world, community):
    """Sort the board anew, for votes have moved, let stale posts sink, and merge new ones."""
    group = world.communities[community]
    oldest = world.clock[0].now - np.int64(world.settings[0].forum_stale * HOUR)
    kept = 0
    for rank in range(BOARD):
        number = np.int64(world.boards[community, rank])
        world.boards[community, rank] = NOBODY
        if number >= 0 and world.posts[number].ts >= oldest:
            kept += 1
            _insert(world, world.boards, community, kept, number)
    for i in range(min(group.fresh, BOARD)):
        _insert(world, world.boards, community, BOARD, np.int64(world.inbox[community, i]))
    group.fresh = 0


@rule
def rank_front(world):
    """The first post of the board of each community, best first."""
    for rank in range(world.front.shape[1]):
        world.front[0, rank] = NOBODY
    for community in range(world.clock[0].communities):
        number = np.int64(world.boards[community, 0])
        if number >= 0 and world.communities[community].state == ALIVE:
            _insert(world, world.front, 0, world.settings[0].forum_front, number)
