"""By hand: what classes of one's own answer in their turns, and how wrong answers are told."""

import re
import traceback
from pathlib import Path

import numpy as np
import pytest
from small_events import TINY, Same, members

from canvas_sim.agents.model import CanvasModel
from canvas_sim.agents.user import User
from canvas_sim.base.errors import UserError
from canvas_sim.rules.types import Deed
from canvas_sim.scenario.loading import with_values


def at_first_turn(**stages):
    """The complaint about a user of whose stages some are overridden."""
    with pytest.raises(UserError) as caught:
        CanvasModel(TINY, seed=1, people={members(habits={"arrival": 0}, **stages): 20}).run()
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        ({"act": lambda self, focus, sight: self.place(24, 0, "green")}, "(24, 0) is outside"),
        ({"act": lambda self, focus, sight: self.place(0, 0, "octarine")}, "octarine"),
        ({"act": lambda self, focus, sight: self.place(0, 0, 16)}, "16"),
        ({"act": lambda self, focus, sight: self.place(0, 0, 5, "play")}, "no intent 'play'"),
        ({"act": lambda self, focus, sight: self.place("a", 1, "green")}, "x is 'a'; it must be a whole number"),
        ({"act": lambda self, focus, sight: self.place(1, 1.5, "green")}, "y is 1.5; it must be a whole number"),
        ({"act": lambda self, focus, sight: self.color_at(None, 0)}, "x is None; it must be a whole number"),
        ({"act": lambda self, focus, sight: self.draw_integer(0, 1.5, "n")}, "high is 1.5; it must be a whole number"),
        ({"act": lambda self, focus, sight: self.draw("n", "k")}, "k is 'k'; it must be a whole number"),
        ({"act": lambda self, focus, sight: setattr(self, "mood", "merry")}, "'merry' does not fit"),
        ({"act": lambda self, focus, sight: setattr(self, "mood", 0.5)}, "mood is declared as int8; 0.5 does not fit"),
        ({"act": lambda self, focus, sight: setattr(self, "mood", np.int64(300))}, "300) does not fit"),
        ({"act": lambda self, focus, sight: (3, 4)}, "which is no Deed"),
        ({"act": lambda self, focus, sight: Deed(1, 99, 0, 0, 0)}, "x is 99"),
        ({"act": lambda self, focus, sight: Deed(1, 0, 0, 16, 0)}, "color is 16"),
        ({"act": lambda self, focus, sight: Deed(1, 0.5, 0, 0, 0)}, "no whole number"),
        ({"act": lambda self, focus, sight: self.see(-1, 0)}, "(-1, 0) is outside"),
        ({"attend": lambda self: None}, "no Focus"),
        ({"tell": lambda *_: 1}, "no Words"),
        ({"come_back": lambda self, deed: self.now}, "is not after this tick"),
        ({"come_back": lambda self, deed: "later"}, "whole milliseconds"),
        (
            {"act": lambda self, focus, sight: self.place(0, 0, 5), "come_back": lambda self, deed: self.now + 10_000},
            "before its cooldown ends",
        ),
    ],
)
def test_wrong_answers_are_told_in_one_line(stages, said):
    told = at_first_turn(columns={"mood": np.int8}, **stages)
    assert said in told
    assert re.match(r"Odd(\.\w+)?, user \d+( at 0\.\d\d h)?: ", told)


@pytest.mark.parametrize(
    ("act", "calls"),
    [(lambda *_: "word", 1), (lambda self, *_: self.place("a", 1, "green"), 2)],
    ids=["after the rule", "within it"],
)
def test_tracebacks_show_what_people_wrote_and_little_else(act, calls):
    with pytest.raises(UserError) as caught:
        CanvasModel(TINY, seed=1, people={members(habits={"arrival": 0}, act=act): 20}).run()
    files = [Path(frame.filename) for frame in traceback.extract_tb(caught.value.__traceback__)]
    own = [path for path in files if path == Path(__file__)]
    assert len(own) == calls
    assert len(files) - len(own) <= 5  # run, Mesa's wrapper of step, step and the tick
    assert caught.value.__suppress_context__


def test_what_only_shows_in_a_turn_is_refused_there():
    def hides(self, focus, sight):
        setattr(self, "memory", 3)  # noqa: B010

    assert "'memory'" in at_first_turn(act=hides)


def test_who_finds_the_canvas_closed_or_the_color_gone_passes():
    changes = ["canvas.open=[0, 0, 12, 24]", 'canvas.colors=["FFFFFF", "E50000"]']
    model = CanvasModel(with_values(TINY, changes), seed=1, people={Same: [3]})
    user = model.user(3)
    assert user.colors == ["white", "red"]
    assert user.place(0, 0, "red") == Deed(1, 0, 0, 5, 0)
    assert user.place(11, 23, "red", "tidy") == Deed(1, 11, 23, 5, 8)
    assert user.place(12, 0, "red") is None
    assert user.place(0, 0, "green") is None
    assert user.see(12, 0) == user.canvas[0, 12]

    def blindly(self, focus, sight):
        return Deed(1, 12, 0, 10, 0)

    model = CanvasModel(with_values(TINY, changes), seed=1, people={members(act=blindly): range(60)}).run()
    assert model.placements == 0


def test_a_hasty_come_back_does_not_break_the_cooldown():
    said = at_first_turn(come_back=lambda self, deed: self.now + 10_000)
    assert "before its cooldown ends" in said


def test_what_is_written_in_a_turn_is_seen_by_others_afterwards():
    class Watcher(User):
        habits = {"arrival": 0}  # noqa: RUF012
        columns = {"count": np.int32, "sum_of_others": np.int64}  # noqa: RUF012

        def act(self, focus, sight):
            self.count = self.count + 1
            self.sum_of_others = sum(user.count for user in self.model.users if user != self)

    model = CanvasModel(TINY, seed=1, people={Watcher: 10})
    model.step()
    counts = model.users.get("count")
    assert counts.sum() == 10
    assert model.users.agg("sum_of_others", sum) == 0


def test_nobody_writes_another_users_state():
    class Meddler(User):
        habits = {"arrival": 0}  # noqa: RUF012
        columns = {"count": np.int8}  # noqa: RUF012

        def act(self, focus, sight):
            for user in self.model.users.select(agent_type=Meddler):
                user.count = 1

    with pytest.raises(UserError, match="of another user"):
        CanvasModel(TINY, seed=1, people={Meddler: 10}).run()
