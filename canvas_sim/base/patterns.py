"""Patterns that spread without a plan: what they are called, where they begin, in which colors, who helps them.

How one of them grows is a rule, in the file of the same name in `canvas_sim.rules.patterns`. A new pattern is a row
here and a file there.
"""

from typing import NamedTuple


class Pattern(NamedTuple):
    """One pattern. Colors are RRGGBB; the nearest that may be placed is taken."""

    name: str
    colors: tuple[str, ...]  # its ground, and a second one if it has one
    in_corner: bool = False  # begins in the lower right corner; else anywhere but near the sides
    helpers: float = 0.0  # how many of those who help patterns (`loners.spread`) help it, relative to others


PATTERNS = (
    Pattern("corner", ("0000EA",), in_corner=True),  # has helpers of its own (`loners.corner`)
    Pattern("void", ("222222",), helpers=0.4),
    Pattern("lattice", ("02BE01", "222222"), helpers=0.3),
    Pattern("road", ("E50000",), helpers=0.3),
)
RAINBOW = ("E50000", "E59500", "E5D900", "02BE01", "00D3DD", "0000EA", "820080")  # lanes of the road
LANES = len(RAINBOW)
NAMES = tuple(pattern.name for pattern in PATTERNS)
KINDS = ("template", *NAMES)  # of designs and communities; the code of a kind is its place
TEMPLATE = KINDS.index("template")
