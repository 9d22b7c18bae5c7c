"""Pictures and films of a run at any time and of any size, by replay of its log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from canvas_sim.base.color import rgb_array
from canvas_sim.base.errors import UserError
from canvas_sim.base.times import HOUR, milliseconds
from canvas_sim.record.folder import new_file
from canvas_sim.record.images import write_png
from canvas_sim.record.parquet import writing_to
from canvas_sim.record.replay import canvas_at, frames
from canvas_sim.record.run import Run

FRAMES_PER_SECOND = 12
MOST = 10_000  # pictures
WIDEST = 16_000  # pixels a side of an enlarged one

Progress = Callable[[float, int], None]


def render(
    folder: str | Path,
    *,
    at: str | None = None,
    every: str | None = None,
    video: bool = False,
    zoom: int | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write pictures of a run into ``FOLDER/render``: one PNG at a time, or one at every step of time, or a film.

    Parameters
    ----------
    folder : a run folder
    at : a time such as "12h"; the end if neither `at` nor `every` is given
    every : time between frames, such as "30min"
    video : make one MP4 of the frames instead of PNGs; every half hour if `every` is None
    zoom : makes every pixel a square of so many; 1 if None, in films what brings small canvases near 1,000 pixels
    progress : called with the share that is done (0 to 1) and the pictures so far

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    UserError
        No run folder, no log, a time that is none or is beyond the end, video without imageio, or no disk space.
    """
    if at is not None and (every is not None or video):
        raise UserError("give either a time (at), or the time between frames (every, video), not both")
    if video:
        _need_imageio()
    run = Run.load(folder)
    step = milliseconds(every or "30min")
    moment = run.end if at is None else milliseconds(at)
    if moment > run.end:
        raise UserError(f"the event ends after {run.end / HOUR:g}h; {at} is later")
    if 0 < step * MOST < run.end:
        raise UserError(f"a picture every {every} would make {run.end // step:,} of them; at most {MOST:,} are made")
    _check_zoom(run, zoom)
    with _folder(Path(folder) / "render") as into:
        if video:
            return [_film(into / f"film{_mark(zoom)}.mp4", run, zoom, _frames(run, step, progress))]
        canvas = canvas_at(run, moment) if at else run.canvas
        pictures = _frames(run, step, progress) if every is not None else [(moment, canvas)]
        return [_picture(run, into / _name(ms, zoom), canvas, zoom or 1) for ms, canvas in pictures]


def _check_zoom(run: Run, zoom: int | None) -> None:
    """Refuse pictures that are larger than anybody can look at."""
    side = max(run.canvas.shape)
    if zoom is not None and not 1 <= zoom <= WIDEST // side:
        raise UserError(f"zoom {zoom} is out of range; for {side} pixels it must be from 1 to {WIDEST // side}")


@contextmanager
def _folder(into: Path) -> Iterator[Path]:
    """Make a folder if it is missing; it does not stay if nothing comes into it."""
    with writing_to(into):
        into.mkdir(exist_ok=True)
    try:
        yield into
    finally:
        if not any(into.iterdir()):
            into.rmdir()


def _frames(run: Run, step: int, progress: Progress | None) -> Iterator[tuple[int, np.ndarray]]:
    """Frames of a run, and after each one how far that is."""
    total = -(-run.end // step) + 1 if step > 0 else 1
    for number, frame in enumerate(frames(run, step), 1):
        yield frame
        if progress:
            progress(number / total, number)


def _picture(run: Run, path: Path, canvas: np.ndarray, zoom: int) -> Path:
    """Write one PNG."""
    write_png(path, canvas.repeat(zoom, axis=0).repeat(zoom, axis=1), run.colors)
    return path


def _name(ms: int, zoom: int | None) -> str:
    """Name of the picture of a time, so that names sort."""
    hours, rest = divmod(ms, HOUR)
    minutes, rest = divmod(rest, HOUR // 60)
    return f"{hours:03}h{minutes:02}min" + (f"{rest / 1000:06.3f}s" if rest else "") + _mark(zoom) + ".png"


def _mark(zoom: int | None) -> str:
    """What tells names of enlarged pictures from those of others."""
    return "" if zoom in (None, 1) else f"-x{zoom}"


def _need_imageio() -> None:
    """Refuse early where films cannot be made."""
    if find_spec("imageio") is None or find_spec("imageio_ffmpeg") is None:
        raise UserError(
            "films need imageio, which is not installed: pip install '.[video]' in the folder of this repository"
        )


def _film(path: Path, run: Run, zoom: int | None, pictures: Iterator[tuple[int, np.ndarray]]) -> Path:
    """Write one MP4; small canvases in whole multiples, sides even as the codec wants them."""
    import imageio.v2 as imageio

    height, width = run.canvas.shape
    multiple = zoom or max(1, 1000 // max(height, width))
    colors = rgb_array(run.colors)
    options = {"fps": FRAMES_PER_SECOND, "macro_block_size": 1, "quality": 8}
    with new_file(path) as partial, imageio.get_writer(partial, **options) as film:
        for _, canvas in pictures:
            picture = colors[canvas].repeat(multiple, axis=0).repeat(multiple, axis=1)
            odd_height, odd_width = picture.shape[0] % 2, picture.shape[1] % 2
            film.append_data(np.pad(picture, ((0, odd_height), (0, odd_width), (0, 0)), mode="edge"))
    return path
