"""Measures of artworks, conflict, coordination, resilience and so on, as the catalog has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from canvas_sim.metrics import artworks

Row = tuple[str, str, str, Literal["frames", "log", "works"], Callable[..., Any]]

LISTED: tuple[Row, ...] = (
    ("artworks", "several", "sizes, growth, redundancy and users of the artworks", "works", artworks.scores),
)
"""Name, unit, meaning, needs and function, as in `canvas_sim.metrics.catalog.Metric`."""
