"""The turns of users whose class overrides a stage, decided in Python, and the checks that their answers must pass."""

import operator
from typing import Any, NamedTuple

import numpy as np

from canvas_sim.agents.population import Population
from canvas_sim.agents.user import PASS, User, overridden
from canvas_sim.base.errors import UserError
from canvas_sim.base.times import HOUR
from canvas_sim.base.vocabulary import CALL_HELP, INTENTS, UNTOLD, WAYS
from canvas_sim.engine import single_stages
from canvas_sim.rules.types import DEFEND, SPOIL, Deed, Focus, Sight, Words
from canvas_sim.world.tables import ENDED, NEVER, NOBODY

ANY = 2**31 - 1
_FOCUS_LOW = (0, NOBODY, NOBODY, NOBODY, -ANY, -ANY, 0, 0, UNTOLD, NOBODY)
_SIGHT_LOW = (0, 0, 0, 0, 0, *(NOBODY,) * 3, 0, *(NOBODY,) * 4, 0, NOBODY)
_WORDS_LOW = (0, 0, NOBODY, 0, 0)


class TurnAnswers(NamedTuple):
    """What the five stages of a turn answered, checked."""

    focus: Focus
    sight: Sight
    deed: Deed
    words: Words
    due: int


class PythonTurns:
    """Decides turns in Python; see `Simulation.ask_python`."""

    def __init__(self, model: Population) -> None:
        self._model = model
        self._own = {kind: overridden(kind) for kind in model.roster.classes}

    def __call__(self, row: int, plan: np.ndarray) -> None:
        """Overwrite the plan of user `row`, (1,), with what its class decides."""
        user = self._model.user(row)
        own = self._own[type(user)]
        self._model.declared.turn = user
        try:
            focus, sight, deed = self._decided(user, own)
            if own.isdisjoint(("tell", "come_back")):
                single_stages.close_alone(self._model.world, row, (focus, sight, deed), plan)
            else:
                words, due = self._said(user, own, (focus, sight, deed))
                single_stages.write_alone(self._model.world, row, (focus, sight, deed, words, due), plan)
        finally:
            self._model.declared.turn = None

    def settle(self) -> None:
        """Let what users wrote in a tick be seen."""
        self._model.declared.settle()

    def answers(self, row: int) -> TurnAnswers:
        """What the five stages of user `row` answer.

        Raises
        ------
        UserError
            If an answer is none, or would break a law: outside canvas or palette, before the cooldown has ended.
        """
        user = self._model.user(row)
        own = self._own[type(user)]
        self._model.declared.turn = user
        try:
            decided = self._decided(user, own)
            return TurnAnswers(*decided, *self._said(user, own, decided))
        finally:
            self._model.declared.turn = None

    def _decided(self, user: User, own: frozenset[str]) -> tuple[Focus, Sight, Deed]:
        """The first three stages; answers of rules that are not overridden need no check."""
        if own.isdisjoint(("attend", "look")):
            focus, sight = single_stages.open_alone(self._model.world, user.row)
        else:
            focus = self._focus(user, user.attend()) if "attend" in own else user.attend()
            sight = self._sight(user, user.look(focus)) if "look" in own else user.look(focus)
        done = user.act(focus, sight)
        # Compiled rules may be asked to act too early by a come_back that is not.
        unchecked = own.isdisjoint(("act", "come_back"))
        return focus, sight, (done or PASS) if unchecked else self._deed(user, done)

    def _said(self, user: User, own: frozenset[str], decided: tuple[Focus, Sight, Deed]) -> tuple[Words, int]:
        """The last two stages."""
        focus, sight, deed = decided
        done = deed if deed.placed else None
        words = user.tell(focus, sight, done)
        if "tell" in own:
            words = self._words(user, words, focus)
        due = user.come_back(done)
        return words, self._due(user, due) if "come_back" in own else due

    def _focus(self, user: User, answer: Any) -> Focus:
        clock = self._clock
        counts = (clock("communities") - 1, clock("designs") - 1, clock("posts") - 1)
        told = (len(WAYS) - 1, len(self._model.world.users) - 1)
        focus = _whole(user, "attend", answer, Focus, _FOCUS_LOW, (SPOIL, *counts, ANY, ANY, 1, 1, *told))
        if focus.design == NOBODY and 0 < focus.purpose <= DEFEND:
            raise _complaint(user, "attend", "a focus on a design names none; purpose 0 is to be on one's own")
        joins = focus.community not in (NOBODY, user.club)
        if joins and self._model.cell("communities", "state", focus.community) == ENDED:
            raise _complaint(user, "attend", f"community {focus.community} has ended and cannot be joined")
        return focus

    def _sight(self, user: User, answer: Any) -> Sight:
        last = self._clock("communities") - 1
        height, width = self._model.world.canvas.shape
        right, bottom = width - 1, height - 1
        high = (255, 255, 255, 255, 1, right, bottom, 255, 1, right, bottom, last, last, 1, self._clock("designs") - 1)
        sight = _whole(user, "look", answer, Sight, _SIGHT_LOW, high)
        if (sight.found and min(sight.x, sight.y) < 0) or (sight.right and min(sight.right_x, sight.right_y) < 0):
            raise _complaint(user, "look", "it saw a pixel, but says not where")
        return sight

    def _deed(self, user: User, answer: Any) -> Deed:
        if answer is None:
            return PASS
        if isinstance(answer, Deed) and not answer.placed:
            return PASS
        height, width = self._model.world.canvas.shape
        high = (1, width - 1, height - 1, len(self._model.colors.palette) - 1, len(INTENTS) - 1)
        deed = _whole(user, "act", answer, Deed, (0, 0, 0, 0, 0), high)
        left, top, right, bottom = user.open
        if not (left <= deed.x < right and top <= deed.y < bottom and self._model.colors.allows(deed.color)):
            return PASS
        now, free = user.now, user.free
        if now < free:
            what = f"it places {(free - now) / 1000:g} s before its cooldown ends; come_back no earlier than self.free"
            raise _complaint(user, "act", what)
        return deed

    def _words(self, user: User, answer: Any, focus: Focus) -> Words:
        last = self._clock("communities") - 1
        words = _whole(user, "tell", answer, Words, _WORDS_LOW, (1, CALL_HELP, last, 1, 1))
        if words.vote and focus.post == NOBODY:
            raise _complaint(user, "tell", "it votes, but turned to no post")
        return words

    def _due(self, user: User, answer: Any) -> int:
        try:
            due = operator.index(answer)
        except TypeError:
            raise _complaint(user, "come_back", f"whole milliseconds are wanted, not {answer!r}") from None
        tick = self._clock("tick")
        earliest = (user.now // tick + 1) * tick
        if due < earliest:
            raise _complaint(user, "come_back", f"{due} ms is not after this tick; the earliest is {earliest}")
        return min(due, NEVER)

    def _clock(self, name: str) -> int:
        return self._model.cell("clock", name, 0)


def _whole(user: User, stage: str, answer: Any, kind: Any, low: tuple, high: tuple) -> Any:
    """An answer as a tuple of Python's whole numbers, each from its `low` to its `high`."""
    if not isinstance(answer, kind):
        raise _complaint(user, stage, f"it returned {answer!r}, which is no {kind.__name__}")
    try:
        numbers = tuple(map(operator.index, answer))
    except TypeError:
        raise _complaint(user, stage, f"{answer!r} has something in it that is no whole number") from None
    for name, number, least, most in zip(kind._fields, numbers, low, high, strict=True):
        if not least <= number <= most:
            raise _complaint(user, stage, f"{name} is {number}; it must be from {least} to {most}")
    return kind(*numbers)


def _complaint(user: User, stage: str, what: str) -> UserError:
    return UserError(f"{type(user).__name__}.{stage}, user {user.row} at {user.now / HOUR:.2f} h: {what}")
