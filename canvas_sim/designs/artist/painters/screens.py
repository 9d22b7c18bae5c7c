"""Screens and plaques: games in play, machines' messages, sleeves of records, stones for the dead, codes, calendars."""

from __future__ import annotations

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data.tables import words
from canvas_sim.designs.artist.draw import inks, lettering, phrases, pixels, shapes, sprites, textures
from canvas_sim.designs.artist.draw.inks import BLACK, BLUE, CREAM, CYAN, GRAY, GREEN, LIME, ORANGE, RED, SILVER, WHITE
from canvas_sim.designs.artist.painters import logos

_BRIGHT = (RED, ORANGE, inks.YELLOW, GREEN, CYAN, BLUE, inks.PURPLE)


def memorial(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Somebody's name, two years and a flower or a cross, on stone or black."""
    paper = draw.choice((BLACK, BLACK, GRAY, WHITE))
    picture = textures.backdrop(draw, height, width, paper, 0.15)
    first = phrases.somebody(draw)
    year = draw.integer(1925, 1990)
    rows = [
        text
        for text in (f"RIP {first}", f"{year}-{draw.integer(2001, 2017)}", "WE MISS YOU", "REST IN PEACE")
        if lettering.line(text).shape[1] < width - 3
    ]
    rows = rows[: max(1, (height - 3) // 7)]
    ink = inks.contrast(draw, paper)
    side = width - max((lettering.line(text).shape[1] for text in rows), default=0) - 4
    top = max(2, (height + 2 - 7 * len(rows)) // 2)
    for k, text in enumerate(rows):
        pixels.put(picture, lettering.written(text, "mini", ink), top + 7 * k, 2)
    if side > 6:
        pixels.center(picture[:, width - side :], sprites.sprite(draw, height - 3, side - 1))
    return pixels.framed(picture, ink) if draw.chance(0.7) else picture


def sleeve(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """The sleeve of a record: one sign on a field, small words in a corner."""
    paper = inks.ground(draw)
    kind = draw.uniform()
    picture = pixels.plain(height, width, paper) if kind < 0.6 else textures.texture(draw, height, width, paper)
    size = int(min(height, width) * draw.uniform(0.5, 0.75))
    sign = (
        logos.styled_mark(draw, max(6, size), paper)
        if draw.chance(0.6)
        else sprites.sprite(draw, max(6, size), max(6, size))
    )
    pixels.center(picture, sign, draw.uniform(0.3, 0.8), draw.uniform(0.2, 0.8))
    if kind < 0.25:  # a spectrum or lines across
        for k, ink in enumerate(_BRIGHT):
            picture[height * 2 // 3 + k : height * 2 // 3 + k + 1] = ink
    text = phrases.fitted(draw, name, "mini", width - 4)
    if text and height > 14:
        letters = lettering.written(text, "mini", inks.contrast(draw, paper))
        pixels.put(picture, letters if kind < 0.6 else pixels.outlined(letters, paper, corners=True), 2, 2)
    return pixels.framed(picture, BLACK) if draw.chance(0.5) else picture


def falling(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A well half full of colored blocks, one falling."""
    picture = pixels.plain(height, width, BLACK)
    cell = draw.choice((2, 3, 4)) if min(height, width) > 24 else 2
    rows, columns = max(2, (height - 2) // cell), max(2, (width - 2) // cell)
    colors = np.array(_BRIGHT, np.uint8)[(pixels.clouds(draw, rows, columns, 2) * 6.99).astype(int)]
    full = pixels.noise(draw, rows, columns) < np.clip((np.arange(rows) / rows - 0.2) * 2.4, 0, 0.88)[:, None]
    top, left = draw.integer(0, max(0, rows // 3 - 2)), draw.integer(0, columns - 2)
    full[top : top + 2, left : left + 2] = True
    board = np.where(full, colors, np.uint8(BLACK)).repeat(cell, 0).repeat(cell, 1)
    if cell > 2:
        np.copyto(board[::cell], inks.WHITE, where=board[::cell] != BLACK)
        board[cell - 1 :: cell] = BLACK
    pixels.put(picture, board, height - 1 - board.shape[0], 1)
    return pixels.framed(picture, draw.choice((GRAY, WHITE, BLUE)))


def maze(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Walls, pills, somebody who eats them and those who hunt."""
    picture = pixels.plain(height, width, BLACK)
    cell, wall = 8, draw.choice((BLUE, BLUE, GREEN, RED))
    for y in range(3, height, cell):
        picture[y, 3::3] = CREAM
        for x in range(7, width - 4, 12):
            if y + 5 < height:
                pixels.framed(
                    picture[y + 2 : min(height, y + 2 + draw.integer(3, 4)), x : x + draw.integer(6, 9)], wall
                )
    for _ in range(1 + height * width // 500):
        piece = sprites.small(draw, 7, 8)
        pixels.put(
            picture, piece, draw.integer(0, max(0, height // cell - 1)) * cell, draw.integer(0, max(0, width - 8))
        )
    return pixels.framed(picture, wall)


def bricks(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Rows of bricks, some of them gone, a ball and a bat; or a snake and its food."""
    picture = pixels.plain(height, width, draw.choice((BLACK, BLACK, inks.NAVY)))
    wide = draw.integer(4, 7)
    for k, y in enumerate(range(3, max(4, height * 2 // 3), 3)):
        for x in range(1, width - wide, wide):
            if draw.chance(0.85 - 0.05 * k):
                picture[y : y + 2, x : x + wide - 1] = _BRIGHT[k % len(_BRIGHT)]
    bat = draw.integer(2, max(2, width - 12))
    picture[-4:-2, bat : bat + 9] = WHITE
    ball = draw.integer(2, max(2, width - 4))
    picture[max(0, height * 3 // 4) : height * 3 // 4 + 2, ball : ball + 2] = inks.YELLOW
    return pixels.framed(picture, GRAY)


def terminal(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A black or blue screen with what a machine has to say, line by line."""
    paper, ink = draw.choice(((BLACK, GREEN), (BLACK, LIME), (BLUE, WHITE), (BLACK, WHITE), (BLACK, ORANGE)))
    picture = pixels.plain(height, width, paper)
    font = draw.choice(("mini", "small", "slim", "low"))
    step = lettering.HEIGHTS[font] + 2
    lines = [f"> CD /R/{name}", *draw.shuffled(words("terminal"))]
    lines = [text.lower() if font == "low" else text for text in lines]
    rows = [text for text in lines if lettering.line(text, font).shape[1] <= width - 4]
    for k, text in enumerate(rows[: max(0, (height - 2) // step)]):
        pixels.put(picture, lettering.written(text, font, ink), 2 + k * step, 2)
    return pixels.framed(picture, draw.choice((GRAY, SILVER, ink)))


def chat(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Messages that go to and fro, each in a bubble of its own."""
    picture = pixels.plain(height, width, draw.choice((WHITE, SILVER, BLACK)))
    sides = draw.choice(((BLUE, SILVER), (GREEN, WHITE), (ORANGE, GRAY)))
    for k, y in enumerate(range(1, height - 8, 10)):
        text = phrases.fitted(draw, name, "mini", max(4, width * 2 // 3))
        paper = sides[k % 2]
        bubble = pixels.plain(9, lettering.line(text).shape[1] + 4, paper)
        pixels.center(bubble, lettering.written(text, "mini", WHITE if inks.is_dark(paper) else BLACK))
        bubble[0, 0] = bubble[0, -1] = bubble[-1, 0 if k % 2 else -1] = inks.CLEAR
        pixels.put(picture, bubble, y, width - bubble.shape[1] - 1 if k % 2 == 0 else 1)
    return pixels.framed(picture, BLACK)


def calendar(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A page with a month above and the first of it below, or all its days in a grid."""
    picture = pixels.plain(height, width, WHITE)
    bar = min(9, max(5, height // 3))
    picture[:bar] = draw.choice((RED, BLUE, BLACK))
    month = lettering.label(draw.choice(words("months"))[: 9 if width > 38 else 3], bar - 2, width - 2, WHITE)
    if month is not None:
        pixels.center(picture[:bar], month)
    room = picture[bar:]
    if width > 40 and height > 34:
        today = draw.integer(0, 29)
        for day in range(30):
            y, x = 2 + (day // 7) * 6, 2 + (day % 7) * (width - 4) // 7
            cell = room[y : y + 5, x : x + (width - 4) // 7 - 1]
            cell[:] = RED if day == today else SILVER if day % 7 > 4 else CYAN if draw.chance(0.1) else CREAM
    else:
        one = lettering.label(str(draw.integer(1, 31)), room.shape[0] - 2, width - 2, BLACK)
        if one is not None:
            pixels.center(room, one)
    return pixels.framed(picture, BLACK)


def sudoku(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A grid of small squares with a sign in each: numbers, letters of a puzzle, or marks."""
    picture = pixels.plain(height, width, WHITE)
    cell = draw.choice((7, 8, 9))
    kind, ink = draw.choice(("digits", "letters", "signs", "elements")), draw.choice((BLACK, BLUE, RED))
    for y in range(0, height - cell + 1, cell):
        for x in range(0, width - cell + 1, cell):
            field = picture[y : y + cell + 1, x : x + cell + 1]
            if kind == "elements":
                field[:] = draw.choice(_BRIGHT)
            pixels.framed(field, GRAY if kind != "elements" else BLACK)
            if kind == "signs":
                sign = draw.choice(("star", "plus", "disc", "triangle", "crown"))
                pixels.center(field, shapes.inked(sign, 5, inks.spot(draw, WHITE)))
            elif draw.chance(0.55):
                text = draw.choice("123456789" if kind == "digits" else "ACEHIKLMNOPRSTUVWY")
                pixels.center(field, lettering.written(text, "mini", WHITE if kind == "elements" else ink))
    return pixels.framed(picture, BLACK)
