"""All measures by name, so that sweeps, reports and the command line can ask for any of them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from canvas_sim.errors import UserError
from canvas_sim.metrics import conflict, order
from canvas_sim.metrics.frames import Frames, frames_of
from canvas_sim.metrics.listed import LISTED
from canvas_sim.metrics.missing import NotAvailable
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


def explain(event: Run | Frames, names: Iterable[str] | None = None) -> tuple[dict[str, float], dict[str, str]]:
    """What `measure` gives, and for each measure that is not available the reason."""
    metrics = [_metric(name) for name in (CATALOG if names is None else names)]
    numbers: dict[str, float] = {}
    reasons: dict[str, str] = {}
    source = _Source(event)
    for metric in metrics:
        try:
            value = metric.function(source.give(metric.needs))
        except NotAvailable as reason:
            numbers[metric.name], reasons[metric.name] = float("nan"), str(reason)
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
        self._need_log()
        return self._run

    def _need_log(self) -> None:
        """Whether the run has a log."""
        try:
            next(iter(self._run.chunks("ts")), None) if self._run is not None else None
        except UserError as error:
            raise NotAvailable(str(error)) from error


def _metric(name: str) -> Metric:
    """A measure by its name."""
    if name in CATALOG:
        return CATALOG[name]
    near = difflib.get_close_matches(name, CATALOG, 1, 0)
    raise UserError(f"there is no measure {name!r}; did you mean {near[0]!r}? There are: {', '.join(CATALOG)}")


def _end(measure_of: Callable[..., float]) -> Callable[[Frames], float]:
    """A measure of the open canvas at the end."""
    return lambda frames: measure_of(frames.area(-1))


_METRICS = (
    Metric("same_neighbor", "share of pairs", "neighbors of one color at the end", "frames", _end(order.same_neighbor)),
    Metric("chance_same", "share of pairs", "the same, for shuffled pixels", "frames", _end(order.chance_same)),
    Metric("isolated", "share of pixels", "no 4-neighbor of its color at the end", "frames", _end(order.isolated)),
    Metric("entropy", "bits", "entropy of the colors at the end", "frames", _end(order.entropy)),
    Metric("png_bits", "bits a pixel", "size of the final canvas as a PNG", "frames", _end(order.png_bits)),
    Metric("compression", "ratio", "PNG of the final canvas over shuffled pixels", "frames", _end(order.compression)),
    Metric(
        *("attack_share", "share of placements", "attacks over attacks and defenses, told from the pixels", "log"),
        lambda run: conflict.attack_share(conflict.verdicts(run)),
    ),
    *(Metric(*row) for row in LISTED),
)
CATALOG: dict[str, Metric] = {metric.name: metric for metric in _METRICS}
"""Every measure, by name."""
