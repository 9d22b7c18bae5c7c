"""Any picture as palette indices: each pixel becomes the color that looks most like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.world.tables import OUTSIDE

SOLID = 128  # alpha from which a pixel belongs to the picture
# sRGB to cone responses, and these to lightness and two color axes: OKLab (Ottosson 2020).
_CONES = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                   [0.0883024619, 0.2817188376, 0.6299787005]])  # fmt: skip
_AXES = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                  [0.0259040371, 0.7827717662, -0.8086757660]])  # fmt: skip


def read_png(path: Path, palette: Sequence[str], largest: tuple[int, int]) -> np.ndarray:
    """A PNG as palette indices, (height, width) uint8, OUTSIDE where it is transparent.

    Parameters
    ----------
    path : Path
    palette : sequence of str
        Colors as RRGGBB.
    largest : tuple of int
        Width and height that it may have.

    Raises
    ------
    UserError
        If it cannot be read, is no PNG, is too large, or shows nothing.
    """
    pixels = np.asarray(_opened(path, largest))
    indices = _nearest(pixels[..., :3], palette)
    indices[pixels[..., 3] < SOLID] = OUTSIDE
    if (indices == OUTSIDE).all():
        raise UserError(f"{path} shows nothing: all of its pixels are transparent")
    return indices


def substitutes(palette: Sequence[str], allowed: Iterable[int]) -> np.ndarray:
    """For every palette index the one in `allowed` that looks most like it, (256,) uint8; OUTSIDE stays."""
    usable = np.array(list(allowed), np.uint8)
    table = np.full(256, OUTSIDE, np.uint8)
    table[: len(palette)] = usable[_nearest(_rgb(palette), [palette[i] for i in usable])]
    return table


def _opened(path: Path, largest: tuple[int, int]):
    """A PNG of a size that fits, with red, green, blue and alpha."""
    from PIL import Image

    try:
        with Image.open(path, formats=["PNG"]) as image:
            if image.width > largest[0] or image.height > largest[1]:
                size, most = f"{image.width} x {image.height}", f"{largest[0]} x {largest[1]}"
                raise UserError(f"{path} is {size} pixels, larger than the canvas of {most}; make it smaller")
            image.load()
            return _eight_bits(image).convert("RGBA")
    except Image.UnidentifiedImageError:
        raise UserError(f"{path} is not a PNG; save the picture as one") from None
    except UserError:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        reason = getattr(error, "strerror", None)  # of the system; what Pillow itself finds has none
        raise UserError(f"cannot read {path}: {reason}" if reason else f"{path} is a broken PNG: {error}") from None


def _eight_bits(image):
    """The same picture; Pillow cuts 16-bit grey off at 255 when it converts it, instead of dividing."""
    from PIL import Image

    if not image.mode.startswith("I"):
        return image
    return Image.fromarray((np.asarray(image).astype(np.int64) >> 8).astype(np.uint8))


def _nearest(rgb: np.ndarray, palette: Sequence[str]) -> np.ndarray:
    """Indices into `palette`, of the shape of `rgb` without its last axis."""
    from scipy.spatial import cKDTree

    wide = rgb.astype(np.uint32)
    packed, where = np.unique((wide[..., 0] << 16) | (wide[..., 1] << 8) | wide[..., 2], return_inverse=True)
    colors = np.stack([packed >> 16, (packed >> 8) & 255, packed & 255], axis=-1)
    _, found = cKDTree(_perceived(_rgb(palette))).query(_perceived(colors))
    return found.astype(np.uint8)[where].reshape(rgb.shape[:-1])


def _rgb(palette: Sequence[str]) -> np.ndarray:
    return np.array([list(bytes.fromhex(color)) for color in palette], np.uint8)


def _perceived(rgb: np.ndarray) -> np.ndarray:
    """Colors, (n, 3) of 0 to 255, in OKLab, where distance is how different two look."""
    share = rgb / 255.0
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.cbrt(light @ _CONES.T) @ _AXES.T


def without_ground(pixels: np.ndarray) -> np.ndarray:
    """A picture without what lies behind its figure: its commonest color, as far as that reaches in from the edges.

    Pictures that are nearly all ground, or hardly have any, stay as they are.
    """
    inside = pixels != OUTSIDE
    ground = np.bincount(pixels[inside], minlength=256).argmax()
    from scipy import ndimage

    regions, _ = ndimage.label(pixels == ground)
    reaches = np.zeros(regions.max() + 1, bool)
    for edge in (regions[0], regions[-1], regions[:, 0], regions[:, -1]):
        reaches[edge] = True
    reaches[0] = False
    behind = reaches[regions]
    if not 0.25 < behind.sum() / inside.sum() < 0.8:
        return pixels
    return np.where(behind, np.uint8(OUTSIDE), pixels)
