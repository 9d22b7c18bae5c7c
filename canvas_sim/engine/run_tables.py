"""The tables of a run, as columns, from a world: communities, designs, alliances, posts, what was learned and ceded."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from canvas_sim.base.patterns import KINDS, TEMPLATE
from canvas_sim.base.vocabulary import CALLS, CAUSES, TREATIES, WAYS
from canvas_sim.world.tables import World


def tables_of_run(world: World, communities: Mapping[int, str], designs: list[str]) -> dict[str, dict[str, Any]]:
    """All tables but the log, the timeline and interventions, from a world and the names in it."""
    return {
        "communities": community_table(world, communities),
        "designs": design_table(world, designs),
        "alliances": alliance_table(world),
        "posts": post_table(world),
        "learned": learned_table(world),
        "ceded": ceded_table(world),
    }


def community_table(world: World, names: Mapping[int, str]) -> dict[str, Any]:
    """A row for each community that was ever founded."""
    rows = world.communities[: world.clock[0].communities]
    numbers = np.arange(len(rows), dtype=np.int32)
    kinds = ["raid" if raid else KINDS[kind] for kind, raid in zip(rows["kind"], rows["raid"], strict=True)]
    fields = ("founder", "founded", "ended", "members", "design")
    return {
        "community": numbers,
        "name": [names.get(int(i), "") or kinds[i] for i in numbers],
        **{field: rows[field] for field in fields},
        "kind": kinds,
    }


def design_table(world: World, names: list[str]) -> dict[str, Any]:
    """A row for each design, those that found no site left out."""
    rows = world.designs[: world.clock[0].designs]
    kept = np.flatnonzero(rows["community"] >= 0)
    fields = ("community", "x", "y", "width", "height", "area", "founded", "ended")
    pixels = []
    for i in kept:
        design = rows[i]
        cells = int(design.width) * int(design.height) if design.kind == TEMPLATE else 0
        pixels.append(world.ink[design.ink : design.ink + cells].tobytes())
    return {
        "design": kept.astype(np.int32),
        **{field: rows[field][kept] for field in fields},
        "name": [names[i] for i in kept],
        "kind": [KINDS[kind] for kind in rows["kind"][kept]],
        "pixels": pixels,
    }


def alliance_table(world: World) -> dict[str, Any]:
    """What happened to alliances, in order of time."""
    rows = world.treaties[: world.clock[0].treaties]
    return {
        **{field: rows[field] for field in ("ts", "a", "b", "strength")},
        "what": [TREATIES[i] for i in rows["what"]],
        "cause": [CAUSES[i] for i in rows["cause"]],
    }


def ceded_table(world: World) -> dict[str, Any]:
    """Pixels that plans lost by treaties, by design and place."""
    designs = world.designs[: world.clock[0].designs]
    cells = np.flatnonzero(world.ceded["ts"])
    number = np.searchsorted(designs["ink"], cells, side="right") - 1
    y, x = np.divmod(cells - designs["ink"][number], designs["width"][number])
    rows = world.ceded[cells]
    return {
        "ts": rows["ts"],
        "design": number.astype(np.int32),
        "x": (designs["x"][number] + x).astype(np.uint16),
        "y": (designs["y"][number] + y).astype(np.uint16),
        "color": rows["color"],
    }


def post_table(world: World) -> dict[str, Any]:
    """All posts with the votes that they had at the end."""
    rows = world.posts[: world.clock[0].posts]
    fields = ("ts", "community", "design", "x", "y", "target", "votes")
    return {
        "post": np.arange(len(rows), dtype=np.int32),
        "user": rows["author"],
        **{field: rows[field] for field in fields},
        "kind": [CALLS[i] for i in rows["kind"]],
    }


def learned_table(world: World) -> dict[str, Any]:
    """Who came to know which plan, in order of time."""
    rows = world.learned[: world.clock[0].learned]
    ways = np.array(WAYS)[rows["way"]]
    return {**{field: rows[field] for field in ("ts", "user", "design", "source")}, "way": ways}
