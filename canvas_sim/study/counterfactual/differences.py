"""How two runs differ that were the same until a fork: when they parted, where, how far it spread, in which works."""

import hashlib

import numpy as np

from canvas_sim.metrics.frames.frames import canvases_at
from canvas_sim.metrics.regions import TILE
from canvas_sim.record.columns import columns_of
from canvas_sim.record.run import Run

STEPS = 48  # times between fork and end at which canvases are compared
TOUCHED = 0.05  # share of a tile's pixels that must differ before it counts as reached
LOGGED = ("ts", "user", "x", "y", "color")
STOOD = 0.5  # share of a work that must be right before it counts as standing


def comparison_times(at: int, end: int) -> np.ndarray:
    """When canvases are compared, int64 [n], ms: just before the fork, then evenly to the end."""
    return np.unique(np.linspace(at, end, STEPS + 1).round().astype(np.int64))


def canvases_since(run: Run, at: int) -> np.ndarray:
    """The canvas at each of `comparison_times`, uint8 [n, h, w]; the first is as the fork finds it."""
    times = comparison_times(at, run.end)
    return canvases_at(run, times - (times == at))


def log_hash(run: Run, before: int) -> str:
    """Hash of all placements before a time, in hexadecimal."""
    hashes = {name: hashlib.blake2b(digest_size=16) for name in columns_of("events")}
    for chunk in run.chunks(*columns_of("events")):
        rows = int(np.searchsorted(chunk["ts"], before))
        for name, values in chunk.items():
            hashes[name].update(np.ascontiguousarray(values[:rows]).data)
    return hashlib.blake2b("".join(one.hexdigest() for one in hashes.values()).encode(), digest_size=16).hexdigest()


def log_from(run: Run, at: int) -> dict[str, np.ndarray]:
    """Placements from a time on, as columns `LOGGED`."""
    parts: dict[str, list[np.ndarray]] = {name: [] for name in LOGGED}
    for chunk in run.chunks(*LOGGED):
        first = int(np.searchsorted(chunk["ts"], at))
        for name, values in chunk.items():
            parts[name].append(values[first:])
    return {name: np.concatenate(values) if values else np.zeros(0, int) for name, values in parts.items()}


def first_difference(a: dict[str, np.ndarray], b: dict[str, np.ndarray]) -> dict[str, int] | None:
    """The first placement that differs, as `ts`, `user`, `x` and `y` of whichever is earlier; None if none does."""
    both = min(len(a["ts"]), len(b["ts"]))
    unlike = np.zeros(both, bool)
    for name in LOGGED:
        unlike |= a[name][:both] != b[name][:both]
    first = int(unlike.argmax()) if unlike.any() else both
    here = [log for log in (a, b) if first < len(log["ts"])]
    if not here:
        return None
    log = min(here, key=lambda one: int(one["ts"][first]))
    return {name: int(log[name][first]) for name in ("ts", "user", "x", "y")}


def divergence(a: np.ndarray, b: np.ndarray, origin: tuple[float, float] | None) -> dict[str, list[float]]:
    """How far two series of canvases, uint8 [n, h, w], are apart at each time.

    Returns
    -------
    dict
        `pixels`, the share that differs; `tiles`, the share of tiles in which a twentieth differs; `distance`, pixels
        from `origin` (x, y) to those that differ, on the median, NaN where none does.
    """
    shares: dict[str, list[float]] = {"pixels": [], "tiles": [], "distance": []}
    for one, other in zip(a, b, strict=True):
        unlike = one != other
        shares["pixels"].append(float(unlike.mean()))
        shares["tiles"].append(float((tile_means(unlike) >= TOUCHED).mean()))
        y, x = np.nonzero(unlike)
        far = np.hypot(x - origin[0], y - origin[1]) if origin else np.zeros(0)
        shares["distance"].append(float(np.median(far)) if len(far) else float("nan"))
    return shares


def tile_means(values: np.ndarray) -> np.ndarray:
    """Means over tiles of at most `TILE` pixels a side, float64; the last ones of a row or column may be smaller."""
    height, width = values.shape
    rows, columns = np.arange(0, height, TILE), np.arange(0, width, TILE)
    sums = np.add.reduceat(np.add.reduceat(values.astype(np.int64), rows, axis=0), columns, axis=1)
    return sums / np.outer(np.diff([*rows, height]), np.diff([*columns, width]))


def identities(run: Run) -> dict[int, str]:
    """Who each community is, for comparing runs: its name and its founder; numbers differ after a fork."""
    return {int(row.community): f"{row.name} ({row.founder})" for row in run.communities.itertuples()}


def allied_at_end(run: Run) -> list[list[str]]:
    """Pairs of communities that are allied at the end, by identity, sorted."""
    known = identities(run)
    holds: set[tuple[str, str]] = set()
    for row in run.alliances.itertuples():
        first, second = sorted((known[int(row.a)], known[int(row.b)]))
        (holds.add if row.what == "formed" else holds.discard)((first, second))
    return sorted(map(list, holds))


def founded_since(run: Run, since: int) -> list[str]:
    """Works founded since a time, by what they are: community, name and picture, as their places may differ."""
    known = identities(run)
    rows = run.designs[run.designs["founded"] >= since]
    pictures = [hashlib.blake2b(pixels, digest_size=8).hexdigest() for pixels in rows["pixels"]]
    named = zip(rows["community"], rows["name"], pictures, strict=True)
    return sorted(f"{known[int(community)]}: {name}, {picture}" for community, name, picture in named)
