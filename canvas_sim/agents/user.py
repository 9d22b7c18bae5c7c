"""User: a view of a user's row, and the class whose rules others override.

A subclass that overrides `attend`, `look`, `act`, `tell` or `come_back` is run in Python; its neighbors stay compiled.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from canvas_sim.agents.community import Community
from canvas_sim.agents.row import RowView, TableColumn, numbered, view
from canvas_sim.base import user_kinds
from canvas_sim.base.errors import UserError
from canvas_sim.base.rng import stream
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.engine import single_stages
from canvas_sim.rules.types import Deed, Focus, Sight, Words
from canvas_sim.world.tables import NOBODY

PASS = Deed(0, 0, 0, 0, 0)
SPAN = 2**31  # integers that one draw chooses from, at most
STAGES = ("attend", "look", "act", "tell", "come_back")


class User(RowView):
    """Somebody who draws.

    Override any of the five stages of a turn, which are asked in this order: `attend`, `look`, `act`, `tell`,
    `come_back`. What is not overridden, and ``super()``, is the compiled rule. During a turn the world is as it stood
    at the beginning of the tick, and cannot be changed.

    Attributes
    ----------
    habits : class attribute: habits that all users of the class have, such as ``{"appetite": 500, "arrival": 0}``
    columns : mapping
        Class attribute: state that the class keeps, name to dtype, such as ``{"mood": np.int32}``; 0 at the start.
        ``self.mood`` reads and writes it. Nothing else can be assigned.
    """

    table = "users"
    habits: ClassVar[Mapping[str, Any]] = {}
    columns: ClassVar[Mapping[str, Any]] = {}
    unique_id = numbered(lambda _model: 0)

    key = TableColumn("Identity in draws.")
    due = TableColumn("When its next turn is due, in ms; 2147483647 if never.")
    free = TableColumn("When its cooldown ends, in ms.")
    turns = TableColumn("How many turns it has taken.")
    left = TableColumn("Turns of appetite left.")
    club = TableColumn("Number of the community that it works for; -1 for a loner.")
    design = TableColumn("Number of the design whose plan it knows and works on; -1 if none.")
    read = TableColumn("When it last read its board, in ms; -1 if never.")
    x = TableColumn("Column of its last pixel.")
    y = TableColumn("Row of its last pixel.")
    color = TableColumn("Palette index of its last pixel.")
    kind = TableColumn(f"{', '.join(user_kinds.NAMES)}.", dict(enumerate(user_kinds.NAMES)))
    joined = TableColumn("How many communities it has joined.")
    placed = TableColumn("1 once it has placed anything.")
    arrival = TableColumn("When it first comes, in ms.", table="lives")
    glances = TableColumn("How many pixels it looks at in a turn.", table="lives")
    appetite = TableColumn("How many turns it takes in all.", table="lives")
    lag = TableColumn("Lateness, relative to the mean.", table="lives")
    wake = TableColumn("Hour, UTC, at which its day begins.", table="lives")
    awake = TableColumn("Hours that its day has.", table="lives")
    reading = TableColumn("Share of turns that begin on its community's board.", table="lives")
    temper = TableColumn("Readiness to strike at whom it blames.", table="lives")
    loyalty = TableColumn("Readiness to stay with a community that gives up.", table="lives")
    circle = TableColumn("Circle of acquaintances that it belongs to.", table="lives")

    # --- the five stages of a turn

    def attend(self) -> Focus:
        """What it turns to: a design of its own or another community, a post, or nothing.

        Who is told nothing (`Focus.told` 0) of a plan that is not its `design` sees only what stands of it.
        """
        return single_stages.attend_alone(self.model.world, self.row)

    def look(self, focus: Focus) -> Sight:
        """What its glances at that show."""
        return single_stages.look_alone(self.model.world, self.row, focus)

    def act(self, focus: Focus, sight: Sight) -> Deed | None:
        """One placement (see `place`), or None."""
        deed = single_stages.act_alone(self.model.world, self.row, focus, sight)
        return deed if deed.placed else None

    def tell(self, focus: Focus, sight: Sight, deed: Deed | None) -> Words:
        """A vote, a post, leaving, or founding a community."""
        return single_stages.tell_alone(self.model.world, self.row, (focus, sight, deed or PASS))

    def come_back(self, deed: Deed | None) -> int:
        """When its next turn is due, in ms since the start."""
        return single_stages.come_back_alone(self.model.world, self.row, int(deed is not None and deed.placed))

    # --- what an author of such rules needs

    @property
    def now(self) -> int:
        """Moment of this turn, in ms since the start."""
        return self.due

    def draw(self, name: str, k: int = 0) -> float:
        """A random number in [0, 1): the same for the same user, turn, `name` and `k`, whatever else happens."""
        self._check_whole(k=k)
        return single_stages.draw_unit(self.model.world.users, self.row, *self._stream(name), k)

    def draw_integer(self, low: int, high: int, name: str, k: int = 0) -> int:
        """A random integer in low..high, both included; see `draw`."""
        self._check_whole(low=low, high=high, k=k)
        low, high = int(low), int(high)
        if not low <= high < low + SPAN:
            raise self._mistake(f"draw_integer({low}, {high}, ...): high must be from low to low + {SPAN - 1:,}")
        span = (k, high - low + 1)
        return low + int(single_stages.draw_below(self.model.world.users, self.row, *self._stream(name), span))

    def _stream(self, name: str) -> tuple[np.uint64, np.uint64]:
        """Seed and number of a stream of this class."""
        return np.uint64(self.model.seed), stream(f"user/{type(self).__name__}/{name}")

    def place(self, x: int, y: int, color: str | int, intent: str = "build") -> Deed | None:
        """A placement at column `x`, row `y`; None if the canvas is not open there now, or the color not allowed.

        Parameters
        ----------
        color : name such as "green", six hexadecimal digits, or palette index
        intent : what the log says of it, one of `INTENTS`

        Raises
        ------
        UserError
            If the pixel is outside the canvas, or the palette does not have the color.
        """
        if intent not in INTENTS:
            raise self._mistake(f"there is no intent {intent!r}; there are {', '.join(INTENTS)}")
        index = self._color(color)
        self._check_pixel(x, y)
        left, top, right, bottom = self.open
        if not (left <= x < right and top <= y < bottom and self.model.colors.allows(index)):
            return None
        return Deed(1, int(x), int(y), index, INTENTS.index(intent))

    def see(self, x: int, y: int) -> int:
        """Palette index of the pixel at column `x`, row `y`."""
        self._check_pixel(x, y)
        return self.model.world.canvas.item(y, x)

    def color_at(self, x: int, y: int) -> str:
        """Name of the color at column `x`, row `y`, or its six digits if it has none."""
        return self.model.colors.name(self.see(x, y))

    def _color(self, color: str | int) -> int:
        try:
            return self.model.colors.index(color)
        except UserError as error:
            raise self._mistake(str(error)) from None

    def _check_pixel(self, x: int, y: int) -> None:
        self._check_whole(x=x, y=y)
        height, width = self.model.world.canvas.shape
        if not (0 <= x < width and 0 <= y < height):
            limits = f"x from 0 to {width - 1} and y from 0 to {height - 1}"
            raise self._mistake(f"pixel ({x}, {y}) is outside the canvas, which has {limits}")

    def _check_whole(self, **numbers: Any) -> None:
        for name, number in numbers.items():
            if not isinstance(number, int | np.integer):
                raise self._mistake(f"{name} is {number!r}; it must be a whole number (int)")

    def _mistake(self, what: str) -> UserError:
        return UserError(f"{type(self).__name__}, user {self.row}: {what}")

    @property
    def colors(self) -> list[str]:
        """Names of the colors that may be placed now."""
        return [self.model.colors.name(index) for index in self.model.colors.allowed.tolist()]

    @property
    def canvas(self) -> np.ndarray:
        """Palette indices, uint8 (height, width); read-only."""
        return self.model.canvas

    @property
    def width(self) -> int:
        """Columns of the canvas at its largest."""
        return self.model.world.canvas.shape[1]

    @property
    def height(self) -> int:
        """Rows of the canvas at its largest."""
        return self.model.world.canvas.shape[0]

    @property
    def open(self) -> tuple[int, int, int, int]:
        """The part of the canvas that is open: x0, y0, x1, y1, the far sides not included."""
        cell = self.model.cell
        return cell("clock", "x0", 0), cell("clock", "y0", 0), cell("clock", "x1", 0), cell("clock", "y1", 0)

    @property
    def pos(self) -> tuple[int, int] | None:
        """Its last pixel as (x, y), None if there is none."""
        return (self.x, self.y) if self.placed else None

    @property
    def community(self) -> Community | None:
        """The community that it works for."""
        return None if self.club == NOBODY else view(self.model, Community, self.club)

    @property
    def communities(self) -> Any:
        """All communities that it has joined (the last four), an AgentSet."""
        clubs = self.model.world.clubs[self.row]
        return self.model.communities_at(clubs[clubs >= 0])

    @property
    def follows(self) -> Any:
        """Users whom it follows, an AgentSet."""
        ties = self.model.world.ties[self.row]
        return self.model.users_at(ties[ties >= 0])

    @property
    def neighbors(self) -> Any:
        """Users whom it follows or who follow it, an AgentSet."""
        followers = np.flatnonzero((self.model.world.ties == self.row).any(axis=1))
        return self.follows | self.model.users_at(followers)

    # --- declared state

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self.model.declared.values:
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
        return self.model.declared.read(name, self.row)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in type(self).columns:
            self.model.declared.write(name, self, value)
        elif hasattr(type(self), name):
            super().__setattr__(name, value)
        else:
            how = f'state is kept in columns: columns = {{"{name}": np.int32}}'
            raise UserError(f"{type(self).__name__} does not declare {name!r}; {how}")


def overridden(kind: type[User]) -> frozenset[str]:
    """The stages that a class overrides."""
    return frozenset(stage for stage in STAGES if getattr(kind, stage) is not getattr(User, stage))
