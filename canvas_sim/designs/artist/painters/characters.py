"""Characters: a head, hair, a hat, clothes and something in the hand, each drawn at random and colored at random."""

import functools

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw import inks, pixels
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, DARKER
from canvas_sim.designs.artist.draw.sprites import roles_of

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
    table = np.arange(256, dtype=np.uint8)
    skin = draw.choice(_SKINS, _SKIN_WEIGHTS)
    hair = draw.choice([ink for ink in _HAIRS if ink != skin])
    top = inks.spot_ink(draw, skin)
    second = inks.spot_ink(draw, top, skin)
    hat = inks.spot_ink(draw, hair, skin)
    shadow = DARKER[skin] if skin not in {inks.SKIN, inks.CREAM} else inks.ORANGE
    eye = draw.choice((BLACK, inks.BLUE, inks.RED, inks.GREEN, inks.PURPLE), (6, 3, 1, 2, 1))
    legs = draw.choice((BLACK, inks.BLUE, inks.BROWN, inks.WHITE, inks.GRAY, top))
    boots = draw.choice((BLACK, inks.BROWN, inks.RED, inks.GRAY))
    cheek = inks.PINK if skin in {inks.CREAM, inks.SKIN, inks.WHITE} else skin
    inked = (hair, DARKER[hair], skin, shadow, eye, top, DARKER[top], second, legs, boots, hat, DARKER[hat], cheek)
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
