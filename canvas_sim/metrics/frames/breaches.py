"""How often what was stable is broken, and how seldom it is undone."""

from collections.abc import Iterator

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.metrics.availability import Never
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.frames.persistence import mode_of
from canvas_sim.metrics.regions import TILE
from canvas_sim.metrics.registry import metric

MEMORY = 8  # frames that make the reference
CALM = 6  # frames before, that must agree with it on average
CALM_SHARE, LAST_SHARE, BROKEN_SHARE, HEALED_SHARE = 0.9, 0.88, 0.8, 0.9
PATIENCE = 12  # frames (six hours) in which a breach may be undone
PAUSE = 25  # frames after a breach that was not


def count_breaches(frames: Frames, tile: int = TILE) -> tuple[float, int, int, int]:
    """Tile-hours of stability, breaches of stable tiles, those at least six hours before the end, and undone ones.

    The reference of a tile is the color that each pixel showed in most of the last eight frames, the older one of
    equals. A tile of which half is not white was stable if its last six frames agree with the reference in 90 % on
    average, and the last one in 88 %. A breach is a frame that agrees in less than 80 %. It is undone when one of the
    frames from it to six hours later agrees in 90 % with that reference again.

    Parameters
    ----------
    tile : side of the tiles in pixels; what does not fill a tile at the right and lower rim is left out

    Source: docs/scorecard.md, row 19; computed from the canvases of 2017 and 2022.
    """
    tiles = (breaches_of_tile(series, frames.background) for series in tile_series(frames, tile))
    stable, breaches, judged, undone = sum(tiles, np.zeros(4, np.int64)).tolist()
    return stable / 2, breaches, judged, undone


def tile_series(frames: Frames, tile: int) -> Iterator[np.ndarray]:
    """Each whole tile, from the first frame on in which it is open: uint8 [frame, pixel]."""
    opened = np.unique(frames.open, axis=0)
    x0, y0 = opened[:, 0].min(), opened[:, 1].min()
    for y in range(y0, opened[:, 3].max() - tile + 1, tile):
        for x in range(x0, opened[:, 2].max() - tile + 1, tile):
            inside = (frames.open[:, :2] <= (x, y)).all(1) & (frames.open[:, 2:] >= (x + tile, y + tile)).all(1)
            if inside.any():
                part = np.ascontiguousarray(frames.canvas[int(np.argmax(inside)) :, y : y + tile, x : x + tile])
                yield part.reshape(len(part), -1)


@metric("breaches", unit="per 1,000 tile-hours; share", needs="frames")
def breach_rate(frames: Frames) -> dict[str, float]:
    """Breaches of stable tiles: `rate` per 1,000 stable tile-hours, and the share `undone` within six hours.

    `judged` are those at least six hours before the end. Exactly as row 19 of the scorecard has it.

    Raises
    ------
    Never
        No tile was ever stable.
    """
    hours, breaches, judged, undone = count_breaches(frames)
    if not hours:
        raise Never(f"no tile of {TILE} x {TILE} pixels was stable for three hours")
    share = undone / judged if judged else float("nan")
    return {"rate": 1000 * breaches / hours, "undone": share, "judged": float(judged)}


@kernel
def breaches_of_tile(canvas, white):
    """Stable frames, breaches, breaches judged and undone of one tile; canvas uint8 [frame, pixel]."""
    result = np.zeros(4, np.int64)
    frames, unchanged = len(canvas), frames_unchanged(canvas)
    reference = np.empty(canvas.shape[1], np.uint8)
    j = MEMORY
    while j < frames:
        if not stable_before(canvas, unchanged, j, white, reference):
            j += 1
            continue
        result[0] += 1
        if share_alike(canvas[j], reference) >= BROKEN_SHARE:
            j += 1
            continue
        result[1] += 1
        healed = j
        while healed < min(j + PATIENCE + 1, frames) and share_alike(canvas[healed], reference) < HEALED_SHARE:
            healed += 1
        undone = healed < min(j + PATIENCE + 1, frames)
        if j + PATIENCE < frames:
            result[2] += 1
            result[3] += undone
        j = healed + 1 if undone else j + PAUSE
    return result


@kernel
def frames_unchanged(canvas):
    """For how many frames each pixel has had its color, counted up to `MEMORY`: uint8 [frame, pixel]."""
    result = np.ones(canvas.shape, np.uint8)
    for j in range(1, len(canvas)):
        for p in range(canvas.shape[1]):
            if canvas[j, p] == canvas[j - 1, p]:
                result[j, p] = min(result[j - 1, p] + 1, MEMORY)
    return result


@kernel
def stable_before(canvas, unchanged, j, white, reference):
    """Whether a tile was stable before frame `j`; fills its reference."""
    pixels, painted = canvas.shape[1], 0
    for p in range(pixels):
        most = 2 * unchanged[j - 1, p] > MEMORY  # it needs no counting
        reference[p] = canvas[j - 1, p] if most else mode_of(canvas[j - MEMORY : j, p], False)
        painted += reference[p] != white
    if 2 * painted < pixels:
        return False
    if share_alike(canvas[j - 1], reference) < LAST_SHARE:
        return False
    agreement = 0.0
    for k in range(j - CALM, j):
        agreement += share_alike(canvas[k], reference)
    return agreement / CALM >= CALM_SHARE


@kernel
def share_alike(colors, reference):
    """Share of pixels that are as the reference."""
    same = 0
    for p in range(len(colors)):
        same += colors[p] == reference[p]
    return same / len(colors)
