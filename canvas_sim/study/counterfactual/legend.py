"""What colors mean, written below a picture of palette indices."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

LINE, SWATCH, GAP, LETTERS = 22, 12, 8, 13  # pixels


def with_legend(picture: np.ndarray, entries: Sequence[tuple[int, str]], paper: int, ink: int) -> np.ndarray:
    """A picture with a legend below it, two entries a line; wider than before if the legend needs it.

    Parameters
    ----------
    picture : palette indices, uint8 [h, w]
    entries : index and meaning of each color
    paper, ink : indices of the legend's ground and letters
    """
    words = [_written(text) for _, text in entries]
    column = max(word.shape[1] for word in words) + SWATCH + 3 * GAP
    height, width = picture.shape
    below = -(-len(entries) // 2) * LINE + GAP
    result = np.full((height + below, max(width, 2 * column)), paper, np.uint8)
    result[:height, :width] = picture
    for number, ((color, _), word) in enumerate(zip(entries, words, strict=True)):
        y, x = height + GAP + number // 2 * LINE, GAP + number % 2 * max(column, width // 2)
        result[y : y + SWATCH, x : x + SWATCH] = ink
        result[y + 1 : y + SWATCH - 1, x + 1 : x + SWATCH - 1] = color
        place = result[y : y + word.shape[0], x + SWATCH + GAP :][:, : word.shape[1]]
        place[word] = ink
    return result


def _written(text: str) -> np.ndarray:
    """A line of text: bool [h, w]."""
    font = ImageFont.load_default(LETTERS)
    image = Image.new("L", (round(font.getlength(text)) + LETTERS, LINE - 2))
    ImageDraw.Draw(image).text((0, SWATCH // 2), text, 255, font, anchor="lm")
    written = np.array(image) > 100
    return written[:, : np.flatnonzero(written.any(axis=0))[-1] + 1]
