"""Founding: a community gets a design and a site, another design, or one more."""

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from canvas_sim.base.rng import Stream, block, stream
from canvas_sim.designs.imported import Given, Shelf
from canvas_sim.designs.proposal import Order, Proposal, drawn, handed_in
from canvas_sim.engine.endings import end_community
from canvas_sim.engine.membership import change_community
from canvas_sim.engine.opening import ink_used, open_design, write_design
from canvas_sim.rules.community import ENLARGE, FIND_SITE, GO_ON, ONE_MORE, REDESIGN
from canvas_sim.rules.site import choose_site, fit
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.claims import give_up_design
from canvas_sim.world.tables import ALIVE, ENDED, NOBODY, SEARCHING, World, with_room

LARGEST_CLAIM = 65_534
GROWTH = 2.0  # how much larger a work is drawn anew
WORTH_IT = 1.2  # and by how much at the least
IN_PLACE = (REDESIGN, ENLARGE)
KEY = stream("founding/key")
Box = tuple[int, int, int, int]


@dataclass
class Founding:
    """Everything that founding needs besides the world: names, the palette, and designs that were handed in."""

    not_saved: ClassVar = frozenset({"scenario", "seed", "palette", "given"})

    scenario: Scenario
    seed: int
    palette: tuple[str, ...]
    given: list[Given] = field(default_factory=list)
    groups: dict[str, int] = field(default_factory=dict)
    design_names: list[str] = field(default_factory=list)
    community_names: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._shelf = Shelf(self.given, self.seed)
        self._shown = np.full(len(self.given), NOBODY)  # design that shows each work

    def carry_out(self, world: World, wishes: np.ndarray) -> World:
        """Carry out what communities wished at their meeting, in the order of their numbers."""
        shown = self._shown
        groups = world.communities[world.designs["community"][shown]]
        elsewhere = (world.designs["ended"][shown] >= 0) & (groups["given"] != np.arange(len(shown)))
        self._shelf.put_back((shown >= 0) & ((groups["state"] == ENDED) | elsewhere))
        for community in np.flatnonzero(wishes != GO_ON):
            world = self._carry_out_one(world, int(community), int(wishes[community]))
        return world

    def _carry_out_one(self, world: World, community: int, wish: int) -> World:
        group = world.communities[community]
        first = group.design < 0
        old = world.designs[group.design]
        key = int(group.key) if first else int(old.key) if wish == ENLARGE else self._later_key(group)
        luck = Stream(self.seed, "founding", key)
        if first:
            group.raid = luck.chance(self.scenario.communities.raids)
            group.bold = group.raid or luck.chance(self.scenario.communities.bold)
        if world.clock[0].designs >= LARGEST_CLAIM:
            return self._refuse(world, community)
        taken = self._choose(world, group, wish, luck)
        if taken < 0 and not self.scenario.designs.artist:
            return self._refuse(world, community)
        if taken >= 0:
            work = handed_in(self.given[taken], self.palette, world)
        else:
            replaced = int(old.area * (GROWTH if wish == ENLARGE else 1)) if wish in IN_PLACE else 0
            order = Order(key, replaced, self.community_names.get(community, ""))
            work = drawn(self.scenario, luck, order, self.palette, world)
        if first and taken >= 0 and self._lives(world, work.group):
            return self._merge(world, community, work, taken)
        box = self._site(world, key, community, work, wish)
        if box is None:
            return self._refuse(world, community) if wish == FIND_SITE else world
        if wish in IN_PLACE:
            give_up_design(world, int(group.design), world.clock[0].now)
            group.works -= 1
        world, number = self._add(world, work, community, key, box)
        if wish in IN_PLACE:
            world.designs[number].before = group.design
        if first:
            self.community_names[community] = work.group
        if taken >= 0:
            self._take(taken, number)
            group.given, self.groups[work.group] = taken, community
        self._open(world, number, box[:2])
        return world

    def _later_key(self, group: np.record) -> int:
        """Identity of a design that a community takes up at a meeting after its first."""
        high, low, _c, _d = block(np.uint64(self.seed), KEY, group.key, group.meetings, 0)
        return int(high) << 32 | int(low)

    def _choose(self, world: World, group: np.record, wish: int, luck: Stream) -> int:
        """Number of the handed-in design that a community takes up now, NOBODY if the artist draws one.

        A founder takes the next that is left, a community the next of its own group. Who was driven from a site of
        its own choice carries the same design to another.
        """
        if not self.given or wish in IN_PLACE or group.raid:
            return NOBODY
        clock = world.clock[0]
        open_area = (int(clock.x0), int(clock.y0), int(clock.x1), int(clock.y1))
        if group.design < 0:
            taken = self._shelf.next(open_area) if luck.chance(self.scenario.designs.given_share) else NOBODY
            self._shelf.tried(taken)
            return taken
        if group.given < 0:
            return NOBODY
        last = self.given[group.given]
        if wish == FIND_SITE and last.site is None:
            return int(group.given)
        return self._shelf.next(open_area, last.group)

    def _take(self, taken: int, number: int) -> None:
        self._shelf.take(taken)
        self._shown[taken] = number

    def _lives(self, world: World, name: str) -> bool:
        """Whether the community of a group of handed-in designs exists and has a site."""
        return name in self.groups and world.communities[self.groups[name]].state == ALIVE

    def _site(self, world: World, key: int, community: int, work: Proposal, wish: int) -> Box | None:
        """The box (x0, y0, x1, y1) that a design gets, None if there is no room for it."""
        group, clock = world.communities[community], world.clock[0]
        height, width = work.height, work.width
        if work.site is not None:
            return _box(*work.site, height, width)
        if wish == REDESIGN:
            return self._same_place(world, work, world.designs[group.design])
        if wish == ENLARGE:
            return self._larger(world, work, world.designs[group.design])
        if group.raid:
            luck = Stream(self.seed, "founding/raid", int(group.key))
            x1, y1 = int(clock.x1) - width, int(clock.y1) - height
            if x1 < clock.x0 or y1 < clock.y0:
                return None
            return _box(luck.integer(int(clock.x0), x1), luck.integer(int(clock.y0), y1), height, width)
        x, y, held = choose_site(world, np.uint64(key), group.meetings, (height, width))
        if x == NOBODY or (held > self.scenario.communities.crowded and not group.bold):
            return None
        box = _box(int(x), int(y), height, width)
        return fit(world, box) if work.elastic and not group.bold else box

    def _same_place(self, world: World, work: Proposal, old: np.record) -> Box | None:
        """Where another design replaces an old one: in its box, or as a free shape in the middle of it."""
        return self._around(world, old, *work.inside(int(old.height), int(old.width)))

    def _larger(self, world: World, work: Proposal, old: np.record) -> Box | None:
        """Where a work grows: around its old box, as far as neighbors leave ground that is worth it."""
        box = self._around(world, old, work.height, work.width)
        if box is None:
            return None
        x0, y0, x1, y1 = fit(world, box) if work.elastic else box
        return (x0, y0, x1, y1) if (x1 - x0) * (y1 - y0) >= WORTH_IT * old.width * old.height else None

    def _around(self, world: World, old: np.record, height: int, width: int) -> Box | None:
        """A box in the middle of an old one, None if it is not on the open canvas."""
        clock = world.clock[0]
        x, y = int(old.x + (old.width - width) // 2), int(old.y + (old.height - height) // 2)
        inside = clock.x0 <= x <= clock.x1 - width and clock.y0 <= y <= clock.y1 - height
        return _box(x, y, height, width) if inside else None

    def _add(self, world: World, work: Proposal, community: int, key: int, box: Box) -> tuple[World, int]:
        """A row for a design that now gets painted; the world may come back with larger tables."""
        self.design_names.append(work.name)
        return add_design(world, work.paint(box[3] - box[1], box[2] - box[0]), community, key)

    def _refuse(self, world: World, community: int) -> World:
        """No room: a community without a site ends, and its members are free."""
        group = world.communities[community]
        if group.state == SEARCHING:
            end_community(world, community)
        self.community_names.setdefault(community, "")
        return world

    def _merge(self, world: World, community: int, work: Proposal, taken: int) -> World:
        """A work of a group that has a community already becomes one more of its designs; the founder joins it."""
        other = self.groups[work.group]
        key = self._later_key(world.communities[community])
        box = self._site(world, key, other, work, ONE_MORE)
        if box is not None:
            world, number = self._add(world, work, other, key, box)
            self._take(taken, number)
            self._open(world, number, box[:2])
            if world.users["club"][world.communities["founder"][community]] == community:
                change_community(world, int(world.communities["founder"][community]), other)
        return self._refuse(world, community)

    def _open(self, world: World, number: int, site: tuple[int, int]) -> None:
        """Publish a design; so many vote for the call of a raid that its target lies under a crowd."""
        design = world.designs[number]
        raid = world.communities[design.community].raid
        open_design(world, number, site, 1 + int(self.scenario.communities.raid_density * design.area) if raid else 1)


def _box(x: int, y: int, height: int, width: int) -> Box:
    return x, y, x + width, y + height


def add_design(world: World, pixels: np.ndarray, community: int, key: int) -> tuple[World, int]:
    """A row for a template that has no site yet; the world may come back with larger tables."""
    used = ink_used(world)
    world = world._replace(
        designs=with_room(world.designs, int(world.clock[0].designs) + 1),
        scars=with_room(world.scars, int(world.clock[0].designs) + 1),
        ink=with_room(world.ink, used + pixels.size),
        ceded=with_room(world.ceded, used + pixels.size),
    )
    return world, write_design(world, np.ascontiguousarray(pixels), community, np.uint64(key))
