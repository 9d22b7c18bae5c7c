"""Flags: of countries from the table, of places that do not exist, with border, label, and things laid on them."""

from __future__ import annotations

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data import tables
from canvas_sim.designs.artist.draw import lettering, pixels
from canvas_sim.designs.artist.draw.blazon import paint
from canvas_sim.designs.artist.draw.inks import BLACK, NAMES, WHITE, contrast, ground, spot


def country(draw: Stream) -> str:
    """A country's name, the popular ones more often."""
    return draw.choice(tables.words("popular") if draw.chance(0.5) else list(tables.flag_steps()))


def flag(name: str, height: int, width: int) -> np.ndarray:
    """The flag of a country of the table, filling the box."""
    picture = pixels.plain(height, width, WHITE)
    for step in tables.flag_steps()[name]:
        paint(picture, step)
    return picture


def invented(draw: Stream, height: int, width: int) -> np.ndarray:
    """A flag that no country has: drawn base, drawn charge."""
    names = list(NAMES)
    inks: list[int] = []
    while len(inks) < 4:
        inks.append(ground(draw) if len(inks) < 3 else spot(draw, *inks))
        inks = list(dict.fromkeys(inks))
    first, second, third, fourth = (names[ink] for ink in inks)
    base = draw.choice(
        (f"h {first} {second} {third}", f"v {first} {second} {third}", f"h {first} {second}", f"cross {first} {second}",
         f"h {first} {second} {first} {second} {first}", f"diagonal {first} {second} {third}",
         f"cross {first} {second} {third}", f"quarters {first} {second} {second} {first}", f"h {first}"),
    )  # fmt: skip
    charge = draw.choice(
        ("star", "sun", "crescent", "disc", "plus", "eagle", "lily", "cedar", "shield", "wheel", "crown")
    )
    picture = pixels.plain(height, width, WHITE)
    paint(picture, base.split())
    if draw.chance(0.3):
        paint(picture, ["hoist", fourth])
    elif draw.chance(0.75):
        spare = third if charge == "shield" else ""
        where = f"{draw.choice((50, 50, 30))},50,{draw.integer(36, 64)}"
        paint(picture, f"{charge} {fourth} {spare} {spare} @ {where}".split())
    return picture


def any_flag(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """The flag of `name`, or of the country that it is in, where there is one, else an invented one."""
    home = tables.home_of().get(name, name)
    return flag(home, height, width) if home in tables.flag_steps() else invented(draw, height, width)


def labeled(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A flag with, where there is room, a border line and a strip with the country's name."""
    border = BLACK if draw.chance(0.8) else WHITE
    strip = 7 if height < 60 else 9 if height < 110 else 11
    text = draw.choice((f"R/{name}", name, f"r/{name.title()}", f"{name}!", f"VIVA {name}"), (4, 4, 2, 0.7, 0.3))
    paper = draw.choice((WHITE, BLACK, None), (5, 3, 2))
    room = height > 17 and lettering.label(text, strip - 2, width - 3, WHITE) is not None
    if not room or draw.chance(0.35):
        picture = any_flag(draw, name, height, width)
        return pixels.framed(picture, border) if min(height, width) > 8 and draw.chance(0.6) else picture
    picture = pixels.plain(height, width, border)
    flag_part = any_flag(draw, name, height - strip - 1, width)
    on_top = draw.chance(0.2)
    pixels.put(picture, pixels.framed(flag_part, border), strip + 1 if on_top else 0, 0)
    top = 0 if on_top else height - strip - 1
    tape = picture[top : top + strip + 1]
    ink = paper if paper is not None else int(flag_part[height // 3, 2])
    tape[1:-1, 1:-1] = ink
    letters = lettering.label(text, strip - 2, width - 3, contrast(draw, ink))
    if letters is not None:
        pixels.center(tape, letters, right=draw.choice((0.5, 0.05)))
    return picture
