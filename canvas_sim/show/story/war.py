"""The second chapter: a war, from the first call to strike to the last blow."""

from typing import Any, NamedTuple

import numpy as np
import pandas
from matplotlib.figure import Figure
from scipy.ndimage import distance_transform_edt

from canvas_sim.base.times import DAY, HOUR, MINUTE
from canvas_sim.record.columns import NO_PIXEL
from canvas_sim.record.run import Run
from canvas_sim.show.plots.run_data import community_name
from canvas_sim.show.plots.style import BLUE, ORANGE, label_ends, new_figure, with_style
from canvas_sim.show.report.blocks import Beside, Block, Gallery, Heading, Text, chart
from canvas_sim.show.report.claims import Claim, claim
from canvas_sim.show.story.moments import (
    answers,
    blows,
    blows_both,
    clock,
    during,
    followers,
    most_followed,
    plan_at,
    plan_of,
    rows_for,
    spots,
    works_of,
)
from canvas_sim.show.story.pictures import NEAR, View, canvases, piece_around, strip

PAUSE = 3 * HOUR  # after so long without a call it is another war
BINS = 60  # of the figure, at most


class War(NamedTuple):
    """Who struck at whom, by which calls; placements that changed a pixel for them, and those that put one back."""

    by: int
    of: int
    call: Any
    calls: pandas.DataFrame
    struck: pandas.DataFrame
    back: pandas.DataFrame
    plans: tuple[np.ndarray, np.ndarray]
    names: dict[str, str]

    @property
    def begin(self) -> int:
        """When the first call was made, ms."""
        return int(self.calls["ts"].iloc[0])

    @property
    def end(self) -> int:
        """When the last blow fell, ms."""
        return int(self.struck["ts"].iloc[-1])


def war_chapter(run: Run) -> list[Block] | None:
    """The call to attack that was followed by most people, with the calls around it; None if there is none."""
    post = most_followed(run, ("attack",), run.end)
    war = None if post is None else _war(run, post)
    if war is None:
        return None
    told = [_who_called(run, war), *_between(run, war), _course(run, war)]
    figure = chart("struck", _plot(war), **war.names, minutes=_bin(war) / MINUTE)
    title = Heading(str(claim("war.named", **war.names)))
    return [title, Text(told), _pictures(run, war), Beside([figure, Text([_losses(run, war), *_end(run, war)])])]


def _war(run: Run, post: Any) -> War | None:
    """The calls of one side against the other without a long pause between them, and what came of them."""
    posts = run.posts[(run.posts["kind"] == "attack") & (run.posts["community"] == post.community)]
    posts = posts[posts["target"] == post.target].sort_values("ts", kind="stable")
    part = (posts["ts"].diff() > PAUSE).cumsum()
    calls = posts[part == part[posts["post"] == post.post].iloc[0]]
    rows = answers(run, ("attack",))
    struck = rows[rows["post"].isin(calls["post"]) & (rows["color"] != rows["old"])]
    works = works_of(run, post.target)
    most = struck["design"][struck["design"].isin(works["design"])].mode()
    if most.empty:
        return None
    struck = struck[struck["design"] == most.iloc[0]]  # other works that were struck at are other stories
    calls = calls[calls["post"].isin(struck["post"])]
    work = next(works[works["design"] == most.iloc[0]].itertuples())
    plans = plan_at(run, post.community, post.ts), plan_of(run, work)
    back = during(rows_for(run, post.target), int(calls["ts"].iloc[0]), int(struck["ts"].iloc[-1]) + HOUR)
    hit = spots(run, struck)[back["y"], back["x"]] & (plans[1][back["y"], back["x"]] == back["color"])
    back = back[hit & (back["color"] != back["old"])]
    names = {"by": community_name(run, post.community), "of": community_name(run, post.target)}
    return War(post.community, post.target, post, calls, struck, back, plans, names)


def _who_called(run: Run, war: War) -> Claim:
    """The call that was followed most."""
    came = followers(run, war.call)
    people = {"people": came["user"].nunique(), "first": clock(came["after"].iloc[0])}
    return claim("war.call", at=clock(war.call.ts), user=war.call.user, **people, **war.names)


def _between(run: Run, war: War) -> list[Claim]:
    """What lay between the two: works, border, earlier blows."""
    mine, theirs = (plan != NO_PIXEL for plan in war.plans)
    near = distance_transform_edt(~mine) if mine.any() else np.full(run.shape, np.inf)
    border = int((theirs & ~mine & (near < 2)).sum())
    dealt, got = blows_both(run, war.by, war.of, 0, war.begin)
    sizes = {"mine": int(mine.sum()), "theirs": int(theirs.sum()), "shared": int((mine & theirs).sum())}
    gap = float(near[theirs].min(initial=np.inf))
    lay = claim("war.border" if gap < 2 else "war.apart", border=border, gap=round(gap - 1), **sizes, **war.names)
    return [
        lay,
        claim("war.grudge" if len(dealt) + len(got) else "war.new", dealt=len(dealt), got=len(got), **war.names),
    ]


def _course(run: Run, war: War) -> Claim:
    """How many calls there were, for how long, and how far into the other's work the blows went."""
    theirs = distance_transform_edt(war.plans[0] == NO_PIXEL)[war.struck["y"], war.struck["x"]]
    numbers = {"calls": len(war.calls), "lasted": clock(war.end - war.begin), "people": war.struck["user"].nunique()}
    depth = {"half": float(np.median(theirs)), "far": float(theirs.max())}
    course = "war.course" if len(war.calls) > 1 else "war.single"
    return claim(course, blows=len(war.struck), pixels=int(spots(run, war.struck).sum()), **numbers, **depth)


def _losses(run: Run, war: War) -> Claim:
    """What was put back meanwhile, and whether the other side struck as well."""
    answer = during(blows(run, war.of, war.by), war.begin, war.end + HOUR)
    return claim(
        "war.back" if len(war.back) else "war.nothing",
        back=len(war.back),
        people=war.back["user"].nunique(),
        blows=len(answer),
        **war.names,
    )


def _end(run: Run, war: War) -> list[Claim]:
    """How it ended, and what is left of it."""
    pacts = run.alliances[run.alliances["what"].isin(("formed", "truce")) & run.alliances["a"].isin((war.by, war.of))]
    pacts = pacts[pacts["b"].isin((war.by, war.of)) & (pacts["ts"] >= war.begin)]
    works = run.designs[run.designs["design"].isin(war.struck["design"])]
    gone = int(works["ended"].max()) if (works["ended"] >= 0).all() else run.end + 1
    if len(pacts) and pacts["ts"].iloc[0] <= war.end + DAY:
        ended = claim("war.treaty", time=clock(pacts["ts"].iloc[0] - war.begin))
    elif gone <= war.end + HOUR:
        redrawn = (run.designs["founded"] == gone) & (run.designs["community"] == war.of)
        return [claim("war.redrawn" if redrawn.any() else "war.gone", time=clock(gone - war.begin), **war.names)]
    else:
        ended = claim("war.silence", time=clock(war.end))
    where = spots(run, war.struck)
    (canvas,) = canvases(run, [min(gone, run.end)])
    left = {"pixels": int(where.sum()), "right": int((canvas == war.plans[1])[where].sum()), "time": clock(gone)}
    return [ended, claim("war.left" if gone > run.end else "war.later", **left, **war.names)]


def _pictures(run: Run, war: War) -> Gallery:
    """The front before the first call, at some moments of the war, and an hour after it; new blows are marked."""
    lasted, struck = war.end - war.begin, spots(run, war.struck)
    steps = [0, *sorted({min(15 * MINUTE, lasted // 3), lasted // 2, lasted}), lasted + HOUR]
    times = [min(war.begin + step, run.end) - (step == 0) for step in steps]
    middle = war.struck["x"].median(), war.struck["y"].median()
    wide = View(run, piece_around(struck | (war.plans[1] != NO_PIXEL), middle, NEAR), war.plans)
    front = View(run, piece_around(struck, middle, NEAR), war.plans)

    def say(ms: int, canvas: np.ndarray, new: int) -> Claim:
        old = spots(run, during(war.struck, 0, ms + 1))
        lost = {"lost": int((canvas != war.plans[1])[old].sum()), "struck": int(old.sum()), "new": new}
        return claim(f"war.{'before' if ms < war.begin else 'moment'}", time=clock(ms - war.begin), **lost, **war.names)

    return strip("war", times, [wide, *[front] * (len(times) - 1)], war.struck, say)


def _bin(war: War) -> int:
    """Length of an interval of the figure, ms: a minute, or more in long wars."""
    return MINUTE * max(1, -(-(war.end + HOUR - war.begin) // (BINS * MINUTE)))


@with_style
def _plot(war: War) -> Figure:
    """Blows, and pixels put back, a minute."""
    figure, axes = new_figure(6.2, 2.6)
    bounds = np.arange(war.begin, war.end + HOUR + _bin(war), _bin(war))
    hours = (bounds[:-1] - war.begin) / HOUR
    ends = []
    for rows, name, color in ((war.struck, "struck", ORANGE), (war.back, "put back", BLUE)):
        rate = np.histogram(rows["ts"], bounds)[0] / (_bin(war) / MINUTE)
        axes.step(hours, rate, where="post", color=color)
        ends.append((hours[-1], rate[-1], name, color))
    axes.set_ylim(bottom=0)
    label_ends(axes, ends, 0.1)
    axes.set_xlabel("hours since the first call")
    axes.set_ylabel("pixels a minute")
    return figure
