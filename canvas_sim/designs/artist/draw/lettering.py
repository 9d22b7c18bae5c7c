"""Lines of text in pixel fonts: plain, doubled, outlined, shadowed, many-colored, wrapped to a box."""

import functools

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data.tables import glyphs
from canvas_sim.designs.artist.draw import pixels
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, RAINBOW, WHITE, contrast, is_dark, spot_ink

_FONTS = {
    "mini": (5, 4.0), "small": (5, 4.9), "low": (5, 4.0), "wide": (5, 5.7), "heavy": (5, 6.7), "neat": (6, 4.9),
    "slim": (7, 4.0), "tall": (7, 5.7), "serif": (7, 7.2), "bold": (7, 6.7),
}  # fmt: skip
HEIGHTS = {font: height for font, (height, _) in _FONTS.items()}
BY_HEIGHT = tuple(_FONTS)


@functools.lru_cache(maxsize=8192)
def line(text: str, font: str = "mini") -> np.ndarray:
    """A line of text as a mask, trimmed; letters that the font lacks come as capitals or as a space; read only."""
    letters = glyphs(font)
    high = HEIGHTS[font]
    if not text.strip():
        return np.zeros((high, 1), bool)
    row = [letters.get(letter, letters.get(letter.upper(), letters[" "])) for letter in text]
    mask = np.concatenate(row, axis=1)[:, :-1]
    if not mask[high:].any():
        mask = mask[:high]
    mask.setflags(write=False)
    return mask


def letters_in(width: int, font: str) -> int:
    """About how many letters of `font` go into `width` pixels."""
    return int((width + 1) / _FONTS[font][1])


def written(text: str, font: str, ink: int) -> np.ndarray:
    """A line of text in one ink on a clear ground."""
    return np.where(line(text, font), np.uint8(ink), np.uint8(CLEAR))


def slanted(mask: np.ndarray) -> np.ndarray:
    """The letters leaning to the right, one pixel every two rows."""
    height, width = mask.shape
    result = np.zeros((height, width + (height - 1) // 2), bool)
    for y in range(height):
        shift = (height - 1 - y) // 2
        result[y, shift : shift + width] = mask[y]
    return result


def slabbed(letter: str) -> np.ndarray:
    """A heavy capital with slabs at the ends of its strokes, 14 rows high; one free column to the right."""
    return glyphs("slab").get(letter, glyphs("slab")["?"])


@functools.lru_cache(maxsize=256)
def slab(text: str) -> np.ndarray:
    """A line of heavy capitals with slabs at the ends of their strokes, 14 rows high, as teams have them; read only."""
    letters = [slabbed(letter) for letter in text.upper()]
    whole = np.concatenate(letters, axis=1)[:, :-1]
    whole.setflags(write=False)
    return whole


def enlarged(draw: Stream, mask: np.ndarray, times: int) -> np.ndarray:
    """Letters enlarged, most with smooth corners, some leaning."""
    if times == 2 and draw.chance(0.6):
        mask = pixels.double(mask)
    elif times > 1:
        mask = pixels.enlarge(mask, times)
    return slanted(mask) if draw.chance(0.08) else mask


_STYLES = {
    "plain": 9, "outline": 3, "shadow": 4, "split": 2, "rainbow": 1, "bands": 1, "double": 2, "hollow": 1.5,
    "checked": 1.2, "lined": 1, "fading": 1.5,
}  # fmt: skip
_ROOMY = frozenset({"outline", "shadow", "double", "hollow", "checked"})  # not for strokes that would run together


@functools.lru_cache(maxsize=4096)
def largest(text: str, height: int, width: int) -> tuple[str, int] | None:
    """The font and the enlargement in which `text` is highest within a box; None where none fits.

    Among fonts that are as high as each other, the text itself decides.
    """
    best: list[tuple[str, int]] = []
    best_height = 0
    for font in BY_HEIGHT:
        mask = line(text, font)
        times = min(height // mask.shape[0], width // mask.shape[1], 4)
        high = times * mask.shape[0]
        if times >= 1 and high >= best_height:
            best = [*best, (font, times)] if high == best_height else [(font, times)]
            best_height = high
    return best[sum(map(ord, text)) % len(best)] if best else None


@functools.lru_cache(maxsize=2048)
def wrapped(text: str, font: str, width: int) -> tuple[str, ...]:
    """The text in lines that are at most `width` pixels wide; none where a word is wider."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and line(longer, font).shape[1] <= width:
            lines[-1] = longer
        elif line(word, font).shape[1] <= width:
            lines.append(word)
        else:
            return ()
    return tuple(lines)


def label(text: str, height: int, width: int, ink: int) -> np.ndarray:
    """The text in one ink, as large as a box allows; a clear pixel where it does not fit."""
    fit = largest(text, height, width)
    return pixels.blank(1, 1) if fit is None else pixels.enlarge(written(text, fit[0], ink), fit[1])


def fancy(draw: Stream, mask: np.ndarray, ground: int) -> np.ndarray:
    """A mask of letters filled, outlined or shadowed in one of many ways, readable on `ground`."""
    style = draw.choice(list(_STYLES), list(_STYLES.values()))
    if ((mask.shape[0] <= 5 or mask.mean() > 0.52) and style in _ROOMY) or (mask.shape[0] < 12 and style == "hollow"):
        style = "plain"
    ink = contrast(draw, ground)
    picture = np.where(mask, np.uint8(ink), np.uint8(CLEAR))
    if style == "outline":
        rim = WHITE if is_dark(ground) else BLACK
        fill = contrast(draw, rim, ground)
        return pixels.outlined(np.where(mask, np.uint8(fill), np.uint8(CLEAR)), rim, corners=True)
    if style == "double":
        rims = (WHITE, BLACK) if draw.chance(0.5) else (BLACK, WHITE)
        fill = contrast(draw, *rims)
        inner = pixels.outlined(np.where(mask, np.uint8(fill), np.uint8(CLEAR)), rims[0], corners=True)
        return pixels.outlined(inner, rims[1])
    if style == "shadow":
        return pixels.shadowed(picture, BLACK if ground != BLACK else spot_ink(draw, ink, ground))
    if style == "split":
        other = contrast(draw, ground, ink)
        cut = draw.integer(1, mask.shape[0] - 1) if draw.chance(0.6) else mask.shape[0]
        _repaint(picture[cut:], other) if cut < mask.shape[0] else _repaint(picture[:, mask.shape[1] // 2 :], other)
    elif style in {"rainbow", "bands"}:
        _repaint_stripes(draw, picture, ground, along=style == "rainbow")
    else:
        picture = _decorated(draw, picture, mask, (ink, ground), style)
    return picture


def _decorated(draw: Stream, picture: np.ndarray, mask: np.ndarray, inks: tuple[int, int], style: str) -> np.ndarray:
    """Letters as lines around nothing, checked, underlined, or fading from one ink into another."""
    ink, ground = inks
    if style == "hollow":
        picture[mask] = ground
        return pixels.outlined(picture, ink, corners=True)
    if style == "lined":
        line_below = pixels.blank(1, picture.shape[1], contrast(draw, ground))
        return np.concatenate([picture, pixels.blank(1, picture.shape[1]), line_below])
    if style in {"checked", "fading"}:
        value = np.indices(mask.shape)[0] / mask.shape[0] if style == "fading" else np.full(mask.shape, 0.5)
        fill = pixels.dithered(value, (ink, contrast(draw, ground, ink)))
        picture[mask] = fill[mask]
    return pixels.outlined(picture, WHITE if is_dark(ground) else BLACK) if style == "checked" else picture


def _repaint(picture: np.ndarray, ink: int) -> None:
    picture[picture != CLEAR] = ink


def _repaint_stripes(draw: Stream, picture: np.ndarray, ground: int, along: bool) -> None:
    """Color a text in stripes, upright ones of about a letter's width or level ones."""
    inks = [ink for ink in RAINBOW if ink != ground]
    start, step = draw.integer(0, 5), 5 if along else max(1, picture.shape[0] // 5)
    count = picture.shape[1] if along else picture.shape[0]
    stripe = np.array(inks, np.uint8)[(np.arange(count) // step + start) % len(inks)]
    np.copyto(picture, stripe[None] if along else stripe[:, None], where=picture != CLEAR)
