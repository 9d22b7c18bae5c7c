"""Small canvases in whole multiples, so that no browser blurs them."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image


def upscaled(canvas: np.ndarray, side: int = 480) -> np.ndarray:
    """A small canvas in whole multiples, so that nobody blurs it."""
    multiple = max(1, side // max(canvas.shape))
    return canvas.repeat(multiple, axis=0).repeat(multiple, axis=1)


def picture_of(colors: np.ndarray) -> bytes:
    """A picture, uint8 [h, w, 3], as PNG."""
    file = io.BytesIO()
    Image.fromarray(upscaled(colors)).save(file, "PNG", optimize=True)
    return file.getvalue()
