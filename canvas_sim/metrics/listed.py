"""Measures of artworks, conflict, coordination, resilience and so on, as the catalog has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from canvas_sim.metrics.logs import (
    alliances,
    bots,
    conflict,
    repair,
    resilience,
    robustness,
    trace,
    transitions,
    warning,
)
from canvas_sim.metrics.works import artworks, building, feuds

Row = tuple[str, str, str, Literal["frames", "log", "works"], Callable[..., Any]]

LISTED: tuple[Row, ...] = (
    ("artworks", "several", "sizes, growth, redundancy and users of the artworks", "works", artworks.scores),
    ("building", "h; user-hours a pixel; slope", "from half of an artwork to .9", "works", building.building),
    ("trace", "modularity; share", "who places where and when others do, and time-shuffled", "log", trace.trace),
    ("alliances", "ratio; share; h", "allies against what contact and activity explain", "log", alliances.alliances),
    ("stances", "share of users", "who only attack, only defend, do both; innovation", "log", conflict.users_by_stance),
    ("feuds", "ratio; share of pairs", "users for one artwork and against another", "works", feuds.feuds),
    ("repair", "share; s", "pixels that lose their color get it back", "log", repair.repair),
    ("tiles", "share; per 1,000 tile-hours", "damage, stability and transitions", "log", transitions.rates),
    ("resilience", "per 1,000 tile-hours; share; h", "breaches and recovery", "log", resilience.resilience),
    ("losses", "probability", "a stable tile is lost in an hour, by who outnumber whom", "log", robustness.losses),
    ("warning", "AUC; share", "transitions told an hour ahead", "log", warning.warning),
    ("prompt", "share of waits", "placements within seconds of the cooldown's end", "log", bots.prompt),
    ("restless", "share of users", "over 16 h with a mean gap below 15 min", "log", bots.restless),
)
"""Name, unit, meaning, needs and function, as in `canvas_sim.metrics.registry.Metric`."""
