"""Artworks: who drew them, how placements grow with their size, and how much work is done twice.

A placement *agrees* with an artwork if it has the color that the artwork's template has there. An artwork's
*coalition* are the users with an agreeing placement or more in it. An agreeing placement is *redundant* if the pixel
had that color already. Where artworks overlap, a placement counts in each of them.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from canvas_sim.base.distinct import distinct
from canvas_sim.base.jit import kernel
from canvas_sim.metrics.availability import Never, NotAvailable
from canvas_sim.metrics.logs.log_scan import passing
from canvas_sim.metrics.regions import template_regions
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import gini, log_slope
from canvas_sim.metrics.templates import Piece, standing
from canvas_sim.record.run import Run

AROUND = 10**0.25  # a curve at n users is read off the works with n / AROUND to n * AROUND of them
USERS = (100, 1_000, 10_000)
AT_ONCE = 4_000_000  # pairs of user and artwork kept before equal ones are thrown away


class Tally(NamedTuple):
    """What happened in each artwork, and in how many of them each user took part.

    Attributes
    ----------
    area, inside, agreeing, redundant, coalition : int64 [artwork], pixels, placements of any color, agreeing ones,
        redundant ones, users with an agreeing one
    projects : int64 [user with an agreeing placement], artworks
    """

    area: np.ndarray
    inside: np.ndarray
    agreeing: np.ndarray
    redundant: np.ndarray
    coalition: np.ndarray
    projects: np.ndarray


def tally(run: Run, pieces: Iterable[Piece] | None = None) -> Tally:
    """Count in one pass over the log.

    Parameters
    ----------
    pieces : artworks as `standing` gives them, which is what is taken if there are none

    Raises
    ------
    NotAvailable
        There is no artwork; `Never` where people could have made some, as the log of a real event does not name any.
    """
    works = template_regions(standing(run) if pieces is None else pieces, run.shape)
    if not works.area.sum():
        if run.imported:
            raise NotAvailable("the log does not say which artworks there were")
        raise Never("there is no artwork: no design with a template stands at the end, and none was given")
    counts, latest = np.zeros((3, len(works.area)), np.int64), np.zeros(0, np.int32)
    kept, fresh = np.zeros(0, np.int64), []
    for chunk in passing(run, "user"):
        pixel = chunk["y"].astype(np.int64) * run.shape[1] + chunk["x"]
        missing = int(chunk["user"].max(initial=-1)) + 1 - len(latest)
        latest = np.pad(latest, (0, max(missing, 0)), constant_values=-1)
        fresh.append(take_part(works, (pixel, chunk["color"], chunk["old"], chunk["user"]), counts, latest))
        if sum(map(len, fresh)) > max(AT_ONCE, len(kept)):
            kept, fresh = distinct(np.concatenate([kept, *fresh])), []
    pairs = distinct(np.concatenate([kept, *fresh]))
    coalition = np.bincount(pairs & 0xFFFFFFFF, minlength=len(works.area))
    users = pairs >> 32  # in order
    projects = np.diff(np.flatnonzero(np.append(np.diff(users, prepend=-1) != 0, True)))
    inside, agreeing, redundant = counts
    return Tally(works.area, inside, agreeing, redundant, coalition, projects)


@kernel
def take_part(works, placements, counts, latest):
    """Count placements of a chunk in artworks, and tell who has an agreeing one in which.

    Parameters
    ----------
    placements : pixel, color, color before, user
    counts : int64 [3, artwork], inside, agreeing and redundant ones, added to
    latest : int32 [user], in which artwork the last agreeing one was, kept up to date

    Returns
    -------
    int64, pairs user << 32 | artwork; some of them more than once
    """
    pixel, color, old, user = placements
    most = 0
    for i in range(len(pixel)):
        most += works.starts[pixel[i] + 1] - works.starts[pixel[i]]
    pairs, count = np.empty(most, np.int64), 0
    for i in range(len(pixel)):
        for k in range(works.starts[pixel[i]], works.starts[pixel[i] + 1]):
            work = works.region[k]
            counts[0, work] += 1
            if works.color[k] != color[i]:
                continue
            counts[1, work] += 1
            counts[2, work] += old[i] == color[i]
            if user[i] >= 0 and latest[user[i]] != work:
                latest[user[i]] = work
                pairs[count] = np.int64(user[i]) << 32 | work
                count += 1
    return pairs[:count]


@metric("artworks", unit="several", needs="works")
def artwork_scores(run: Run, pieces: Iterable[Piece] | None = None) -> dict[str, float]:
    """Sizes, growth, redundancy and users of the artworks: rows 20 to 23 of the scorecard.

    Returns
    -------
    dict
        `area`, `area_p90`, `area_p99`, `area_gini`: median, percentiles and Gini coefficient of the areas in pixels.
        `exponent` of the placements inside with the area, and `gain`, that of agreeing placements a user with users,
        both by least squares on log10. `redundant_100` and so on: the redundant share of agreeing placements, averaged
        over artworks with n / 10^.25 to n x 10^.25 users. `projects`, `projects_sd`, `projects_median`: artworks in
        which a user has an agreeing placement. Where artworks overlap, a placement counts in each
    """
    counted = tally(run, pieces)
    return areas(counted) | growth(counted) | redundancy(counted) | projects(counted)


def areas(counted: Tally) -> dict[str, float]:
    """Areas of the artworks in pixels: median, percentiles 90 and 99, Gini coefficient (row 20)."""
    median, p90, p99 = np.percentile(counted.area, (50, 90, 99))
    return {"area": float(median), "area_p90": float(p90), "area_p99": float(p99), "area_gini": gini(counted.area)}


def growth(counted: Tally) -> dict[str, float]:
    """Exponents of work with size (row 21), by least squares on log10 of both; NaN where sizes do not differ.

    `exponent` is that of the placements inside an artwork with its area; `gain` that of the agreeing placements a
    user with the number of users.

    Source: Wu & Silva, on r/place's projects.
    """
    drawn, helped = counted.inside > 0, counted.coalition > 0
    each = counted.agreeing[helped] / counted.coalition[helped]
    return {
        "exponent": log_slope(counted.area[drawn], counted.inside[drawn]),
        "gain": log_slope(counted.coalition[helped], each),
    }


def redundancy(counted: Tally) -> dict[str, float]:
    """Redundant share of agreeing placements in artworks of about 100, 1,000 and 10,000 users (row 22).

    The mean over the artworks whose coalition is within a factor of 10^.25 of that size; NaN if there are none.
    """
    result = {}
    for users in USERS:
        near = (counted.coalition >= users / AROUND) & (counted.coalition <= users * AROUND)
        shares = counted.redundant[near] / counted.agreeing[near]
        result[f"redundant_{users}"] = float(shares.mean()) if len(shares) else float("nan")
    return result


def projects(counted: Tally) -> dict[str, float]:
    """Artworks in which a user has an agreeing placement, among users with one: mean, SD, median (row 23)."""
    number = counted.projects
    if not len(number):
        return dict.fromkeys(("projects", "projects_sd", "projects_median"), float("nan"))
    named = {"projects": number.mean(), "projects_sd": number.std(), "projects_median": np.median(number)}
    return {name: float(value) for name, value in named.items()}
