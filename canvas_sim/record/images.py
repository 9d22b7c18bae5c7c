"""A canvas as a picture, and back: PNG with the palette in it, and the timelapse of a run."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from canvas_sim.base.color import rgb_array
from canvas_sim.base.errors import UserError
from canvas_sim.record.folder import new_file
from canvas_sim.record.parquet import writing_to

if TYPE_CHECKING:
    from PIL import Image

LONGEST_FILM = 72  # frames
FILM_SIDE = 500  # pixels


def image(canvas: np.ndarray, colors: Sequence[str]) -> Image.Image:
    """Canvas, uint8 [h, w], as a Pillow image in palette mode."""
    from PIL import Image

    result = Image.fromarray(np.ascontiguousarray(canvas, np.uint8)).convert("L")
    result.putpalette(rgb_array(colors).tobytes())
    return result


def png_bytes(canvas: np.ndarray, colors: Sequence[str]) -> bytes:
    """Canvas as the bytes of a PNG whose pixel values are the palette indices."""
    result = io.BytesIO()
    image(canvas, colors).save(result, "PNG", optimize=True)
    return result.getvalue()


def write_png(path: Path, canvas: np.ndarray, colors: Sequence[str]) -> None:
    """Write a canvas as a PNG.

    Raises
    ------
    UserError
        The disk is full, or cannot be written.
    """
    with new_file(path) as partial:
        partial.write_bytes(png_bytes(canvas, colors))


def read_canvas(path: Path) -> np.ndarray:
    """Palette indices of a PNG that `write_png` wrote, uint8 [h, w].

    Raises
    ------
    UserError
        It cannot be read, or is no such picture.
    """
    from PIL import Image

    try:
        with Image.open(path, formats=["PNG"]) as picture:
            canvas = np.array(picture)
            if picture.mode in ("P", "L"):
                return canvas.astype(np.uint8)
    except FileNotFoundError:
        raise UserError(f"there is no file {path}") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise UserError(f"{path} is broken: {error}") from error
    raise UserError(f"{path} is no canvas: it is a picture without a palette")


def thumbnail(canvas: np.ndarray, colors: Sequence[str], side: int = FILM_SIDE) -> Image.Image:
    """Canvas in RGB with its longer side at most `side`: larger ones averaged, smaller ones in whole multiples."""
    from PIL import Image

    height, width = canvas.shape
    longest = max(height, width)
    picture = Image.fromarray(rgb_array(colors)[canvas])
    if longest > side:
        size = (max(1, round(width * side / longest)), max(1, round(height * side / longest)))
        return picture.resize(size, Image.Resampling.BOX)
    return picture.resize((width * (side // longest), height * (side // longest)), Image.Resampling.NEAREST)


class Film:
    """The timelapse of a run, taken while it runs: at most 72 frames of at most 500 pixels.

    Parameters
    ----------
    colors : the palette
    end : length of the run in ms
    folder : where each frame is kept, for a run that is saved on the way
    """

    def __init__(self, colors: Sequence[str], end: float, folder: Path | None = None) -> None:
        self._colors, self._folder = colors, folder
        self._every = end / (LONGEST_FILM - 1)
        self._frames: list[Image.Image] = []
        self.taken = 0  # frames when it was saved

    @property
    def due(self) -> float:
        """When the next frame is due, ms."""
        return self._every * len(self._frames)

    def look(self, now: float, canvas: np.ndarray) -> None:
        """Take a frame, if one is due at `now` (ms)."""
        if now >= self.due:
            # A tick longer than the time between two frames gives fewer frames, never one twice.
            self._frames.append(thumbnail(canvas, self._colors))
            if self._folder:
                with new_file(self._file(len(self._frames) - 1)) as partial:
                    self._frames[-1].save(partial, "PNG", compress_level=1)

    def saved(self) -> dict[str, int]:
        """How many frames there are; they are in files."""
        return {"taken": len(self._frames)}

    def restored(self) -> None:
        """Read the frames."""
        from PIL import Image

        self._frames = []
        for number in range(self.taken):
            path = self._file(number)
            try:
                with Image.open(path, formats=["PNG"]) as frame:
                    self._frames.append(frame.copy())
            except (OSError, SyntaxError, ValueError) as error:
                raise UserError(f"{path} is missing or damaged: {error}") from error

    def _file(self, number: int) -> Path:
        assert self._folder
        return self._folder / f"{number:02}.png"

    def write(self, path: Path, canvas: np.ndarray) -> None:
        """Write the film as WebP; the last frame is `canvas`, and it stays for two seconds.

        Raises
        ------
        UserError
            The disk is full, or cannot be written.
        """
        frames = [*self._frames[: LONGEST_FILM - 1], thumbnail(canvas, self._colors)]
        durations = [100] * (len(frames) - 1) + [2000]
        result = io.BytesIO()
        options = {"save_all": True, "append_images": frames[1:], "duration": durations, "loop": 0}
        # Without loss: on pixel art that is both smaller and sharper than with it. Method 2 takes three times as long,
        # and gives files that are a fifth smaller.
        frames[0].save(result, "WEBP", lossless=True, quality=50, method=0, **options)
        with writing_to(path):
            path.write_bytes(result.getvalue())
