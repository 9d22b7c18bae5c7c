"""Which community people are of, what communities do to each other's designs, where these touch: told from pixels."""

from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.availability import NotAvailable, need_communities, need_users
from canvas_sim.metrics.logs.conflict import Goals, goals
from canvas_sim.metrics.logs.log_scan import passing
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import gini
from canvas_sim.record.run import Run


def membership(run: Run) -> np.ndarray:
    """Community of each user: the one for which it placed most, help aside; of equals the first founded.

    Returns
    -------
    int64 [user], -1 without one
    """
    need_users(run)
    need_communities(run)
    parts, users = [], 0
    for chunk in run.chunks("user", "community", "intent"):
        users = max(users, int(chunk["user"].max(initial=-1)) + 1)
        own = (chunk["user"] >= 0) & (chunk["community"] >= 0) & (chunk["intent"] != INTENTS.index("help"))
        parts.append(chunk["user"][own].astype(np.int64) << 32 | chunk["community"][own])
    key, count = np.unique(np.concatenate(parts), return_counts=True)
    result = np.full(users, -1, np.int64)
    order = np.lexsort((-(key & 0xFFFFFFFF), count))  # the last one to be written stays
    result[key[order] >> 32] = key[order] & 0xFFFFFFFF
    return result


MOST = 1000  # communities


class Relations(NamedTuple):
    """Between communities; all but the last two are int64 [a, b], of a on b, with 0 on the diagonal.

    Attributes
    ----------
    help : placements by members of a that gave a pixel the color that b wants there, which it had not
    attacks : placements by members of a that took that color away
    contact : pairs of neighboring pixels (or one and the same) of which a wants one, and b the other
    activity : int64 [a], placements by members
    community : int64 [a], which community it is, in order
    """

    help: np.ndarray
    attacks: np.ndarray
    contact: np.ndarray
    activity: np.ndarray
    community: np.ndarray


def community_relations(run: Run, most: int = MOST) -> Relations:
    """Relations over the whole event; a design counts from its founding until it is given up.

    Members are told by `membership`. Of more than `most` communities those count whose members placed most.
    """
    club, wanted = membership(run), goals(run)
    top = int(max(wanted.community.max(initial=-1), club.max(initial=-1), *run.communities["community"], -1)) + 1
    activity = np.zeros(top + 1, np.int64)  # the last is nobody's
    for chunk in run.chunks("user"):
        activity += np.bincount(_club(club, chunk["user"]) % (top + 1), minlength=top + 1)
    chosen = np.sort(np.argsort(-activity[:top], kind="stable")[:most])
    index = np.full(top + 1, -1, np.int64)
    index[chosen] = np.arange(len(chosen))
    wanted = wanted._replace(community=index[wanted.community])
    done = np.zeros((3, len(chosen), len(chosen)), np.int64)
    for chunk in passing(run, "user"):
        pixel = chunk["y"].astype(np.int64) * run.shape[1] + chunk["x"]
        deal(wanted, (chunk["ts"], pixel, chunk["color"], chunk["old"]), index[_club(club, chunk["user"])], done)
    touch(wanted, run.shape, done[2])
    for each in done:
        np.fill_diagonal(each, 0)
    return Relations(done[0], done[1], done[2], activity[chosen], chosen)


def _club(club: np.ndarray, user: np.ndarray) -> np.ndarray:
    """Community of the users of some placements; -1 without one."""
    return np.where(user >= 0, club[user], -1)


@kernel
def deal(wanted: Goals, placements, who, done):
    """Add help and attacks of members (`who`: their community, or -1) to the first two of int64 [3, a, b]."""
    ts, pixel, color, old = placements
    for i in range(len(ts)):
        if who[i] < 0 or color[i] == old[i]:
            continue
        for g in range(wanted.starts[pixel[i]], wanted.starts[pixel[i] + 1]):
            one = wanted.which[g]
            if wanted.community[one] < 0 or not wanted.founded[one] <= ts[i] < wanted.ended[one]:
                continue
            if wanted.color[g] == color[i]:
                done[0, who[i], wanted.community[one]] += 1
            elif wanted.color[g] == old[i]:
                done[1, who[i], wanted.community[one]] += 1


@kernel
def touch(wanted, shape, contact):
    """Add pairs of neighboring or equal pixels to int64 [a, b], both ways, for designs that are goals at one time."""
    height, width = shape
    for p in range(height * width):
        for g in range(wanted.starts[p], wanted.starts[p + 1]):
            one = wanted.which[g]
            for side in range(3):
                if (side == 1 and p % width == width - 1) or (side == 2 and p >= (height - 1) * width):
                    continue
                q = p + (0, 1, width)[side]
                for m in range(wanted.starts[q], wanted.starts[q + 1]):
                    if side == 0 and m <= g:
                        continue
                    other = wanted.which[m]
                    a, b = wanted.community[one], wanted.community[other]
                    since = max(wanted.founded[one], wanted.founded[other])
                    if min(a, b) >= 0 and a != b and since < min(wanted.ended[one], wanted.ended[other]):
                        contact[a, b] += 1
                        contact[b, a] += 1


@metric(unit="of 1", needs="log")
def community_gini(run: Run) -> float:
    """Gini coefficient of the members that living communities with templates have at the end."""
    if run.communities.empty:
        raise NotAvailable("there are no communities")
    living = run.communities[(run.communities["ended"] < 0) & (run.communities["kind"] == "template")]
    return gini(living["members"].to_numpy()) if len(living) else float("nan")
