"""A contract that people can run on their own class of users: `check_user`."""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from canvas_sim.agents.class_checks import check_class
from canvas_sim.agents.model import CanvasModel
from canvas_sim.agents.python_turns import PythonTurns, TurnAnswers
from canvas_sim.agents.user import STAGES, User
from canvas_sim.base.errors import UserError
from canvas_sim.engine import single_stages
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.schema import Scenario

PEOPLE = 20
EVEN = "activity.arrivals=[[0, 1]]"
SMALL = ("event.hours=3", "canvas.width=64", "canvas.height=64", "activity.users=600", "canvas.cooldown=60", EVEN)


def check_user(kind: type[User], scenario: str | Path | Scenario | None = None) -> None:
    """See whether a class of users keeps the rules of the house, in an event of its own.

    It must be fit for rows (state declared in `columns`, no `__init__`), answer with a `Focus`, a `Sight`, a `Deed` or
    None, `Words` and a time, stay on the canvas and in the palette, honor the cooldown, leave the world alone, give the
    same answer when asked the same twice, and make the same run with the same seed.

    Parameters
    ----------
    kind : subclass of User
    scenario : preset, TOML file or `Scenario` to run it in; if None, three hours of 600 users

    Raises
    ------
    AssertionError
        One line that says what it does wrong.
    """
    event = load("quickstart", SMALL) if scenario is None else scenario
    with _as_assertion():
        check_class(kind)
        first = _played(kind, event, Examiner)
        again = _played(kind, event, PythonTurns)
    name = kind.__name__
    if not first.users.select(agent_type=kind).agg("turns", np.sum):
        raise AssertionError(f"{name} took no turn, so nothing could be checked; give it an earlier arrival in habits")
    kept = [_checksums(model.declared.values) for model in (first, again)]
    if first.digest() != again.digest() or kept[0] != kept[1]:
        raise AssertionError(f"{name}: two runs with one seed differ; draw with self.draw, and keep state in columns")


@contextmanager
def _as_assertion() -> Iterator[None]:
    try:
        yield
    except UserError as error:
        raise AssertionError(str(error)) from None


def _played(kind: type[User], event: str | Path | Scenario, turns: type[PythonTurns]) -> CanvasModel:
    model = CanvasModel(event, seed=1)
    people = min(PEOPLE, len(model.users) // 2)
    model = CanvasModel(event, seed=1, people={kind: people})
    if model.simulation.python_turns:
        model.simulation.python_turns = turns(model)
    try:
        return model.run()
    except (UserError, AssertionError):
        raise
    except Exception as error:
        what = str(error).splitlines()[0] if str(error) else ""
        raise AssertionError(f"{kind.__name__} failed: {type(error).__name__}: {what}") from error


class Examiner(PythonTurns):
    """Decides turns in Python, each twice, and watches the world meanwhile."""

    def __call__(self, row: int, plan: np.ndarray) -> None:
        """Overwrite the plan of user `row`, (1,)."""
        single_stages.write_alone(self._model.world, row, tuple(self.answers(row)), plan)

    def answers(self, row: int) -> TurnAnswers:
        """What the five stages answer, if they answer the same twice and touch nothing."""
        before = fingerprint(self._model)
        first = super().answers(row)
        self._untouched(row, before)
        written = self._model.declared.written()
        self._model.declared.forget(row)
        second = super().answers(row)
        self._untouched(row, before)
        name = type(self._model.user(row)).__name__
        for stage, one, other in zip(STAGES, first, second, strict=True):
            if one != other:
                raise AssertionError(
                    f"{name}.{stage}, asked the same twice, answers {one}, then {other}; use self.draw"
                )
        if written != self._model.declared.written():
            raise AssertionError(f"{name}, asked the same twice, leaves different values in its columns; use self.draw")
        return second

    def _untouched(self, row: int, before: dict[str, int]) -> None:
        after = fingerprint(self._model)
        changed = [name for name in before if before[name] != after[name]]
        if changed:
            name = type(self._model.user(row)).__name__
            raise AssertionError(f"{name} changes the world in its turn ({', '.join(changed)}); return a Deed instead")


def fingerprint(model: CanvasModel) -> dict[str, int]:
    """A number for the bytes of each table of the world, and of each declared column."""
    return _checksums(model.world._asdict() | model.declared.values)


def _checksums(tables: Mapping[str, np.ndarray]) -> dict[str, int]:
    return {name: zlib.crc32(np.ascontiguousarray(rows).view(np.uint8).data) for name, rows in tables.items()}
