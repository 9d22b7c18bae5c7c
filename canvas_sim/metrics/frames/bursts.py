"""What appears at once: patches of one color within half an hour, and tiles that are taken over within an hour."""

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.metrics.availability import Never, NotAvailable
from canvas_sim.metrics.frames.breaches import CALM, tile_series
from canvas_sim.metrics.frames.change import changed_pixels
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.regions import TILE
from canvas_sim.metrics.registry import metric

LATE = 24.0  # h: before, much of the canvas is drawn on for the first time
LEAST = 30  # pixels of a patch
FIRST = 24  # frames: takeovers from hour 12 on
WATCHED = 12  # frames (six hours) after which a takeover is what it will be
CALM_PERCENT, BEGUN_PERCENT, TAKEN_PERCENT = 10, 10, 30  # of a tile that differ: before, in the first frame, at last
DONE_PERCENT = 80  # of what differs at last, so much in one of the first two frames


@metric(unit="per hour and million pixels; share", needs="frames")
def patches(frames: Frames) -> dict[str, float]:
    """Patches of one color, of 30 pixels and more, that appear within half an hour, from hour 24 on.

    A patch are pixels that hang together by 4-neighbors, differ from the frame before and now have one color. `rate` an
    hour and million open pixels; `share` of the net changes that lie in patches; `own`, of the sides at which a patch
    ends, the share behind which its color was before: the mean over patches, NaN without any.

    Raises
    ------
    NotAvailable
        The event ends before.

    Source: docs/scorecard.md, rows 24, 25 and 27; computed from the canvases of 2017.
    """
    late = np.flatnonzero(frames.hours[:-1] >= LATE) + 1
    if not len(late):
        raise NotAvailable(f"the event ends before hour {LATE + 0.5:g}")
    areas = [(frames.area(j - 1), frames.area(j, since=j - 1)) for j in late.tolist()]
    found = np.concatenate([patches_between(before, after, LEAST) for before, after in areas])
    changed, pixels = (counts[late - 1] for counts in changed_pixels(frames))
    exposure = np.sum(pixels / 1e6 * np.diff(frames.hours)[late - 1])
    share = found[:, 0].sum() / max(changed.sum(), 1)
    own = np.mean(found[:, 2] / found[:, 1]) if len(found) else np.nan
    return {"rate": float(len(found) / exposure), "share": float(share), "own": float(own)}


@metric(unit="share of takeovers", needs="frames")
def quick_takeovers(frames: Frames, tile: int = TILE) -> float:
    """Share of the takeovers of stable tiles that are done within an hour.

    A tile is stable if its last six frames agree with the last one in 90 % on average, from hour 12 on. A takeover
    changes a tenth of a stable tile within half an hour, and three tenths differ six hours after that. It is done
    within an hour if its first or second frame shows four fifths of what differs then.

    Parameters
    ----------
    tile : side of the tiles in pixels; what does not fill a tile at the right and lower rim is left out

    Raises
    ------
    Never
        No stable tile was taken over.

    Source: docs/scorecard.md, row 26; computed from the canvases of 2017.
    """
    takeovers, quick = np.sum([(0, 0), *map(takeovers_of_tile, tile_series(frames, tile))], axis=0)
    if not takeovers:
        raise Never(f"no stable tile of {tile} x {tile} pixels was taken over")
    return float(quick / takeovers)


@kernel
def patches_between(before, after, least):
    """Patches of `least` pixels and more in `after`; both uint8 [h, w].

    Returns
    -------
    int64 [patch, 3] : pixels; sides at which it ends, but for those at the rim; sides of these behind which its color
        was before
    """
    height, width = after.shape
    left = before != after
    waiting = np.empty((after.size, 2), np.int64)
    found = np.empty((after.size // least, 3), np.int64)
    patches = 0
    for row in range(height):
        for column in range(width):
            if not left[row, column]:
                continue
            color = after[row, column]
            left[row, column] = False
            waiting[0] = row, column
            top, pixels, ends, own = 1, 0, 0, 0
            while top:
                top -= 1
                pixels += 1
                at_y, at_x = waiting[top]
                for y, x in ((at_y - 1, at_x), (at_y + 1, at_x), (at_y, at_x - 1), (at_y, at_x + 1)):
                    if not (0 <= y < height and 0 <= x < width):
                        continue
                    if after[y, x] != color or before[y, x] == color:
                        ends += 1
                        own += before[y, x] == color
                    elif left[y, x]:
                        left[y, x] = False
                        waiting[top] = y, x
                        top += 1
            if pixels >= least:
                found[patches] = pixels, ends, own
                patches += 1
    return found[:patches]


@kernel
def takeovers_of_tile(canvas):
    """Takeovers of one tile, and how many were done within an hour; canvas uint8 [frame, pixel]."""
    takeovers = quick = 0
    j, pixels = FIRST, canvas.shape[1]
    while j + WATCHED < len(canvas):
        last = canvas[j - 1]
        restless = 0
        for k in range(j - CALM, j):
            restless += _differing(canvas[k], last)
        begun, taken = _differing(canvas[j], last), _differing(canvas[j + WATCHED], last)
        calm = 100 * restless <= CALM_PERCENT * CALM * pixels
        if not calm or 100 * begun < BEGUN_PERCENT * pixels or 100 * taken < TAKEN_PERCENT * pixels:
            j += 1
            continue
        takeovers += 1
        quick += 100 * max(begun, _differing(canvas[j + 1], last)) >= DONE_PERCENT * taken
        j += WATCHED + 1
    return takeovers, quick


@kernel
def _differing(colors, others):
    """How many pixels differ."""
    count = 0
    for p in range(len(colors)):
        count += colors[p] != others[p]
    return count
