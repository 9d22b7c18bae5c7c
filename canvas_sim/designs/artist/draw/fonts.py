"""Pixel fonts of our own: glyphs as rows of digits, and fonts that are got from others by stretching and thickening."""

from __future__ import annotations

import functools

import numpy as np

from canvas_sim.designs.artist.draw import pixels

# A glyph is a row of digits, one for each row of pixels, read as bits: octal for 3 columns, hex for 4, base 32 for 5.
_MINI = """
A25755 B65656 C34443 D65556 E74647 F74644 G34553 H55755 I72227 J11152 K55655 L44447 M57755 N75555 O75557 P75744 Q75573
R75655 S74717 T72222 U55557 V55552 W55775 X55255 Y55222 Z71247 075557 126227 271747 371717 455711 574717 674757 771122
875757 975717 /11244 !22202 ?71202 .00002 '22000 -00700 :02020 #57575 +02720 _00007 =07070 &25236 <12421 >42124 (24442
)21112 *05250 ^25000 ,00024 %51245
"""
_SMALL = """
A69f99 Be9e9e C78887 De999e Ef8e8f Ff8e88 G78b97 H99f99 Ie444e J11196 K9aca9 L8888f M9ff99 N9db99 O69996 Pe9e88 Q699a5
Re9ea9 S7861e Te4444 U99996 V99966 W99ff9 X99699 Y99716 Zf168f 0f999f 14c44e 2e168f 3e161e 499f11 5f8e1e 668e96 7f1244
869696 969716 /11248 !88808 ?e1604 .00008 '88000 -00f00 :08080 #5f5f5 +04e40 _0000f =0f0f0 &4a4a5 <24842 >84248 (48884
)84448 *0a4a0 ^4a000 ,00048 %91689
"""
_TALL = """
Aehhvhhh00 Buhhuhhu00 Cehggghe00 Duhhhhhu00 Evgguggv00 Fvgguggg00 Gehgnhhe00 Hhhhvhhh00 Ie44444e00 J72222ic00
Khikokih00 Lggggggv00 Mhrllhhh00 Nhhpljhh00 Oehhhhhe00 Puhhuggg00 Qehhhlid00 Ruhhukih00 Sfgge11u00 Tv44444400
Uhhhhhhe00 Vhhhhha400 Whhhllla00 Xhha4ahh00 Yhhha44400 Zv1248gv00 0ehhlhhe00 14c4444e00 2eh1248v00 3v2421he00
426aiv2200 5vgu11he00 668guhhe00 7v12488800 8ehhehhe00 9ehhf12c00 /1224488gg !ggggg0g00 ?eh12404 .000000g00
'gg0000000 -000s00000 :00g0g0000 #aavavaa00 +044v44000 _0000000v0 =00v0v0000 &8kk8lid00 <248g84200 >g84248g00
(4888884 )8444448 *0l4v4l000 ^4ah000000 ,000008g00 %op248j300
a00e1fhf00 bgguhhhu00 c00eggge00 d11fhhhf00 e00ehvge00 f68s888800 g00fhhhf1e hgguhhhh00 ig0ggggg00 j2022222ic
kggikoki00 lggggggg00 m00qllll00 n00uhhhh00 o00ehhhe00 p00uhhhugg q00fhhhf11 r00moggg00 s00fge1u00 t88s888600
u00hhhhf00 v00hhha400 w00hhlla00 x00ha4ah00 y00hhhhf1e z00v248v00
"""
# Small letters under the capitals of the mini font, with a row above that only they need.
_LOW = """
a06357 b46556 c03443 d13553 e03563 f12722 g035316 h46555 i20222 j101152 k45665 l62223 m07775 n06555 o02552 p065564
q035531 r05644 s03636 t27221 u05553 v05552 w05777 x05225 y055312 z07127
"""
_FONTS = {"mini": (_MINI, 3), "small": (_SMALL, 4), "tall": (_TALL, 5), "low": (_MINI + _LOW, 3)}
# Fonts that repeat or leave out rows of another.
_STRETCHED = {
    "slim": ("mini", (0, 1, 1, 2, 3, 3, 4)), "neat": ("small", (0, 1, 1, 2, 3, 4)), "wide": ("tall", (0, 1, 3, 5, 6)),
}  # fmt: skip
HEIGHTS = {
    "mini": 5,
    "small": 5,
    "low": 5,
    "wide": 5,
    "heavy": 5,
    "neat": 6,
    "slim": 7,
    "tall": 7,
    "serif": 7,
    "bold": 7,
}
_ADVANCES = {
    "mini": 4.0, "small": 4.9, "low": 4.0, "wide": 5.7, "heavy": 6.7, "neat": 4.9, "slim": 4.0, "tall": 5.7,
    "serif": 7.2, "bold": 6.7,
}  # fmt: skip


@functools.cache
def glyphs(name: str) -> dict[str, np.ndarray]:
    """Letters as masks with one free column to the right, trimmed to their own width."""
    if name == "bold":
        return {letter: _smear(glyph) for letter, glyph in glyphs("tall").items()}
    if name == "heavy":
        return {letter: _smear(glyph) for letter, glyph in glyphs("wide").items()}
    if name == "serif":
        return {letter: _footed(glyph) for letter, glyph in _capitals("tall").items()}
    if name in _STRETCHED:
        source, rows = _STRETCHED[name]
        whole = _capitals(source)
        return {letter: glyph[list(rows)] for letter, glyph in whole.items()} | _exceptions(name, whole)
    return _read(*_FONTS[name])


def _exceptions(name: str, whole: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Letters that would look like others, or vanish, without the rows that the rest can do without."""
    if name != "wide":
        return {}
    rows = dict.fromkeys("N:=;", (0, 2, 3, 4, 6)) | {"G": (0, 2, 3, 5, 6), "2": (0, 1, 3, 4, 6)}
    return {letter: whole[letter][list(which)] for letter, which in rows.items() if letter in whole}


def _capitals(name: str) -> dict[str, np.ndarray]:
    return {letter: glyph for letter, glyph in glyphs(name).items() if not letter.islower()}


def _read(table: str, columns: int) -> dict[str, np.ndarray]:
    """Glyphs of a table as masks, all as high as the highest."""
    read = {}
    for word in table.split():
        rows = [[int(digit, 32) >> bit & 1 for bit in range(columns - 1, -1, -1)] for digit in word[1:]]
        read[word[0]] = spaced(np.array(rows, bool))
    rows_high = max(glyph.shape[0] for glyph in read.values())
    read = {key: np.pad(glyph, ((0, rows_high - len(glyph)), (0, 0))) for key, glyph in read.items()}
    read[" "] = np.zeros((rows_high, 2 + columns // 4), bool)
    return read


def spaced(mask: np.ndarray) -> np.ndarray:
    """A glyph without free columns but one to the right."""
    used = np.flatnonzero(mask.any(0))
    return np.pad(mask[:, used[0] : used[-1] + 1], ((0, 0), (0, 1)))


def _smear(mask: np.ndarray) -> np.ndarray:
    """Strokes one pixel thicker."""
    wide = np.pad(mask, ((0, 0), (0, 1)))
    wide[:, 1:] |= mask
    return wide


def _footed(mask: np.ndarray) -> np.ndarray:
    """A glyph whose strokes end in feet of three pixels, above and below."""
    if not mask[6].any() or mask.shape[1] < 4:
        return mask
    wide = np.pad(mask, ((0, 0), (1, 1)))
    for row in (0, 6):
        ends = np.flatnonzero(wide[row])
        if len(ends) <= 2 and wide[row + (1 if row == 0 else -1), ends].all():
            for end in ends:
                wide[row, end - 1 : end + 2] = True
    return spaced(wide)


def slabbed(letter: str) -> np.ndarray:
    """A heavy capital with slabs at the ends of its strokes, 14 rows high."""
    mask = np.pad(
        _smear(pixels.double(glyphs("tall").get(letter, glyphs("tall")["?"])[:7].astype(np.uint8)).astype(bool)),
        ((0, 0), (2, 2)),
    )
    for row in (0, 1, -2, -1):
        ends = mask[row].copy()
        inner = ends[2:-2] & ~(ends[:-4] & ends[4:])  # a bar all along the row keeps its ends
        for shift in (-2, -1, 1, 2):
            mask[row, 2 + shift : mask.shape[1] - 2 + shift] |= inner if ends.sum() < 8 else False
    return spaced(mask) if mask.any() else mask


@functools.lru_cache(maxsize=8192)
def line(text: str, font: str = "mini") -> np.ndarray:
    """A line of text as a mask, trimmed; letters that the font lacks come as capitals or as a space; read only."""
    letters = glyphs(font)
    high = HEIGHTS[font]
    if not text.strip():
        return np.zeros((high, 1), bool)
    row = [
        letters[letter if letter in letters else letter.upper() if letter.upper() in letters else " "]
        for letter in text
    ]
    mask = np.concatenate(row, axis=1)[:, :-1]
    if not mask[high:].any():
        mask = mask[:high]
    mask.setflags(write=False)
    return mask


def letters_in(width: int, font: str) -> int:
    """About how many letters of `font` go into `width` pixels."""
    return int((width + 1) / _ADVANCES[font])
