"""By hand: the turns of users whose class overrides a stage, and the checks that their answers must pass."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from canvas_sim.engine import stages
from canvas_sim.errors import UserError
from canvas_sim.rules.thoughts import DEFEND, SPOIL, Deed, Focus, Sight, Words
from canvas_sim.users import INTENTS, PASS, User
from canvas_sim.world.tables import CALLS, NEVER, NOBODY

if TYPE_CHECKING:
    from canvas_sim.model import CanvasModel


class Thoughts(NamedTuple):
    """What the five stages of a turn answered, checked."""

    focus: Focus
    sight: Sight
    deed: Deed
    words: Words
    due: int


class Hand:
    """Decides turns in Python; `Simulation.hand`."""

    def __init__(self, model: CanvasModel) -> None:
        self._model = model

    def __call__(self, row: int, plan: np.ndarray) -> None:
        """Overwrite the plan of user `row`, (1,), with what its class decides."""
        stages.write_alone(self._model.world, row, tuple(self.think(row)), plan)

    def think(self, row: int) -> Thoughts:
        """What the five stages answer.

        Raises
        ------
        UserError
            If an answer is none, or would break a law: outside canvas or palette, before the cooldown has ended.
        """
        user = self._model.user(row)
        self._model.cast.turn = user
        try:
            return self._thoughts(user)
        finally:
            self._model.cast.turn = None

    def _thoughts(self, user: User) -> Thoughts:
        focus = self._focus(user, user.attend())
        sight = self._sight(user, user.look(focus))
        done = user.act(focus, sight)
        deed = self._deed(user, done)
        done = deed if deed.placed else None
        words = self._words(user, user.tell(focus, sight, done), focus)
        return Thoughts(focus, sight, deed, words, self._due(user, user.come_back(done)))

    def _focus(self, user: User, answer: Any) -> Focus:
        focus = _whole(user, "attend", answer, Focus)
        clock = self._model.world.clock[0]
        _within(user, "attend", focus, {"purpose": (0, SPOIL), "read": (0, 1), "joined": (0, 1)})
        limits = {"community": clock.communities, "design": clock.designs, "post": clock.posts}
        _within(user, "attend", focus, {name: (NOBODY, int(count) - 1) for name, count in limits.items()})
        if focus.design == NOBODY and 0 < focus.purpose <= DEFEND:
            raise _complaint(user, "attend", "a focus on a design names none; purpose 0 is to be on one's own")
        return focus

    def _sight(self, user: User, answer: Any) -> Sight:
        sight = _whole(user, "look", answer, Sight)
        last = int(self._model.world.clock[0].communities) - 1
        counts = {name: (0, 255) for name in ("looked", "wrong", "blank", "yielded")}
        _within(user, "look", sight, counts | {"blame": (NOBODY, last), "thanks": (NOBODY, last)})
        height, width = self._model.world.canvas.shape
        for seen, x, y in ((sight.found, sight.x, sight.y), (sight.right, sight.right_x, sight.right_y)):
            if seen and not (0 <= x < width and 0 <= y < height):
                raise _complaint(user, "look", f"it saw a pixel at ({x}, {y}), outside the canvas")
        return sight

    def _deed(self, user: User, answer: Any) -> Deed:
        if answer is None:
            return PASS
        deed = _whole(user, "act", answer, Deed)
        if not deed.placed:
            return PASS
        if not stages.may_place(self._model.world, deed.x, deed.y):
            raise _complaint(user, "act", f"pixel ({deed.x}, {deed.y}) is outside the open canvas")
        if not self._model.colors.allows(deed.color):
            raise _complaint(user, "act", f"color {deed.color} may not be placed now")
        _within(user, "act", deed, {"intent": (0, len(INTENTS) - 1)})
        if user.now < user.free:
            wait = (user.free - user.now) / 1000
            raise _complaint(
                user, "act", f"it places {wait:g} s before its cooldown ends; come_back no earlier than self.free"
            )
        return deed._replace(placed=1)

    def _words(self, user: User, answer: Any, focus: Focus) -> Words:
        words = _whole(user, "tell", answer, Words)
        last = int(self._model.world.clock[0].communities) - 1
        flags = {name: (0, 1) for name in ("vote", "found", "leave")}
        _within(user, "tell", words, flags | {"call": (0, len(CALLS) - 1), "target": (NOBODY, last)})
        if words.vote and focus.post == NOBODY:
            raise _complaint(user, "tell", "it votes, but turned to no post")
        return words

    def _due(self, user: User, answer: Any) -> int:
        try:
            due = operator.index(answer)
        except TypeError:
            raise _complaint(user, "come_back", f"whole milliseconds are wanted, not {answer!r}") from None
        tick = int(self._model.world.clock[0].tick)
        if due // tick <= user.now // tick:
            raise _complaint(
                user, "come_back", f"{due} ms is not after this tick; the earliest is {(user.now // tick + 1) * tick}"
            )
        return min(due, NEVER)


def _whole(user: User, stage: str, answer: Any, kind: Any) -> Any:
    """An answer as a tuple of Python's whole numbers."""
    if not isinstance(answer, kind):
        raise _complaint(user, stage, f"it returned {answer!r}, which is no {kind.__name__}")
    try:
        return kind(*map(operator.index, answer))
    except TypeError:
        raise _complaint(user, stage, f"{answer!r} has something in it that is no whole number") from None


def _within(user: User, stage: str, answer: Any, limits: dict[str, tuple[int, int]]) -> None:
    for name, (low, high) in limits.items():
        if not low <= getattr(answer, name) <= high:
            raise _complaint(user, stage, f"{name} is {getattr(answer, name)}; it must be from {low} to {high}")


def _complaint(user: User, stage: str, what: str) -> UserError:
    return UserError(f"{type(user).__name__}.{stage}, user {user.row} at {user.now / 3_600_000:.2f} h: {what}")
