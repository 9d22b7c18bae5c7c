"""Colors as numbers, and how far apart two are: as numbers, or as people see them.

Patterns and messages go by `rgb_distance`, pictures that were handed in by distances in `oklab`: digests of events hang
on both, and they do not find the same nearest color.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# sRGB to cone responses, and these to lightness and two color axes: OKLab (Ottosson 2020).
_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_AXES = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def rgb_array(colors: Sequence[str]) -> np.ndarray:
    """Colors such as "FF4500" as red, green and blue, uint8 [color, 3]."""
    import numpy as np

    return np.array([list(bytes.fromhex(color)) for color in colors], np.uint8).reshape(-1, 3)


def rgb_distance(a: str, b: str) -> int:
    """How far two colors, RRGGBB, are apart as numbers: the square of their distance in red, green and blue."""
    return sum((one - other) ** 2 for one, other in zip(bytes.fromhex(a), bytes.fromhex(b), strict=True))


def oklab(colors: np.ndarray) -> np.ndarray:
    """Colors, [..., 3] of 0 to 255, in OKLab, where distance is how different two look."""
    import numpy as np

    share = colors / 255.0
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.cbrt(light @ np.array(_CONES).T) @ np.array(_AXES).T
