"""Whole canvases at some times: bitmaps of Reddit's server, archives of NumPy, folders of PNGs; read and written."""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import DAY
from canvas_sim.formats.event_defaults import Setting
from canvas_sim.formats.file_blocks import blocks, existing
from canvas_sim.record.images import png_bytes
from canvas_sim.record.parquet import writing_to

HEADERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}


class Snapshots(NamedTuple):
    """Canvases in order of time.

    Attributes
    ----------
    times : ms since the start of each; what was before the start counts as at the start
    canvases : gives pairs of time and canvas, uint8 [h, w], one after the other
    """

    times: Sequence[int]
    canvases: Callable[[], Iterator[tuple[int, np.ndarray]]]


def snapshot_files(files: Sequence[str | Path]) -> list[Path]:
    """The files of snapshots: a folder stands for the PNGs in it.

    Raises
    ------
    UserError
        One is missing, or a folder without PNGs.
    """
    found: list[Path] = []
    for path in map(Path, files):
        inside = sorted(path.glob("*.png")) if path.is_dir() else [path]
        if not inside:
            raise UserError(f"there is no PNG in the folder {path}")
        found += inside
    return existing(found)


def opened(paths: Sequence[Path], form: str, setting: Setting) -> Snapshots:
    """Snapshots of a format, "bitmap", "npz" or "png".

    Raises
    ------
    UserError
        One cannot be read, says no time or one far from the event, or its canvas is not the event's.
    """
    if form == "npz":
        if len(paths) != 1:
            raise UserError(f"one archive of snapshots at a time, not {len(paths)}")
        return _archive(paths[0], setting)
    moment, read = (_bitmap_moment, _bitmap) if form == "bitmap" else (_png_moment, _png)
    timed = sorted((_since_start(path, moment(path, setting), setting), path) for path in paths)

    def canvases() -> Iterator[tuple[int, np.ndarray]]:
        for ts, path in timed:
            yield ts, read(path, setting)

    return Snapshots([ts for ts, _ in timed], canvases)


def _since_start(path: Path, ts: int, setting: Setting) -> int:
    """Time since the start of a snapshot, from Unix milliseconds."""
    since = ts - setting.start
    if not -DAY <= since <= setting.latest:
        raise UserError(f"{path}: Unix time {ts // 1000} is more than a day before or after the event")
    return max(since, 0)


def _fit(path: Path, shape: tuple[int, ...], setting: Setting) -> None:
    """Refuse a canvas that has not the event's size."""
    width, height = setting.size
    if shape != (height, width):
        found = " x ".join(str(side) for side in shape[::-1])
        raise UserError(f"{path}: the canvas is {found}, that of the event {width} x {height}; name the event it is of")


def _in_palette(path: Path, canvas: np.ndarray, setting: Setting) -> np.ndarray:
    """The canvas, if the palette has all its colors."""
    if canvas.size and canvas.max() >= len(setting.palette):
        raise UserError(f"{path}: color {canvas.max()} is not one of the palette's {len(setting.palette)}")
    return canvas


def _bitmap_moment(path: Path, _setting: Setting) -> int:
    """Unix milliseconds that a bitmap begins with."""
    head = next(blocks(path), b"")
    return int.from_bytes(head[:4], "little") * 1000


def _bitmap(path: Path, setting: Setting) -> np.ndarray:
    """Canvas of a bitmap: after four bytes of time, two pixels a byte, the first in the high half.

    The server took coordinates of 0 to 1000, so that a row may follow that is not on the canvas.
    """
    data = np.frombuffer(b"".join(blocks(path)), np.uint8)[4:]
    width, height = setting.size
    pixels = width * height
    if not -(-pixels // 2) <= len(data) <= -(-(pixels + width + 1) // 2):
        wanted = f"a canvas of {width} x {height} has {4 + -(-pixels // 2):,}"
        raise UserError(f"{path} has {len(data) + 4:,} bytes; {wanted}: it is cut short, or of another event")
    both = np.stack([data >> 4, data & 15], axis=1).ravel()
    return _in_palette(path, both[:pixels].reshape(height, width), setting)


def _png_moment(path: Path, setting: Setting) -> int:
    """Unix milliseconds that the name of a picture says."""
    unix = re.fullmatch(r"(\d{10})(\d{3})?", path.stem)
    if unix:
        return int(unix[1] + (unix[2] or "000"))
    since = re.fullmatch(r"(\d{3,6})h(\d\d)min(?:(\d\d)\.(\d{3})s)?", path.stem)
    if since:
        hours, minutes, seconds, thousandths = (int(part or 0) for part in since.groups())
        return setting.start + ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
    raise UserError(f"{path}: its name says no time; call it like 1491013800.png (Unix time) or 012h30min.png")


def _png(path: Path, setting: Setting) -> np.ndarray:
    """Palette indices of a picture in the colors of the palette; transparent pixels are blank."""
    from PIL import Image, UnidentifiedImageError

    from canvas_sim.scenario.palettes import index_of

    try:
        with Image.open(path) as picture:
            _fit(path, picture.size[::-1], setting)
            rgba = np.array(picture.convert("RGBA"), np.int64)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, UserError):
            raise
        raise UserError(f"{path} is no picture that can be read: {error}") from error
    colors = rgba[..., 0] << 16 | rgba[..., 1] << 8 | rgba[..., 2]
    order = np.argsort(setting.palette)
    place = np.minimum(np.searchsorted(setting.palette[order], colors), len(order) - 1)
    found = order[place].astype(np.uint8)
    found[rgba[..., 3] == 0] = index_of(setting.scenario, setting.scenario.canvas.background)
    wrong = (setting.palette[found] != colors) & (rgba[..., 3] > 0)
    if wrong.any():
        y, x = np.argwhere(wrong)[0]
        raise UserError(f"{path}: the color {colors[y, x]:06X} at {x}, {y} is not in the event's palette")
    return found


def _archive(path: Path, setting: Setting) -> Snapshots:
    """Snapshots of an archive with `ts`, Unix seconds [n], and `canvas`, uint8 [n, h, w], read one at a time."""
    try:
        with zipfile.ZipFile(path) as archive:
            with archive.open("ts.npy") as file:
                ts = np.lib.format.read_array(file, allow_pickle=False)
            with archive.open("canvas.npy") as file:
                shape, by_column, kind = HEADERS[np.lib.format.read_magic(file)](file)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise UserError(f"{path} is no archive of snapshots, with arrays ts and canvas: {error}") from error
    if by_column or kind != np.uint8 or len(shape) != 3 or ts.shape != shape[:1] or ts.dtype.kind not in "iu":
        raise UserError(f"{path}: canvas must be uint8 [n, h, w] and ts whole Unix seconds [n]")
    if not len(ts) or (np.diff(ts.astype(np.int64)) < 0).any():
        raise UserError(f"{path}: the snapshots must be in order of time, and there must be one")
    _fit(path, shape[1:], setting)
    times = [_since_start(path, int(second) * 1000, setting) for second in ts]

    def canvases() -> Iterator[tuple[int, np.ndarray]]:
        with zipfile.ZipFile(path) as archive, archive.open("canvas.npy") as file:
            HEADERS[np.lib.format.read_magic(file)](file)
            for since in times:
                data = file.read(shape[1] * shape[2])
                if len(data) < shape[1] * shape[2]:
                    raise UserError(f"{path} is cut short")
                yield since, _in_palette(path, np.frombuffer(data, np.uint8).reshape(shape[1:]), setting)

    return Snapshots(times, canvases)


def write_bitmaps(folder: Path, frames: Iterator[tuple[int, np.ndarray]]) -> None:
    """Write canvases, by Unix milliseconds, as bitmaps of Reddit's server: ``1490979600.bitmap`` and so on.

    Raises
    ------
    UserError
        The disk is full.
    """
    for ts, canvas in frames:
        pixels = np.append(canvas.ravel(), np.zeros(canvas.size % 2, np.uint8))
        path = folder / f"{ts // 1000}.bitmap"
        with writing_to(path):
            path.write_bytes((ts // 1000).to_bytes(4, "little") + (pixels[::2] << 4 | pixels[1::2]).tobytes())


def write_pngs(folder: Path, frames: Iterator[tuple[int, np.ndarray]], colors: Sequence[str]) -> None:
    """Write canvases, by Unix milliseconds, as PNGs whose names are Unix times.

    Raises
    ------
    UserError
        The disk is full.
    """
    for ts, canvas in frames:
        path = folder / f"{ts if ts % 1000 else ts // 1000}.png"
        with writing_to(path):
            path.write_bytes(png_bytes(canvas, colors))


def write_archive(path: Path, frames: Iterator[tuple[int, np.ndarray]], shape: tuple[int, int, int]) -> None:
    """Write canvases, by Unix milliseconds, as an archive with `ts` (Unix seconds) and `canvas`, one at a time.

    Parameters
    ----------
    shape : number of canvases, their height and width

    Raises
    ------
    UserError
        The disk is full.
    """
    header = {"descr": "|u1", "fortran_order": False, "shape": shape}
    seconds = []
    with writing_to(path), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with archive.open("canvas.npy", "w", force_zip64=True) as file:
            np.lib.format.write_array_header_1_0(file, header)
            for ts, canvas in frames:
                seconds.append(ts // 1000)
                file.write(np.ascontiguousarray(canvas).tobytes())
        with archive.open("ts.npy", "w") as file:
            np.lib.format.write_array(file, np.array(seconds, np.int64))
