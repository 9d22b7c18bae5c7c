"""Posters: words on colored ground, one line or many."""

from __future__ import annotations

import numpy as np

from canvas_sim.world.artist import brush, lettering, words
from canvas_sim.world.artist.inks import BLACK, CLEAR, WHITE, contrast, ground, spot
from canvas_sim.world.draws import Stream


def poster(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A box filled with writing."""
    if height < 7 or width < 7:
        return _tiny(draw, height, width)
    if height >= 13 and width >= 18 and draw.chance(0.25):
        return block(draw, name, height, width)
    return banner(draw, name, height, width)


def _tiny(draw: Stream, height: int, width: int) -> np.ndarray:
    paper = ground(draw)
    picture = brush.plain(height, width, paper)
    text = words.initials(draw, max(1, lettering.letters_in(width, "mini")))
    brush.center(picture, lettering.written(text, "mini", contrast(draw, paper)))
    return picture


def _size(draw: Stream, height: int, width: int, lines: int) -> tuple[str, int]:
    """A font and an enlargement for so many lines in a box."""
    options = []
    for font in ("mini", "small", "tall", "bold"):
        for times in (1, 2, 3):
            high = lines * (lettering.HEIGHTS[font] * times + 1) + 1
            letters = lettering.letters_in((width - 2) // times, font)
            if high <= height and letters >= (3 if lines > 1 else 2):
                options.append((font, times, high))
    if not options:
        return "mini", 1
    options.sort(key=lambda option: option[2])
    font, times, _ = draw.choice(options[-3:])
    return font, times


def banner(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """One to five short lines, each as fancy as it likes, centered, with or without a frame."""
    paper = ground(draw)
    picture = brush.plain(height, width, paper)
    most = max(1, min(5, (height - 1) // 7))
    lines = draw.integer(1, most) if draw.chance(0.7) else most
    font, times = _size(draw, height, width, lines)
    letters = max(1, lettering.letters_in((width - 2) // times, font))
    rows = []
    for step in range(lines):
        text = words.phrase(draw, name, letters)
        mask = lettering.line(text, font)
        while mask.shape[1] * times > width - 1 and len(text) > 1:
            text = text[:-1]
            mask = lettering.line(text, font)
        rows.append(np.kron(mask, np.ones((times, times), bool)) if times > 1 else mask)
    _typeset(draw, picture, rows, paper)
    if min(height, width) > 8 and draw.chance(0.45):
        brush.framed(picture, BLACK if paper != BLACK else spot(draw, BLACK))
    return picture


def _typeset(draw: Stream, picture: np.ndarray, rows: list[np.ndarray], paper: int) -> None:
    """Put lines of letters below each other, with equal space between."""
    free = picture.shape[0] - sum(row.shape[0] for row in rows)
    gap = max(1, free // (len(rows) + 1))
    y = max(0, (free - gap * (len(rows) - 1) + 1) // 2)
    flush = draw.chance(0.3)
    for row in rows:
        tape = paper
        if draw.chance(0.12) and len(rows) > 1:
            tape = spot(draw, paper)
            picture[max(0, y - 1) : y + row.shape[0] + 1] = tape
        letters = lettering.fancy(draw, row, tape)
        if letters.shape[1] > picture.shape[1] or letters.shape[0] > row.shape[0] + gap + 1:
            letters = np.where(row, np.uint8(contrast(draw, tape)), np.uint8(CLEAR))
        x = 1 if flush else (picture.shape[1] - letters.shape[1]) // 2
        brush.put(picture, letters, y - (letters.shape[0] - row.shape[0]) // 2, x)
        y += row.shape[0] + gap


def block(draw: Stream, name: str, height: int, width: int) -> np.ndarray:
    """A framed block of running text."""
    paper = ground(draw)
    picture = brush.plain(height, width, paper)
    font = draw.choice(("mini", "small", "tall"), (5, 3, 2 if height * width > 1500 else 0.1))
    step = lettering.HEIGHTS[font] + draw.integer(1, 2)
    ink = contrast(draw, paper)
    lines = max(1, (height - 3) // step)
    rows = words.story(draw, max(1, lettering.letters_in(width - 4, font)), lines)
    if draw.chance(0.5):
        rows[0] = words.styled(draw, name)
    top = max(1, (height - lines * step + 1) // 2)
    for k, row in enumerate(rows):
        letters = lettering.written(row, font, ink if k or draw.chance(0.5) else contrast(draw, paper))
        brush.put(picture, letters[:, : width - 4], top + k * step, 2)
    return brush.framed(picture, draw.choice((BLACK, WHITE, ink)), *([spot(draw, paper)] if height > 24 else []))
