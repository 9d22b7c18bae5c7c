"""Measure an event by the names of measures, and say of those that are not available why."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from canvas_sim.base.errors import UserError
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.frames.frames import Frames, frames_of
from canvas_sim.metrics.registry import Needs, catalog, find
from canvas_sim.record.run import Run


def measure(event: Run | Frames, names: Iterable[str] | None = None) -> dict[str, float]:
    """Measure an event.

    Parameters
    ----------
    event : a run, or frames alone
    names : of measures, see docs/measures.md; all unless told

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
    metrics = [find(name) for name in (catalog() if names is None else names)]
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
        self._event = event

    def give(self, needs: Needs) -> Any:
        """What a measure needs."""
        if needs == "frames":
            return self._frames
        if needs == "canvas":
            return self._frames.area(-1)
        if isinstance(self._event, Frames):
            raise NotAvailable("there are canvases, but no log of who placed what")
        if not self._event.counted:
            raise NotAvailable("it was imported from snapshots, which do not say who placed what")
        _need_log(self._event)
        return self._event

    @cached_property
    def _frames(self) -> Frames:
        if isinstance(self._event, Frames):
            return self._event
        _need_log(self._event)
        return frames_of(self._event)


def _need_log(run: Run) -> None:
    """Refuse a run without a log."""
    try:
        next(iter(run.chunks("ts")), None)
    except UserError as error:
        raise NotAvailable("no log, make it again without --no-log") from error
