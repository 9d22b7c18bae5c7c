"""Murals: works large enough to hold others: flags with things laid on them, groups before a scene, walls of panels."""

from collections.abc import Callable

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import community_style
from canvas_sim.designs.artist.draw import flags, lettering, phrases, pixels, sprites
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, WHITE, contrast, ground
from canvas_sim.designs.artist.draw.stencils import backdrop, texture
from canvas_sim.designs.artist.painters import banners, crowd, emblems, hearts, logos, portraits, posters
from canvas_sim.designs.artist.painters.crowd import scene
from canvas_sim.designs.artist.painters.ribbons import pattern


def parade(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A flag with a title, figures along its foot, hearts, an emblem or a portrait on it."""
    picture = flags.any_flag(draw, name, height, width)
    if draw.chance(0.25):
        picture = banners.billowed(draw, picture) if draw.chance(0.4) else pixels.stippled(picture)
    room = picture
    if draw.chance(0.7) and height > 17:
        strip = max(8, min(24, height // 6))
        ink = draw.choice((BLACK, WHITE, int(picture[height // 2, 1])))
        banner = crowd.title_strip(draw, name, strip, min(width, max(24, int(width * draw.uniform(0.5, 1.05)))), ink)
        pixels.framed(banner, contrast(draw, ink))
        free = width - banner.shape[1]
        pixels.paste(picture, banner, height - strip, draw.choice((0, free // 2, free)))
        room = picture[: height - strip]
    if draw.chance(0.85):
        part = room[:, int(width * draw.choice((0.0, 0.0, 0.35, 0.5))) :]
        tall = max(10, min(50, int(part.shape[0] * draw.uniform(0.3, 0.6))))
        crowd.row(draw, part, part.shape[0], tall)
        if part.shape[0] > 2 * tall and draw.chance(0.4):
            crowd.row(draw, part, part.shape[0] - tall - 2, max(10, tall // 2))
    if draw.chance(0.7):
        _scatter(draw, room, 3 + height * width // 900)
    if min(room.shape) > 24:
        for _ in range(draw.integer(0, 2 + height * width // 3000)):
            inset(draw, name, room)
    return pixels.framed(picture, draw.choice((BLACK, BLACK, WHITE))) if draw.chance(0.6) else picture


def band(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A flag drawn out to a long band, level or upright, with hearts, words and figures along it."""
    if height > width:
        picture = flags.any_flag(draw, name, width, height).T.copy()
        y = draw.integer(2, 12)
        while y < height - 10 and width > 7:
            hearty, largest = draw.chance(0.5), 5 if width < 11 else 9
            piece = hearts.outlined_heart(draw, largest) if hearty else sprites.sprite(draw, 18, width)
            pixels.center(picture[y : y + piece.shape[0]], piece)
            y += piece.shape[0] + draw.integer(3, 24)
        return picture
    picture = flags.any_flag(draw, name, height, width)
    if draw.chance(0.25):
        picture = banners.billowed(draw, picture) if draw.chance(0.4) else pixels.stippled(picture)
    x = draw.integer(2, 12)
    while x < width - 10 and draw.chance(0.9):
        kind = draw.uniform()
        if kind < 0.4 or height < 9:
            piece = hearts.outlined_heart(draw, 5 if height < 11 else 9)
        elif kind < 0.75:
            piece = sprites.sprite(draw, height, 20)
        else:
            piece = lettering.written(phrases.styled_name(draw, name), "mini", draw.choice((WHITE, BLACK)))
            piece = pixels.outlined(piece, BLACK if piece.min() == WHITE else WHITE, corners=True)
        if piece.shape[0] <= height and x + piece.shape[1] < width:
            pixels.center(picture[:, x : x + piece.shape[1]], piece)
        x += piece.shape[1] + draw.integer(3, 24)
    return pixels.framed(picture, BLACK) if draw.chance(0.3) else picture


def friends(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Two to four flags side by side, hearts where they meet."""
    count = 2 if width < 40 else draw.integer(2, 4)
    names = [name] + [flags.country(draw) for _ in range(count - 1)]
    picture = pixels.blank(height, width, BLACK)
    edges = [k * width // count for k in range(count + 1)]
    line = draw.chance(0.6)
    for country, left, right in zip(names, edges[:-1], edges[1:], strict=True):
        pixels.paste(picture, flags.any_flag(draw, country, height, right - left - (line and right != width)), 0, left)
    for seam in edges[1:-1]:
        if draw.chance(0.85) and height > 7:
            half = hearts.outlined_heart(draw, max(5, min(14, height // 2)))
            pixels.paste(picture, half, (height - half.shape[0]) // 2, seam - half.shape[1] // 2)
    return pixels.framed(picture, BLACK) if draw.chance(0.6) else picture


def _scatter(draw: Stream, room: np.ndarray, count: int) -> None:
    """Small things and hearts along the rims, most of them along the upper one."""
    for _ in range(min(count, 24)):
        piece = hearts.outlined_heart(draw) if draw.chance(0.5) else sprites.sprite(draw, 16, 16)
        low, right = max(0, room.shape[0] - piece.shape[0]), max(0, room.shape[1] - piece.shape[1])
        side = draw.choice(("top", "bottom", "left", "right"), (5, 3, 1, 1))
        x = {"left": 1, "right": right}.get(side, draw.integer(0, right))
        pixels.paste(room, piece, {"top": 1, "bottom": low}.get(side, draw.integer(0, low)), x)


def inset(draw: Stream, name: str, room: np.ndarray) -> None:
    """A smaller work laid on a larger one."""
    high = max(12, int(room.shape[0] * draw.uniform(0.3, 0.6)))
    wide = min(room.shape[1] - 2, int(high * draw.uniform(0.8, 1.7)))
    if draw.chance(0.4):
        piece = emblems.lone_emblem(draw, name, min(high, 64))
    else:
        other = phrases.community(draw)
        with community_style.drawing_for(draw, other):
            piece = mural_part(draw, other, high, wide)
    pixels.center(room, piece, draw.uniform(0.1, 0.7), draw.uniform())


def club(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A large emblem with small ones and figures around it, below a title."""
    paper = ground(draw)
    picture = texture(draw, height, width, paper)
    strip = min(max(8, min(20, height // 5)), height - 3)
    ink = draw.choice((BLACK, WHITE, paper))
    pixels.paste(picture, crowd.title_strip(draw, name, strip, width, ink), 0, 0)
    room = picture[strip:]
    small = draw.integer(13, 19)
    if min(room.shape) > 2 * small:
        for y in range(2, room.shape[0] - small, small + draw.integer(1, 4)):
            for x in (2, room.shape[1] - small - 2):
                other = phrases.community(draw)
                with community_style.drawing_for(draw, other):
                    pixels.paste(room, emblems.lone_emblem(draw, other, small), y, x)
        room = room[:, small + 4 : -small - 4]
    middle = room
    if middle.shape[1] > 12:
        core = emblems.lone_emblem(draw, name, min(*middle.shape, 52) - 2)
        pixels.center(middle, core, down=0.3)
        if middle.shape[0] - core.shape[0] > 12 or middle.shape[1] > 2 * core.shape[1]:
            crowd.row(draw, middle, middle.shape[0] - 1, min(28, max(12, middle.shape[0] - core.shape[0])))
    return pixels.framed(picture, contrast(draw, paper))


def still(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Figures of one size in a lattice on a ground, each field with a color of its own."""
    cell = draw.choice((11, 14, 17, 18) if min(height, width) < 60 else (14, 18, 28))
    rows, columns = max(1, height // cell), max(1, width // cell)
    high, wide = height // rows, width // columns
    picture = pixels.blank(height, width, BLACK)
    alike = draw.chance(0.4)
    papers = [ground(draw), ground(draw)]
    for row in range(rows):
        for column in range(columns):
            paper = papers[(row + column) % 2] if alike else ground(draw)
            bottom = height if row == rows - 1 else (row + 1) * high - (not alike)
            right = width if column == columns - 1 else (column + 1) * wide - (not alike)
            field = picture[row * high : bottom, column * wide : right]
            field[:] = paper
            pixels.center(field, crowd.standing_figure(draw, field.shape[0] - 1, field.shape[1] - 1))
    return pixels.framed(picture, BLACK)


def headline(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A large title beside or above a picture."""
    beside = width > 2.2 * height
    share = draw.uniform(0.25, 0.45)
    paper = ground(draw)
    if beside:
        cut = int(width * share)
        parts = [mural_part(draw, name, height, cut), posters.poster(draw, name, height, width - cut)]
        return np.concatenate(parts if draw.chance(0.5) else parts[::-1], axis=1)
    cut = min(max(8, int(height * share)), height - 3)
    parts = [crowd.title_strip(draw, name, cut, width, paper), mural_part(draw, name, height - cut, width)]
    picture = np.concatenate(parts if draw.chance(0.6) else parts[::-1])
    return pixels.framed(picture, BLACK) if draw.chance(0.5) else picture


def wall(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Panels of all kinds, cut again and again, with or without lines between."""
    line = draw.chance(0.6)
    if height * width < draw.integer(500, 1800) or min(height, width) < 16:
        picture = panel(draw, name, height, width)
        return pixels.framed(picture, BLACK) if line and min(height, width) > 6 else picture
    share = draw.uniform(0.3, 0.7)
    other = phrases.community(draw)
    if width > height * draw.uniform(0.7, 1.4):
        cut = int(width * share)
        first, second, axis = (height, cut), (height, width - cut), 1
    else:
        cut = int(height * share)
        first, second, axis = (cut, width), (height - cut, width), 0
    one = wall(draw, name, *first)
    with community_style.drawing_for(draw, other):
        return np.concatenate([one, wall(draw, other, *second)], axis=axis)


def mural_part(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """What a larger work is made of: a panel, or a wall or group of them where one would be bare."""
    if height * width < 1600:
        return panel(draw, name, height, width)
    return draw.choice((wall, crowd.group, club, still), (3, 4, 1, 1))(draw, name, height, width)


_Painter = Callable[[Stream, str, int, int], np.ndarray]
_PANELS: dict[_Painter, float] = {
    posters.poster: 6,
    lambda draw, name, height, width: flags.labeled_flag(draw, flags.country(draw), height, width): 4,
    hearts.lattice: 1.2, emblems.team_sign: 2, emblems.plate: 2, posters.board: 3, portraits.portrait: 0.5,
    logos.logo: 3, logos.wordmark: 1.5, portraits.painting: 1,
    lambda draw, name, height, width: scene(draw, height, width): 1.5,
    lambda draw, name, height, width: pattern(draw, height, width): 2,
}  # fmt: skip
_MURALS: dict[_Painter, float] = {crowd.group: 4, parade: 2.5, still: 2, headline: 2, wall: 3, club: 1.5}


def figure_panel(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """One figure or a few before a ground, filling the box."""
    if height * width > 1100 or (width > 1.8 * height and height > 9):
        return crowd.group(draw, name, height, width)
    paper = ground(draw)
    picture = backdrop(draw, height, width, paper, 0.65)
    border = min(height, width) > 9 and draw.chance(0.5)
    piece = crowd.standing_figure(draw, height - 2 * border, width - 2 * border)
    if (piece == paper).sum() > 0.35 * (piece != CLEAR).sum():  # much of it would be lost
        piece = pixels.outlined(piece[: height - 2, : width - 2], contrast(draw, paper))
    pixels.center(picture, piece)
    free = height - piece.shape[0]
    if free >= 8:
        picture[-free:] = ground(draw)
        text = phrases.phrase(draw, name, lettering.letters_in(width - 2, "mini"))
        label = lettering.label(text, free - 2, width - 2, contrast(draw, int(picture[-1, 0])))
        pixels.center(picture[-free:], label)
        pixels.center(picture[:-free], piece)
    return pixels.framed(picture, contrast(draw, paper)) if border else picture


_PANELS[figure_panel] = 5


def panel(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A work of any kind that fills a box."""
    return draw.choice(list(_PANELS), list(_PANELS.values()))(draw, name, height, width)


def mural(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A large work that holds others."""
    return draw.choice(list(_MURALS), list(_MURALS.values()))(draw, name, height, width)
