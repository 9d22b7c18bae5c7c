"""Works of a real canvas, cut out of its picture by their outlines.

The outlines are JSON, gzipped or not, as the atlases of r/place have them: a list with an entry a work,

    {"id": 0, "name": "Tux", "sub": ["linux"], "path": {"final": [[838, 415], [838, 483], [886, 483], [886, 415]]}}

`sub` are its subreddits, maybe none. `path` has an outline for each period of the event, of which the last counts:
x and y of the pixels at its corners. The pixels on an outline belong to the work: in both real atlases that gives the
areas that they list, and the colors of the canvas change just outside.
"""

import gzip
import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.designs.pictures import read_png
from canvas_sim.world.tables import OUTSIDE

SLACK = 16  # pixels by which an outline may be larger than the canvas: hands slip when they draw around all of it
FAR = 1_000_000
GZIP = b"\x1f\x8b"
Work = tuple[str, str, tuple[int, int], np.ndarray]


def works(outlines: Path, picture: Path, palette: Sequence[str], size: tuple[int, int]) -> list[Work]:
    """Name, group, site (x, y) and pixels, (height, width) uint8, of each work; see `imported.Given`.

    Parameters
    ----------
    outlines, picture : Path
    palette : colors as RRGGBB
    size : width and height of the canvas, which the picture must have too

    Raises
    ------
    UserError
        If a file cannot be read, the picture has another size, or an outline cannot be cut out of it.
    """
    entries = _entries(outlines)
    canvas = read_png(picture, palette, (FAR, FAR))
    if canvas.shape[::-1] != size:
        has, wants = f"{canvas.shape[1]} x {canvas.shape[0]}", f"{size[0]} x {size[1]}"
        raise UserError(
            f"designs.atlas: {picture} is {has} pixels, the canvas {wants}; works keep their places, so the canvas"
            f" must be as large as the picture (canvas.width and canvas.height, and --scale 1)"
        )
    return [_cut(entry, f"{outlines}, entry {number} ", canvas) for number, entry in enumerate(entries)]


def _entries(path: Path) -> list[Any]:
    try:
        raw = path.read_bytes()
        entries = json.loads(gzip.decompress(raw) if raw.startswith(GZIP) else raw)
    except FileNotFoundError:
        raise UserError(f"designs.atlas: there is no file {path}") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UserError(f"designs.atlas: {path} is broken gzip: {error}") from None
    except OSError as error:
        raise UserError(f"designs.atlas: cannot read {path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise UserError(f"designs.atlas: {path} is not JSON: {error}; outlines come first, then the picture") from None
    if not isinstance(entries, list) or not entries:
        raise UserError(f"designs.atlas: {path} must be a list of works, each with name, sub and path")
    return entries


def _cut(entry: Any, where: str, canvas: np.ndarray) -> Work:
    """One work; `where` begins what is said about mistakes in it."""
    outline = _outline(entry, where)
    name, group = _names(entry, where)
    left, top = (int(value) for value in outline.min(axis=0))
    width, height = (int(value) + 1 for value in outline.max(axis=0) - outline.min(axis=0))
    if width > canvas.shape[1] + SLACK or height > canvas.shape[0] + SLACK:
        has, most = f"{width} x {height}", f"{canvas.shape[1]} x {canvas.shape[0]}"
        raise UserError(f"{where}({name}): its outline is {has} pixels, larger than the canvas of {most}")
    mask = _filled(outline - outline.min(axis=0), (width, height))
    mask = mask[max(0, -top) : max(0, canvas.shape[0] - top), max(0, -left) : max(0, canvas.shape[1] - left)]
    if not mask.any():
        raise UserError(f"{where}({name}): its outline lies outside the canvas")
    x, y = max(0, left), max(0, top)
    pixels = canvas[y : y + mask.shape[0], x : x + mask.shape[1]]
    return name, group, (x, y), np.where(mask, pixels, np.uint8(OUTSIDE))


def _outline(entry: Any, where: str) -> np.ndarray:
    """The last outline of an entry, (n, 2) whole x and y."""
    try:
        points = np.array(list(entry["path"].values())[-1], np.float64)
    except (TypeError, KeyError, AttributeError, IndexError, ValueError):
        points = np.empty(0)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) < 3 or not (abs(points) < FAR).all():
        raise UserError(f'{where}has no outline; it needs "path": {{"final": [[x, y], [x, y], [x, y], ...]}}')
    return np.floor(points + 0.5).astype(np.int64)


def _names(entry: dict[str, Any], where: str) -> tuple[str, str]:
    """Name and group: the first subreddit, whose capitals do not matter, or else a group of its own."""
    name, subreddits = entry.get("name"), entry.get("sub", [])
    if not isinstance(name, str) or not isinstance(subreddits, list):
        raise UserError(f'{where}needs "name": "..." and "sub": ["subreddit", ...]')
    if subreddits:
        return name, str(subreddits[0]).casefold()
    return name, f"{name} #{entry.get('id', '')}"


def _filled(outline: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """The pixels inside an outline and on it, (height, width) bool."""
    from PIL import Image, ImageDraw

    image = Image.new("L", size)
    ImageDraw.Draw(image).polygon([(int(x), int(y)) for x, y in outline], fill=1, outline=1)
    return np.asarray(image) == 1
