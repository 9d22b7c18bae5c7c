"""Who attacks and who defends, told from pixels and never from intents."""

from typing import NamedTuple

import numpy as np
import pandas

from canvas_sim.base.jit import kernel
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.availability import NotAvailable, need_users
from canvas_sim.metrics.logs.histories import WINDOW, at_rows, column, histories, references
from canvas_sim.metrics.regions import sort_by_pixel
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.templates import drawn_designs, lay, piece_of
from canvas_sim.record.columns import NO_INTENT
from canvas_sim.record.run import Run, once_a_run

INNOVATION, DEFENSE, ATTACK = 0, 1, 2
HELP = INTENTS.index("help")


@once_a_run
def verdicts(run: Run, window: int = WINDOW) -> np.ndarray:
    """What each placement was: `ATTACK`, `DEFENSE` or `INNOVATION`, uint8 [row of the log].

    The reference is the color that the pixel held longest in the `window` (ms) before. A placement of that color is
    defense; one of another color is attack, unless it is the color that the pixel holds longest in the window from
    then on (to the end of the event at most): then it is innovation. Of colors held equally long the one nearer in
    time counts. Source: rplacem (Falmagne, Stephenson & Levin, PNAS 2026).
    """
    history = histories(run)
    result = np.empty(np.count_nonzero(history.row >= 0), np.uint8)
    judge(history, *references(run, window), result)
    return result


@kernel
def judge(history, backward, forward, verdict):
    """Fill in the verdict on each row of the log."""
    for i in range(len(history.row)):
        if history.row[i] >= 0:
            new = INNOVATION if history.color[i] == forward[i] else ATTACK
            verdict[history.row[i]] = DEFENSE if history.color[i] == backward[i] else new


def share_of_attacks(verdict: np.ndarray) -> float:
    """Attacks over attacks and defenses; NaN if there is neither. Takes what `verdicts` gives, or some of its rows."""
    attacks, defenses = np.count_nonzero(verdict == ATTACK), np.count_nonzero(verdict == DEFENSE)
    return attacks / (attacks + defenses) if attacks + defenses else float("nan")


@metric(unit="share of placements", needs="log")
def attack_share(run: Run) -> float:
    """Attacks over attacks and defenses, told as in `stances`; NaN if there is neither."""
    return share_of_attacks(verdicts(run))


def stances(user: np.ndarray, verdict: np.ndarray) -> dict[str, int]:
    """How many users only attack, only defend, or do both.

    Parameters
    ----------
    user : int [row], of the log or of the rows in question
    verdict : uint8 [row], what `verdicts` gives for them
    """
    attacks, defends = (np.zeros(user.max(initial=-1) + 2, bool) for _ in range(2))  # the last is who is not known
    attacks[user[verdict == ATTACK]] = True
    defends[user[verdict == DEFENSE]] = True
    sides = {"attack only": attacks & ~defends, "defense only": defends & ~attacks, "both": attacks & defends}
    return {name: int(np.count_nonzero(users)) for name, users in sides.items()}


@metric("stances", unit="share of users", needs="log")
def users_by_stance(run: Run) -> dict[str, float]:
    """Shares of the users who attack or defend that only attack, only defend, and do both; and of innovation.

    A defense equals the reference, an attack differs from it; what equals the forward reference is innovation instead
    of attack. `innovation` is its share of all placements; the others are NaN if nobody attacks or defends.
    """
    need_users(run)
    verdict, user = verdicts(run), column(run, "user")
    counts = stances(user[user >= 0], verdict[user >= 0])
    total = sum(counts.values())
    shares = {name.replace(" ", "_"): n / total if total else float("nan") for name, n in counts.items()}
    return shares | {"innovation": np.count_nonzero(verdict == INNOVATION) / max(len(verdict), 1)}


def attacks_on_templates(run: Run, window: int = WINDOW) -> pandas.DataFrame:
    """Placements that took a pixel away from a community's template.

    Before such a placement the pixel has the template's color there, and that is its reference too (see `verdicts`);
    after it, another. It falls into the lifetime of the design, and is by somebody who is no member: who never placed
    anything for that community, help aside.

    Returns
    -------
    DataFrame
        One row for each placement and design: `row` of the log, `ts` (ms), `user`, `by` (the community that it was
        placed for, -1 none), `design`, `community` (whose design it is), and `lasting`: whether the new color is the
        one that the pixel holds longest in the window from then on, which makes it innovation, a takeover, rather
        than attack. One placement may hit several designs that overlap.
    """
    entry, design, owner = _all_broken(run, window)
    history = histories(run)
    row, (_, forward) = history.row[entry], references(run, window)
    user, by = at_rows(run, row, "user", "community")
    foreign = by != owner
    foreign[foreign] = ~_members(run, user[foreign], owner[foreign])
    columns = {
        "row": row,
        "ts": history.ts[entry],
        "user": user,
        "by": by,
        "design": design,
        "community": owner,
        "lasting": forward[entry] == history.color[entry],
    }
    return pandas.DataFrame({name: values[foreign] for name, values in columns.items()})


@metric(unit="share of attacks", needs="log")
def meant(run: Run) -> float:
    """Share of the attacks on templates, as pixels show them, whose intent was to attack; NaN without any.

    An attack takes a pixel from another community's template, which is its reference as well. Most are made by those
    who build, or repair, what overlaps.
    """
    (intent,) = at_rows(run, attacks_on_templates(run)["row"].unique(), "intent")
    if len(intent) and (intent == NO_INTENT).all():
        raise NotAvailable("the log does not say why people placed")
    return float(np.mean(intent == INTENTS.index("attack"))) if len(intent) else float("nan")


def _all_broken(run: Run, window: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Entries that `broken` finds, whose design and of which community, in order of the log: int32 each."""
    history, wanted = histories(run), goals_ever(run)
    backward, _ = references(run, window)
    found = np.empty((2, len(history.row) // 4), np.int32)
    count = broken(history, backward, wanted, found)
    if count > found.shape[1]:  # more than was thought
        found = np.empty((2, count), np.int32)
        broken(history, backward, wanted, found)
    entry, which = found[:, :count]
    order = np.argsort(history.row[entry].astype(np.int64) << 32 | wanted.design[which])
    return entry[order], wanted.design[which[order]], wanted.community[which[order]]


class Goals(NamedTuple):
    """What communities want of each pixel; the goals of pixel p are starts[p] : starts[p + 1].

    Attributes
    ----------
    starts : int64 [pixels + 1]
    color : uint8 [goal], which is wanted
    which : int32 [goal], by which of the designs, of which the others tell
    design, community : int32 [design], which one and whose it is
    founded, ended : int64 [design], its lifetime in ms
    """

    starts: np.ndarray
    color: np.ndarray
    which: np.ndarray
    design: np.ndarray
    community: np.ndarray
    founded: np.ndarray
    ended: np.ndarray


def goals(run: Run) -> Goals:
    """Goals from the table of designs, as they are at the end; what lies outside the canvas is left out."""
    rows = drawn_designs(run)
    pixel, color, area = lay(map(piece_of, rows.itertuples()), run.shape)
    starts, order = sort_by_pixel(pixel, run.shape[0] * run.shape[1])
    which = np.repeat(np.arange(len(area), dtype=np.int32), area)
    design, community = rows["design"].to_numpy(), rows["community"].to_numpy()
    lifetime = rows["founded"].to_numpy(np.int64), rows["ended"].to_numpy()
    return Goals(starts, color[order], which[order], design, community, *lifetime)


def goals_ever(run: Run) -> Goals:
    """Goals, and what plans wanted until a treaty left it to others: each time as if it were a design of its own."""
    now, ceded = goals(run), run.ceded
    if ceded.empty:
        return now
    by_design = dict(zip(now.design.tolist(), range(len(now.design)), strict=True))
    ceded = ceded[ceded["design"].isin(now.design)]
    times, which = np.unique(ceded[["design", "ts"]].to_numpy(np.int64), axis=0, return_inverse=True)
    row = np.array([by_design[design] for design, _ in times.tolist()], np.int64)
    pixel = ceded["y"].to_numpy(np.int64) * run.shape[1] + ceded["x"].to_numpy(np.int64)
    pixels = np.append(np.repeat(np.arange(len(now.starts) - 1), np.diff(now.starts)), pixel)
    starts, order = sort_by_pixel(pixels, len(now.starts) - 1)
    return Goals(
        starts,
        np.append(now.color, ceded["color"].to_numpy(np.uint8))[order],
        np.append(now.which, which.ravel().astype(np.int32) + np.int32(len(now.design)))[order],
        np.append(now.design, now.design[row]),
        np.append(now.community, now.community[row]),
        np.append(now.founded, now.founded[row]),
        np.append(now.ended, times[:, 1]),
    )


@kernel
def broken(history, backward, goals, found):
    """Entries that change a pixel from a goal's color, its reference, to another.

    Fills `found`, int32 [2, n], with entries and their designs as far as it reaches, and gives how many there are.
    """
    count = 0
    for p in range(len(history.starts) - 1):
        if goals.starts[p + 1] == goals.starts[p]:
            continue
        for i in range(history.starts[p] + 1, history.starts[p + 1]):
            old, ts = history.color[i - 1], history.ts[i]
            if history.row[i] < 0 or history.color[i] == old or backward[i] != old:
                continue
            for g in range(goals.starts[p], goals.starts[p + 1]):
                if goals.color[g] != old:
                    continue
                design = goals.which[g]
                if goals.founded[design] <= ts < goals.ended[design]:
                    if count < found.shape[1]:
                        found[0, count], found[1, count] = i, design
                    count += 1
    return count


def _members(run: Run, user: np.ndarray, community: np.ndarray) -> np.ndarray:
    """Which of some users are members of the community beside them: placed something for it that was not help."""
    place, asked = pandas.factorize(user.astype(np.int64) << 32 | community)
    index, found = pandas.Index(asked), np.zeros(len(asked) + 1, bool)  # the last is of pairs that were not asked for
    for chunk in run.chunks("user", "community", "intent"):
        own = (chunk["community"] >= 0) & (chunk["intent"] != HELP)
        found[index.get_indexer(chunk["user"][own].astype(np.int64) << 32 | chunk["community"][own])] = True
    return found[place]
