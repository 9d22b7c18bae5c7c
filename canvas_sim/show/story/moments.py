"""What there is to tell of a run: who followed a call, what a work was to be, and who took which pixel from whom."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas

from canvas_sim.base.times import HOUR, MINUTE, SECOND
from canvas_sim.base.vocabulary import INTENTS, NOISE
from canvas_sim.metrics.logs.conflict import attacks_on_templates
from canvas_sim.metrics.logs.histories import histories
from canvas_sim.metrics.templates import drawn_designs
from canvas_sim.record.columns import NO_PIXEL, columns_of
from canvas_sim.record.run import Run, once_a_run

EXACT = 10 * MINUTE  # shorter times are told with their seconds


@once_a_run
def replaced(run: Run) -> np.ndarray:
    """Color that each placement replaced: uint8 [row of the log]."""
    history = histories(run)
    placed = np.flatnonzero(history.row >= 0)
    result = np.empty(len(placed), np.uint8)
    result[history.row[placed]] = history.color[placed - 1]
    return result


def log_rows(run: Run, wanted: Callable[[Mapping[str, np.ndarray]], np.ndarray]) -> pandas.DataFrame:
    """Rows of the log that are `wanted`, told from its columns, with `row` and `old`, the color that each replaced."""
    names, first = tuple(columns_of("events")), 0
    parts = [pandas.DataFrame({name: np.zeros(0, np.int64) for name in (*names, "row")})]
    for chunk in run.chunks(*names):
        row = np.flatnonzero(wanted(chunk))
        parts.append(pandas.DataFrame({name: chunk[name][row] for name in names}).assign(row=row + first))
        first += len(chunk["ts"])
    found = pandas.concat(parts, ignore_index=True).astype(np.int64)
    return found.assign(old=replaced(run)[found["row"]])


@once_a_run
def rows_for(run: Run, community: int) -> pandas.DataFrame:
    """All placements for a community."""
    return log_rows(run, lambda chunk: chunk["community"] == community)


@once_a_run
def answers(run: Run, kinds: tuple[str, ...]) -> pandas.DataFrame:
    """Placements that followed posts of some kinds about a work, their authors' left out, with `after`, ms.

    Who paints over everything, as when only white may be placed, follows no call.
    """
    posts = run.posts[run.posts["kind"].isin(kinds) & run.posts["design"].isin(drawn_designs(run)["design"])]
    known = posts.set_index("post")[["ts", "user"]]
    rows = log_rows(run, lambda chunk: np.isin(chunk["post"], posts["post"]) & (chunk["intent"] != NOISE))
    rows = rows[rows["user"] != rows["post"].map(known["user"])]
    return rows.assign(after=rows["ts"] - rows["post"].map(known["ts"]))


def most_followed(run: Run, kinds: tuple[str, ...], within: int) -> Any | None:
    """The post of some kinds that most people followed `within` ms; a row of the table, or None."""
    rows = answers(run, kinds)
    people = rows[rows["after"] <= within].groupby("post")["user"].nunique()
    return None if people.empty else next(run.posts[run.posts["post"] == people.idxmax()].itertuples())


def followers(run: Run, post: Any) -> pandas.DataFrame:
    """Placements that followed a post, see `answers`."""
    rows = answers(run, (post.kind,))
    return rows[rows["post"] == post.post]


def works_of(run: Run, community: int, ms: int | None = None) -> pandas.DataFrame:
    """Templates of a community, those that lived at a time if one is given."""
    works = drawn_designs(run)
    works = works[works["community"] == community]
    return works if ms is None else works[(works["founded"] <= ms) & (works["ended"] > ms)]


def plan_of(run: Run, *works: Any) -> np.ndarray:
    """What some works want, the newest on top: palette indices or `NO_PIXEL`, uint8 [h, w] of the canvas."""
    plan = np.full(run.shape, NO_PIXEL, np.uint8)
    for work in works:
        there = plan[work.y : work.y + work.height, work.x : work.x + work.width]
        template = run.template(work.design)[: there.shape[0], : there.shape[1]]
        there[template != NO_PIXEL] = template[template != NO_PIXEL]
    return plan


def plan_at(run: Run, community: int, ms: int) -> np.ndarray:
    """What a community wants at a time, see `plan_of`."""
    return plan_of(run, *works_of(run, community, ms).itertuples())


def given(run: Run, side: int, other: int, ms: int) -> np.ndarray:
    """What plans of `side` wanted until a treaty at that time left it to `other`: uint8 [h, w], or `NO_PIXEL`."""
    left = run.ceded[(run.ceded["ts"] == ms) & run.ceded["design"].isin(works_of(run, side)["design"])]
    result = _painted(run, left)
    result[plan_at(run, other, ms) == NO_PIXEL] = NO_PIXEL
    return result


def _painted(run: Run, rows: pandas.DataFrame) -> np.ndarray:
    """The colors of some pixels on an empty canvas: uint8 [h, w], `NO_PIXEL` elsewhere."""
    result = np.full(run.shape, NO_PIXEL, np.uint8)
    result[rows["y"], rows["x"]] = rows["color"]
    return result


@once_a_run
def blows(run: Run, by: int, of: int) -> pandas.DataFrame:
    """Placements for community `by` that took a pixel from a plan of `of`: it was as planned, and then was not."""
    rows = rows_for(run, by)
    rows = rows[rows["color"] != rows["old"]]
    plans = []
    for work in works_of(run, of).itertuples():
        plans.append((plan_of(run, work), work.founded, work.ended))
        ceded = run.ceded[run.ceded["design"] == work.design]
        plans += [(_painted(run, left), work.founded, until) for until, left in ceded.groupby("ts")]
    hit = np.zeros(len(rows), bool)
    for plan, since, until in plans:
        hit |= ((plan[rows["y"], rows["x"]] == rows["old"]) & (rows["ts"] >= since) & (rows["ts"] < until)).to_numpy()
    return rows[hit]


def spots(run: Run, rows: pandas.DataFrame) -> np.ndarray:
    """Pixels of some placements: bool [h, w]."""
    found = np.zeros(run.shape, bool)
    found[rows["y"], rows["x"]] = True
    return found


def blows_both(run: Run, a: int, b: int, since: int, until: int) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """Blows of `a` on `b`, and of `b` on `a`, from a time on and before another."""
    return during(blows(run, a, b), since, until), during(blows(run, b, a), since, until)


def during(rows: pandas.DataFrame, since: int, until: int) -> pandas.DataFrame:
    """Rows from a time on and before another, ms."""
    return rows[(rows["ts"] >= since) & (rows["ts"] < until)]


@once_a_run
def hits_of_pairs(run: Run) -> dict[Any, pandas.DataFrame]:
    """For (who, whom): when a pixel was taken (`ts`), and when the work that lost it `ended`, ms.

    These are `blows` of all pairs at once, without those on ground that a treaty gave away later.
    """
    hits = attacks_on_templates(run, 0)
    hits = hits[(hits["by"] >= 0) & (hits["by"] != hits["community"])]
    hits = hits.assign(ended=hits["design"].map(drawn_designs(run).set_index("design")["ended"]))
    return dict(list(hits.groupby(["by", "community"])[["ts", "ended"]]))


def clock(ms: int) -> str:
    """A time in an event, or a length of time: "28 h 53 min", "45 s", "less than a second"."""
    hours, rest = divmod(int(ms), HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds = rest // SECOND if ms < EXACT else 0
    parts = [f"{n} {unit}" for n, unit in ((hours, "h"), (minutes, "min"), (seconds, "s")) if n]
    return " ".join(parts) or "less than a second"


def name_of_intent(code: int) -> str:
    """Why a pixel was placed, as a word; a dash where nobody knows."""
    return INTENTS[code] if code < len(INTENTS) else "–"
