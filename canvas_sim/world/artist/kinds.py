"""Kinds of designs: how each fills an area, small or large, as a box or as a free shape."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from canvas_sim.world.artist import (
    banners,
    boards,
    brush,
    crowd,
    emblems,
    figures,
    flags,
    hearts,
    hosts,
    lettering,
    logos,
    murals,
    paintings,
    patterns,
    portraits,
    posters,
    ribbons,
    scenes,
    words,
)
from canvas_sim.world.artist.inks import BLACK, CLEAR, WHITE, spot
from canvas_sim.world.draws import Stream


def _box(draw: Stream, area: int, low: float, high: float) -> tuple[int, int]:
    """Height and width of about `area` whose ratio, width to height, is drawn between `low` and `high`."""
    ratio = low * (high / low) ** draw.uniform()
    height = max(3, round(math.sqrt(area / ratio)))
    return height, max(3, round(area / height))


def _nearest(make: Callable[[int], np.ndarray], area: int) -> np.ndarray:
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
    return best


def flag(draw: Stream, name: str, area: int) -> np.ndarray:
    """A flag: plain, labeled, as a long band, with a crowd on it; or arms, balls, letters, a land in its colors."""
    kind = draw.uniform()
    if area > 350 and kind < 0.3:
        paint = draw.choice((banners.arms, banners.balls, banners.lettered, banners.land), (3, 2.5, 1.5, 2))
        return paint(draw, name, *_box(draw, area, 1.3, 2.4 if paint is not banners.lettered else 4.0))
    if area < 1600 and kind < 0.12:
        shape = banners.ball if draw.chance(0.6) else banners.cut_out
        return _nearest(lambda size: shape(draw, name, round(size * 0.92)), area)
    if area > 2500 and draw.chance(0.3):
        return murals.band(draw, name, *_box(draw, area, 3.0, 9.0))
    if area > 450 and draw.chance(0.8 if area > 1200 else 0.5):
        return murals.parade(draw, name, *_box(draw, area, 1.3, 3.0))
    if area > 250 and draw.chance(0.12):
        height, width = _box(draw, area, 5.0, 14.0)
        return murals.band(draw, name, *((height, width) if draw.chance(0.75) else (width, height)))
    if area > 150 and draw.chance(0.2):
        return murals.friends(draw, name, *_box(draw, area, 1.8, 4.0))
    return flags.labeled(draw, name, *_box(draw, area, 1.2, 2.2))


def writing(draw: Stream, name: str, area: int) -> np.ndarray:
    """Words in a box, or letters without a ground."""
    if area > 3000 and draw.chance(0.35):
        return posters.block(draw, name, *_box(draw, area, 0.9, 2.0))
    if area > 3000:
        return murals.headline(draw, name, *_box(draw, area, 1.0, 3.5))
    if area < 1500 and draw.chance(0.1):
        return loose_letters(draw, name, area)
    if area < 1500 and draw.chance(0.08):
        return posters.pillar(draw, name, area)
    return posters.poster(draw, name, *_box(draw, area, 1.6, 7.0 if area < 1500 else 4.0))


def loose_letters(draw: Stream, name: str, area: int) -> np.ndarray:
    """Letters with an outline and nothing behind them."""
    ink = spot(draw, BLACK, WHITE)
    rim = draw.choice((BLACK, WHITE))

    def make(size: int) -> np.ndarray:
        text = words.phrase(draw, name, max(1, size * size // 70)) if size > 9 else words.initials(draw, 1 + size // 7)
        font = "mini" if size < 12 else draw.choice(("mini", "small", "tall", "bold"))
        letters = lettering.written(text, font, ink)
        if size > 26:
            letters = brush.double(letters)
        return brush.outlined(letters, rim, corners=True) if size > 6 else letters

    return _nearest(make, area)


def heart(draw: Stream, name: str, area: int) -> np.ndarray:
    """One heart or a lattice of them."""
    if area < 1200 and draw.chance(0.4):
        return hearts.single(draw, area)
    if area > 700 and draw.chance(0.5):
        return hosts.hearty(draw, name, *_box(draw, area, 0.8, 5.0))
    return hearts.lattice(draw, name, *_box(draw, area, 0.8, 5.0))


def figure(draw: Stream, name: str, area: int) -> np.ndarray:
    """A figure or several: cut out or before a ground."""
    if area < 2600 and draw.chance(0.5 if area < 1300 else 0.35):
        if area < 60:
            return _nearest(lambda size: figures.small(draw, size + 1, size + 2), area)
        return _nearest(lambda size: crowd.somebody(draw, round(size * 1.15), round(size * 1.1)), area)
    return murals.figure_panel(draw, name, *_box(draw, area, 0.75, 1.6 if area < 1000 else 2.6))


def emblem(draw: Stream, name: str, area: int) -> np.ndarray:
    """A roundel, a crest, a sign or initials, cut out or before a ground."""
    kind = draw.uniform()
    if area > 2600:
        return murals.club(draw, name, *_box(draw, area, 0.9, 2.0))
    if kind < 0.35:
        return _nearest(lambda size: emblems.alone(draw, name, max(5, round(size * 0.92))), area)
    if kind < 0.65:
        return emblems.initials(draw, name, *_box(draw, area, 0.9, 2.0))
    return emblems.plate(draw, name, *_box(draw, area, 0.8, 1.5))


def scene(draw: Stream, name: str, area: int) -> np.ndarray:
    """A landscape; a large one with a title."""
    height, width = _box(draw, area, 1.0, 2.4)
    picture = scenes.scene(draw, height, width)
    if height > 40 and draw.chance(0.6):
        strip = height // 6
        brush.put(picture, crowd.title(draw, name, strip, width, BLACK), height - strip, 0)
    return picture


def pattern(draw: Stream, name: str, area: int) -> np.ndarray:
    """A pattern; on a large one somebody has put something."""
    height, width = _box(draw, area, 0.7, 4.0)
    if area > 500 and draw.chance(0.5):
        return hosts.host(draw, name, height, width)
    picture = patterns.pattern(draw, height, width)
    if area > 900 and min(height, width) > 20:
        for _ in range(1 + area // 2500):
            murals.inset(draw, name, picture)
    return picture


def portrait(draw: Stream, name: str, area: int) -> np.ndarray:
    """A portrait in its frame, or a cameo."""
    if area < 150:
        return _nearest(lambda size: crowd.somebody(draw, size, size), area)
    if area < 1500 and draw.chance(0.2):
        return portraits.cameo(draw, *_box(draw, round(area / 0.785), 0.7, 0.95))
    return portraits.portrait(draw, name, *_box(draw, area, 0.65, 0.95))


def board(draw: Stream, name: str, area: int) -> np.ndarray:
    """A window, a game, a map."""
    if area < 180:
        return murals.panel(draw, name, *_box(draw, area, 0.8, 2.5))
    return boards.board(draw, name, *_box(draw, area, 1.0, 2.6))


def mural(draw: Stream, name: str, area: int) -> np.ndarray:
    """A work that holds others, where there is room for others."""
    if area < 500:
        return murals.panel(draw, name, *_box(draw, area, 0.8, 2.5))
    if area > 900 and draw.chance(0.3):
        return hosts.host(draw, name, *_box(draw, area, 0.8, 2.6))
    return murals.mural(draw, name, *_box(draw, area, 0.9, 2.4))


def logo(draw: Stream, name: str, area: int) -> np.ndarray:
    """A mark cut out, a mark on a field, or a name as high as its box."""
    kind = draw.uniform()
    if area < 2600 and kind < 0.3:
        return _nearest(lambda size: logos.mark(draw, max(6, size)), area)
    if area > 120 and kind > 0.75:
        return logos.wordmark(draw, name, *_box(draw, area, 1.8, 5.0))
    return logos.logo(draw, name, *_box(draw, area, 0.8, 3.0))


def ribbon(draw: Stream, name: str, area: int) -> np.ndarray:
    """A long strip, level, upright or slanted."""
    if area > 150 and draw.chance(0.15):
        return ribbons.road(draw, area)
    height, width = _box(draw, area, 5.0, 16.0 if area < 4000 else 11.0)
    return ribbons.ribbon(draw, name, *((height, width) if draw.chance(0.75) else (width, height)))


def painting(draw: Stream, name: str, area: int) -> np.ndarray:
    """A painting; where there is no room for one, a portrait."""
    if area < 250:
        return portrait(draw, name, area)
    return paintings.painting(draw, name, *_box(draw, area, 0.7, 1.5))


PAINTERS: dict[str, Callable[[Stream, str, int], np.ndarray]] = {
    "flag": flag, "words": writing, "hearts": heart, "sprite": figure, "emblem": emblem, "scene": scene,
    "pattern": pattern, "portrait": portrait, "board": board, "mural": mural, "logo": logo, "ribbon": ribbon,
    "painting": painting,
}  # fmt: skip
_SMALL = (12, 17, 4, 23, 8, 4, 7, 2, 5, 9, 9, 7, 2)
_LARGE = (18, 11, 5, 11, 5, 4, 11, 3, 5, 17, 8, 8, 6)


def weights(area: int) -> tuple[int, ...]:
    """How often each kind is drawn at an area: among large works flags lead, among small ones figures and words."""
    return _LARGE if area > 1800 else _SMALL
