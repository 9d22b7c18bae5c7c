"""From a preset, a file or changes to a checked scenario, and the errors on the way."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from canvas_sim.base.errors import UserError
from canvas_sim.base.suggest import nearest
from canvas_sim.scenario.files import presets, raw_values
from canvas_sim.scenario.messages import complaints
from canvas_sim.scenario.overrides import apply_change
from canvas_sim.scenario.scaling import scale_down
from canvas_sim.scenario.schema import Scenario
from canvas_sim.scenario.validation import consistent


def load(source: str | Path, changes: Sequence[str] = (), scale: float = 1.0) -> Scenario:
    """A scenario from a preset or a TOML file.

    Parameters
    ----------
    source : name of a preset, or path of a file (anything that ends in ``.toml`` or has a folder in it)
    changes
        ``section.key=value`` each, applied in turn, in terms of the event's full size.
    scale : shrinks the changed event to this share of its area; see `scale_down`

    Raises
    ------
    UserError
        One line for each mistake.
    """
    path = _path(source)
    values = raw_values(path)
    try:
        scenario = _validated(values)
    except UserError as error:
        raise UserError("\n".join(f"{path.name}: {line}" for line in str(error).splitlines())) from None
    return scale_down(with_values(scenario, changes), scale)


def with_values(scenario: Scenario, changes: Sequence[str]) -> Scenario:
    """A scenario with some values changed, ``section.key=value`` each: checked as a whole.

    Values are TOML; quotes around text may be left out, and ``none`` takes an optional value away.

    Raises
    ------
    UserError
        If a key does not exist, a value does not fit, or the parts do not fit together.
    """
    if isinstance(changes, str):
        raise UserError(f"changes is a text; it must be a list of them, such as [{changes!r}]")
    if changes:
        values = scenario.model_dump(mode="json")
        for change in changes:
            apply_change(values, change)
        scenario = _validated(values)
    return consistent(scenario)


def _path(source: str | Path) -> Path:
    known = presets()
    if not isinstance(source, str | Path):
        raise UserError(f"a scenario is the name of a preset or the path of a file, not {source!r}")
    if str(source) in known:
        return known[str(source)]
    path = Path(source)
    if path.is_dir():
        inside = path / "scenario.toml"
        hint = f"did you mean {inside}?" if inside.is_file() else "name a preset or a TOML file"
        raise UserError(f"{path} is a folder; {hint}")
    if path.suffix != ".toml" and len(path.parts) < 2 and not path.is_file():
        near = nearest(str(source), known)
        hint = f"did you mean {near!r}?" if near else f"presets are {', '.join(known)}; files end in .toml"
        raise UserError(f"there is no preset {str(source)!r}; {hint}")
    return path


def _validated(values: Mapping[str, Any]) -> Scenario:
    try:
        return Scenario.model_validate(values)
    except ValidationError as error:
        raise UserError(complaints(error, values)) from None
