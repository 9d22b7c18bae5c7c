"""The first chapter: a call to build or to defend, and who came."""

from typing import Any

import numpy as np
import pandas

from canvas_sim.base.times import HOUR, MINUTE
from canvas_sim.record.columns import NO_PIXEL
from canvas_sim.record.run import Run
from canvas_sim.show.plots.run_data import community_name
from canvas_sim.show.report.blocks import Block, DataTable, Gallery, Heading, Text
from canvas_sim.show.report.claims import Claim, as_text, claim
from canvas_sim.show.story.moments import clock, followers, log_rows, most_followed, plan_of, works_of
from canvas_sim.show.story.pictures import View, piece_around, strip

SOON, REST = 15 * MINUTE, HOUR // 2  # ms
AFTER = (5 * MINUTE, SOON, HOUR)
LISTED = 12


def call_chapter(run: Run) -> list[Block] | None:
    """The call that brought most people within 15 minutes, or None if nobody followed one."""
    post = most_followed(run, ("build", "defend"), SOON)
    if post is None:
        return None
    work = next(one for one in works_of(run, post.community).itertuples() if one.design == post.design)
    plan = plan_of(run, work)
    came = followers(run, post).drop_duplicates("user")
    soon = came[came["after"] <= SOON]
    soon = soon.assign(wanted=plan[soon["y"], soon["x"]], known=_knew(run, soon, post))
    called, did = [_who_called(run, post, work), _who_came(soon, came)], [*_from_rest(run, soon), *_did(soon)]
    table = DataTable(_first(soon), claim("call.table", shown=min(LISTED, len(soon))))
    title = Heading(str(claim("call.named", community=community_name(run, post.community))))
    return [title, Text(called), _pictures(run, post, plan), Text([*did, *_had_heard(soon)]), table]


def _who_called(run: Run, post: Any, work: Any) -> Claim:
    """Who, when, where and for what."""
    founders = run.communities.loc[run.communities["community"] == post.community, "founder"]
    founder = ", who had founded it," if post.user in founders.to_numpy() else ""
    names = {"community": community_name(run, post.community), "user": post.user, "founder": founder}
    return claim(f"call.{post.kind}", at=clock(post.ts), area=work.area, x=work.x, y=work.y, **names)


def _who_came(soon: pandas.DataFrame, came: pandas.DataFrame) -> Claim:
    """How many, and how soon."""
    five = int((soon["after"] <= AFTER[0]).sum())
    return claim("call.came", people=len(soon), first=clock(soon["after"].iloc[0]), five=five, all=len(came))


def _from_rest(run: Run, soon: pandas.DataFrame) -> list[Claim]:
    """Who had placed nothing for a while, or ever."""
    first = dict(zip(soon["user"], soon["ts"], strict=True))
    rows = log_rows(run, lambda chunk: np.isin(chunk["user"], soon["user"]))
    last = rows[rows["ts"] < rows["user"].map(first)].groupby("user")["ts"].max().reindex(soon["user"])
    rested = int((soon["ts"].to_numpy() - last.to_numpy() >= REST).sum())
    new = int(last.isna().sum())
    told = [claim("call.rest" if rested else "call.awake", people=len(soon), rested=rested)]
    return [*told, claim("call.new", new=new)] if new else told


def _did(soon: pandas.DataFrame) -> list[Claim]:
    """What the first pixel of each did to the work."""
    right, before = soon["color"] == soon["wanted"], soon["old"] == soon["wanted"]
    counts = {"put": int((right & ~before).sum()), "kept": int((right & before).sum()), "missed": int((~right).sum())}
    return [claim(f"call.{what}", **counts) for what in counts if counts[what]]


def _knew(run: Run, soon: pandas.DataFrame, post: Any) -> list[tuple[str, str]]:
    """How each knew the plan when it placed: a word, and the same for the table."""
    news = run.learned[(run.learned["design"] == post.design) & run.learned["user"].isin(soon["user"])]
    last = {one.user: one for one in news.itertuples() if one.ts <= soon["ts"].max()}
    return [_how(last.get(row.user), row, post) for row in soon.itertuples()]


def _how(news: Any, row: Any, post: Any) -> tuple[str, str]:
    """How one knew the plan."""
    if news is None or news.ts > row.ts:
        return "untold", "nobody told it"
    by = f"user {as_text(news.source)}"
    way = f"from {by}, whom it follows" if news.way == "tie" else f"from the {news.way}, by {by}"
    way = "its own" if news.way == "own" else way
    if news.ts == row.ts:
        return ("now", "from this call") if news.source == post.user else ("read", f"just now, {way}")
    return ("tie" if news.way == "tie" else "read"), f"for {clock(row.ts - news.ts)}, {way}"


def _had_heard(soon: pandas.DataFrame) -> list[Claim]:
    """How many knew the plan by which way."""
    ways = [way for way, _ in soon["known"]]
    counts = {way: ways.count(way) for way in ("now", "read", "tie", "untold")}
    return [claim(f"call.{way}", **counts) for way in counts if counts[way]]


def _first(soon: pandas.DataFrame) -> pandas.DataFrame:
    """The first who came, a row each."""
    rows = []
    for row in soon.head(LISTED).itertuples():
        states = _state(row.old, row.wanted), _state(row.color, row.wanted)
        rows.append((f"user {as_text(row.user)}", clock(row.after), row.known[1], f"{row.x}, {row.y}", *states))
    return pandas.DataFrame(rows, columns=["who", "after", "knew the plan", "pixel", "it was", "and then"])


def _state(color: int, wanted: int) -> str:
    """Whether a pixel of some color is as planned."""
    if wanted == NO_PIXEL:
        return "not in the plan"
    return "right" if color == wanted else "wrong"


def _pictures(run: Run, post: Any, plan: np.ndarray) -> Gallery:
    """The work just before the call, and after it; what was placed for the call is marked."""
    came = followers(run, post)
    view = View(run, piece_around(plan != NO_PIXEL, (came["x"].median(), came["y"].median())), [plan])
    times = [post.ts - 1, *(post.ts + after for after in AFTER if post.ts + after <= run.end)]

    def say(ms: int, canvas: np.ndarray, new: int) -> Claim:
        right = float((canvas == plan)[plan != NO_PIXEL].mean())
        return claim("call.moment" if ms > post.ts else "call.before", time=clock(ms - post.ts), right=right, new=new)

    return strip("call", times, [view] * len(times), came, say)
