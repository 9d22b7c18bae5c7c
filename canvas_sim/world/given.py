"""Designs that a person hands in: a folder of PNGs, or works cut out of a real canvas by their outlines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Given:
    """A design from outside.

    Attributes
    ----------
    name : str
    pixels : ndarray of uint8, (height, width)
        Palette indices, 255 where it is not part of the design.
    site : tuple of int, optional
        x and y of its upper left corner, None if a site has to be found.
    group : str
        Designs of one group belong to one community.
    """

    name: str
    pixels: np.ndarray
    site: tuple[int, int] | None
    group: str
