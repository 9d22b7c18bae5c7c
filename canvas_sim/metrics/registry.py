"""All measures by name, so that sweeps, reports and the command line can ask for any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from canvas_sim.base.errors import UserError
from canvas_sim.base.suggest import nearest
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.frames import ages, change, order, space, turnover
from canvas_sim.metrics.frames.breaches import breach_rate
from canvas_sim.metrics.frames.complexity import compression, hump
from canvas_sim.metrics.frames.frames import Frames, frames_of
from canvas_sim.metrics.frames.persistence import persistence, returns
from canvas_sim.metrics.listed import LISTED
from canvas_sim.metrics.logs import activity, conflict
from canvas_sim.record.run import Run

Value = float | Mapping[str, float]


@dataclass(frozen=True)
class Metric:
    """One measure of an event.

    Attributes
    ----------
    name : as in `CATALOG`
    unit : of the number, or of each number
    meaning : in one line
    needs : what an event must have: "frames", canvases every half hour; "log", who placed what and when; "works", the
        log and artworks
    function : takes `Frames` if it needs frames, else a `Run`; gives a number, or several by name
    """

    name: str
    unit: str
    meaning: str
    needs: Literal["frames", "log", "works"]
    function: Callable[..., Value]


def measure(event: Run | Frames, names: Iterable[str] | None = None) -> dict[str, float]:
    """Measure an event.

    Parameters
    ----------
    event : a run, or frames alone
    names : measures from `CATALOG`; all unless told

    Returns
    -------
    dict
        A number for each measure; those of one with several as "name_key". What is not available is NaN.

    Raises
    ------
    UserError
        There is no such measure.
    """
    return explain(event, names)[0]


def explain(
    event: Run | Frames, names: Iterable[str] | None = None
) -> tuple[dict[str, float], dict[str, NotAvailable]]:
    """What `measure` gives, and for each measure that is not available the reason."""
    metrics = [_metric(name) for name in (CATALOG if names is None else names)]
    numbers: dict[str, float] = {}
    reasons: dict[str, NotAvailable] = {}
    source = _Source(event)
    for metric in metrics:
        try:
            value = metric.function(source.give(metric.needs))
        except NotAvailable as reason:
            numbers[metric.name], reasons[metric.name] = float("nan"), reason
            continue
        if isinstance(value, Mapping):
            numbers |= {f"{metric.name}_{key}": float(number) for key, number in value.items()}
        else:
            numbers[metric.name] = float(value)
    return numbers, reasons


class _Source:
    """An event, its frames made once and only if asked for."""

    def __init__(self, event: Run | Frames) -> None:
        self._run = event if isinstance(event, Run) else None
        self._frames = event if isinstance(event, Frames) else None

    def give(self, needs: str) -> Run | Frames:
        """What a measure needs."""
        if needs == "frames":
            if self._frames is None:
                assert self._run is not None
                self._need_log()
                self._frames = frames_of(self._run)
            return self._frames
        if self._run is None:
            raise NotAvailable("there are canvases, but no log of who placed what")
        if not self._run.counted:
            raise NotAvailable("it was imported from snapshots, which do not say who placed what")
        self._need_log()
        return self._run

    def _need_log(self) -> None:
        """Whether the run has a log."""
        try:
            next(iter(self._run.chunks("ts")), None) if self._run is not None else None
        except UserError as error:
            raise NotAvailable("no log, make it again without --no-log") from error


def _metric(name: str) -> Metric:
    """A measure by its name."""
    if name in CATALOG:
        return CATALOG[name]
    near = nearest(name, CATALOG, 0)
    raise UserError(f"there is no measure {name!r}; did you mean {near!r}? There are: {', '.join(CATALOG)}")


HUMP = (2, 2.3, 8, 12, 64, 72, 82)  # hours at which 2017 or 2022 is known


def _end(measure_of: Callable[..., Value]) -> Callable[[Frames], Value]:
    """A measure of the open canvas at the end."""
    return lambda frames: measure_of(frames.area(-1))


def _attack_share(run: Run) -> float:
    return conflict.attack_share(conflict.verdicts(run))


SHARE = "share of pixels"
_METRICS = (
    Metric("users", "placements, ratios, shares", "how placements are spread over users", "log", activity.users),
    Metric("per_pixel", "placements a pixel", "placements per open pixel", "log", activity.per_pixel),
    Metric("day_and_night", "ratio", "busiest over quietest hour of a day", "log", activity.day_and_night),
    Metric("throughput", "ratio", "placements after a change of cooldown over before", "log", activity.throughput),
    Metric("filling", "h", "until 50 and 75 % of the first open pixels are not blank", "frames", order.filling),
    Metric("plateau", SHARE, "not blank, median over the last half", "frames", order.plateau),
    Metric("same_neighbor", "share of pairs", "neighbors of one color at the end", "frames", _end(order.same_neighbor)),
    Metric("chance_same", "share of pairs", "the same, for shuffled pixels", "frames", _end(order.chance_same)),
    Metric("isolated", SHARE, "no 4-neighbor of its color at the end", "frames", _end(order.isolated)),
    Metric("entropy", "bits", "entropy of the colors at the end", "frames", _end(order.entropy)),
    Metric("compression", "ratio", "PNG of the final canvas over its pixels shuffled", "frames", _end(compression)),
    Metric("hump", "bits a pixel", "PNG at some hours", "frames", lambda frames: hump(frames, HUMP)),
    Metric("net_change", SHARE, "changed in half an hour, median after hour 6", "frames", change.net_change),
    Metric(
        *("change_per_placement", "ratio", "net changes over placements, the first and last six half hours", "frames"),
        change.change_per_placement,
    ),
    Metric(
        *("change_over_null", "ratio", "net changes over those of as many random placements", "frames"),
        change.change_over_null,
    ),
    Metric("persistence", SHARE, "the same color after some time, from hour 6 on", "frames", persistence),
    Metric("returns", "share of displaced pixels", "back at their old color after some time", "frames", returns),
    Metric("breaches", "per 1,000 tile-hours; share", "of stable tiles, and share undone", "frames", breach_rate),
    Metric("correlation", "of 1", "color correlation by distance in pixels", "frames", _end(space.correlation)),
    Metric("correlation_length", "pixels", "where that falls to 1 / e", "frames", _end(space.correlation_length)),
    Metric("components", "several", "areas of one color at the end", "frames", _end(space.components)),
    Metric("tile_entropy", "bits", "entropy of the colors of a tile, at the end", "frames", _end(space.tile_entropy)),
    Metric("concentration", "share of changes", "of the busiest, late", "frames", turnover.concentration),
    Metric("going_back", "share of changes", "undone within an hour, late", "frames", turnover.going_back),
    Metric("finished", SHARE, "final already, some hours before the end", "frames", ages.finished),
    Metric("changes", "changes, share", "net changes of a pixel", "frames", ages.changes),
    Metric("final_ages", "h", "since pixels got their final color", "frames", ages.final_ages),
    Metric("attack_share", "share of placements", "attacks over attacks and defenses", "log", _attack_share),
    *(Metric(*row) for row in LISTED),
)
CATALOG: dict[str, Metric] = {metric.name: metric for metric in _METRICS}
"""Every measure, by name."""
