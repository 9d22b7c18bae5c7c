"""The fourth chapter: an alliance that one side's people broke with blows, called for or not."""

from typing import Any

import numpy as np
import pandas

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.record.columns import NO_PIXEL
from canvas_sim.record.run import Run
from canvas_sim.show.plots.run_data import community_name
from canvas_sim.show.report.blocks import Block, DataTable, Gallery, Heading, Text
from canvas_sim.show.report.claims import Claim, as_text, claim
from canvas_sim.show.story.moments import blows, blows_both, clock, during, name_of_intent, plan_at, works_of
from canvas_sim.show.story.pictures import View, piece_around, strip

LISTED = 12


def betrayal_chapter(run: Run) -> list[Block] | None:
    """The alliance that was betrayed with most blows in its last hour; None if none was."""
    found = [one for one in run.alliances.itertuples() if one.what == "betrayed"]
    if not found:
        return None
    end = max(found, key=lambda one: len(during(blows(run, one.a, one.b), one.ts - HOUR, one.ts)))
    names = {"a": community_name(run, end.a), "b": community_name(run, end.b)}
    dealt = during(blows(run, end.a, end.b), _formed(run, end), end.ts)
    told = [_broke(run, end, names), claim(f"betrayal.{end.cause}", **names), *_who_called(run, end, dealt)]
    told += [_who_knew(run, end, dealt, names), _answer(run, end, names)]
    title = Heading(str(claim("betrayal.named", **names)))
    blocks: list[Block] = [title, Text(told), _pictures(run, end, dealt, names)]
    table = DataTable(_last(run, end, dealt), claim("betrayal.table", shown=min(LISTED, len(dealt)), **names))
    return [*blocks, table] if len(dealt) else blocks


def _formed(run: Run, end: Any) -> int:
    """When the alliance had begun."""
    spans = alliance_spans(run)
    same = (spans["a"] == min(end.a, end.b)) & (spans["b"] == max(end.a, end.b)) & (spans["over"] == end.ts)
    return int(spans.loc[same, "formed"].iloc[0])


def _broke(run: Run, end: Any, names: dict[str, str]) -> Claim:
    """When, after how long, and the blows of the last hour on either side."""
    formed = _formed(run, end)
    since = max(formed, end.ts - HOUR)
    dealt, got = map(len, blows_both(run, end.a, end.b, since, end.ts))
    lasted = {"lasted": clock(end.ts - formed), "at": clock(end.ts), "span": clock(end.ts - since)}
    return claim("betrayal.broke", dealt=dealt, got=got, **lasted, **names)


def _who_called(run: Run, end: Any, dealt: pandas.DataFrame) -> list[Claim]:
    """The call that most of the blows answered, if there was one, and whether it was older than the alliance."""
    called = dealt.loc[_called(run, dealt), "post"]
    if called.empty:
        return []
    call = next(run.posts[run.posts["post"] == called.mode().iloc[0]].itertuples())
    name = "betrayal.older" if call.ts < _formed(run, end) else "betrayal.call"
    return [claim(name, user=call.user, before=clock(abs(_formed(run, end) - call.ts)))]


def _informed(run: Run, end: Any, rows: pandas.DataFrame) -> np.ndarray:
    """Whether each placement's user had ever been told a plan of its own side by then: bool [row]."""
    news = run.learned[run.learned["design"].isin(works_of(run, end.a)["design"])]
    first = news.groupby("user")["ts"].min()
    return (rows["user"].map(first) <= rows["ts"]).to_numpy()


def _who_knew(run: Run, end: Any, dealt: pandas.DataFrame, names: dict[str, str]) -> Claim:
    """How many of those who struck knew their own side's plan, in which the treaty was drawn."""
    knew = _informed(run, end, dealt)
    users = dealt["user"].nunique()
    numbers = {"blind": dealt.loc[~knew, "user"].nunique(), "called": int(_called(run, dealt).sum())}
    name = "betrayal.blind" if numbers["blind"] else "betrayal.knew"
    return claim(name, people=users, blows=len(dealt), **numbers, **names)


def _called(run: Run, rows: pandas.DataFrame) -> np.ndarray:
    """Which placements followed a call to attack: bool [row]."""
    return rows["post"].isin(run.posts.loc[run.posts["kind"] == "attack", "post"]).to_numpy()


def _answer(run: Run, end: Any, names: dict[str, str]) -> Claim:
    """Blows of the hour after, on both sides."""
    more, back = map(len, blows_both(run, end.a, end.b, end.ts, end.ts + HOUR))
    return claim("betrayal.after", more=more, back=back, **names)


def _last(run: Run, end: Any, dealt: pandas.DataFrame) -> pandas.DataFrame:
    """The last blows before the end, a row each."""
    knew, called = _informed(run, end, dealt), _called(run, dealt)
    rows = [
        (f"user {as_text(row.user)}", clock(end.ts - row.ts), f"{row.x}, {row.y}", name_of_intent(row.intent), *two)
        for row, *two in zip(dealt.itertuples(), called, knew, strict=True)
    ]
    return pandas.DataFrame(rows[-LISTED:], columns=["who", "before", "pixel", "meant to", "called", "knew its plan"])


def _pictures(run: Run, end: Any, dealt: pandas.DataFrame, names: dict[str, str]) -> Gallery:
    """Before the last hour, at the end, and an hour after it; the blows of each time are marked."""
    times = [max(_formed(run, end), end.ts - HOUR), end.ts, *([end.ts + HOUR] if end.ts + HOUR <= run.end else [])]
    plans = [plan_at(run, side, end.ts) for side in (end.a, end.b)]
    middle = (dealt["x"].median(), dealt["y"].median()) if len(dealt) else None
    view = View(run, piece_around(np.logical_or(*(plan != NO_PIXEL for plan in plans)), middle), plans)
    hits = during(blows(run, end.a, end.b), times[0] + 1, times[-1] + 1)

    def say(ms: int, _canvas: np.ndarray, new: int) -> Claim:
        name = "betrayal.at" if ms == end.ts else "betrayal.before" if ms < end.ts else "betrayal.later"
        return claim(name, time=clock(abs(end.ts - ms)), hits=new, **names)

    return strip("betrayal", times, [view] * len(times), hits, say)
