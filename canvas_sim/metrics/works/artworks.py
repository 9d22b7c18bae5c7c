"""Artworks: who drew them, how placements grow with their size, and how much work is done twice.

A placement *agrees* with an artwork if it has the color that the artwork's template has there. An artwork's
*coalition* are the users with an agreeing placement or more in it. An agreeing placement is *redundant* if the pixel
had that color already. Where artworks overlap, a placement counts in each of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.metrics.availability import Never, NotAvailable
from canvas_sim.metrics.logs.histories import sort_by_pixel
from canvas_sim.metrics.logs.log_scan import passing
from canvas_sim.record.columns import NO_PIXEL
from canvas_sim.record.run import Run

Piece = tuple[int, int, np.ndarray]
AROUND = 10**0.25  # a curve at n users is read off the works with n / AROUND to n * AROUND of them
USERS = (100, 1_000, 10_000)
AT_ONCE = 4_000_000  # pairs of user and artwork kept before equal ones are thrown away


class Works(NamedTuple):
    """Templates on a canvas; the pixels of pixel p of the canvas are ``order[starts[p] + 1 : starts[p + 1]]``.

    Attributes
    ----------
    starts : int64 [pixels of the canvas + 1]
    order : int64
    work : int32 [pixel of a template], to which artwork it belongs, numbered from 0
    color : uint8 [pixel of a template], which color it should have
    area : int64 [artwork], pixels
    """

    starts: np.ndarray
    order: np.ndarray
    work: np.ndarray
    color: np.ndarray
    area: np.ndarray


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


def standing(run: Run) -> list[Piece]:
    """Templates of the designs that stand at the end: they have one, and nobody has given them up.

    Returns
    -------
    list of (x, y, pixels)
        Site of the upper left corner; palette indices, uint8 [h, w], 255 where there is no pixel.
    """
    designs = run.designs[(run.designs["ended"] < 0) & (run.designs["pixels"].str.len() > 0)]
    return [
        (row.x, row.y, np.frombuffer(row.pixels, np.uint8).reshape(row.height, row.width))
        for row in designs.itertuples()
    ]


def gather(pieces: Iterable[Piece], shape: tuple[int, int]) -> Works:
    """Lay templates on a canvas of `shape` (h, w); what lies outside it is left out."""
    pixel, color, area = lay(pieces, shape)
    starts, order = sort_by_pixel(pixel, shape[0] * shape[1])
    return Works(starts, order, np.repeat(np.arange(len(area), dtype=np.int32), area), color, area)


def lay(pieces: Iterable[Piece], shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pixels of templates, one template after the other; what lies outside the canvas is left out.

    Returns
    -------
    pixel : int64 [pixel of a template], where on the canvas: y * width + x
    color : uint8 [pixel of a template]
    area : int64 [template], how many pixels it has
    """
    pixels, colors, areas = [np.zeros(0, np.int64)], [np.zeros(0, np.uint8)], []
    for left, top, template in pieces:
        y, x = np.nonzero(template != NO_PIXEL)
        inside = (x + left >= 0) & (x + left < shape[1]) & (y + top >= 0) & (y + top < shape[0])
        y, x = y[inside], x[inside]
        pixels.append((y + top) * shape[1] + x + left)
        colors.append(template[y, x])
        areas.append(len(x))
    return np.concatenate(pixels), np.concatenate(colors), np.array(areas, np.int64)


def tally(run: Run, pieces: Iterable[Piece] | None = None) -> Tally:
    """Count in one pass over the log.

    Parameters
    ----------
    pieces : artworks as `standing` gives them, which is what is taken if there are none

    Raises
    ------
    NotAvailable
        There is no artwork; `Never` where people could have made some, as the log of a real event does not name any.
    UserError
        The run has no log.
    """
    size = run.scenario.canvas
    works = gather(standing(run) if pieces is None else pieces, (size.height, size.width))
    if not works.area.sum():
        if run.imported:
            raise NotAvailable("the log does not say which artworks there were")
        raise Never("there is no artwork: no design with a template stands at the end, and none was given")
    counts = np.zeros((3, len(works.area)), np.int64)
    kept, fresh = np.zeros(0, np.int64), []
    for chunk in passing(run, "user"):
        pixel = chunk["y"].astype(np.int64) * size.width + chunk["x"]
        agreed = agree(works, pixel, (chunk["color"], chunk["old"], chunk["user"]), counts, np.zeros(0, np.int64))
        pairs = np.empty(agreed, np.int64)
        agree(works, pixel, (chunk["color"], chunk["old"], chunk["user"]), counts[:0], pairs)
        fresh.append(distinct(pairs))
        if sum(map(len, fresh)) > max(AT_ONCE, len(kept)):
            kept, fresh = distinct(np.concatenate([kept, *fresh])), []
    pairs = distinct(np.concatenate([kept, *fresh]))
    coalition = np.bincount(pairs & 0xFFFFFFFF, minlength=len(works.area))
    users = pairs >> 32  # in order
    projects = np.diff(np.flatnonzero(np.append(np.diff(users, prepend=-1) != 0, True)))
    inside, agreeing, redundant = counts
    return Tally(works.area, inside, agreeing, redundant, coalition, projects)


@kernel
def agree(works, pixel, placements, counts, pairs):
    """How many pairs of a placement, whose user is known, and an artwork agree.

    Parameters
    ----------
    placements : color, color before and user of each placement on `pixel`
    counts : int64 [3, artwork], to which placements inside, agreeing and redundant ones are added; or of no rows
    pairs : int64, filled with user << 32 | artwork of agreeing placements; or empty
    """
    color, old, user = placements
    agreed = 0
    for i in range(len(pixel)):
        p = pixel[i]
        for k in range(works.starts[p] + 1, works.starts[p + 1]):
            pixel_of_work = works.order[k]
            work = works.work[pixel_of_work]
            right = works.color[pixel_of_work] == color[i]
            if len(counts):
                counts[0, work] += 1
                counts[1, work] += right
                counts[2, work] += right and old[i] == color[i]
            if right and user[i] >= 0:
                if len(pairs):
                    pairs[agreed] = np.int64(user[i]) << 32 | work
                agreed += 1
    return agreed


def distinct(values: np.ndarray) -> np.ndarray:
    """Sorted values without repeats; np.unique hashes, and takes ten times as long."""
    values = np.sort(values)
    return values[np.append(True, values[1:] != values[:-1])] if len(values) else values


def scores(run: Run, pieces: Iterable[Piece] | None = None) -> dict[str, float]:
    """Rows 20 to 23 of the scorecard by name; the functions below say what each is.

    Raises
    ------
    NotAvailable
        There is no artwork.
    UserError
        The run has no log.
    """
    counted = tally(run, pieces)
    return areas(counted) | growth(counted) | redundancy(counted) | projects(counted)


def areas(counted: Tally) -> dict[str, float]:
    """Areas of the artworks in pixels: median, percentiles 90 and 99, Gini coefficient (row 20)."""
    median, p90, p99 = np.percentile(counted.area, (50, 90, 99))
    return {"area": float(median), "area_p90": float(p90), "area_p99": float(p99), "area_gini": gini(counted.area)}


def gini(values: np.ndarray) -> float:
    """Gini coefficient: half the mean difference of two values, over their mean; NaN if they are all zero.

    Source: Gini 1912.
    """
    ordered = np.sort(values).astype(np.float64)
    n, total = len(ordered), ordered.sum()
    return float((2 * np.arange(1, n + 1) - n - 1) @ ordered / (n * total)) if total else float("nan")


def growth(counted: Tally) -> dict[str, float]:
    """Exponents of work with size (row 21), by least squares on log10 of both; NaN where sizes do not differ.

    `exponent` is that of the placements inside an artwork with its area; `gain` that of the agreeing placements a
    user with the number of users.

    Source: Wu & Silva, on r/place's projects.
    """
    drawn, helped = counted.inside > 0, counted.coalition > 0
    each = counted.agreeing[helped] / counted.coalition[helped]
    return {
        "exponent": slope(counted.area[drawn], counted.inside[drawn]),
        "gain": slope(counted.coalition[helped], each),
    }


def slope(x: np.ndarray, y: np.ndarray) -> float:
    """Slope of log10 y on log10 x by least squares; NaN if x does not vary."""
    x, y = np.log10(x), np.log10(y)
    if len(x) < 2 or np.ptp(x) == 0:
        return float("nan")
    x = x - x.mean()
    return float(x @ y / (x @ x))


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
