"""Who there is before the event begins: users, their habits, and whom they follow.

Nothing about a user depends on how many others there are: each follows only users with lower numbers, so one user
more at the end changes nobody's draws.
"""

import math
from collections.abc import Sequence

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.rng import stream, uniforms
from canvas_sim.base.times import HOUR
from canvas_sim.base.user_kinds import ORDINARY, PUNCTUAL, RAIDER, USER_KINDS
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.tables import LIFE, NEVER, NOBODY, USER, aligned_rows

FINE = 2000  # steps in which arrivals are summed up
INTERVENTION = 32  # bit above which a raider's key says which intervention sent it


def make_users(scenario: Scenario, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of all users, raiders last: (users, lives)."""
    n = scenario.activity.users
    raids = [(i, raid) for i, raid in enumerate(scenario.interventions) if raid.brings]
    total = n + sum(raid.users for _, raid in raids)
    users, lives = aligned_rows(total, USER), aligned_rows(total, LIFE)
    for field in ("club", "design", "read"):
        users[field] = NOBODY
    users["key"][:n] = np.arange(n)
    start = n
    for number, raid in raids:
        users["key"][start : start + raid.users] = ((number + 1) << INTERVENTION) + np.arange(raid.users)
        users["kind"][start : start + raid.users] = RAIDER
        start += raid.users
    draws = {name: draws_of(seed, f"user/{name}", users["key"]) for name in ("activity", "habits", "mind")}
    _habits(scenario, draws, users, lives)
    _raiders(scenario, raids, users[n:], lives[n:])
    return users, lives


def draws_of(seed: int, name: str, keys: np.ndarray) -> np.ndarray:
    """What users draw from a stream before they begin: numbers in [0, 1), (n, 4), from their keys, (n,) uint64."""
    out = np.empty((len(keys), 4))
    uniforms(np.uint64(seed), stream(name), np.ascontiguousarray(keys), 0, out)
    return out


def _habits(scenario: Scenario, draws: dict[str, np.ndarray], users: np.ndarray, lives: np.ndarray) -> None:
    activity, people = scenario.activity, scenario.people
    scale = activity.placements / math.gamma(1 + 1 / activity.shape)
    appetite = np.clip(np.ceil(scale * _weibull(draws["activity"][:, 0], activity.shape)), 1, 1e6)
    lives["appetite"], users["left"] = appetite, appetite
    lives["arrival"] = _arrivals(activity.arrivals, draws["activity"][:, 1], scenario.event.hours)
    # Who wants to place much is quicker, and sleeps less.
    lives["lag"] = (0.4 + 1.2 * draws["habits"][:, 0]) / (1 + appetite / 120)
    lives["awake"] = np.where(appetite > 150, np.minimum(24, activity.awake_hours + 5), activity.awake_hours)
    offsets = _zones(activity.zones, draws["habits"][:, 1])
    lives["wake"] = np.mod(6.5 + 3 * draws["habits"][:, 2] - offsets, 24)
    lives["glances"] = np.maximum(1, np.round(people.glances * (0.5 + draws["habits"][:, 3])))
    lives["reading"] = np.minimum(1, 2 * people.reading * draws["mind"][:, 0])
    lives["temper"] = np.minimum(1, 2 * people.temper * draws["mind"][:, 1])
    lives["loyalty"] = 1 - np.minimum(1, 2 * (1 - people.loyalty) * draws["mind"][:, 2])
    limit = 0.0
    for code, kind in enumerate(USER_KINDS):
        if kind.share:
            limit += getattr(people, kind.share)
            users["kind"][(users["kind"] == ORDINARY) & (draws["mind"][:, 3] < limit)] = code
    scripts = (PUNCTUAL >> users["kind"]) & 1 == 1
    lives["awake"][scripts] = 1 + (activity.bot_hours - 1) * draws["activity"][scripts, 3]
    users["due"] = np.where(
        activity.saturated, draws["activity"][:, 2] * scenario.canvas.cooldown * 1000, lives["arrival"]
    )
    if activity.saturated:
        users["left"] = 2**31 - 1


@kernel
def _weibull(uniform, shape):
    """Weibull numbers of scale 1; numpy's own log and power differ in the last bits between machines."""
    out = np.empty(len(uniform))
    for i in range(len(uniform)):
        out[i] = math.pow(-math.log(1.0 - uniform[i]), 1.0 / shape)
    return out


def _arrivals(points: Sequence[tuple[float, float]], uniform: np.ndarray, hours: float) -> np.ndarray:
    """Times in ms with a density that is linear between points (hour, weight); one point is an even stream.

    Points beyond the end of the event stay: a shorter event is the beginning of the longer one.
    """
    known, weights = np.array(points, np.float64).T if len(points) > 1 else np.array([[0.0, hours], [1.0, 1.0]])
    fine = np.unique(np.concatenate([known, np.linspace(known[0], known[-1], FINE)]))
    density = np.interp(fine, known, weights)
    total = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2 * np.diff(fine))])
    return np.minimum(np.floor(np.interp(uniform * total[-1], total, fine) * HOUR), NEVER - 1)


def _zones(zones: Sequence[tuple[float, float]], uniform: np.ndarray) -> np.ndarray:
    shares = np.cumsum([share for _, share in zones])
    return np.array([offset for offset, _ in zones])[
        np.minimum(np.searchsorted(shares / shares[-1], uniform, side="right"), len(zones) - 1)
    ]


def _raiders(scenario: Scenario, raids: list, users: np.ndarray, lives: np.ndarray) -> None:
    """Raiders come within the first cooldown of their raid, and leave when it ends."""
    start = 0
    for _, raid in raids:
        rows = slice(start, start + raid.users)
        spread = np.mod(users["key"][rows] * np.uint64(2654435761), np.uint64(1000)).astype(np.float64) / 1000
        users["due"][rows] = np.floor(raid.at * HOUR + spread * 60_000)
        lives["arrival"][rows] = users["due"][rows]
        lives["awake"][rows] = 24
        users["left"][rows] = 2**31 - 1  # until the raid is over
        for name, value in zip(("x0", "y0", "x1", "y1"), raid.at_region, strict=True):
            lives[name][rows] = value
        start += raid.users
