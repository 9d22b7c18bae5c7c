"""Boards: windows, taskbars, chess and card games, maps, scores and notes: things of panels, lines and small signs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import inks, lettering, phrases, pixels, shapes, sprites, textures
from canvas_sim.designs.artist.draw.inks import BLACK, BLUE, BROWN, CREAM, GRAY, GREEN, RED, SEA, SILVER, WHITE, YELLOW
from canvas_sim.designs.artist.draw.sprites import chessmen
from canvas_sim.designs.artist.painters import screens


def raised(picture: np.ndarray, light: int = WHITE, dark: int = GRAY) -> np.ndarray:
    """Paint the rim of a button, in place: light above and left, dark below and right."""
    picture[0] = picture[:, 0] = light
    picture[-1] = picture[:, -1] = dark
    return picture


def _text(draw: Stream, name: str, height: int, width: int, ink: int) -> np.ndarray:
    """Some words in one ink that fit a box; a clear pixel where nothing does."""
    font = draw.choice(
        ("tall", "slim", "serif") if height >= 9 and width > 24 and draw.chance(0.6) else ("mini", "low")
    )
    piece = lettering.written(phrases.fitted(draw, name, font, width), font, ink)
    return piece if piece.shape[0] <= height and piece.shape[1] <= width else pixels.plain(1, 1)


def window(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A dialog box: title bar, a message or a picture, buttons."""
    face = draw.choice((SILVER, SILVER, WHITE, BLACK))
    picture = raised(pixels.plain(height, width, face))
    bar = 7 if height > 14 else 3
    title = draw.choice((BLUE, BLUE, inks.NAVY, SEA, RED, inks.PURPLE))
    picture[1 : 1 + bar, 1:-1] = title
    if width > 40:
        picture[1 : 1 + bar, width // 2 : -1] = pixels.dithered(
            np.arange(width - 1 - width // 2)[None] / width * 2 + np.zeros((bar, 1)), (title, inks.LIGHTER[title])
        )
    if bar == 7:
        pixels.put(picture, _text(draw, name, 5, width - 18, WHITE), 2, 3)
        for k in range(1, 3 if width > 30 else 2):
            button = raised(pixels.plain(5, 5, SILVER))
            button[2, 1 + k % 2 : 4] = BLACK
            pixels.put(picture, button, 2, width - 1 - 6 * k)
    body = picture[bar + 2 : -2, 2:-2]
    _message(draw, name, body, face)
    return pixels.framed(picture, BLACK) if draw.chance(0.5) else picture


def _message(draw: Stream, name: str, body: np.ndarray, face: int) -> None:
    """What a window shows: lines of text, a sprite beside them, buttons below."""
    height, width = body.shape
    if height < 6 or width < 8:
        return
    left = 0
    if height >= 14 and width >= 40:
        icon = sprites.sprite(draw, min(height - 2, 18), 18)
        pixels.put(body, icon, max(0, (height - 10 - icon.shape[0]) // 2), 1)
        left = icon.shape[1] + 3
    has_button = height >= 18 and width >= 20
    lines = max(1, (height - (9 if has_button else 0)) // 7)
    ink = inks.contrast(draw, face) if draw.chance(0.3) else (WHITE if inks.is_dark(face) else BLACK)
    for k, row in enumerate(phrases.story(draw, "mini", width - left - 1, lines)):
        pixels.put(body, lettering.written(row, "mini", ink), 1 + 7 * k, left + 1)
    if has_button:
        button = raised(pixels.plain(8, 17, SILVER))
        pixels.center(button, lettering.written(draw.choice(("OK", "YES", "NO", "QUIT", "WOW")), "mini", BLACK))
        pixels.put(body, button, height - 8, (width - 17) // 2)


def taskbar(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Buttons in a row with signs and words on them."""
    picture = raised(pixels.plain(height, width, SILVER))
    x = 2
    while x < width - 12:
        wide = min(width - 2 - x, draw.integer(14, 16 + 3 * height))
        button = raised(pixels.plain(max(3, height - 4), wide, SILVER))
        icon = sprites.small(draw, max(4, height - 7), 8)
        if height >= 11:
            pixels.put(button, icon, (button.shape[0] - icon.shape[0]) // 2, 2)
        text = _text(draw, phrases.community(draw), height - 6, wide - 13, BLACK)
        pixels.put(button, text, (button.shape[0] - text.shape[0]) // 2, 11 if height >= 11 else 2)
        pixels.put(picture, button, 2, x)
        x += wide + 1
    return picture


def chess(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A chessboard; with men where its fields are large enough."""
    men = min(height, width) >= 44
    cell = 11 if men else draw.integer(2, 5)
    y, x = np.arange(height)[:, None], np.arange(width)[None]
    light, dark = draw.choice(
        ((WHITE, GREEN), (CREAM, BROWN), (WHITE, GRAY), (YELLOW, inks.ORANGE), (WHITE, RED), (WHITE, BLACK))
    )
    picture = np.where((y // cell + x // cell) % 2 == 0, np.uint8(light), np.uint8(dark))
    if men:
        for down in range(height // cell):
            for right in range(width // cell):
                if draw.chance(0.4):
                    man = draw.choice(chessmen())
                    side = WHITE if draw.chance(0.5) else draw.choice((GRAY, RED))
                    piece = np.where(man >= 200, np.where(man == inks.CLEAR, inks.CLEAR, side), man).astype(np.uint8)
                    y0, x0 = down * cell + (cell - piece.shape[0]), right * cell + (cell - piece.shape[1]) // 2
                    pixels.put(picture, piece, y0, x0)
    return pixels.framed(picture, dark if draw.chance(0.5) else BLACK)


def cards(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Playing cards side by side."""
    picture = textures.backdrop(draw, height, width, draw.choice((GREEN, RED, BLUE, BLACK)))
    wide = max(6, int(height * 0.7))
    count = max(1, (width - 1) // (wide + 1))
    for k in range(count):
        card = pixels.framed(pixels.plain(max(5, height - 2), min(wide, width - 2), WHITE), BLACK)
        ink = draw.choice((RED, BLACK))
        corner = lettering.written(draw.choice("A23456789JQK"), "mini", ink)
        if height >= 16:
            pixels.put(card, corner, 2, 2)
            pixels.put(card, corner[::-1, ::-1], card.shape[0] - 7, card.shape[1] - 5)
        size = max(3, min(card.shape) - (8 if height >= 16 else 3))
        pixels.center(
            card, shapes.inked(draw.choice(("lily", "cedar", "star", "crown", "triangle", "leaf")), size, ink)
        )
        pixels.put(picture, card, 1, 1 + k * (wide + 1) + (width - count * (wide + 1)) // 2)
    return picture


def world_map(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """The map of a game: land with shores, forest, a road, towns."""
    value = pixels.clouds(draw, height, width, max(4, min(height, width) // 3))
    value = value * 0.8 + 0.2 * pixels.clouds(draw, height, width, 3)
    level = np.digitize(value, (0.36, 0.46, 0.52, 0.66, 0.78))
    land = draw.choice((GREEN, inks.LIME, BROWN))
    picture = np.array((BLUE, SEA, YELLOW, land, inks.DARKER[land], GRAY), np.uint8)[level]
    y, x = np.indices((height, width))
    picture[(level <= 1) & ((x + 3 * y) % 7 == 0) & (pixels.noise(draw, height, width) < 0.5)] = inks.CYAN
    picture[(level == 4) & ((x + y) % 3 == 0)] = land
    row = height // 2
    for column in range(0, width, 2):
        row = max(1, min(height - 2, row + draw.integer(-1, 1)))
        picture[row, column] = WHITE
    for _ in range(1 + height * width // 300):
        town, y0, x0 = sprites.small(draw, 7, 8), draw.integer(0, height - 3), draw.integer(0, width - 3)
        pixels.put(picture, town, y0, x0)
    return pixels.framed(picture, BLACK if draw.chance(0.7) else BROWN)


def score(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Two sides and a result on a lit board."""
    picture = pixels.plain(height, width, BLACK)
    rows = max(1, (height - 2) // 7)
    for k in range(rows):
        team = draw.choice((RED, BLUE, GREEN, inks.ORANGE, SEA))
        picture[1 + 7 * k : 7 + 7 * k, 1 : max(3, width // 3)] = team
        letters = max(1, (width // 3 - 1) // 4)
        pixels.put(picture, lettering.written(phrases.initials(draw, letters), "mini", WHITE), 2 + 7 * k, 2)
        digits = lettering.written(f"{draw.integer(0, 99)}", "mini", YELLOW)
        pixels.put(picture, digits, 2 + 7 * k, width // 3 + 2)
        pixels.put(
            picture,
            lettering.written(f"{draw.integer(0, 999)}"[: max(0, width // 3 // 4)] or "0", "mini", GREEN),
            2 + 7 * k,
            2 * width // 3,
        )
    return pixels.framed(picture, draw.choice((GRAY, WHITE, YELLOW)))


def bars(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """The head-up display of a game: meters, lives, an inventory of small things."""
    face = draw.choice((BLACK, BROWN, GRAY, BLUE))
    picture = pixels.plain(height, width, face)
    cell = 10
    for top in range(1, max(2, height - cell + 1), cell):
        if draw.chance(0.4) and width > 14:
            for k, ink in enumerate((RED, draw.choice((BLUE, GREEN, YELLOW)))):
                meter = picture[top + 1 + 4 * k : top + 4 + 4 * k, 2:-2]
                meter[:] = BLACK if face != BLACK else GRAY
                meter[:, : draw.integer(2, max(2, meter.shape[1]))] = ink
                if meter.size:
                    meter[0, meter[0] == ink] = inks.LIGHTER[ink]
            continue
        for left in range(1, width - cell + 1, cell):
            slot = raised(pixels.plain(cell - 1, cell - 1, SILVER if face != GRAY else CREAM), GRAY, WHITE)
            if draw.chance(0.75):
                pixels.center(slot, sprites.small(draw, 7, 7))
            pixels.put(picture, slot, top, left)
    return pixels.framed(picture, BLACK if face != BLACK else WHITE)


def sheet(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A sheet of music."""
    picture = pixels.plain(height, width, draw.choice((WHITE, CREAM, BLACK)))
    ink = inks.contrast(draw, int(picture[0, 0]))
    for top in range(3, max(4, height - 8), 14):
        for k in range(5):
            picture[top + 2 * k : top + 2 * k + 1] = GRAY
        for x in range(3, width - 3, draw.integer(4, 6)):
            y = min(height - 2, top + draw.integer(2, 8))
            picture[max(0, y - 5) : y, x + 1] = ink
            picture[y - 1 : y + 1, x - 1 : x + 1] = ink
    return pixels.framed(picture, ink)


def mines(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A field of numbered squares, flags and mines."""
    picture = pixels.plain(height, width, GRAY)
    for y in range(1, height - 5, 7):
        for x in range(1, width - 5, 7):
            field = raised(pixels.plain(6, 6, SILVER), WHITE, SILVER)
            kind = draw.uniform()
            if kind < 0.5:
                digit = draw.integer(1, 4)
                pixels.center(field, lettering.written(str(digit), "mini", (BLUE, GREEN, RED, inks.PURPLE)[digit - 1]))
            elif kind < 0.62:
                pixels.center(field, shapes.inked("plus", 5, BLACK))
            elif kind < 0.75:
                field[1:4, 2:4] = RED
                field[4, 2] = BLACK
            pixels.put(picture, field, y, x)
    return picture


def note(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A speech bubble or a paper with lines and a sign."""
    paper = draw.choice((WHITE, CREAM, YELLOW, BLACK))
    picture = pixels.plain(height, width, paper)
    if paper != BLACK and draw.chance(0.4):
        picture[4::6] = draw.choice((inks.CYAN, SILVER, inks.PINK))
    ink = inks.contrast(draw, paper)
    lines = max(1, (height - 3) // 7)
    font = draw.choice(("mini", "low", "small", "wide"))
    rows = phrases.story(draw, font, width - 4, lines)
    for k, row in enumerate(phrases.lowered(rows) if font == "low" else rows):
        pixels.put(picture, lettering.written(row, font, ink), 2 + 7 * k, 2)
    return pixels.framed(picture, inks.spot(draw, paper, inks.ground(draw)))


_BOARDS: dict[Callable[[Stream, str, int, int], np.ndarray], float] = {
    window: 3.5, taskbar: 1, chess: 1, cards: 1.3, world_map: 2, score: 1, bars: 1.7, sheet: 1, mines: 0.8, note: 1.2,
    screens.memorial: 2, screens.sleeve: 3, screens.falling: 1.2, screens.maze: 1.2, screens.bricks: 0.8,
    screens.terminal: 1.8, screens.chat: 1.2, screens.calendar: 0.7, screens.sudoku: 1.2,
}  # fmt: skip


def board(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """One of them, filling the box."""
    named = {paint.__name__: paint for paint in _BOARDS}
    paint = named[style_stream.suited(draw, dict(zip(named, _BOARDS.values(), strict=True)), "screen", 0.8)]
    return (window if paint is screens.memorial and height * width > 2000 else paint)(draw, name, height, width)
