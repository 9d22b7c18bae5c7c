"""Flags of countries, painted step by step from their lines in the table, at any size."""

from collections.abc import Sequence

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data.tables import flag_steps, home_of, words
from canvas_sim.designs.artist.draw import inks, lettering, pixels, shapes
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, NAMES, WHITE
from canvas_sim.designs.artist.draw.stencils import stenciled, weights


def country(draw: Stream) -> str:
    """A country's name, the popular ones more often."""
    return draw.choice(words("popular") if draw.chance(0.5) else list(flag_steps()))


def flag_of(name: str, height: int, width: int) -> np.ndarray:
    """The flag of a country of the table, filling the box."""
    picture = pixels.blank(height, width, WHITE)
    for step in flag_steps()[name]:
        paint_step(picture, step)
    return picture


def any_flag(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """The flag of `name`, or of the country that it is in, where there is one, else an invented one."""
    home = home_of().get(name, name)
    return flag_of(home, height, width) if home in flag_steps() else invented(draw, height, width)


def invented(draw: Stream, height: int, width: int) -> np.ndarray:
    """A flag that no country has: drawn base, drawn charge."""
    chosen: list[int] = []
    while len(chosen) < 4:
        chosen.append(inks.ground(draw) if len(chosen) < 3 else inks.spot_ink(draw, *chosen))
        chosen = list(dict.fromkeys(chosen))
    a, b, c, d = (list(NAMES)[ink] for ink in chosen)
    bases = ("h {a} {b} {c}", "v {a} {b} {c}", "h {a} {b}", "cross {a} {b}", "h {a} {b} {a} {b} {a}",
             "diagonal {a} {b} {c}", "cross {a} {b} {c}", "quarters {a} {b} {b} {a}", "h {a}")  # fmt: skip
    base = draw.choice(bases).format(a=a, b=b, c=c)
    charges = ("star", "sun", "crescent", "disc", "plus", "eagle", "lily", "cedar", "shield", "wheel", "crown")
    charge = draw.choice(charges)
    picture = pixels.blank(height, width, WHITE)
    paint_step(picture, base.split())
    if draw.chance(0.3):
        paint_step(picture, ["hoist", d])
    elif draw.chance(0.75):
        spare = c if charge == "shield" else ""
        where = f"{draw.choice((50, 50, 30))},50,{draw.integer(36, 64)}"
        paint_step(picture, f"{charge} {d} {spare} {spare} @ {where}".split())
    return picture


def labeled_flag(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A flag with, where there is room, a border line and a strip with the country's name."""
    border = BLACK if draw.chance(0.8) else WHITE
    strip = 7 if height < 60 else 9 if height < 110 else 11
    text = draw.choice((f"R/{name}", name, f"r/{name.title()}", f"{name}!", f"VIVA {name}"), (4, 4, 2, 0.7, 0.3))
    paper = draw.choice((WHITE, BLACK, None), (5, 3, 2))
    room = height > 17 and lettering.largest(text, strip - 2, width - 3) is not None
    if not room or draw.chance(0.35):
        picture = any_flag(draw, name, height, width)
        return pixels.framed(picture, border) if min(height, width) > 8 and draw.chance(0.6) else picture
    picture = pixels.blank(height, width, border)
    flag_part = any_flag(draw, name, height - strip - 1, width)
    on_top = draw.chance(0.2)
    pixels.paste(picture, pixels.framed(flag_part, border), strip + 1 if on_top else 0, 0)
    top = 0 if on_top else height - strip - 1
    tape = picture[top : top + strip + 1]
    ink = paper if paper is not None else int(flag_part[height // 3, 2])
    tape[1:-1, 1:-1] = ink
    letters = lettering.label(text, strip - 2, width - 3, inks.contrast(draw, ink))
    pixels.center(tape, letters, right=draw.choice((0.5, 0.05)))
    return picture


def paint_step(picture: np.ndarray, step: Sequence[str]) -> None:
    """Paint one step of a flag's line, in place: its words, and after ``@`` where."""
    verb, *rest = step
    where: list[float] = []
    if "@" in rest:
        where = [int(number) / 100 for number in rest[-1].split(",")]
        rest = rest[:-2]
    given = [NAMES[word] for word in rest if word in NAMES]
    if verb in {"h", "v"}:
        _stripes(picture.T if verb == "v" else picture, rest)
    elif verb == "stars":
        _stars(picture, given[0], int(rest[1]), where)
    elif verb == "maryland":
        _maryland(picture, given)
    elif verb in weights("flags"):
        size = picture.shape
        if verb == "union":
            picture = picture[: max(3, int(size[0] * where[1] + 0.5)), : max(5, int(size[1] * where[0] + 0.5))]
        _stencil(picture, verb, given, where)
    else:
        _charge(picture, verb, given, where)


def _stencil(picture: np.ndarray, verb: str, given: Sequence[int], where: Sequence[float] = ()) -> None:
    colors = dict(zip("abcd", [*given, CLEAR, CLEAR, CLEAR, CLEAR], strict=False))
    right, down, high = [*where, 0.0, 0.0, 0.0][:3]
    place = {"right": right, "down": down, "high": high, "placed": bool(where), "count": len(given)}
    stenciled(Stream(0, "artist/flag"), picture, "flags", verb, **colors, **place)


def _stripes(picture: np.ndarray, said: Sequence[str]) -> None:
    """Stripes from top to bottom; a number says how wide the one before it is."""
    shares: list[list[int]] = []
    for word in said:
        if word.isdigit():
            shares[-1][1] = int(word)
        else:
            shares.append([NAMES[word], 1])
    edges = np.cumsum([0, *(share for _, share in shares)]) * picture.shape[0] / sum(share for _, share in shares)
    for (ink, _), low, high in zip(shares, edges[:-1], edges[1:], strict=True):
        picture[int(low + 0.5) : max(int(high + 0.5), int(low + 0.5))] = ink


def _charge(picture: np.ndarray, name: str, given: Sequence[int], where: Sequence[float]) -> None:
    """Paint a shape with its center at a place; a shield has a rim and two halves."""
    size = max(3, int(picture.shape[0] * where[2] + 0.5))
    if name == "checker":
        mask = shapes.mask("shield", size)
        y, x = np.indices(mask.shape) // max(1, size // 5)
        piece = np.where(mask, np.where((y + x) % 2 == 0, *np.array(given, np.uint8)), np.uint8(CLEAR))
    else:
        piece = shapes.inked(name, size, given[0])
    if name == "shield" and size >= 6:
        inner = shapes.inked("shield", size - 2, given[1])
        upper = inner[: inner.shape[0] // 2]
        upper[upper != CLEAR] = given[2]
        pixels.center(piece, inner)
    _place(picture, piece, picture.shape[0] * where[1], picture.shape[1] * where[0])


def _place(picture: np.ndarray, piece: np.ndarray, y: float, x: float) -> None:
    pixels.paste(picture, piece, int(y - piece.shape[0] / 2 + 0.5), int(x - piece.shape[1] / 2 + 0.5))


def _stars(picture: np.ndarray, ink: int, count: int, where: Sequence[float]) -> None:
    """Scatter stars over a square field in a fixed order: a lattice for many, a constellation for few."""
    height, width = picture.shape
    reach = height * where[2]
    size = 1 if reach < 12 else 3 if reach / max(3, count**0.5) < 9 else 5
    star = shapes.inked("star", size, ink) if size > 1 else pixels.blank(1, 1, ink)
    if count >= 9:
        rows, columns = max(2, int(reach / (size + 2))), max(2, int(width * 0.38 / (size + 2)))
        lattice = [(r, c) for r in range(rows) for c in range(columns) if (r + c) % 2 == 0]
        spots, wide = [((r + 0.5) / rows, (c + 0.5) / columns) for r, c in lattice], width * 0.38
    elif count <= 3:
        spots, wide = [(0.5, (k + 0.5) / count) for k in range(count)], width * 0.5
    else:
        spots, wide = [(0.04, 0.5), (0.38, 0.1), (0.96, 0.5), (0.3, 0.9), (0.6, 0.66)][:count], reach * 0.8
    for down, right in spots:
        _place(picture, star, height * where[1] + (down - 0.5) * reach, width * where[0] + (right - 0.5) * wide)


def _maryland(picture: np.ndarray, given: Sequence[int]) -> None:
    """Two quarters of slanted checks, two of crosses."""
    height, width = picture.shape
    _stencil(picture, "checks", given)
    _, _, light, dark = given
    for part in (picture[: height // 2, width // 2 :], picture[height // 2 :, : width // 2]):
        _stencil(part, "quarters", (light, dark, dark, light))
        _stencil(part, "middle", (dark,))
