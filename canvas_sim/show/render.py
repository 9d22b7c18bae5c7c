"""Pictures and films of a run at any time and of any size, by replay of its log."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from canvas_sim.errors import UserError
from canvas_sim.record.images import palette, write_png
from canvas_sim.record.parquet import writing
from canvas_sim.record.replay import canvas_at, frames
from canvas_sim.record.run import HOUR, Run

UNITS = {"d": 24 * HOUR, "h": HOUR, "min": HOUR // 60, "s": 1000, "ms": 1}
FRAMES_PER_SECOND = 12


def milliseconds(text: str) -> int:
    """A time such as "12h", "90min", "1.5h" or "2h30min", in ms.

    Raises
    ------
    UserError
        It is not written like that.
    """
    parts = re.findall(r"(\d+(?:\.\d+)?)\s*(d|h|min|ms|s)", text)
    if not parts or re.sub(r"\s", "", text) != "".join(number + unit for number, unit in parts):
        raise UserError(f"{text!r} is not a time; write it like 12h, 90min, 45s or 2h30min")
    return round(sum(float(number) * UNITS[unit] for number, unit in parts))


def render(folder: str | Path, at: str | None = None, every: str | None = None, video: bool = False) -> list[Path]:
    """Write pictures of a run into ``FOLDER/render``: one PNG at a time, or one at every step of time, or a film.

    Parameters
    ----------
    at : a time such as "12h"; the end if neither `at` nor `every` is given
    every : time between frames, such as "30min"
    video : make one MP4 of the frames instead of PNGs; every half hour if `every` is None

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
    into = Path(folder) / "render"
    step = milliseconds(every or "30min")
    moment = run.end if at is None else milliseconds(at)
    if moment > run.end:
        raise UserError(f"the event ends after {run.end / HOUR:g}h; {at} is later")
    with writing(into):
        into.mkdir(exist_ok=True)
    if video:
        return [_film(run, into / "film.mp4", step)]
    if every is None:
        return [_picture(run, into, moment, canvas_at(run, moment) if at else run.canvas)]
    return [_picture(run, into, ms, canvas) for ms, canvas in frames(run, step)]


def _picture(run: Run, into: Path, ms: int, canvas: np.ndarray) -> Path:
    """Write one PNG, named by its time so that names sort."""
    hours, rest = divmod(ms, HOUR)
    minutes, rest = divmod(rest, HOUR // 60)
    path = into / (f"{hours:03}h{minutes:02}min" + (f"{rest / 1000:06.3f}s" if rest else "") + ".png")
    write_png(path, canvas, run.colors)
    return path


def _need_imageio() -> None:
    """Refuse early where films cannot be made."""
    if find_spec("imageio") is None or find_spec("imageio_ffmpeg") is None:
        raise UserError("films need imageio, which is not installed: pip install 'canvas-sim[video]'")


def _film(run: Run, path: Path, step: int) -> Path:
    """Write one MP4; small canvases in whole multiples, sides even as the codec wants them."""
    import imageio.v2 as imageio

    height, width = run.canvas.shape
    multiple = max(1, 1000 // max(height, width))
    colors = palette(run.colors)
    with writing(path), imageio.get_writer(path, fps=FRAMES_PER_SECOND, macro_block_size=1, quality=8) as film:
        for _, canvas in frames(run, step):
            picture = colors[canvas].repeat(multiple, axis=0).repeat(multiple, axis=1)
            odd_height, odd_width = picture.shape[0] % 2, picture.shape[1] % 2
            film.append_data(np.pad(picture, ((0, odd_height), (0, odd_width), (0, 0)), mode="edge"))
    return path
