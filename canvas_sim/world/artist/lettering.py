"""Pixel fonts of our own, and lines of text in them: plain, bold, doubled, outlined, shadowed, many-colored."""

from __future__ import annotations

import functools

import numpy as np

from canvas_sim.world.artist import brush
from canvas_sim.world.artist.inks import BLACK, CLEAR, RAINBOW, WHITE, contrast, is_dark, spot
from canvas_sim.world.draws import Stream

# A glyph is a row of digits, one for each row of pixels, read as bits: octal for 3 columns, hex for 4, base 32 for 5.
_MINI = """
A25755 B65656 C34443 D65556 E74647 F74644 G34553 H55755 I72227 J11152 K55655 L44447 M57755 N75555 O75557 P75744 Q75573
R75655 S74717 T72222 U55557 V55552 W55775 X55255 Y55222 Z71247 075557 126227 271747 371717 455711 574717 674757 771122
875757 975717 /11244 !22202 ?71202 .00002 '22000 -00700 :02020 #57575 +02720 _00007 =07070 &25236 <12421 >42124 (24442
)21112 *05250 ^25000
"""
_SMALL = """
A69f99 Be9e9e C78887 De999e Ef8e8f Ff8e88 G78b97 H99f99 Ie444e J11196 K9aca9 L8888f M9ff99 N9db99 O69996 Pe9e88 Q699a5
Re9ea9 S7861e Te4444 U99996 V99966 W99ff9 X99699 Y99716 Zf168f 0f999f 14c44e 2e168f 3e161e 499f11 5f8e1e 668e96 7f1244
869696 969716 /11248 !88808 ?e1604 .00008 '88000 -00f00 :08080 #5f5f5 +04e40 _0000f =0f0f0 &4a4a5 <24842 >84248 (48884
)84448 *0a4a0 ^4a000
"""
_TALL = """
Aehhvhhh00 Buhhuhhu00 Cehggghe00 Duhhhhhu00 Evgguggv00 Fvgguggg00 Gehgnhhe00 Hhhhvhhh00 Ie44444e00 J72222ic00
Khikokih00 Lggggggv00 Mhrllhhh00 Nhhpljhh00 Oehhhhhe00 Puhhuggg00 Qehhhlid00 Ruhhukih00 Sfgge11u00 Tv44444400
Uhhhhhhe00 Vhhhhha400 Whhhllla00 Xhha4ahh00 Yhhha44400 Zv1248gv00 0ehhlhhe00 14c4444e00 2eh1248v00 3v2421he00
426aiv2200 5vgu11he00 668guhhe00 7v12488800 8ehhehhe00 9ehhf12c00 /1224488gg !ggggg0g00 ?eh12404 .000000g00
'gg0000000 -000s00000 :00g0g0000 #aavavaa00 +044v44000 _0000000v0 =00v0v0000 &8kk8lid00 <248g84200 >g84248g00
(4888884 )8444448 *0l4v4l000 ^4ah000000
a00e1fhf00 bgguhhhu00 c00eggge00 d11fhhhf00 e00ehvge00 f68s888800 g00fhhhf1e hgguhhhh00 ig0ggggg00 j2022222ic
kggikoki00 lggggggg00 m00qllll00 n00uhhhh00 o00ehhhe00 p00uhhhugg q00fhhhf11 r00moggg00 s00fge1u00 t88s888600
u00hhhhf00 v00hhha400 w00hhlla00 x00ha4ah00 y00hhhhf1e z00v248v00
"""
FONTS = {"mini": (_MINI, 3), "small": (_SMALL, 4), "tall": (_TALL, 5)}
HEIGHTS = {"mini": 5, "small": 5, "tall": 7, "bold": 7}
_ADVANCES = {"mini": 4.0, "small": 4.9, "tall": 5.7, "bold": 6.7}


@functools.cache
def _font(name: str) -> dict[str, np.ndarray]:
    """Glyphs as masks with one free column to the right, trimmed to their own width."""
    if name == "bold":
        return {letter: _smear(glyph) for letter, glyph in _font("tall").items()}
    source, columns = FONTS[name]
    glyphs = {}
    for word in source.split():
        rows = [[int(digit, 32) >> bit & 1 for bit in range(columns - 1, -1, -1)] for digit in word[1:]]
        glyphs[word[0]] = _spaced(np.array(rows, bool))
    rows_high = max(glyph.shape[0] for glyph in glyphs.values())
    glyphs = {key: np.pad(glyph, ((0, rows_high - len(glyph)), (0, 0))) for key, glyph in glyphs.items()}
    glyphs[" "] = np.zeros((rows_high, 2 + columns // 4), bool)
    return glyphs


def _spaced(mask: np.ndarray) -> np.ndarray:
    used = np.flatnonzero(mask.any(0))
    return np.pad(mask[:, used[0] : used[-1] + 1], ((0, 0), (0, 1)))


def _smear(mask: np.ndarray) -> np.ndarray:
    wide = np.pad(mask, ((0, 0), (0, 1)))
    wide[:, 1:] |= mask
    return wide


@functools.lru_cache(maxsize=4096)
def line(text: str, font: str = "mini") -> np.ndarray:
    """A line of text as a mask, trimmed; letters that the font lacks come as capitals or as a space; read only."""
    glyphs = _font(font)
    if not text.strip():
        return np.zeros((HEIGHTS[font], 1), bool)
    row = [
        glyphs[letter if letter in glyphs else letter.upper() if letter.upper() in glyphs else " "] for letter in text
    ]
    mask = np.concatenate(row, axis=1)[:, :-1]
    if font in {"tall", "bold"} and not mask[7:].any():
        mask = mask[:7]
    mask.setflags(write=False)
    return mask


def letters_in(width: int, font: str) -> int:
    """About how many letters of `font` go into `width` pixels."""
    return int((width + 1) / _ADVANCES[font])


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


@functools.lru_cache(maxsize=256)
def slab(text: str) -> np.ndarray:
    """A line of heavy capitals with slabs at the ends of their strokes, 14 rows high, as teams have them; read only."""
    letters = []
    for letter in text.upper():
        mask = np.pad(_smear(brush.double(line(letter, "tall")[:7].astype(np.uint8)).astype(bool)), ((0, 0), (2, 2)))
        for row in (0, 1, -2, -1):
            ends = mask[row].copy()
            inner = ends[2:-2] & ~(ends[:-4] & ends[4:])  # a bar all along the row keeps its ends
            for shift in (-2, -1, 1, 2):
                mask[row, 2 + shift : mask.shape[1] - 2 + shift] |= inner if ends.sum() < 8 else False
        letters.append(_spaced(mask) if mask.any() else mask)
    whole = np.concatenate(letters, axis=1)[:, :-1]
    whole.setflags(write=False)
    return whole


def scaled(draw: Stream, mask: np.ndarray, times: int) -> np.ndarray:
    """Letters enlarged, most with smooth corners, some leaning."""
    if times == 2 and draw.chance(0.6):
        mask = brush.double(mask)
    elif times > 1:
        mask = brush.enlarge(mask, times)
    return slanted(mask) if draw.chance(0.08) else mask


def largest(text: str, height: int, width: int) -> tuple[str, int] | None:
    """The font and the enlargement in which `text` is highest within a box; None where none fits."""
    best, best_height = None, 0
    for font in ("mini", "small", "tall", "bold"):
        mask = line(text, font)
        times = min(height // mask.shape[0], width // mask.shape[1], 3)
        if times >= 1 and times * mask.shape[0] >= best_height:
            best, best_height = (font, times), times * mask.shape[0]
    return best


def label(text: str, height: int, width: int, ink: int) -> np.ndarray | None:
    """The text in one ink, as large as a box allows; None where it does not fit."""
    fit = largest(text, height, width)
    return None if fit is None else brush.enlarge(written(text, fit[0], ink), fit[1])


def fancy(draw: Stream, mask: np.ndarray, ground: int) -> np.ndarray:
    """A mask of letters filled, outlined or shadowed in one of many ways, readable on `ground`."""
    style = draw.choice(("plain", "outline", "shadow", "split", "rainbow", "bands", "double"), (10, 3, 4, 2, 1, 1, 1.5))
    if mask.shape[0] <= 5 and style in {"outline", "shadow", "double"}:  # strokes this close would run together
        style = "plain"
    ink = contrast(draw, ground)
    picture = np.where(mask, np.uint8(ink), np.uint8(CLEAR))
    if style == "outline":
        rim = WHITE if is_dark(ground) else BLACK
        fill = contrast(draw, rim, ground)
        return brush.outlined(np.where(mask, np.uint8(fill), np.uint8(CLEAR)), rim, corners=True)
    if style == "double":
        rims = (WHITE, BLACK) if draw.chance(0.5) else (BLACK, WHITE)
        fill = contrast(draw, *rims)
        inner = brush.outlined(np.where(mask, np.uint8(fill), np.uint8(CLEAR)), rims[0], corners=True)
        return brush.outlined(inner, rims[1])
    if style == "shadow":
        return brush.shadowed(picture, BLACK if ground != BLACK else spot(draw, ink, ground))
    if style == "split":
        other = contrast(draw, ground, ink)
        cut = draw.integer(1, mask.shape[0] - 1) if draw.chance(0.6) else mask.shape[0]
        _repaint(picture[cut:], other) if cut < mask.shape[0] else _repaint(picture[:, mask.shape[1] // 2 :], other)
    elif style in {"rainbow", "bands"}:
        _repaint_stripes(draw, picture, ground, along=style == "rainbow")
    return picture


def _repaint(picture: np.ndarray, ink: int) -> None:
    picture[picture != CLEAR] = ink


def _repaint_stripes(draw: Stream, picture: np.ndarray, ground: int, along: bool) -> None:
    """Color a text in stripes, upright ones of about a letter's width or level ones."""
    inks = [ink for ink in RAINBOW if ink != ground]
    start, step = draw.integer(0, 5), 5 if along else max(1, picture.shape[0] // 5)
    count = picture.shape[1] if along else picture.shape[0]
    stripe = np.array(inks, np.uint8)[(np.arange(count) // step + start) % len(inks)]
    np.copyto(picture, stripe[None] if along else stripe[:, None], where=picture != CLEAR)
