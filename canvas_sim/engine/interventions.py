"""Interventions: timed changes that a scenario names, carried out at the beginning of a tick."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.rng import Stream
from canvas_sim.engine.meetings import FORBIDDEN, end, part
from canvas_sim.scenario.palettes import colors as palette_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.setup import allow
from canvas_sim.world.tables import BOT, BROKEN, ENDED, KINDS, NEVER, NOBODY, TEMPLATE, VANDAL, World

HOUR = 3_600_000
ENDS = {"forum_down": "forum_up", "raid": "raid_over"}


class Agenda:
    """What is to come, in order of time.

    Parameters
    ----------
    scenario : Scenario
    seed : int
    """

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._scenario, self._seed = scenario, seed
        self._items: list[tuple[int, int, Any]] = []
        self._items += [(round(item.at * HOUR), i, item) for i, item in enumerate(scenario.interventions)]
        for at, i, item in list(self._items):
            if item.kind in ENDS:
                self._items.append((at + round(item.hours * HOUR), i, ENDS[item.kind]))
        self._items.sort(key=lambda entry: entry[:2])
        self._next = 0

    def due(self, now: int) -> bool:
        """Whether anything is due at `now` ms."""
        return self._next < len(self._items) and self._items[self._next][0] <= now

    def following(self) -> float:
        """When the next one is due, ms."""
        return self._items[self._next][0] if self._next < len(self._items) else math.inf

    def carry_out(self, world: World, names: dict[int, str]) -> dict[str, Any]:
        """Carry the next one out and return its row for the log of interventions."""
        _, number, item = self._items[self._next]
        self._next += 1
        row: dict[str, Any] = {"ts": int(world.clock[0].now), "kind": item if isinstance(item, str) else item.kind}
        row |= {"x0": -1, "y0": -1, "x1": -1, "y1": -1, "color": -1, "value": float("nan"), "colors": ""}
        if item == "forum_up":
            world.clock[0].forum = 1
            return row
        if item == "raid_over":
            return row | _send_home(world, number)
        return row | getattr(self, f"_{item.kind}")(world, item, number, names)

    def _cooldown(self, world: World, item: Any, *_: Any) -> dict[str, Any]:
        world.clock[0].cooldown = round(item.seconds * 1000)
        return {"value": item.seconds}

    def _palette(self, world: World, item: Any, *_: Any) -> dict[str, Any]:
        allow(world, self._scenario, item.colors)
        return {"colors": ",".join(str(i) for i in world.colors[: world.clock[0].colors])}

    def _white_out(self, world: World, item: Any, *_: Any) -> dict[str, Any]:
        allow(world, self._scenario, [item.color])
        return {"color": int(world.colors[0]), "colors": str(world.colors[0])}

    def _expand(self, world: World, item: Any, *_: Any) -> dict[str, Any]:
        clock = world.clock[0]
        clock.x0, clock.y0, clock.x1, clock.y1 = item.open
        return _rectangle(item.open)

    def _wipe(self, world: World, item: Any, *_: Any) -> dict[str, Any]:
        x0, y0, x1, y1 = item.region
        color = palette_of(self._scenario).index(item.color)
        world.canvas[y0:y1, x0:x1] = color
        world.owner[y0:y1, x0:x1] = NOBODY
        world.time[y0:y1, x0:x1] = world.clock[0].now
        return _rectangle(item.region) | {"color": color}

    _rectangle = _wipe

    def _raid(self, world: World, item: Any, number: int, _names: dict[int, str]) -> dict[str, Any]:
        palette = palette_of(self._scenario)
        if item.color:
            color = palette.index(item.color)
        else:
            color = int(world.colors[Stream(self._seed, "raid", number).integer(0, world.clock[0].colors - 1)])
        raiders = world.users["key"] >> np.uint64(32) == number + 1
        world.lives["color"][raiders] = color
        return _rectangle(item.at_region) | {"color": color, "value": float(item.users)}

    def _remove(self, world: World, item: Any, number: int, names: dict[int, str]) -> dict[str, Any]:
        rows = self._who(world, item, names)
        kept = [Stream(self._seed, f"remove/{number}", int(world.users["key"][i])).uniform() < item.share for i in rows]
        gone = rows[np.array(kept, bool)]
        world.users["due"][gone], world.users["left"][gone] = NEVER, 0
        for i in gone[world.users["club"][gone] >= 0]:
            world.communities[world.users[i].club].members -= 1
            world.users[i].club = NOBODY
        for leader in ("leader0", "leader1", "leader2"):
            world.communities[leader][np.isin(world.communities[leader], gone)] = NOBODY
        return {"value": float(len(gone))}

    def _who(self, world: World, item: Any, names: dict[int, str]) -> np.ndarray:
        users, count = world.users, world.clock[0].communities
        chosen = users["due"] < NEVER
        if item.community is not None:
            chosen &= np.isin(users["club"], [number for number, name in names.items() if name == item.community])
        if item.who == "leaders":
            groups = world.communities[:count]
            heads = np.concatenate([groups[leader] for leader in ("leader0", "leader1", "leader2")])
            chosen &= np.isin(np.arange(len(users)), heads)
        elif item.who == "members":
            chosen &= users["club"] >= 0
        elif item.who in ("bots", "vandals"):
            chosen &= users["kind"] == (BOT if item.who == "bots" else VANDAL)
        return np.flatnonzero(chosen)

    def _dissolve(self, world: World, item: Any, _number: int, names: dict[int, str]) -> dict[str, Any]:
        members = 0
        for community, group in enumerate(world.communities[: world.clock[0].communities]):
            name = names.get(community, "") if group.kind == TEMPLATE else KINDS[group.kind]
            if name == item.community and group.state != ENDED:
                members += int(group.members)
                dissolve(world, community)
        return {"value": float(members)}

    def _forum_down(self, world: World, item: Any, *_: Any) -> dict[str, Any]:
        world.clock[0].forum = 0
        return {"value": item.hours}

    def _forbid_alliances(self, world: World, *_: Any) -> dict[str, Any]:
        world.clock[0].allowed = 0
        end_all_alliances(world)
        return {}


def _send_home(world: World, number: int) -> dict[str, Any]:
    """The raiders of an intervention are never due again."""
    raiders = (world.users["key"] >> np.uint64(32) == number + 1) & (world.users["due"] < NEVER)
    world.users["due"][raiders], world.users["left"][raiders] = NEVER, 0
    return {"value": float(raiders.sum())}


def _rectangle(region: tuple[int, int, int, int]) -> dict[str, int]:
    return dict(zip(("x0", "y0", "x1", "y1"), map(int, region), strict=True))


@kernel
def end_all_alliances(world):
    """Every alliance ends, because it is forbidden."""
    for community in range(world.clock[0].communities):
        for slot in range(world.relations.shape[1]):
            relation = world.relations[community, slot]
            if relation.other > community and relation.allied == 1:
                part(world, community, slot, BROKEN, FORBIDDEN)


@kernel
def dissolve(world, community):
    """A community ends, because somebody outside wants it; a pattern has no claims that could be taken away."""
    group = world.communities[community]
    if group.kind == TEMPLATE:
        end(world, community)
        return
    group.state = ENDED
    group.ended = world.clock[0].now
    world.designs[group.design].state = ENDED
    world.designs[group.design].ended = world.clock[0].now
