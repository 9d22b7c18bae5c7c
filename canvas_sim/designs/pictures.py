"""Any picture as palette indices: each pixel becomes the color that looks most like it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from canvas_sim.base.color import oklab, rgb_array
from canvas_sim.base.errors import UserError
from canvas_sim.base.flood import flooded_from_edges
from canvas_sim.world.tables import OUTSIDE

SOLID = 128  # alpha from which a pixel belongs to the picture


def read_png(path: Path, palette: Sequence[str], largest: tuple[int, int]) -> np.ndarray:
    """A PNG as palette indices, (height, width) uint8, OUTSIDE where it is transparent.

    Parameters
    ----------
    path : Path
    palette : colors as RRGGBB
    largest : width and height that it may have

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
    table[: len(palette)] = usable[_nearest(rgb_array(palette), [palette[i] for i in usable])]
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


def _nearest(pixels: np.ndarray, palette: Sequence[str]) -> np.ndarray:
    """Indices into `palette`, of the shape of `pixels` without its last axis."""
    from scipy.spatial import cKDTree

    wide = pixels.astype(np.uint32)
    packed, where = np.unique((wide[..., 0] << 16) | (wide[..., 1] << 8) | wide[..., 2], return_inverse=True)
    colors = np.stack([packed >> 16, (packed >> 8) & 255, packed & 255], axis=-1)
    _, found = cKDTree(oklab(rgb_array(palette))).query(oklab(colors))
    return found.astype(np.uint8)[where].reshape(pixels.shape[:-1])


def without_ground(pixels: np.ndarray) -> np.ndarray:
    """A picture without what lies behind its figure: its commonest color, as far as that reaches in from the edges.

    Pictures that are nearly all ground, or hardly have any, stay as they are.
    """
    inside = pixels != OUTSIDE
    ground = np.bincount(pixels[inside], minlength=256).argmax()
    behind = flooded_from_edges(np.ascontiguousarray(pixels), ground)
    if not 0.25 < behind.sum() / inside.sum() < 0.8:
        return pixels
    return np.where(behind, np.uint8(OUTSIDE), pixels)
