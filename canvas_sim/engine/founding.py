"""Founding: a community gets a design and a site, another design, or one more."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from canvas_sim.engine.claims import give_up_design
from canvas_sim.engine.meetings import NO_WISH, WISH_MORE, WISH_OTHER, WISH_SITE, close
from canvas_sim.engine.opening import ink_used, move, open_design, write_design
from canvas_sim.rules.seeing import wear
from canvas_sim.rules.settle import choose_site
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.artist import sketch
from canvas_sim.world.draws import Stream, block, stream
from canvas_sim.world.given import Given, Shelf
from canvas_sim.world.images import substitutes, without_ground
from canvas_sim.world.tables import ALIVE, ENDED, NOBODY, OUTSIDE, SEARCHING, World, grown

LARGEST_CLAIM = 65_534
KEY = stream("founding/key")


@dataclass
class Studio:
    """Everything that founding needs besides the world: names, the palette, and designs that were handed in."""

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

    def grant(self, world: World, wishes: np.ndarray) -> World:
        """Carry out what communities wished at their meeting, in the order of their numbers."""
        shown = self._shown
        groups = world.communities[world.designs["community"][shown]]
        elsewhere = (world.designs["ended"][shown] >= 0) & (groups["given"] != np.arange(len(shown)))
        self._shelf.put_back((shown >= 0) & ((groups["state"] == ENDED) | elsewhere))
        for community in np.flatnonzero(wishes != NO_WISH):
            world = self._grant_one(world, int(community), int(wishes[community]))
        return world

    def _grant_one(self, world: World, community: int, wish: int) -> World:
        group = world.communities[community]
        first = group.design < 0
        key = int(group.key) if first else self._later_key(group)
        luck = Stream(self.seed, "founding", key)
        if first:
            group.raid = luck.chance(self.scenario.communities.raids)
            group.bold = group.raid or luck.chance(self.scenario.communities.bold)
        if world.clock[0].designs >= LARGEST_CLAIM:
            return self._refuse(world, community)
        taken = self._choose(world, group, wish, luck)
        if taken < 0 and not self.scenario.designs.artist:
            return self._refuse(world, community)
        work = self._handed_in(world, taken) if taken >= 0 else self._drawn(world, luck, key, group, wish)
        if first and taken >= 0 and self._lives(world, work.group):
            return self._merge(world, community, taken)
        world, number = add_design(world, work.pixels, community, key)
        site = self._site(world, number, community, work, wish)
        if site is None:
            world.designs[number].state, world.designs[number].community = ENDED, NOBODY
            self.design_names.append(work.name)
            return self._refuse(world, community) if wish == WISH_SITE else world
        if wish == WISH_OTHER:
            give_up_design(world, int(group.design), world.clock[0].now)
            world.designs[number].before, group.works = group.design, group.works - 1
        self.design_names.append(work.name)
        if first:
            self.community_names[community] = work.group
        if taken >= 0:
            self._take(taken, number)
            group.given, self.groups[work.group] = taken, community
        self._open(world, number, site)
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
        if not self.given or wish == WISH_OTHER or group.raid:
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
        if wish == WISH_SITE and last.site is None:
            return int(group.given)
        return self._shelf.next(open_area, last.group)

    def _handed_in(self, world: World, number: int) -> Given:
        """A design that was handed in, in colors that may be used now."""
        table = substitutes(self.palette, world.colors[: world.clock[0].colors])
        return replace(self.given[number], pixels=table[self.given[number].pixels])

    def _take(self, taken: int, number: int) -> None:
        self._shelf.take(taken)
        self._shown[taken] = number

    def _lives(self, world: World, name: str) -> bool:
        """Whether the community of a group of handed-in designs exists and has a site."""
        return name in self.groups and world.communities[self.groups[name]].state == ALIVE

    def _drawn(self, world: World, luck: Stream, key: int, group: np.record, wish: int) -> Given:
        """A design by the artist, as large as the one that it replaces, if it does."""
        canvas, clock = self.scenario.canvas, world.clock[0]
        allowed = world.colors[: clock.colors]
        largest = max(12, int(self.scenario.designs.largest * canvas.width * canvas.height))
        designs = self.scenario.designs
        early = math.exp(-wear(world) / designs.early_wear)
        area = int(min(largest, 10 ** (designs.area - designs.early * early + designs.spread * luck.normal())))
        if wish == WISH_OTHER:
            area = int(world.designs[group.design].area)
        drawn = sketch(self.seed, key, [self.palette[i] for i in allowed], area=max(12, area), largest=largest)
        lookup = np.full(256, OUTSIDE, np.uint8)
        lookup[: len(allowed)] = allowed
        pixels = lookup[drawn.pixels]
        if luck.chance(designs.bare * early):
            pixels = without_ground(pixels)
        return Given(drawn.name, pixels, None, drawn.name)

    def _site(self, world: World, number: int, community: int, work: Given, wish: int) -> tuple[int, int] | None:
        group, clock = world.communities[community], world.clock[0]
        if work.site is not None:
            return work.site
        height, width = work.pixels.shape
        if wish == WISH_OTHER:
            old = world.designs[group.design]
            x, y = old.x + (old.width - width) // 2, old.y + (old.height - height) // 2
            inside = clock.x0 <= x <= clock.x1 - width and clock.y0 <= y <= clock.y1 - height
            return (int(x), int(y)) if inside else None
        if group.raid:
            luck = Stream(self.seed, "founding/raid", int(group.key))
            x1, y1 = int(clock.x1) - width, int(clock.y1) - height
            if x1 < clock.x0 or y1 < clock.y0:
                return None
            return luck.integer(int(clock.x0), x1), luck.integer(int(clock.y0), y1)
        x, y, held = choose_site(world, number, group.meetings)
        if x == NOBODY or (held > self.scenario.communities.crowded and not group.bold):
            return None
        return int(x), int(y)

    def _refuse(self, world: World, community: int) -> World:
        """No room: a community without a site ends, and its members are free."""
        group = world.communities[community]
        if group.state == SEARCHING:
            close(world, community)
        self.community_names.setdefault(community, "")
        return world

    def _merge(self, world: World, community: int, taken: int) -> World:
        """A work of a group that has a community already becomes one more of its designs; the founder joins it."""
        work = self._handed_in(world, taken)
        other = self.groups[work.group]
        world, number = add_design(world, work.pixels, other, self._later_key(world.communities[community]))
        self.design_names.append(work.name)
        site = self._site(world, number, other, work, WISH_MORE)
        if site is None:
            world.designs[number].state, world.designs[number].community = ENDED, NOBODY
        else:
            self._take(taken, number)
            self._open(world, number, site)
            if world.users["club"][world.communities["founder"][community]] == community:
                move(world, int(world.communities["founder"][community]), other)
        return self._refuse(world, community)

    def _open(self, world: World, number: int, site: tuple[int, int]) -> None:
        """Publish a design; so many vote for the call of a raid that its target lies under a crowd."""
        design = world.designs[number]
        raid = world.communities[design.community].raid
        open_design(world, number, site, 1 + int(self.scenario.communities.raid_density * design.area) if raid else 1)


def add_design(world: World, pixels: np.ndarray, community: int, key: int) -> tuple[World, int]:
    """A row for a template that has no site yet; the world may come back with larger tables."""
    used = ink_used(world)
    world = world._replace(
        designs=grown(world.designs, int(world.clock[0].designs) + 1),
        scars=grown(world.scars, int(world.clock[0].designs) + 1),
        ink=grown(world.ink, used + pixels.size),
    )
    return world, write_design(world, np.ascontiguousarray(pixels), community, np.uint64(key))
