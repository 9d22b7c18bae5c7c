"""The world as it is when the event begins: blank canvas, users, ties, and the patterns that will spread."""

import math
from datetime import datetime
from typing import Any

import numpy as np

from canvas_sim.base.color import rgb_distance
from canvas_sim.base.patterns import KINDS, LANES, PATTERNS, RAINBOW, Pattern
from canvas_sim.base.rng import Stream
from canvas_sim.base.times import HOUR
from canvas_sim.scenario.palettes import index_of, palette_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world import tables
from canvas_sim.world.keepers import give_pictures
from canvas_sim.world.people import make_users
from canvas_sim.world.settings import numbers
from canvas_sim.world.ties import make_ties


def make_world(scenario: Scenario, seed: int, graph: Any = None) -> tables.World:
    """The world at time 0; `graph`, if there is one, says who knows whom (`canvas_sim.world.ties.make_ties`)."""
    users, lives = make_users(scenario, seed)
    ties = make_ties(scenario.society, seed, scenario.activity.users, lives, graph)
    world = blank_world(scenario, seed, users, lives, ties)
    give_pictures(world)
    known = {pattern.name: pattern for pattern in PATTERNS}
    for name in scenario.designs.patterns:
        _add_pattern(world, scenario, seed, known[name])
    return world


def blank_world(scenario: Scenario, seed: int, users: np.ndarray, lives: np.ndarray, ties: np.ndarray) -> tables.World:
    """A world with these users, in which nothing is drawn or planned."""
    canvas = scenario.canvas
    shape = (canvas.height, canvas.width)
    groups = tables.rows_worth_large_pages(tables.RELATION, tables.RELATIONS)
    designs = tables.rows_worth_large_pages(tables.DESIGN)
    world = tables.World(
        settings=numbers(scenario),
        clock=_clock(scenario, seed),
        users=users,
        lives=lives,
        clubs=np.full((len(users), tables.CLUBS), tables.NOBODY, np.int32),
        ties=ties,
        **tables.pixel_tables(*shape),
        tile_placements=np.zeros([-(-side // tables.TILE) for side in shape], np.int32),
        colors=np.zeros(256, np.uint8),
        ink=np.zeros(tables.rows_worth_large_pages(np.uint8), np.uint8),
        ceded=np.zeros(tables.rows_worth_large_pages(np.uint8), tables.CEDED),
        communities=np.zeros(groups, tables.COMMUNITY),
        designs=np.zeros(designs, tables.DESIGN),
        scars=np.zeros((designs, tables.SCARS), np.int32),
        posts=np.zeros(tables.rows_worth_large_pages(tables.POST), tables.POST),
        boards=np.full((groups, tables.BOARD), tables.NOBODY, np.int32),
        inbox=np.full((groups, tables.BOARD), tables.NOBODY, np.int32),
        resting=np.zeros((groups, tables.RESTING), np.int32),
        front=np.full((1, 64), tables.NOBODY, np.int32),
        relations=np.zeros((groups, tables.RELATIONS), tables.RELATION),
        treaties=np.zeros(1024, tables.TREATY_ROW),
        learned=np.zeros(1024, tables.LEARNED),
    )
    for table in (world.owner, world.time, world.relations["other"]):
        table[:] = tables.NOBODY
    world.canvas[:] = world.clock[0].background
    allow(world, scenario, canvas.colors)
    return world


def _clock(scenario: Scenario, seed: int) -> np.ndarray:
    clock = np.zeros(1, tables.CLOCK)
    row, canvas = clock[0], scenario.canvas
    launch = datetime.fromisoformat(scenario.event.launch.replace("Z", "+00:00"))
    row.launch = launch.hour + launch.minute / 60 + launch.second / 3600
    row.end, row.tick = round(scenario.event.hours * HOUR), scenario.event.tick * 1000
    row.cooldown, row.seed = round(canvas.cooldown * 1000), seed
    row.x0, row.y0, row.x1, row.y1 = canvas.open or (0, 0, canvas.width, canvas.height)
    row.background = index_of(scenario, canvas.background)
    row.forum, row.allowed = 1, int(scenario.alliances.allowed)
    return clock


def allow(world: tables.World, scenario: Scenario, colors: list[str] | None) -> None:
    """Let users place only `colors`, by name or RRGGBB, from now on; all of the palette if None."""
    chosen = {index_of(scenario, color) for color in colors} if colors else range(len(palette_of(scenario)))
    indices = sorted(chosen)
    world.colors[: len(indices)] = indices
    world.clock[0].colors = len(indices)


def _add_pattern(world: tables.World, scenario: Scenario, seed: int, pattern: Pattern) -> None:
    """A pattern has a place where it begins, a color, and a community of those who help it."""
    kind = KINDS.index(pattern.name)
    clock, luck = world.clock[0], Stream(seed, "pattern", kind)
    number = int(clock.designs)
    design, group = world.designs[number], world.communities[number]
    wide, high = int(clock.x1 - clock.x0), int(clock.y1 - clock.y0)
    design.kind = group.kind = kind
    design.key = group.key = (1 << 62) + kind
    design.community = number
    design.width = design.height = math.isqrt(wide * high)
    design.founded, design.ended, design.before, design.state = 0, tables.NOBODY, tables.NOBODY, tables.ALIVE
    if pattern.in_corner:
        design.x, design.y = clock.x1 - 1, clock.y1 - 1
    else:
        design.x = clock.x0 + luck.integer(wide // 8, wide * 7 // 8)
        design.y = clock.y0 + luck.integer(high // 8, high * 7 // 8)
    design.ground, design.second = (_nearest(world, scenario, color) for color in (pattern.colors * 2)[:2])
    design.ink = number * LANES
    world.ink[number * LANES : (number + 1) * LANES] = [_nearest(world, scenario, color) for color in RAINBOW]
    for none in ("founder", "ended", "leader0", "leader1", "leader2", "given", "circle", "call"):
        group[none] = tables.NOBODY
    group.design, group.works, group.state = number, 1, tables.ALIVE
    clock.designs, clock.communities = number + 1, number + 1


def _nearest(world: tables.World, scenario: Scenario, color: str) -> int:
    """The allowed palette entry nearest to a color."""
    palette, allowed = palette_of(scenario), world.colors[: world.clock[0].colors].tolist()
    return min(allowed, key=lambda index: rgb_distance(palette[index], color))
