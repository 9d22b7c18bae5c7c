"""Heads: of games and cartoons, large-eyed, armed or beaked; round ones made of ovals, and mascots that have those."""

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import style_stream
from canvas_sim.designs.artist.draw import pixels
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, NAMES, WHITE
from canvas_sim.designs.artist.draw.stencils import stenciled, weights


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
