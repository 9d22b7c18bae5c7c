"""The third chapter: a treaty between two who had fought."""

from typing import Any

import numpy as np
import pandas

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.record.columns import NO_PIXEL
from canvas_sim.record.run import Run
from canvas_sim.show.plots.run_data import community_name
from canvas_sim.show.report.blocks import Block, Gallery, Heading, Text
from canvas_sim.show.report.claims import Claim, claim
from canvas_sim.show.story.moments import blows_both, clock, during, given, hits_of_pairs, plan_at, spots, works_of
from canvas_sim.show.story.pictures import NEAR, Piece, View, piece_around, strip

LATER = (HOUR, 6 * HOUR)
TILE = 32  # pixels; of squares of this size the one with most blows is shown


def treaty_chapter(run: Run) -> list[Block] | None:
    """The alliance whose two sides had hit each other most, or whose works are nearest; None if none was formed."""
    pacts = alliance_spans(run)
    if pacts.empty:
        return None
    pact = max(pacts.itertuples(), key=lambda one: _fought(run, one))
    names = {"a": community_name(run, pact.a), "b": community_name(run, pact.b)}
    title = Heading(str(claim("treaty.named", **names)))
    told = [claim("treaty.formed", at=clock(pact.formed), **names), claim(f"treaty.{pact.why.replace(' ', '_')}")]
    told += [*_history(run, pact, names), _ground(run, pact, names), _fate(run, pact)]
    return [title, Text(told), _pictures(run, pact, names)]


def _fought(run: Run, pact: Any) -> tuple[int, int, float]:
    """What the side that hit less did to works of then, in the last hour and ever; and how near the works are."""
    last, ever = [], []
    for pair in ((pact.a, pact.b), (pact.b, pact.a)):
        hits = hits_of_pairs(run).get(pair, pandas.DataFrame({"ts": [], "ended": []}))
        hits = hits[(hits["ts"] < pact.formed) & (hits["ended"] > pact.formed)]
        last.append(len(during(hits, pact.formed - HOUR, pact.formed)))
        ever.append(len(hits))
    return min(last), min(ever), -_apart(run, pact)


def _apart(run: Run, pact: Any) -> float:
    """Pixels between the nearest works of the two when they allied, from box to box."""
    mine, theirs = (works_of(run, side, pact.formed) for side in (pact.a, pact.b))
    pairs = mine.merge(theirs, how="cross", suffixes=("", "_b"))
    if pairs.empty:
        return float("inf")
    across = np.maximum(pairs["x_b"] - pairs["x"] - pairs["width"], pairs["x"] - pairs["x_b"] - pairs["width_b"])
    down = np.maximum(pairs["y_b"] - pairs["y"] - pairs["height"], pairs["y"] - pairs["y_b"] - pairs["height_b"])
    return float(np.maximum(np.maximum(across, down), 0).min())


def _history(run: Run, pact: Any, names: dict[str, str]) -> list[Claim]:
    """Blows before and after."""
    ever = [len(side) for side in blows_both(run, pact.a, pact.b, 0, pact.formed)]
    if not any(ever):
        return [claim("treaty.peace", apart=_apart(run, pact), **names)]
    hours = (pact.formed - HOUR, pact.formed), (pact.formed, pact.formed + HOUR)
    before, after = ([len(side) for side in blows_both(run, pact.a, pact.b, *hour)] for hour in hours)
    numbers = dict(zip(("a1", "b1", "a2", "b2"), (*before, *after), strict=True))
    told = {"before": sum(before), "after": sum(after)}
    hour = claim("treaty.hours" if any(told.values()) else "treaty.quiet", **numbers, **told, **names)
    return [claim("treaty.fought", ab=ever[0], ba=ever[1], **names), hour, *_late(run, pact)]


def _late(run: Run, pact: Any) -> list[Claim]:
    """Blows of the hour after that answered a call from before the treaty, if there were any."""
    old = run.posts.loc[(run.posts["kind"] == "attack") & (run.posts["ts"] < pact.formed), "post"]
    rows = pandas.concat(blows_both(run, pact.a, pact.b, pact.formed, pact.formed + HOUR))
    late = int(rows["post"].isin(old).sum())
    return [claim("treaty.late", late=late)] if late else []


def _ground(run: Run, pact: Any, names: dict[str, str]) -> Claim:
    """What each side left to the other."""
    counts = {}
    for side, pair in (("a", (pact.a, pact.b)), ("b", (pact.b, pact.a))):
        mine, theirs = (plan_at(run, one, pact.formed) for one in pair)
        boxes = np.zeros(run.shape, bool)
        for work in works_of(run, pair[0], pact.formed).itertuples():
            boxes[work.y : work.y + work.height, work.x : work.x + work.width] = True
        counts[f"spared_{side}"] = int((boxes & (mine == NO_PIXEL) & (theirs != NO_PIXEL)).sum())
        counts[f"left_{side}"] = int((given(run, *pair, pact.formed) != NO_PIXEL).sum())
    return claim("treaty.ground" if any(counts.values()) else "treaty.free", **counts, **names)


def _fate(run: Run, pact: Any) -> Claim:
    """How it went on."""
    rows = run.alliances[(run.alliances["ts"] == pact.over) & (run.alliances["what"] == pact.fate)]
    cause = rows.loc[rows["a"].isin((pact.a, pact.b)) & rows["b"].isin((pact.a, pact.b)), "cause"]
    why = str(claim(f"treaty.because_{cause.iloc[0].replace(' ', '_')}")) if len(cause) else ""
    return claim(f"treaty.{pact.fate}", time=clock(pact.over - pact.formed), why=why)


def _contested(run: Run, fought: pandas.DataFrame, plans: list[np.ndarray]) -> Piece:
    """Where the two fought most around the treaty; where their works are if they did not."""
    if fought.empty:
        return piece_around(np.logical_or(*(plan != NO_PIXEL for plan in plans)))
    x, y = (TILE * n + TILE // 2 for n in fought.groupby([fought["x"] // TILE, fought["y"] // TILE]).size().idxmax())
    near = fought[(fought["x"] - x).abs().le(TILE) & (fought["y"] - y).abs().le(TILE)]
    return piece_around(spots(run, near), (x, y), NEAR)


def _pictures(run: Run, pact: Any, names: dict[str, str]) -> Gallery:
    """The border just before, with the blows of the last hour, and later; each with the plans of that time."""
    sides = (pact.a, pact.b), (pact.b, pact.a)
    times = [pact.formed - 1, *(pact.formed + later for later in LATER if pact.formed + later <= run.end)]
    plans = [plan_at(run, one, pact.formed) for one, _ in sides]
    left = [given(run, *pair, pact.formed) for pair in sides]
    before = [np.where(ground != NO_PIXEL, ground, plan) for plan, ground in zip(plans, left, strict=True)]
    fought = pandas.concat(blows_both(run, pact.a, pact.b, pact.formed - HOUR, times[-1] + 1))
    piece = _contested(run, fought, before)
    views = [View(run, piece, before), *[View(run, piece, plans)] * (len(times) - 1)]

    def say(ms: int, _canvas: np.ndarray, new: int) -> Claim:
        name = "treaty.before" if ms < pact.formed else "treaty.later"
        return claim(name, time=clock(ms - pact.formed), hits=new, **names)

    return strip("treaty", times, views, fought, say)
