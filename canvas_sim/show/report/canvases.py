"""Canvases as pictures of a report, in whole multiples, so that no browser blurs them."""

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image

from canvas_sim.base.color import rgb_array
from canvas_sim.record.images import png_bytes
from canvas_sim.show.pictures import difference, differs
from canvas_sim.show.report.blocks import Picture
from canvas_sim.show.report.claims import Claim, claim


def canvas_picture(
    name: str, canvas: np.ndarray, colors: Sequence[str], caption: Claim | str, side: int = 480
) -> Picture:
    """A canvas, uint8 [h, w], as large as fits into `side` pixels, but not smaller than it is."""
    return Picture(name, png_bytes(_upscaled(canvas, side), colors), caption)


def picture_of_changes(
    name: str, canvases: tuple[np.ndarray, np.ndarray], colors: Sequence[str], sentence: str, **values: Any
) -> Picture:
    """Where the second of two canvases differs, with a sentence of ``texts.toml`` that is told the share that does."""
    before, after = (rgb_array(colors)[canvas] for canvas in canvases)
    file = io.BytesIO()
    Image.fromarray(_upscaled(difference(before, after), 480)).save(file, "PNG", optimize=True)
    share = float(differs(before, after).mean())
    return Picture(name, file.getvalue(), claim(sentence, share=share, **values))


def _upscaled(pixels: np.ndarray, side: int) -> np.ndarray:
    multiple = max(1, side // max(pixels.shape))
    return pixels.repeat(multiple, axis=0).repeat(multiple, axis=1)
