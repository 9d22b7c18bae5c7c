"""Characters, each part drawn and colored at random; heads and mascots; and creatures that nobody drew before."""

import functools

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import inks, pixels
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, NAMES, WHITE, YELLOW, spot_ink
from canvas_sim.designs.artist.draw.sprites import roles_of
from canvas_sim.designs.artist.draw.stencils import stenciled, weights

HEIGHT, WIDTH = 23, 16
_HAIRS = (BLACK, inks.BROWN, inks.YELLOW, inks.ORANGE, inks.RED, inks.CYAN, inks.PINK, inks.PURPLE, inks.GRAY,
          inks.LILAC, inks.LIME, inks.BLUE, inks.WHITE, inks.UMBER)  # fmt: skip
_SKINS = (inks.SKIN, inks.PINK, inks.BROWN, inks.CREAM, inks.ORANGE, inks.YELLOW, inks.LIME, inks.WHITE)
_SKIN_WEIGHTS = (8, 2, 4, 4, 1.5, 1, 0.7, 0.7)
_CHANGING = "hiszeoOqlbtTp"


@functools.cache
def _layers(which: str) -> dict[str, tuple[int, np.ndarray]]:
    """Layers of one kind: their first row and what they show as roles."""
    return {name.split("@")[0]: (int(name.split("@")[1]), layer) for name, layer in roles_of(which, _CHANGING).items()}


def _colors(draw: Stream) -> np.ndarray:
    """Inks for the roles of one character."""
    table, dark = np.arange(256, dtype=np.uint8), inks.shade("darker")
    skin = draw.choice(_SKINS, _SKIN_WEIGHTS)
    hair = draw.choice([ink for ink in _HAIRS if ink != skin])
    top = inks.spot_ink(draw, skin)
    second = inks.spot_ink(draw, top, skin)
    hat = inks.spot_ink(draw, hair, skin)
    shadow = dark[skin] if skin not in {inks.SKIN, inks.CREAM} else inks.ORANGE
    eye = draw.choice((BLACK, inks.BLUE, inks.RED, inks.GREEN, inks.PURPLE), (6, 3, 1, 2, 1))
    legs = draw.choice((BLACK, inks.BLUE, inks.BROWN, inks.WHITE, inks.GRAY, top))
    boots = draw.choice((BLACK, inks.BROWN, inks.RED, inks.GRAY))
    cheek = inks.PINK if skin in {inks.CREAM, inks.SKIN, inks.WHITE} else skin
    inked = (hair, dark[hair], skin, shadow, eye, top, dark[top], second, legs, boots, hat, dark[hat], cheek)
    table[200 : 200 + len(inked)] = inked
    return table


def character(draw: Stream, bust: bool = False) -> np.ndarray:
    """A character of 16 x 23 pixels plus outline and what it holds; only head and shoulders when `bust`."""
    roles = pixels.blank(HEIGHT, WIDTH)
    body = "bust" if bust else draw.choice([name for name in _layers("bodies") if name != "bust"])
    chosen = [("bodies", body), ("heads", draw.choice(list(_layers("heads"))))]
    chosen.append(("hair", draw.choice(list(_layers("hair")))))
    if chosen[-1][1] in {"bald", "beard"} or draw.chance(0.4):
        chosen.append(("hats", draw.choice(list(_layers("hats")))))
    for which, name in chosen:
        top, layer = _layers(which)[name]
        pixels.paste(roles, layer, top, 0)
    if draw.chance(0.5):  # a parting or a wink: not quite the same on both sides
        roles[8:10, 8 + draw.integer(1, 4)] = roles[7, 8]
    roles = roles[: 19 if bust else HEIGHT]
    if not bust and draw.chance(0.35):
        wide = np.pad(roles, ((0, 0), (0, 4)), constant_values=CLEAR)
        thing = draw.choice(list(roles_of("held", _CHANGING).values()))
        pixels.paste(wide, thing, 17 - thing.shape[0] + draw.integer(0, 2), 14)
        roles = wide
    picture = pixels.trimmed(_colors(draw)[roles])
    if draw.chance(0.5):
        picture = picture[:, ::-1]
    return pixels.outlined(picture, BLACK)


def big_character(draw: Stream, bust: bool = False) -> np.ndarray:
    """A character twice as large with smooth corners and shading."""
    large = pixels.double(character(draw, bust)[1:-1, 1:-1])
    return pixels.outlined(pixels.shaded(large, light=draw.chance(0.4)), BLACK)


def invader(draw: Stream, size: int) -> np.ndarray:
    """A symmetric creature in one or two inks, `size` rows high, without outline."""
    half = (size + 1) // 2
    value = pixels.noise(draw, size, half)
    value += np.arange(half)[None] / half * 0.35 - abs(np.arange(size)[:, None] / (size - 1) - 0.5) * 0.3
    body = value > 0.42
    body[size // 2 - 1 : size // 2 + 1, -2:] = True
    body = np.concatenate([body, body[:, -1 - draw.integer(0, 1) :: -1]], axis=1)
    ink = spot_ink(draw)
    picture = np.where(body, np.uint8(ink), np.uint8(CLEAR))
    eye, middle = max(1, size // 3), picture.shape[1] // 2
    gap = max(1, size // 5)
    for x in (middle - gap - (picture.shape[1] % 2 == 0), middle + gap):
        picture[eye, x] = WHITE if draw.chance(0.5) else BLACK
    return picture


def monster(draw: Stream, size: int) -> np.ndarray:
    """A symmetric creature with body, belly, eyes and outline, about `size` rows high."""
    inner = max(5, size - 2)
    half = (inner + 1) // 2
    y = abs(np.arange(inner)[:, None] / (inner - 1) - draw.uniform(0.4, 0.6))
    x = 1 - np.arange(half)[None] / max(1, half - 1)
    value = pixels.clouds(draw, inner, half, max(2, inner // 5)) * 0.9 + 0.75 - y * 0.9 - x * draw.uniform(0.5, 0.9)
    body = value > 0.52
    body[inner // 4 : -(inner // 4), -2:] = True
    full = np.concatenate([body, body[:, -2::-1]], axis=1)
    main = spot_ink(draw, BLACK)
    belly = spot_ink(draw, main)
    patch = pixels.clouds(draw, inner, half, max(2, inner // 3)) > 0.6
    patch = np.concatenate([patch, patch[:, -2::-1]], axis=1)
    picture = np.where(full, np.where(patch, np.uint8(belly), np.uint8(main)), np.uint8(CLEAR))
    picture = pixels.shaded(picture) if inner > 9 else picture
    _face(draw, picture, inner)
    return pixels.outlined(pixels.trimmed(picture), BLACK)


def _face(draw: Stream, picture: np.ndarray, inner: int) -> None:
    """Eyes and mouth in the upper half."""
    middle, eye = picture.shape[1] // 2, int(inner * draw.uniform(0.28, 0.42))
    gap, size = max(1, inner // 6), 1 if inner < 11 else 2 if inner < 22 else 3
    white = draw.choice((WHITE, WHITE, YELLOW))
    for left in (middle - gap - size + 1, middle + gap):
        picture[eye : eye + size, left : left + size] = white
        pupil = left + (size // 2 if left < middle else 0)
        picture[eye + size // 2, pupil] = BLACK
    mouth = min(inner - 1, eye + size + max(1, inner // 8))
    wide = max(0, draw.integer(0, gap))
    picture[mouth, middle - wide : middle + wide + 1] = BLACK


def head(draw: Stream, size: int) -> np.ndarray:
    """A head of any of these kinds, at most `size` high and wide, turned left or right."""
    name = style_stream.suited(draw, weights("heads"), "head", 0.85)
    side = max(9, size - 2)
    picture = stenciled(draw, pixels.blank(side, side), "heads", name)
    picture = pixels.trimmed(picture if draw.chance(0.5) else picture[:, ::-1])
    style = draw.choice(("line", "line", "stipple", "stipple", "none", "white", "tint"))
    if style == "stipple":
        picture = pixels.stippled(picture)
    if style == "none":
        return picture
    lined = pixels.outlined(picture, WHITE if style == "white" else BLACK)
    return pixels.tinted(lined) if style == "tint" else lined


def face(draw: Stream, size: int) -> np.ndarray:
    """A head, about `size` high and wide, with outline, on a clear ground."""
    side = max(9, size - 2)
    taste = style_stream.own(draw, 0.9)
    ears, mouth, coat = taste.face if taste and taste.face else ("", "", "")
    known = {"size": size, "ears": ears, "mouth": mouth, "coats": NAMES.get(coat, "")}
    picture = stenciled(draw, pixels.blank(side, side), "faces", "face", **known)
    return pixels.outlined(pixels.trimmed(picture), BLACK)


def mascot(draw: Stream, height: int) -> np.ndarray:
    """A head on a small body with arms and feet, a sixth higher than `height` at most."""
    head = face(draw, round(height * 0.66))
    side = max(8, round(max(6, height - head.shape[0] + 3) * 1.5))
    coat = int(np.bincount(head[(head != CLEAR) & (head != BLACK)]).argmax())
    body = pixels.trimmed(stenciled(draw, pixels.blank(side, side), "faces", "body", coat=coat))
    torso = pixels.outlined(pixels.shaded(body, light=False), BLACK)
    picture = pixels.blank(head.shape[0] + torso.shape[0] - 4, max(head.shape[1], torso.shape[1]))
    pixels.center(picture, torso, down=1.0)
    pixels.center(picture, head, down=0.0)
    return picture
