"""Small operations on pictures, which are uint8 arrays of inks with `CLEAR` where nothing is painted."""

import functools
from collections.abc import Sequence

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.draw.inks import BLACK, CLEAR, shade

_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 16.0 + 1.0 / 32.0


def blank(height: int, width: int, ink: int = CLEAR) -> np.ndarray:
    """A picture of one ink."""
    return np.full((max(height, 1), max(width, 1)), ink, np.uint8)


def paste(picture: np.ndarray, piece: np.ndarray, y: int, x: int) -> None:
    """Paint `piece` onto `picture` with its corner at (y, x); what is clear or falls outside is left out."""
    top, left = max(y, 0), max(x, 0)
    bottom, right = min(y + piece.shape[0], picture.shape[0]), min(x + piece.shape[1], picture.shape[1])
    if bottom > top and right > left:
        part = piece[top - y : bottom - y, left - x : right - x]
        np.copyto(picture[top:bottom, left:right], part, where=part != CLEAR)


def center(picture: np.ndarray, piece: np.ndarray, down: float = 0.5, right: float = 0.5) -> None:
    """Paint `piece` onto `picture` so that the free space is shared `down` above and `right` left of it."""
    y = int((picture.shape[0] - piece.shape[0]) * down + 0.5)
    x = int((picture.shape[1] - piece.shape[1]) * right + 0.5)
    paste(picture, piece, y, x)


def enlarge(picture: np.ndarray, times: int) -> np.ndarray:
    """Every pixel as a block of `times` x `times`."""
    return picture if times == 1 else picture.repeat(times, 0).repeat(times, 1)


def double(picture: np.ndarray) -> np.ndarray:
    """Twice the size with smoothed corners (the EPX rule)."""
    padded = np.pad(picture, 1, mode="edge")
    up, down, left, right = padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]
    big = picture.repeat(2, 0).repeat(2, 1)
    for y, x, one, two, three, four in (
        (0, 0, left, up, down, right), (0, 1, up, right, left, down),
        (1, 0, down, left, right, up), (1, 1, right, down, up, left),
    ):  # fmt: skip
        np.copyto(big[y::2, x::2], one, where=(one == two) & (one != three) & (two != four))
    return big


def grown(mask: np.ndarray, corners: bool = False) -> np.ndarray:
    """A mask grown by one pixel to each side, two rows and columns larger."""
    grown = np.pad(mask, 1)
    grown[1:-1, :-2] |= mask
    grown[1:-1, 2:] |= mask
    tall = grown[1:-1].copy() if corners else np.pad(mask, ((0, 0), (1, 1)))
    grown[:-2] |= tall
    grown[2:] |= tall
    return grown


def outlined(picture: np.ndarray, ink: int = BLACK, corners: bool = False) -> np.ndarray:
    """The picture with a line of `ink` around what is painted; two rows and columns larger."""
    big = np.where(grown(picture != CLEAR, corners), np.uint8(ink), np.uint8(CLEAR))
    paste(big, picture, 1, 1)
    return big


def shadowed(picture: np.ndarray, ink: int, by: int = 1) -> np.ndarray:
    """The picture with a shadow of `ink` to the lower right."""
    big = blank(picture.shape[0] + by, picture.shape[1] + by)
    silhouette = np.where(picture == CLEAR, np.uint8(CLEAR), np.uint8(ink))
    for step in range(by, 0, -1):
        paste(big, silhouette, step, step)
    paste(big, picture, 0, 0)
    return big


def framed(picture: np.ndarray, *inks: int) -> np.ndarray:
    """Paint border lines from the rim inward, in place; as many as leave something of the picture."""
    for step, ink in enumerate(inks):
        if min(picture.shape) - 2 * step < 3:
            break
        inner = picture[step : picture.shape[0] - step, step : picture.shape[1] - step]
        inner[0] = inner[-1] = ink
        inner[:, 0] = inner[:, -1] = ink
    return picture


def raised(picture: np.ndarray, light: int, dark: int) -> np.ndarray:
    """Paint the rim of a button, in place: light above and left, dark below and right."""
    picture[0] = picture[:, 0] = light
    picture[-1] = picture[:, -1] = dark
    return picture


def shaded(picture: np.ndarray, light: bool = True) -> np.ndarray:
    """The picture with its lower right rims darker, and its upper left ones lighter."""
    solid = (picture != CLEAR) & (picture != BLACK)
    edge = np.zeros((picture.shape[0] + 2, picture.shape[1] + 2), bool)
    edge[1:-1, 1:-1] = solid
    low = solid & ~(edge[2:, 1:-1] & edge[1:-1, 2:])
    result = np.where(low, darker(picture), picture)
    if light:
        high = solid & ~low & ~(edge[:-2, 1:-1] & edge[1:-1, :-2])
        np.copyto(result, lighter(picture), where=high)
    return result


def rim(picture: np.ndarray) -> np.ndarray:
    """Mask of the painted pixels with a clear one, or the edge of the picture, beside them."""
    solid = np.pad(picture != CLEAR, 1)
    inner = solid[:-2, 1:-1] & solid[2:, 1:-1] & solid[1:-1, :-2] & solid[1:-1, 2:]
    return solid[1:-1, 1:-1] & ~inner


def tinted(picture: np.ndarray) -> np.ndarray:
    """The picture with a black outline turned into a darker shade of what it surrounds."""
    line = rim(picture) & (picture == BLACK)
    padded = np.pad(picture, 1, constant_values=CLEAR)
    result = picture.copy()
    for beside in (padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]):
        np.copyto(result, darker(beside), where=line & (beside != CLEAR) & (beside != BLACK))
    return result


def stippled(picture: np.ndarray) -> np.ndarray:
    """The picture with every second pixel of its lower right half darker."""
    y, x = np.indices(picture.shape)
    shade = ((x + y) % 2 == 0) & (x / picture.shape[1] + y / picture.shape[0] > 1.05)
    return np.where(shade & (picture != CLEAR), darker(picture), picture)


def darker(picture: np.ndarray) -> np.ndarray:
    """The picture one step darker."""
    return shade("darker")[picture]


def lighter(picture: np.ndarray) -> np.ndarray:
    """The picture one step lighter."""
    return shade("lighter")[picture]


def noise(draw: Stream, height: int, width: int) -> np.ndarray:
    """Floats in [0, 1), (height, width); one draw, spread over the pixels by a cheap mix."""
    word = np.arange(height * width, dtype=np.uint32)
    word *= np.uint32(0x9E3779B1)
    word += np.uint32(draw.integer(0, 2**31 - 1))
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        word ^= word >> np.uint32(shift)
        word *= np.uint32(factor)
    return (word >> np.uint32(8)).reshape(height, width) * (1.0 / (1 << 24))


def clouds(draw: Stream, height: int, width: int, grain: int) -> np.ndarray:
    """Smooth noise in [0, 1] whose blobs are about `grain` pixels wide."""
    rows, columns = height // grain + 2, width // grain + 2
    coarse = noise(draw, rows, columns)
    y, x = np.arange(height) / grain, np.arange(width) / grain
    top, left = y.astype(int), x.astype(int)
    down, right = _ease(y - top)[:, None], _ease(x - left)[None]
    upper = coarse[top][:, left] * (1 - right) + coarse[top][:, left + 1] * right
    lower = coarse[top + 1][:, left] * (1 - right) + coarse[top + 1][:, left + 1] * right
    return upper * (1 - down) + lower * down


def _ease(t: np.ndarray) -> np.ndarray:
    return t * t * (3.0 - 2.0 * t)


def bayer(height: int, width: int) -> np.ndarray:
    """Thresholds of an ordered dither, (height, width)."""
    return np.tile(_BAYER, (height // 4 + 1, width // 4 + 1))[:height, :width]


def dithered(value: np.ndarray, inks: Sequence[int], spread: float = 1.0) -> np.ndarray:
    """Values in [0, 1] as `inks` from first to last, with an ordered dither where one goes over into the next."""
    return _leveled(value, inks, 0.5 + (bayer(*value.shape) - 0.5) * spread)


def grained(draw: Stream, value: np.ndarray, inks: Sequence[int], grain: float = 0.5) -> np.ndarray:
    """Values in [0, 1] as `inks`, dithered partly in order, partly by chance, like a scan of something painted."""
    return _leveled(value, inks, (1 - grain) * bayer(*value.shape) + grain * noise(draw, *value.shape))


def _leveled(value: np.ndarray, inks: Sequence[int], threshold: np.ndarray) -> np.ndarray:
    level = (np.clip(value, 0.0, 0.9999) * (len(inks) - 1) + 1.0 - threshold).astype(np.intp)
    return np.array(inks, np.uint8)[np.clip(level, 0, len(inks) - 1)]


@functools.lru_cache(maxsize=512)
def radius(height: int, width: int) -> np.ndarray:
    """Distance from the center of an ellipse that fills the box, 1 at its rim; read only."""
    y = (np.arange(height) + 0.5 - height / 2) / (height / 2)
    x = (np.arange(width) + 0.5 - width / 2) / (width / 2)
    distance = np.sqrt(y[:, None] ** 2 + x[None] ** 2)
    distance.setflags(write=False)
    return distance


def disc(height: int, width: int, ink: int) -> np.ndarray:
    """A filled ellipse."""
    return np.where(radius(height, width) <= 1.0, np.uint8(ink), np.uint8(CLEAR))


def trimmed(picture: np.ndarray) -> np.ndarray:
    """The picture without clear rows and columns at its rim."""
    solid = picture != CLEAR
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    if not len(rows):
        return picture[:1, :1]
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def repeated(piece: np.ndarray, height: int, width: int) -> np.ndarray:
    """The piece repeated over a box."""
    repeats = (height // piece.shape[0] + 1, width // piece.shape[1] + 1)
    return np.tile(piece, repeats)[:height, :width]
