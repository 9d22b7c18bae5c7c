"""Kinds of designs: how each fills an area, small or large, as a box or as a free shape."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import lettering, phrases, pixels, sprites
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, WHITE, spot
from canvas_sim.designs.artist.kinds import (
    banners,
    boards,
    crowd,
    emblems,
    flags,
    hearts,
    hosts,
    logos,
    murals,
    paintings,
    patterns,
    portraits,
    posters,
    ribbons,
    scenes,
)


@dataclass(frozen=True)
class Form:
    """What a kind makes of an area: the box that suits it, and a painter that fills any box not too different.

    A free shape is painted already; its painter gives it back whatever box it is offered.
    """

    height: int
    width: int
    paint: Callable[[int, int], np.ndarray]
    free: bool = False


def _box(draw: Stream, area: int, low: float, high: float) -> tuple[int, int]:
    """Height and width of about `area` whose ratio, width to height, is drawn between `low` and `high`."""
    ratio = low * (high / low) ** draw.uniform()
    height = max(3, round(math.sqrt(area / ratio)))
    return height, max(3, round(area / height))


def _boxed(
    paint: Callable[..., np.ndarray], about: tuple[Stream, *tuple[str, ...]], area: int, ratios: tuple[float, float]
) -> Form:
    """A form whose painter takes `about` (a stream first), height and width; width to height is within `ratios`."""
    return _in_box(paint, about, _box(about[0], area, *ratios))


def _in_box(paint: Callable[..., np.ndarray], about: tuple[Stream, *tuple[str, ...]], box: tuple[int, int]) -> Form:
    return Form(*box, lambda height, width: paint(*about, height, width))


def _free(picture: np.ndarray) -> Form:
    height, width = picture.shape
    return Form(height, width, lambda _height, _width: picture, free=True)


def _nearest(make: Callable[[int], np.ndarray], area: int) -> Form:
    """A free shape of about `area` pixels: makes some, each time of a size corrected by the last."""
    size, best, best_off = max(4.0, math.sqrt(area / 0.66)), None, math.inf
    for _ in range(4):
        piece = make(round(size))
        painted = int((piece != CLEAR).sum())
        off = abs(math.log(max(painted, 1) / area))
        if off < best_off:
            best, best_off = piece, off
        if off < 0.22:
            break
        size = min(90.0, max(4.0, size * min(1.35, max(0.75, math.sqrt(area / max(painted, 1))))))
    assert best is not None
    return _free(best)


def flag(draw: Stream, name: str, area: int) -> Form:
    """A flag: plain, labeled, as a long band, with a crowd on it; or arms, balls, letters, a land in its colors."""
    kind, about = draw.uniform(), (draw, name)
    if area > 350 and kind < 0.3:
        paint = draw.choice((banners.arms, banners.balls, banners.lettered, banners.land), (3, 2.5, 1.5, 2))
        return _boxed(paint, about, area, (1.3, 2.4 if paint is not banners.lettered else 4.0))
    if area < 1600 and kind < 0.12:
        shape = banners.ball if draw.chance(0.6) else banners.cut_out
        return _nearest(lambda size: shape(draw, name, round(size * 0.92)), area)
    if area > 2500 and draw.chance(0.3):
        return _boxed(murals.band, about, area, (3.0, 9.0))
    if area > 450 and draw.chance(0.8 if area > 1200 else 0.5):
        return _boxed(murals.parade, about, area, (1.3, 3.0))
    if area > 250 and draw.chance(0.12):
        height, width = _box(draw, area, 5.0, 14.0)
        return _in_box(murals.band, about, (height, width) if draw.chance(0.75) else (width, height))
    if area > 150 and draw.chance(0.2):
        return _boxed(murals.friends, about, area, (1.8, 4.0))
    return _boxed(flags.labeled, about, area, (1.2, 2.2))


def writing(draw: Stream, name: str, area: int) -> Form:
    """Words in a box, or letters without a ground."""
    about = (draw, name)
    if area > 3000 and draw.chance(0.25):
        return _boxed(posters.block, about, area, (0.9, 2.0))
    if area > 3000:
        return _boxed(murals.headline, about, area, (1.0, 3.5))
    if area < 1500 and draw.chance(0.15):
        return loose_letters(draw, name, area)
    if area < 1500 and draw.chance(0.08):
        return _free(posters.pillar(draw, name, area))
    return _boxed(posters.poster, about, area, (1.6, 7.0 if area < 1500 else 4.0))


def loose_letters(draw: Stream, name: str, area: int) -> Form:
    """Letters with an outline and nothing behind them."""
    ink = spot(draw, BLACK, WHITE)
    rim = draw.choice((BLACK, WHITE))

    def make(size: int) -> np.ndarray:
        text = (
            phrases.phrase(draw, name, max(1, size * size // 70)) if size > 9 else phrases.initials(draw, 1 + size // 7)
        )
        font = "mini" if size < 12 else draw.choice(("mini", "small", "tall", "bold"))
        letters = lettering.written(text, font, ink)
        if size > 26:
            letters = pixels.double(letters)
        return pixels.outlined(letters, rim, corners=True) if size > 6 else letters

    return _nearest(make, area)


def heart(draw: Stream, name: str, area: int) -> Form:
    """One heart or a lattice of them."""
    if area < 1200 and draw.chance(0.4):
        return _free(hearts.single(draw, area))
    paint = hosts.hearty if area > 500 and draw.chance(0.6) else hearts.lattice
    return _boxed(paint, (draw, name), area, (0.8, 5.0))


def figure(draw: Stream, name: str, area: int) -> Form:
    """A figure or several: cut out or before a ground."""
    if area < 2600 and draw.chance(0.6 if area < 1300 else 0.45):
        if area < 60:
            return _nearest(lambda size: sprites.small(draw, size + 1, size + 2), area)
        return _nearest(lambda size: crowd.somebody(draw, round(size * 1.15), round(size * 1.1)), area)
    if area < 5000 and draw.chance(0.35):
        return _nearest(lambda size: crowd.bust(draw, size), area)
    return _boxed(murals.figure_panel, (draw, name), area, (0.75, 1.6 if area < 1000 else 2.6))


def emblem(draw: Stream, name: str, area: int) -> Form:
    """A roundel, a crest, a sign or initials, cut out or before a ground."""
    kind, about = draw.uniform(), (draw, name)
    if area > 2600 and (area > 5000 or kind > 0.4):
        return _boxed(murals.club, about, area, (0.9, 2.0))
    if kind < 0.5:
        return _nearest(lambda size: emblems.alone(draw, name, max(5, round(size * 0.92))), area)
    if kind < 0.75:
        return _boxed(emblems.initials, about, area, (0.9, 2.0))
    return _boxed(emblems.plate, about, area, (0.8, 1.5))


def scene(draw: Stream, name: str, area: int) -> Form:
    """A landscape; a large one with a title."""

    def paint(height: int, width: int) -> np.ndarray:
        picture = scenes.scene(draw, height, width)
        if height > 40 and draw.chance(0.6):
            strip = height // 6
            pixels.put(picture, crowd.title(draw, name, strip, width, BLACK), height - strip, 0)
        return picture

    return Form(*_box(draw, area, 1.0, 2.4), paint)


def pattern(draw: Stream, name: str, area: int) -> Form:
    """A pattern; on a large one somebody has put something."""
    box = _box(draw, area, 0.7, 4.0)
    if area > 500 and draw.chance(0.4):
        return _in_box(hosts.host, (draw, name), box)

    def paint(height: int, width: int) -> np.ndarray:
        picture = patterns.pattern(draw, height, width)
        if height * width > 900 and min(height, width) > 20:
            for _ in range(1 + height * width // 2500):
                murals.inset(draw, name, picture)
        return picture

    return Form(*box, paint)


def portrait(draw: Stream, name: str, area: int) -> Form:
    """A portrait in its frame, or a cameo."""
    if area < 150:
        return _nearest(lambda size: crowd.somebody(draw, size, size), area)
    if area < 1500 and draw.chance(0.2):
        return _boxed(portraits.cameo, (draw,), round(area / 0.785), (0.7, 0.95))
    return _boxed(portraits.portrait, (draw, name), area, (0.65, 0.95))


def board(draw: Stream, name: str, area: int) -> Form:
    """A window, a game, a map."""
    if area < 180:
        return _boxed(murals.panel, (draw, name), area, (0.8, 2.5))
    return _boxed(boards.board, (draw, name), area, (1.0, 2.6))


def mural(draw: Stream, name: str, area: int) -> Form:
    """A work that holds others, where there is room for others."""
    about = (draw, name)
    if area < 500:
        return _boxed(murals.panel, about, area, (0.8, 2.5))
    if area > 900 and draw.chance(0.2):
        return _boxed(hosts.host, about, area, (0.8, 2.6))
    return _boxed(murals.mural, about, area, (0.9, 2.4))


def logo(draw: Stream, name: str, area: int) -> Form:
    """A mark cut out, a mark on a field, or a name as high as its box."""
    kind = draw.uniform()
    if area < 1400 and kind < 0.42:
        return _nearest(lambda size: logos.mark(draw, max(6, size)), area)
    if area > 120 and kind > 0.75:
        return _boxed(logos.wordmark, (draw, name), area, (1.8, 5.0))
    return _boxed(logos.logo, (draw, name), area, (0.8, 3.0))


def ribbon(draw: Stream, name: str, area: int) -> Form:
    """A long strip, level, upright or slanted."""
    if area > 150 and draw.chance(0.15 if area < 600 else 0.3):
        return _free(ribbons.road(draw, area))
    height, width = _box(draw, area, 5.0, 16.0 if area < 4000 else 11.0)
    return _in_box(ribbons.ribbon, (draw, name), (height, width) if draw.chance(0.75) else (width, height))


def painting(draw: Stream, name: str, area: int) -> Form:
    """A painting; where there is no room for one, a portrait."""
    if area < 250:
        return portrait(draw, name, area)
    return _boxed(paintings.painting, (draw, name), area, (0.7, 1.5))


PAINTERS: dict[str, Callable[[Stream, str, int], Form]] = {
    "flag": flag, "words": writing, "hearts": heart, "sprite": figure, "emblem": emblem, "scene": scene,
    "pattern": pattern, "portrait": portrait, "board": board, "mural": mural, "logo": logo, "ribbon": ribbon,
    "painting": painting,
}  # fmt: skip
_SMALL = (13, 17, 4, 24, 8, 4, 5.5, 2, 5, 9, 9, 7, 2)
_LARGE = (20, 10, 5, 13, 7, 4, 6.5, 1.5, 5, 16, 9, 11, 5)


def weights(area: int) -> tuple[float, ...]:
    """How often each kind is drawn at an area: among large works flags lead, among small ones figures and words."""
    return _LARGE if area > 1800 else _SMALL
