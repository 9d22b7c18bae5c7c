"""What a sweep is to run: a file or a dictionary, checked as a whole, and the arms and runs that come of it."""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from canvas_sim.base.arguments import LARGEST_SEED
from canvas_sim.base.errors import UserError
from canvas_sim.base.suggest import nearest
from canvas_sim.scenario.loading import load, with_values
from canvas_sim.scenario.scaling import scale_down
from canvas_sim.scenario.schema import Scenario
from canvas_sim.study.functions import contents, located, short
from canvas_sim.study.sweep.factors import TREATMENT, change, dotted_names, points_of, with_interventions
from canvas_sim.study.sweep.measures import check

KEYS = ("scenario", "scale", "seeds", "metrics", "set", "treatments", "factors", "points", "table", "sample")


class Arm(NamedTuple):
    """One setting of all factors."""

    values: dict[str, Any]
    scenario: Scenario


class Trial(NamedTuple):
    """One run of a sweep: number of its arm, and seed."""

    arm: int
    seed: int


@dataclass(frozen=True, eq=False)
class SweepPlan:
    """A sweep before it is run.

    Make one with `read_plan`. Every arm has the same seeds, and with them the same draws: runs of one seed are pairs.

    Attributes
    ----------
    raw : what was given, paths resolved
    seeds : of every arm
    metrics : measures to keep, see `canvas_sim.study.sweep.measures`
    """

    raw: Mapping[str, Any]
    seeds: tuple[int, ...]
    metrics: tuple[str, ...]

    @cached_property
    def factors(self) -> list[str]:
        """Names of the columns that tell arms apart."""
        return list(self.arms[0].values)

    @cached_property
    def arms(self) -> list[Arm]:
        """Every setting of all factors, with its scenario.

        Raises
        ------
        UserError
            A factor does not exist, or a value does not fit.
        """
        treatments = self.raw.get("treatments", {})
        points = points_of(self.raw, list(treatments))
        told = [json.dumps(point, sort_keys=True) for point in points]
        twice = next((text for text in told if told.count(text) > 1), None) if len(set(told)) < len(told) else None
        if twice:
            raise UserError(f"two arms are the same: {twice}")
        return [Arm(point, self._scenario(point, treatments)) for point in points]

    def _scenario(self, point: Mapping[str, Any], treatments: Mapping[str, Any]) -> Scenario:
        """The scenario of one arm: base, settings of all, treatment, factors, in this order; then its scale."""
        values = dict(point)
        scale = values.pop("scale", self.raw.get("scale", 1.0))
        name = values.pop(TREATMENT, None)
        treatment = treatments.get(name, {})
        where = f"treatments.{name}.interventions"
        base = self._base
        try:
            base = with_values(base, [change(*pair) for pair in dotted_names(treatment.get("set", {})).items()])
            own = len(base.interventions)
            if treatment.get("interventions"):
                base = with_interventions(base, treatment["interventions"], where)
            scenario = with_values(base, [change(*pair) for pair in values.items()])
            self._check_times(scenario, own, where)
            return scale_down(scenario, scale)
        except UserError as error:
            arm = ", ".join(f"{name} = {value}" for name, value in point.items())
            raise UserError(f"arm {arm}: {str(error).splitlines()[0]}" if arm else str(error)) from None

    def _check_times(self, scenario: Scenario, own: int, where: str) -> None:
        """Refuse interventions after the end, but for those of the event as it is named: it may have been cut short.

        Parameters
        ----------
        own : how many come before those of the treatment, which are called `where`.0 and so on
        """
        for number, one in enumerate(scenario.interventions):
            if one.at >= scenario.event.hours and one not in self._named.interventions:
                name = f"interventions.{number}" if number < own else f"{where}.{number - own}"
                hours = f"{scenario.event.hours:g} h"
                raise UserError(f"{name}: {one.kind} at {one.at:g} h comes after the end of the event, {hours}")

    @cached_property
    def _named(self) -> Scenario:
        """The scenario that is named, as it is."""
        return load(self.raw["scenario"])

    @cached_property
    def _base(self) -> Scenario:
        """The scenario that all arms start from, at full size."""
        return load(self.raw["scenario"], [change(*pair) for pair in dotted_names(self.raw.get("set", {})).items()])

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return len(self.arms) * len(self.seeds)

    @property
    def as_given(self) -> dict[str, Any]:
        """What was given, for a note beside the results: files by their names, not by where they were."""
        files: dict[str, Any] = {key: Path(str(self.raw[key])).name for key in ("scenario", "table") if key in self.raw}
        return {
            **self.raw,
            **files,
            "metrics": [short(name) for name in self.raw["metrics"]],
            "seeds": list(self.seeds),
        }

    def trials(self) -> Iterator[Trial]:
        """All runs; those of one seed stand together, so that pairs are complete early."""
        return (Trial(arm, seed) for seed in self.seeds for arm in range(len(self.arms)))

    @cached_property
    def fingerprint(self) -> str:
        """Hash of arms, metrics and files of metrics, but not of seeds, of which there may be more later."""
        arms = [[arm.values, arm.scenario.model_dump(mode="json")] for arm in self.arms]
        metrics = [short(name) for name in self.metrics]
        text = json.dumps([arms, metrics, *contents(self.metrics)], sort_keys=True)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def read_plan(source: str | Path | Mapping[str, Any] | SweepPlan) -> SweepPlan:
    """A plan from a TOML file, or from a dictionary of the same form.

    Raises
    ------
    UserError
        One line on the first thing that is wrong.
    """
    if isinstance(source, SweepPlan):
        return source
    if isinstance(source, Mapping):
        return _plan(dict(source), Path())
    path = Path(source)
    try:
        return _plan(read_toml(path), path.parent)
    except UserError as error:
        text = str(error).splitlines()[0]
        raise UserError(text if str(path) in text else f"{path}: {text}") from None


def read_toml(path: Path) -> dict[str, Any]:
    """The values of a TOML file.

    Raises
    ------
    UserError
        It cannot be read, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UserError(f"{path} is not TOML: {error}") from None


def _plan(raw: dict[str, Any], folder: Path) -> SweepPlan:
    """A plan from raw values; paths in it are meant from `folder`."""
    for key in raw:
        if key not in KEYS:
            near = nearest(key, KEYS)
            raise UserError(f"unknown key {key}; " + (f"did you mean {near}?" if near else f"keys: {', '.join(KEYS)}"))
    if not isinstance(raw.get("scenario"), str):
        raise UserError('scenario is missing; name a preset or a file, such as scenario = "quickstart"')
    raw = from_folder(raw, folder)
    metrics = raw.get("metrics")
    if not (isinstance(metrics, list) and metrics and all(isinstance(name, str) for name in metrics)):
        raise UserError('metrics must be a list of names, such as metrics = ["same_neighbor"]')
    check(metrics)
    scale = raw.get("scale", 1.0)
    if isinstance(scale, bool) or not isinstance(scale, int | float):
        raise UserError(f"scale = {scale!r}: must be a number above 0 and at most 1")
    if not isinstance(raw.get("set", {}), Mapping):
        raise UserError("set must be a table: [set] and below it lines such as people.reading = 0.2")
    _check_treatments(raw.get("treatments", {}))
    plan = SweepPlan(raw, _seeds(raw.get("seeds", 20)), tuple(dict.fromkeys(metrics)))
    _ = plan.arms  # which finds all mistakes in factors
    return plan


def from_folder(raw: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """A raw plan whose files, which are meant from `folder`, have their whole paths."""
    result = dict(raw)
    for key in ("scenario", "table"):
        if key in raw and (folder / str(raw[key])).is_file():
            result[key] = str((folder / str(raw[key])).resolve())
    if isinstance(raw.get("metrics"), list):
        result["metrics"] = [located(name, folder) if isinstance(name, str) else name for name in raw["metrics"]]
    return result


def _seeds(given: Any) -> tuple[int, ...]:
    """Seeds: a number of them, or a list."""
    if type(given) is int and 1 <= given <= 1_000_000:
        return tuple(range(given))
    fine = isinstance(given, list) and given and all(type(one) is int and 0 <= one <= LARGEST_SEED for one in given)
    if not fine or len(set(given)) < len(given):
        raise UserError(
            f"seeds = {given}: must be how many (20), or a list of different ones, each 0 to {LARGEST_SEED}"
        )
    return tuple(given)


def _check_treatments(given: Any) -> None:
    """Treatments are tables with nothing but `set` and `interventions`."""
    if not isinstance(given, Mapping):
        raise UserError("treatments must be tables: [treatments.NAME] with set or interventions")
    for name, treatment in given.items():
        known = isinstance(treatment, Mapping) and set(treatment) <= {"set", "interventions"}
        listed = known and isinstance(treatment.get("interventions", []), list)
        if not listed or not isinstance(treatment.get("set", {}), Mapping):
            raise UserError(f"treatments.{name} has a table set and a list interventions, and nothing else")
        if not all(isinstance(one, Mapping) for one in treatment.get("interventions", [])):
            raise UserError(
                f'treatments.{name}.interventions must be tables, such as {{ kind = "forum_down", at = 6 }}'
            )
