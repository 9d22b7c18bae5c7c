"""Blazon: the verbs in which a flag's line is painted, step by step, at any size."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from canvas_sim.designs.artist.draw import pixels, shapes
from canvas_sim.designs.artist.draw.inks import BLUE, CLEAR, NAMES, RED, WHITE


def paint(picture: np.ndarray, step: Sequence[str]) -> None:
    """Paint one step of a flag's line."""
    verb, rest = step[0], list(step[1:])
    where: list[float] = []
    if "@" in rest:
        where = [int(number) / 100 for number in rest[rest.index("@") + 1].split(",")]
        rest = rest[: rest.index("@")]
    if verb in _STEPS:
        inks = [NAMES[word] for word in rest if word in NAMES]
        if verb in {"h", "v"}:
            _stripes(picture.T if verb == "v" else picture, rest)
        else:
            _STEPS[verb](picture, inks, where)
    elif verb == "stars":
        _stars(picture, NAMES[rest[0]], int(rest[1]), where)
    else:
        _charge(picture, verb, [NAMES[word] for word in rest], where)


def _stripes(picture: np.ndarray, words: Sequence[str]) -> None:
    inks: list[int] = []
    weights: list[int] = []
    for word in words:
        if word.isdigit():
            weights[-1] = int(word)
        else:
            inks.append(NAMES[word])
            weights.append(1)
    edges = np.cumsum([0, *weights]) * picture.shape[0] / sum(weights)
    for ink, low, high in zip(inks, edges[:-1], edges[1:], strict=True):
        picture[int(low + 0.5) : max(int(high + 0.5), int(low + 0.5))] = ink


def _charge(picture: np.ndarray, name: str, inks: Sequence[int], where: Sequence[float]) -> None:
    """Paint a shape with its center at a place; a shield has a rim and two halves."""
    size = max(3, int(picture.shape[0] * where[2] + 0.5))
    if name == "checker":
        piece = np.where(shapes.mask("shield", size), _checkered(size, inks), np.uint8(CLEAR))
    else:
        piece = shapes.inked(name, size, inks[0])
    if name == "shield" and size >= 6:
        inner = shapes.inked("shield", size - 2, inks[1])
        inner[: inner.shape[0] // 2][inner[: inner.shape[0] // 2] != CLEAR] = inks[2]
        pixels.center(piece, inner)
    y = int(picture.shape[0] * where[1] - piece.shape[0] / 2 + 0.5)
    x = int(picture.shape[1] * where[0] - piece.shape[1] / 2 + 0.5)
    pixels.put(picture, piece, y, x)


def _checkered(size: int, inks: Sequence[int]) -> np.ndarray:
    wide = shapes.mask("shield", size).shape[1]
    cell = max(1, size // 5)
    odd = (np.arange(size)[:, None] // cell + np.arange(wide)[None] // cell) % 2
    return np.where(odd == 0, np.uint8(inks[0]), np.uint8(inks[1]))


def _stars(picture: np.ndarray, ink: int, count: int, where: Sequence[float]) -> None:
    """Scatter stars over a square field in a fixed order: a lattice for many, a constellation for few."""
    height, width = picture.shape
    reach = height * where[2]
    size = 1 if reach < 12 else 3 if reach / max(3, count**0.5) < 9 else 5
    star = shapes.inked("star", size, ink) if size > 1 else pixels.plain(1, 1, ink)
    if count >= 9:
        rows, columns = max(2, int(reach / (size + 2))), max(2, int(width * 0.38 / (size + 2)))
        spots = [
            ((r + 0.5) / rows, (c + 0.5) / columns) for r in range(rows) for c in range(columns) if (r + c) % 2 == 0
        ]
        wide = width * 0.38
    elif count <= 3:
        spots, wide = [(0.5, (k + 0.5) / count) for k in range(count)], width * 0.5
    else:
        spots = [(0.04, 0.5), (0.38, 0.1), (0.96, 0.5), (0.3, 0.9), (0.6, 0.66)][:count]
        wide = reach * 0.8
    for down, right in spots:
        y = height * where[1] + (down - 0.5) * reach - star.shape[0] / 2
        x = width * where[0] + (right - 0.5) * wide - star.shape[1] / 2
        pixels.put(picture, star, int(y + 0.5), int(x + 0.5))


def _thickness(picture: np.ndarray, share: float) -> int:
    return max(1, int(min(picture.shape[0], picture.shape[1]) * share + 0.5))


def _cross(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    """A Nordic cross: ground, cross, and a cross within it."""
    picture[:] = inks[0]
    for step, ink in enumerate(inks[1:]):
        wide = _thickness(picture, 0.25 if len(inks) == 3 and step == 0 else 0.12 if step else 0.2)
        y = (picture.shape[0] - wide) // 2
        x = (
            int(picture.shape[0] * 0.52 - wide / 2)
            if picture.shape[1] > picture.shape[0]
            else (picture.shape[1] - wide) // 2
        )
        picture[y : y + wide] = ink
        picture[:, x : x + wide] = ink


def _middle(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    wide = _thickness(picture, 0.18)
    y, x = (picture.shape[0] - wide) // 2, (picture.shape[1] - wide) // 2
    picture[y : y + wide] = inks[0]
    picture[:, x : x + wide] = inks[0]


def _slopes(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    height, width = picture.shape
    return (np.arange(height) + 0.5)[:, None] / height, (np.arange(width) + 0.5)[None] / width


def _saltire(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    y, x = _slopes(picture)
    wide = max(0.11, 0.9 / picture.shape[0])
    picture[(abs(y - x) < wide) | (abs(y + x - 1) < wide)] = inks[0]


def _jamaica(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    y, x = _slopes(picture)
    picture[(y - x) * (y + x - 1) < 0] = inks[0]


def _diagonal(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    y, x = _slopes(picture)
    band = ((y + x) / 2 * 5).astype(int)
    picture[:] = np.array([inks[0], inks[0], inks[1], inks[2], inks[2], inks[2]], np.uint8)[band]


def _quarters(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    y, x = picture.shape[0] // 2, picture.shape[1] // 2
    picture[:y, :x], picture[:y, x:], picture[y:, :x], picture[y:, x:] = inks


def _hoist(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    y, x = _slopes(picture)
    reach = min(
        (where[0] if where else 0.4), 0.62 * picture.shape[0] / picture.shape[1] * ((where[0] if where else 0.4) / 0.4)
    )
    picture[x < (1 - abs(2 * y - 1)) * reach] = inks[0]


def _wedge(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    y, x = _slopes(picture)
    picture[x < 1 - abs(2 * y - 1)] = inks[0]


def _canton(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    picture[: int(picture.shape[0] * where[1] + 0.5), : int(picture.shape[1] * where[0] + 0.5)] = inks[0]


def _band(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    picture[:, : int(picture.shape[1] * where[0] + 0.5)] = inks[0]


def _panel(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    picture[
        picture.shape[0] // 4 : -(picture.shape[0] // 4) or None,
        picture.shape[1] // 4 : -(picture.shape[1] // 4) or None,
    ] = inks[0]


def _union(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    """The crosses of the United Kingdom in the upper left part."""
    part = picture[: max(3, int(picture.shape[0] * where[1] + 0.5)), : max(5, int(picture.shape[1] * where[0] + 0.5))]
    part[:] = BLUE
    y, x = _slopes(part)
    wide = max(0.13, 0.8 / part.shape[0])
    part[(abs(y - x) < wide) | (abs(y + x - 1) < wide)] = WHITE
    if part.shape[0] > 8:
        part[(abs(y - x) < wide / 2.6) | (abs(y + x - 1) < wide / 2.6)] = RED
    for ink, share in ((WHITE, 0.34), (RED, 0.2)):
        thick = _thickness(part, share)
        thick += (part.shape[0] - thick) % 2
        top, left = (part.shape[0] - thick) // 2, (part.shape[1] - thick) // 2
        part[top : top + thick] = ink
        part[:, left : left + thick] = ink


def _rhomb(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    y, x = _slopes(picture)
    picture[abs(2 * y - 1) + abs(2 * x - 1) < where[2]] = inks[0]


def _belt(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    """The band on Brazil's disc."""
    y, x = _slopes(picture)
    near = np.hypot((y - 0.5) * picture.shape[0], (x - 0.5) * picture.shape[1]) < picture.shape[0] * where[2] / 2
    picture[near & (abs(y - 0.5 - (x - 0.5) * 0.18) < max(0.03, 0.6 / picture.shape[0]))] = inks[0]


def _half(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    y, x = _slopes(picture)
    near = (
        np.hypot((y - where[1]) * picture.shape[0], (x - where[0]) * picture.shape[1]) < picture.shape[0] * where[2] / 2
    )
    picture[near & (y > 0.5)] = inks[0]


def _taeguk(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    y, x = _slopes(picture)
    down, right = (y - 0.5) * picture.shape[0], (x - 0.5) * picture.shape[1]
    reach = picture.shape[0] * where[2] / 2
    upper = down < np.where(right < 0, 1, -1) * np.sqrt(
        np.clip((reach / 2) ** 2 - (abs(right) - reach / 2) ** 2, 0, None)
    )
    near = np.hypot(down, right) < reach
    picture[near & upper] = inks[0]
    picture[near & ~upper] = inks[1]


def _bars(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    """Three strokes in each corner."""
    height, width = picture.shape
    step = max(2, height // 12)
    if height < 12:
        return
    for y in (height // 8, height - height // 8 - 3 * step + 1):
        for x in (width // 8, width - width // 8 - 2 * step):
            for k in range(3):
                picture[y + k * step, x : x + 2 * step] = inks[0]


def _rays(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    """Rays from the center to corners and sides."""
    y, x = _slopes(picture)
    down, right = abs(2 * y - 1), abs(2 * x - 1)
    wide = 0.14
    picture[(down < right * wide) | (right < down * wide) | (abs(down - right) < wide * right)] = inks[0]


def _lozenges(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    y, x = np.arange(picture.shape[0])[:, None], np.arange(picture.shape[1])[None]
    odd = ((2 * y + x) // 6 + (x - 2 * y) // 6) % 2
    picture[:] = np.array(inks, np.uint8)[odd]


def _maryland(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    """Two quarters of slanted checks, two of crosses."""
    height, width = picture.shape
    y, x = np.arange(height)[:, None], np.arange(width)[None]
    size = max(2, height // 9)
    checks = ((x // size + (y > height / 4).astype(int) + (y > height * 0.75)) + ((x + y) // (3 * size))) % 2
    picture[:] = np.where(checks == 0, np.uint8(inks[0]), np.uint8(inks[1]))
    for part in (picture[: height // 2, width // 2 :], picture[height // 2 :, : width // 2]):
        _quarters(part, [inks[2], inks[3], inks[3], inks[2]], where)
        _middle(part, [inks[3]], where)


def _plain(picture: np.ndarray, inks: Sequence[int], where: Sequence[float]) -> None:
    picture[:] = inks[0]


_Step = Callable[[np.ndarray, Sequence[int], Sequence[float]], None]
_STEPS: dict[str, _Step] = {
    "h": _plain, "v": _plain, "plain": _plain, "cross": _cross, "middle": _middle, "saltire": _saltire,
    "jamaica": _jamaica, "diagonal": _diagonal, "quarters": _quarters, "hoist": _hoist, "wedge": _wedge,
    "canton": _canton, "band": _band, "panel": _panel, "union": _union, "rhomb": _rhomb, "belt": _belt, "half": _half,
    "taeguk": _taeguk, "bars": _bars, "rays": _rays, "lozenges": _lozenges, "maryland": _maryland,
}  # fmt: skip
