"""Posters: words on colored ground; and boards: things of panels, lines and small signs, such as windows and games."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import inks, lettering, phrases, pixels, shapes, sprites
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, GRAY, RED, WHITE, contrast, ground, spot_ink
from canvas_sim.designs.artist.draw.sprites import chessmen
from canvas_sim.designs.artist.draw.stencils import stenciled, texture, weights
from canvas_sim.designs.artist.painters import hearts, logos


def poster(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A box filled with writing."""
    if height < 7 or width < 7:
        return _tiny(draw, name, height, width)
    kind = draw.uniform()
    if height >= 19 and width >= 44 and kind < 0.15:
        return text_block(draw, name, height, width)
    if height >= 8 and kind > 0.88:
        return letter_tiles(draw, name, height, width)
    if height >= 14 and width >= 20 and kind > 0.68:
        return stack(draw, name, height, width)
    return banner(draw, name, height, width)


def _tiny(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A few letters on a tape hardly higher than they are; where not even they fit, a texture."""
    paper = ground(draw)
    if height < 5:
        return texture(draw, height, width, paper)
    picture = pixels.blank(height, width, paper)
    font = draw.choice(("mini", "small", "low", "wide", "heavy"))
    text = phrases.fitted_phrase(draw, name, font, width)
    if not text:
        return texture(draw, height, width, paper)
    pixels.center(picture, lettering.written(text, font, contrast(draw, paper)))
    return picture


def letter_tiles(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """Every letter in a square of its own, in turning colors."""
    rows = max(1, height // draw.choice((9, 11, 13)))
    cell = height // rows
    columns = max(1, round(width / cell))
    if rows == 1:
        columns = len(phrases.phrase(draw, name, columns)) if columns < 4 else columns
    text = "".join(phrases.phrase(draw, name, columns).ljust(columns)[:columns] for _ in range(rows))
    papers, heavy = inks.scheme(draw, draw.integer(2, 5)), draw.choice(("tall", "serif", "bold", "heavy"))
    picture = pixels.blank(height, width, papers[0])
    for k, letter in enumerate(text):
        row, column = divmod(k, columns)
        left, right = column * width // columns, (column + 1) * width // columns
        field = picture[row * cell : height if row == rows - 1 else (row + 1) * cell, left:right]
        paper = papers[(row + column) % len(papers)]
        field[:] = paper
        font = heavy if cell >= 9 and right - left >= 9 else "tall" if cell >= 9 and right - left >= 7 else "mini"
        piece = lettering.written(letter, font, contrast(draw, paper))
        pixels.center(field, piece)
        if draw.chance(0.3):
            pixels.framed(field, BLACK)
    return picture


def pillar(draw: Stream, name: str, area: int) -> np.ndarray:
    """A word from top to bottom, a letter a row."""
    cell = int(max(6, (area / len(name)) ** 0.5))
    width = max(5, round(area / (cell * len(name))))
    paper = ground(draw)
    picture = pixels.blank(cell * len(name), width, paper)
    ink, second = contrast(draw, paper), contrast(draw, paper)
    for k, letter in enumerate(name):
        piece = lettering.label(letter, cell - 1, width - 1, ink if k % 2 == 0 else second)
        pixels.center(picture[k * cell : (k + 1) * cell], piece)
    return pixels.framed(picture, BLACK) if width > 8 and draw.chance(0.5) else picture


def stack(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A name, and below it those of a crew of friends, each on a tape of its own color."""
    high = draw.choice((7, 7, 8, 9))
    rows = max(1, height // high)
    picture = pixels.blank(height, width, BLACK)
    flush, mixed = draw.chance(0.5), draw.chance(0.4)
    fonts = draw.shuffled([font for font in lettering.BY_HEIGHT if lettering.HEIGHTS[font] <= high - 2])
    for row in range(rows):
        tape = picture[row * high : height if row == rows - 1 else (row + 1) * high]
        paper = ground(draw)
        tape[:] = paper
        left = 1
        if tape.shape[0] >= 8 and width > 30 and draw.chance(0.4):
            icon = sprites.small(draw, tape.shape[0] - 1, 9)
            pixels.paste(tape, icon, (tape.shape[0] - icon.shape[0]) // 2, 1)
            left += icon.shape[1] + 1
        font = draw.choice(fonts) if mixed else fonts[0]
        text = phrases.fitted_phrase(draw, name, font, width - left - 1)
        member = draw.choice((phrases.first_name(draw), phrases.coined(draw)))
        if row and lettering.line(member, font).shape[1] < width - left:
            text = member
        letters = lettering.written(text, font, contrast(draw, paper))
        pixels.center(tape[:, left:], letters, right=0.0 if flush else 0.5)
        if draw.chance(0.3):
            tape[-1] = BLACK
    return pixels.framed(picture, contrast(draw, int(picture[2, 1]))) if draw.chance(0.3) else picture


def _size(draw: Stream, height: int, width: int, lines: int) -> tuple[str, int]:
    """A font and an enlargement for so many lines in a box."""
    options = []
    for font in lettering.BY_HEIGHT:
        for times in (1, 2, 3, 4):
            high = lines * (lettering.HEIGHTS[font] * times + 1) + 1
            letters = lettering.letters_in((width - 2) // times, font)
            if high <= height and letters >= (3 if lines > 1 else 2):
                options.append((font, times, high))
    if not options:
        return "mini", 1
    options.sort(key=lambda option: option[2])
    if height > 24 and draw.chance(0.5):  # many small letters rather than few large ones
        options = [option for option in options if option[1] == 1] or options
    font, times, _ = draw.choice(options[-6:] if draw.chance(0.6) else options)
    return font, times


def banner(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """One to five short lines, each as fancy as it likes, centered, with or without a frame."""
    paper = ground(draw)
    busy = texture(draw, height, width, paper) if draw.chance(0.28) else None
    picture = pixels.blank(height, width, paper) if busy is None else busy
    most = max(1, min(5, (height - 1) // 7))
    lines = draw.integer(1, most) if draw.chance(0.35) else most
    font, times = _size(draw, height, width, lines)
    lines = max(lines, height // (lettering.HEIGHTS[font] * times + 3))
    rows: list[np.ndarray] = []
    for _ in range(lines):
        text = phrases.fitted_phrase(draw, name, font, (width - 2 - 2 * (busy is not None)) // times)
        mask = lettering.enlarged(draw, lettering.line(text, font), times)
        if mask.shape[1] >= width - 2 * (busy is not None):
            mask = lettering.line(text, font)
        if sum(row.shape[0] + 1 for row in rows) + mask.shape[0] + 2 > height:  # letters that hang below the line
            mask = lettering.line(text.upper(), font)
        if not rows or sum(row.shape[0] + 1 for row in rows) + mask.shape[0] + 2 <= height:
            rows.append(mask)
    if _typeset(draw, picture, rows, paper, busy is not None):
        _flank(draw, picture, max(row.shape[1] for row in rows))
    if min(height, width) > 8 and draw.chance(0.45):
        pixels.framed(picture, BLACK if paper != BLACK else spot_ink(draw, BLACK))
    return picture


def _typeset(draw: Stream, picture: np.ndarray, rows: list[np.ndarray], paper: int, busy: bool) -> bool:
    """Put lines of letters below each other, with equal space between; on a `busy` ground with a rim.

    True where the lines stand in the middle, false where they begin at the left.
    """
    free = picture.shape[0] - sum(row.shape[0] for row in rows)
    gap = max(1, free // (len(rows) + 1))
    y = max(0, (free - gap * (len(rows) - 1) + 1) // 2)
    flush = draw.chance(0.3)
    for row in rows:
        tape = paper
        if draw.chance(0.12) and len(rows) > 1:
            tape = spot_ink(draw, paper)
            picture[max(0, y - 1) : y + row.shape[0] + 1] = tape
        letters = lettering.fancy(draw, row, tape)
        if letters.shape[1] > picture.shape[1] or letters.shape[0] > row.shape[0] + min(gap, 2) + 1:
            letters = np.where(row, np.uint8(contrast(draw, tape)), np.uint8(CLEAR))
        if busy:  # on a texture letters need a rim to be read
            letters = pixels.outlined(letters, tape, corners=True)
        x = 1 if flush else (picture.shape[1] - letters.shape[1]) // 2
        pixels.paste(picture, letters, y - (letters.shape[0] - row.shape[0]) // 2, x)
        y += row.shape[0] + gap
    return not flush


def _flank(draw: Stream, picture: np.ndarray, taken: int) -> None:
    """Put a figure at one end of the text or at both, where they are free."""
    free = (picture.shape[1] - taken) // 2 - 3
    if free < 5 or picture.shape[0] < 7 or draw.chance(0.15):
        return
    piece = sprites.sprite(draw, picture.shape[0] - 1, free) if draw.chance(0.8) else hearts.heart(draw, 5)
    for left in range(1, max(2, free - piece.shape[1] + 2), piece.shape[1] + 2):
        pixels.paste(picture, piece, (picture.shape[0] - piece.shape[0] + 1) // 2, left)
        other = picture.shape[1] - left - piece.shape[1]
        pixels.paste(picture, piece[:, ::-1], (picture.shape[0] - piece.shape[0] + 1) // 2, other)


def text_block(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A framed block of running text."""
    paper = ground(draw)
    picture = pixels.blank(height, width, paper)
    large = height * width > 1500
    fonts = ("mini", "low", "small", "slim", "neat", "tall", "serif")
    font = draw.choice(fonts, (4, 3, 3, 2, 2, 2 * large + 0.1, large))
    step = lettering.HEIGHTS[font] + draw.integer(1, 2) + (font == "low")
    ink = contrast(draw, paper)
    rows = phrases.story(draw, font, width - 6, max(1, (height - 5) // step))
    if draw.chance(0.35) and (len(rows) + 1) * step + 4 < height:
        rows.insert(0, phrases.fitted_phrase(draw, name, font, width - 6))
    step += max(0, (height - 4 - len(rows) * step) // (len(rows) + 1)) // 2
    top, middle = max(1, (height - len(rows) * step + 1) // 2), draw.chance(0.3)
    turning = [ink, contrast(draw, paper), contrast(draw, paper)] if draw.chance(0.2) else [ink]
    for k, row in enumerate(phrases.lowered(rows) if font == "low" else rows):
        letters = lettering.written(row, font, turning[k % len(turning)])
        pixels.paste(picture, letters, top + k * step, (width - letters.shape[1]) // 2 if middle else 3)
    return pixels.framed(picture, draw.choice((BLACK, WHITE, ink)), *([spot_ink(draw, paper)] if height > 24 else []))


def _some_words(draw: Stream, name: str, height: int, width: int, ink: int) -> np.ndarray:
    """Some words in one ink that fit a box; a clear pixel where nothing does."""
    large = height >= 9 and width > 24 and draw.chance(0.6)
    font = draw.choice(("tall", "slim", "serif") if large else ("mini", "low"))
    piece = lettering.written(phrases.fitted_phrase(draw, name, font, width), font, ink)
    return piece if piece.shape[0] <= height and piece.shape[1] <= width else pixels.blank(1, 1)


def _chessman(draw: Stream) -> np.ndarray:
    man = draw.choice(chessmen())
    side = WHITE if draw.chance(0.5) else draw.choice((GRAY, RED))
    return np.where(man >= 200, np.where(man == CLEAR, CLEAR, side), man).astype(np.uint8)


def kind_of_board(draw: Stream, kind: str, name: str, height: int, width: int) -> np.ndarray:
    """A board of one kind, filling the box."""
    picture = pixels.blank(height, width)
    return stenciled(
        draw, picture, "boards", kind, name=name,
        some_words=lambda *how: _some_words(draw, *how), chessman=lambda: _chessman(draw),
        styled_mark=lambda *how: logos.styled_mark(draw, *how), charge=shapes.inked,
    )  # fmt: skip


def board(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """One of them, filling the box."""
    kind = style_stream.suited(draw, weights("boards"), "screen", 0.8)
    return kind_of_board(draw, "window" if kind == "memorial" and height * width > 2000 else kind, name, height, width)
