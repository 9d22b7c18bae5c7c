"""check_user: passes good users, and says in one line what a bad one does wrong."""

import random
from itertools import count

import numpy as np
import pytest
from small_events import TINY, Gardener, Same

from canvas_sim.agents.user import User
from canvas_sim.testing import check_user

ASKED = count()


class Quiet(User):
    """Overrides nothing, has habits only."""

    habits = {"arrival": 0, "temper": 0.9}  # noqa: RUF012


class Early(User):
    habits = {"arrival": 0, "appetite": 100}  # noqa: RUF012


class Painter(Early):
    def act(self, focus, sight):
        self.model.world.canvas[0, 0] = 5


class Gambler(Early):
    def act(self, focus, sight):
        return self.place(random.randrange(self.width), 0, 5)


class Counter(Early):
    columns = {"seen": np.int64}  # noqa: RUF012

    def act(self, focus, sight):
        self.seen = next(ASKED)


class Sly(Early):
    def come_back(self, deed):
        if next(ASKED) % 2:
            return super().come_back(deed)
        return self.now + 3_600_000


class Wanderer(Early):
    def act(self, focus, sight):
        return self.place(self.width, 0, 5)


class Hasty(Early):
    def act(self, focus, sight):
        return self.place(0, 0, 5)

    def come_back(self, deed):
        return self.now + 10_000


class Colorful(Early):
    def act(self, focus, sight):
        return self.place(0, 0, "ultraviolet")


class Hoarder(Early):
    def act(self, focus, sight):
        vars(self.model).setdefault("hoard", []).append(self.x)
        self.best = 3


class Broken(Early):
    def act(self, focus, sight):
        return 1 // 0


class Late(User):
    habits = {"arrival": 300}  # noqa: RUF012

    def act(self, focus, sight):
        return None


@pytest.mark.parametrize("kind", [Quiet, Same, Gardener])
def test_good_users_pass(kind):
    check_user(kind)
    check_user(kind, TINY)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Painter, r"Painter changes the world in its turn \(canvas\)"),
        (Gambler, r"Gambler.act, asked the same twice"),
        (Counter, r"different values in its columns"),
        (Sly, r"Sly.come_back, asked the same twice"),
        (Wanderer, r"outside the canvas"),
        (Hasty, r"before its cooldown ends"),
        (Colorful, r"ultraviolet"),
        (Hoarder, r"columns = "),
        (Broken, r"ZeroDivisionError"),
        (Late, r"took no turn"),
        (int, r"no subclass"),
    ],
)
def test_bad_users_are_told_in_one_line(kind, said):
    with pytest.raises(AssertionError, match=said) as caught:
        check_user(kind, TINY)
    assert "\n" not in str(caught.value)
