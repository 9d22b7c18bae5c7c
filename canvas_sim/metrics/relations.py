"""What communities do to each other's designs, and where these touch, told from pixels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from canvas_sim.compiling import kernel
from canvas_sim.metrics.conflict import Goals, goals
from canvas_sim.metrics.membership import membership
from canvas_sim.metrics.passing import passing
from canvas_sim.record.run import Run


class Relations(NamedTuple):
    """Between communities; all but the last are int64 [a, b], of a on b, with 0 on the diagonal.

    Attributes
    ----------
    help : placements by members of a that gave a pixel the color that b wants there, which it had not
    attacks : placements by members of a that took that color away
    contact : pairs of neighboring pixels (or one and the same) of which a wants one, and b the other
    activity : int64 [community], placements by members
    """

    help: np.ndarray
    attacks: np.ndarray
    contact: np.ndarray
    activity: np.ndarray


def relations(run: Run) -> Relations:
    """Relations over the whole event; a design counts from its founding until it is given up.

    Members are told by `canvas_sim.metrics.membership.membership`.

    Raises
    ------
    NotAvailable
        The log does not say who placed what, or for which community.
    UserError
        The run has no log.
    """
    club = membership(run)
    wanted = goals(run)
    size = run.scenario.canvas
    many = int(max(wanted.community.max(initial=-1), club.max(initial=-1), *run.communities["community"], -1)) + 1
    done, activity = np.zeros((2, many, many), np.int64), np.zeros(many, np.int64)
    for chunk in passing(run, "user"):
        pixel = chunk["y"].astype(np.int64) * size.width + chunk["x"]
        who = np.where(chunk["user"] >= 0, club[chunk["user"]], -1)
        activity += np.bincount(who[who >= 0], minlength=many)
        deal(wanted, (chunk["ts"], pixel, chunk["color"], chunk["old"]), who, done)
    contact = np.zeros((many, many), np.int64)
    touch(wanted, (size.height, size.width), contact)
    for each in (*done, contact):
        np.fill_diagonal(each, 0)
    return Relations(done[0], done[1], contact, activity)


@kernel
def deal(wanted: Goals, placements, who, done):
    """Add help and attacks of members (`who`: their community, or -1) to int64 [2, a, b]."""
    ts, pixel, color, old = placements
    for i in range(len(ts)):
        if who[i] < 0 or color[i] == old[i]:
            continue
        for k in range(wanted.starts[pixel[i]] + 1, wanted.starts[pixel[i] + 1]):
            g = wanted.order[k]
            if not wanted.founded[g] <= ts[i] < wanted.ended[g]:
                continue
            if wanted.color[g] == color[i]:
                done[0, who[i], wanted.community[g]] += 1
            elif wanted.color[g] == old[i]:
                done[1, who[i], wanted.community[g]] += 1


@kernel
def touch(wanted, shape, contact):
    """Add pairs of neighboring or equal pixels to int64 [a, b], both ways, for designs that are goals at one time."""
    height, width = shape
    for p in range(height * width):
        for k in range(wanted.starts[p] + 1, wanted.starts[p + 1]):
            g = wanted.order[k]
            for side in range(3):
                if (side == 1 and p % width == width - 1) or (side == 2 and p >= (height - 1) * width):
                    continue
                q = p + (0, 1, width)[side]
                for m in range(wanted.starts[q] + 1, wanted.starts[q + 1]):
                    other = wanted.order[m]
                    if side == 0 and m <= k:
                        continue
                    a, b = wanted.community[g], wanted.community[other]
                    if a != b and max(wanted.founded[g], wanted.founded[other]) < min(
                        wanted.ended[g], wanted.ended[other]
                    ):
                        contact[a, b] += 1
                        contact[b, a] += 1
