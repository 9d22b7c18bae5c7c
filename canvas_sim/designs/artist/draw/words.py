"""The words in which stencils speak besides those of their sheet: arithmetic, pieces and letters, and what is drawn."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data.tables import words
from canvas_sim.designs.artist.draw import inks, lettering, phrases, pixels, sprites


def turns(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """A full turn around the middle as 0 to 1, got from slopes."""
    slope = y / (abs(x) + abs(y) + 1e-9)
    return np.where(x < 0, 2 - slope, slope % 4) / 4


def _shade(ink: Any, which: str) -> Any:
    return inks.shade(which)[ink] if isinstance(ink, np.ndarray) else int(inks.shade(which)[ink])


def _part(piece: np.ndarray, top: int, bottom: int | None = None, *across: int | None) -> np.ndarray:
    """Some rows, and columns, of a piece, which may be painted."""
    first, last, step = (*across, None, None, None)[:3]
    return piece[top:bottom, first:last:step]


def _fill(piece: np.ndarray, ink: Any) -> np.ndarray:
    piece[:] = ink
    return piece


PLAIN: dict[str, Callable[..., Any]] = {
    "abs": abs, "min": min, "max": max, "int": int, "len": len, "range": range,
    "sqrt": np.sqrt, "hypot": np.hypot, "floor": np.floor, "clip": np.clip, "where": np.where,
    "sin": math.sin, "cos": math.cos, "turns": turns, "radius": pixels.radius,
    "whole": lambda value: value.astype(int),
    "both": lambda mask: mask | mask[:, ::-1],
    "folded": lambda half, n: np.concatenate([half, half[:, :n][:, ::-1]], axis=1),
    "pick": lambda options, which: np.array(options, np.uint8)[which],
    "distinct": lambda *many: tuple(dict.fromkeys(many)),
    "backwards": lambda many: many[::-1],
    "at": lambda many, k: many[k],
    "place": lambda many, one: many.index(one),
    "first": lambda many, n: many[:n],
    "last": lambda many, n: many[-n:],
    "numbered": lambda many: list(enumerate(many)),
    "joined": lambda *parts: "".join(map(str, parts)),
    "lower": lambda texts: tuple(text.lower() for text in texts),
    "words": words, "upright": lambda n: np.arange(n)[:, None], "steps": np.digitize, "round": round,
    "dark": inks.is_dark, "high": len, "wide": lambda piece: piece.shape[1],
    "plain": pixels.blank, "framed": pixels.framed, "outlined": pixels.outlined, "enlarged": pixels.enlarge,
    "raised": pixels.raised, "put_on": pixels.paste, "center_on": pixels.center,
    "turned": lambda piece: piece[::-1, ::-1],
    "across": lambda piece: piece.T, "tiled": pixels.repeated, "larger": np.maximum, "shaded": pixels.shaded,
    "every": lambda piece, start, step: piece[start::step],
    "part": _part, "fill": _fill,
    "narrow": lambda most, texts, font: [text for text in texts if lettering.line(text, font).shape[1] <= most],
    "widest": lambda texts: max((lettering.line(text).shape[1] for text in texts), default=0),
    "written": lettering.written, "label": lettering.label,
    "fits": lambda text, height, width: lettering.largest(text, height, width) is not None,
    "font_height": lambda font: lettering.HEIGHTS[font], "lowered_rows": phrases.lowered,
    "line_width": lambda text, font: lettering.line(text, font).shape[1],
    "darker": lambda ink: _shade(ink, "darker"),
    "lighter": lambda ink: _shade(ink, "lighter"),
}  # fmt: skip
DRAWN: dict[str, Callable[..., Any]] = {
    "uniform": Stream.uniform, "integer": Stream.integer, "chance": Stream.chance, "choice": Stream.choice,
    "spot": inks.spot_ink, "contrast": inks.contrast, "ground": inks.ground, "partner": inks.partner,
    "small": sprites.small, "sprite": sprites.sprite, "clouds_in": pixels.clouds,
    "noise_in": pixels.noise, "fitted": phrases.fitted_phrase, "story": phrases.story, "community": phrases.community,
    "initials": phrases.initials, "somebody": phrases.first_name,
    "shuffled": lambda draw, many: tuple(draw.shuffled(many)),
    "scheme": lambda draw, n: tuple(inks.scheme(draw, n)),
}  # fmt: skip
