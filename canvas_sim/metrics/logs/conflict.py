"""Who attacks and who defends, told from pixels and never from intents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.availability import need_users
from canvas_sim.metrics.logs.histories import WINDOW, column, histories, references
from canvas_sim.metrics.pixel_order import sort_by_pixel
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.templates import piece_of, template_pixels
from canvas_sim.record.run import Run

if TYPE_CHECKING:
    import pandas

INNOVATION, DEFENSE, ATTACK = 0, 1, 2
FOREVER = 2**62


def verdicts(run: Run, window: int = WINDOW) -> np.ndarray:
    """What each placement was: `ATTACK`, `DEFENSE` or `INNOVATION`, uint8 [row of the log].

    The reference is the color that the pixel held longest in the `window` (ms) before. A placement of that color is
    defense; one of another color is attack, unless it is the color that the pixel holds longest in the window from
    then on (to the end of the event at most): then it is innovation. Of colors held equally long the one nearer in
    time counts. Source: rplacem (Falmagne, Stephenson & Levin, PNAS 2026).
    """
    history = histories(run)
    backward, forward = references(run, window)
    verdict = np.full(len(history.row), ATTACK, np.uint8)
    verdict[history.color == forward] = INNOVATION
    verdict[history.color == backward] = DEFENSE
    placed = history.row >= 0
    result = np.empty(np.count_nonzero(placed), np.uint8)
    result[history.row[placed]] = verdict[placed]
    return result


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
    attackers, defenders = np.unique(user[verdict == ATTACK]), np.unique(user[verdict == DEFENSE])
    both = len(np.intersect1d(attackers, defenders, assume_unique=True))
    return {"attack only": len(attackers) - both, "defense only": len(defenders) - both, "both": both}


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
    import pandas

    history = histories(run)
    backward, forward = references(run, window)
    wanted = goals(run)
    community = column(run, "community").astype(np.int64)
    entry, goal = _all_broken(history, backward, wanted, community)
    row, owner = history.row[entry], wanted.community[goal]
    user = column(run, "user").astype(np.int64)
    frame = pandas.DataFrame(
        {
            "row": row,
            "ts": history.ts[entry],
            "user": user[row],
            "by": community[row],
            "design": wanted.design[goal],
            "community": owner,
            "lasting": forward[entry] == history.color[entry],
        }
    )
    frame = frame[~_members(run, user, community, user[row] << 32 | owner)]
    return frame.sort_values(["row", "design"], ignore_index=True)


def _all_broken(history, backward, goals, community) -> tuple[np.ndarray, np.ndarray]:
    """Entries and goals that `broken` finds: once through to count them, once to keep them."""
    count = broken(history, backward, goals, community, np.zeros((0, 2), np.int64))
    found = np.zeros((count, 2), np.int64)
    broken(history, backward, goals, community, found)
    return found[:, 0], found[:, 1]


class Goals(NamedTuple):
    """What communities want of each pixel; those of pixel p are ``order[starts[p] + 1 : starts[p + 1]]``.

    All but the first two are [pixel of a design]: color wanted, design, its community, its lifetime in ms.
    """

    starts: np.ndarray
    order: np.ndarray
    color: np.ndarray
    design: np.ndarray
    community: np.ndarray
    founded: np.ndarray
    ended: np.ndarray


def goals(run: Run) -> Goals:
    """Goals from the table of designs; what lies outside the canvas is left out."""
    size = run.scenario.canvas
    pixels, columns = [np.zeros(0, np.int64)], [np.zeros((0, 5), np.int64)]
    for design in run.designs.itertuples():
        if not design.pixels or design.community < 0:
            continue
        pixel, color = template_pixels(piece_of(design), (size.height, size.width))
        ended = design.ended if design.ended >= 0 else FOREVER
        same = np.array([0, design.design, design.community, design.founded, ended])
        pixels.append(pixel)
        columns.append(np.tile(same, (len(pixel), 1)))
        columns[-1][:, 0] = color
    starts, order = sort_by_pixel(np.concatenate(pixels), size.width * size.height)
    return Goals(starts, order, *np.ascontiguousarray(np.concatenate(columns).T))


@kernel
def broken(history, backward, goals, community, found):
    """Entries that change a pixel from a goal's color, its reference, to another, not for the goal's own community.

    Fills `found`, int64 [n, 2], with entries and goals as far as it reaches, and gives how many there are.
    """
    count = 0
    for p in range(len(history.starts) - 1):
        if goals.starts[p + 1] == goals.starts[p] + 1:
            continue
        for i in range(history.starts[p] + 1, history.starts[p + 1]):
            old, ts = history.color[i - 1], history.ts[i]
            if history.row[i] < 0 or history.color[i] == old or backward[i] != old:
                continue
            for k in range(goals.starts[p] + 1, goals.starts[p + 1]):
                g = goals.order[k]
                alive = goals.founded[g] <= ts < goals.ended[g]
                if alive and goals.color[g] == old and goals.community[g] != community[history.row[i]]:
                    if count < len(found):
                        found[count, 0], found[count, 1] = i, g
                    count += 1
    return count


def _members(run: Run, user: np.ndarray, community: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Which of the keys `asked` (user << 32 | community) are members: placed something for it that was not help."""
    own = (community >= 0) & (column(run, "intent") != INTENTS.index("help"))
    keys = np.sort(user[own] << 32 | community[own])  # np.unique hashes, and takes ten times as long
    if not len(keys):
        return np.zeros(len(asked), bool)
    order = np.argsort(asked)  # neighbors in memory are found faster
    place = np.minimum(np.searchsorted(keys, asked[order]), len(keys) - 1)
    result = np.empty(len(asked), bool)
    result[order] = keys[place] == asked[order]
    return result
