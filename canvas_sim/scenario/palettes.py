"""The palettes of the real events, a wide one of 256 colors, and the names of colors."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from canvas_sim.base.color import rgb_distance
from canvas_sim.base.errors import UserError
from canvas_sim.base.suggest import nearest
from canvas_sim.scenario.schema import Scenario

NEAR = 48  # of red, green and blue, 0 to 255 each: so far apart are colors that may be mistaken for each other
SHOWN = 32  # colors that a message lists


@cache
def _tables() -> dict[str, Any]:
    """What ``palettes.toml`` says."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def palettes() -> dict[str, tuple[str, ...]]:
    """Palettes by name: colors as RRGGBB, upper case, in the order of their indices."""
    named = {name: tuple(colors.values()) for name, colors in _tables()["named"].items()}
    return named | {"256": (*named["2017"], *_tables()["more"].split())}


@cache
def color_names() -> dict[str, dict[str, int]]:
    """Index of each color by its name, for each palette."""
    found = {name: {color: i for i, color in enumerate(colors)} for name, colors in _tables()["named"].items()}
    return found | {"256": found["2017"]}


def rrggbb(color: str) -> str:
    """A color as palettes have it: no '#', upper case."""
    return color.removeprefix("#").upper()


def palette_of(scenario: Scenario) -> tuple[str, ...]:
    """The palette of a scenario, as RRGGBB, in the order of the indices.

    Raises
    ------
    UserError
        If there is no palette of that name.
    """
    palette = scenario.canvas.palette
    if not isinstance(palette, str):
        return tuple(rrggbb(color) for color in palette)
    known = palettes()
    if palette not in known:
        raise UserError(f"canvas.palette: there is no palette {palette!r}; there are {', '.join(known)}, or a list")
    return known[palette]


def index_of(scenario: Scenario, color: str) -> int:
    """Index of a color in the palette of a scenario, from RRGGBB or, in a palette of this module, from its name.

    Raises
    ------
    UserError
        If the palette does not have it.
    """
    names = color_names().get(scenario.canvas.palette, {}) if isinstance(scenario.canvas.palette, str) else {}
    if color in names:
        return names[color]
    palette = palette_of(scenario)
    if rrggbb(color) in palette:
        return palette.index(rrggbb(color))
    near = _meant(color, names, palette)
    known = [*(names or palette)]
    left = len(palette) - len(known[:SHOWN])
    more = f" and {left} more, RRGGBB" if left else ""
    hint = f"did you mean {near!r}?" if near else f"there are {', '.join(known[:SHOWN])}{more}"
    raise UserError(f"color {color!r} is not in the palette; {hint}")


def _meant(color: str, names: Mapping[str, int], palette: Sequence[str]) -> str | None:
    """The color that is meant: of a name like this one, or if six digits are given that looks so; None if none does."""
    if not re.fullmatch("[0-9A-F]{6}", rrggbb(color)):
        return nearest(color, [*names, *palette])
    apart = {other: rgb_distance(rrggbb(color), other) for other in palette}
    found = min(apart, key=apart.__getitem__)
    return found if apart[found] <= NEAR**2 else None
