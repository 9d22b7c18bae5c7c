"""The scenario: one frozen object that says everything about an event but its seed."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from canvas_sim.base.patterns import NAMES
from canvas_sim.scenario.communities import Alliances, Communities, Forum, Society
from canvas_sim.scenario.fields import PER_PIXEL, Rectangle, Section, amount, other
from canvas_sim.scenario.intervention import Intervention, intervention_kinds
from canvas_sim.scenario.people import Activity, Loners, People

Text = Annotated[str, Field(max_length=10_000)]
if TYPE_CHECKING:
    PatternName = str
    AnyIntervention = Intervention
else:  # one of all there are, told apart by kind
    PatternName = Literal[NAMES]
    AnyIntervention = Annotated[reduce(or_, intervention_kinds().values()), Field(discriminator="kind")]


class Event(Section):
    """What is simulated, and on what clock."""

    name: str = other("event", "text", "short name", max_length=80)
    about: Text = other("", "text", "one sentence on what the event is")
    hours: float = amount(72, "h", "length", 0.01, 400)
    tick: int = amount(10, "s", "all who are due within one tick decide on the same canvas", 1, 60)
    launch: str = other("2017-03-31T17:00:00Z", "UTC", "when it begins; sets days and nights", max_length=40)


class Canvas(Section):
    """The shared canvas."""

    width: int = amount(1000, "pixels", "width at its largest", 8, 4000)
    height: int = amount(1000, "pixels", "height at its largest", 8, 4000)
    open: Rectangle | None = other(
        None, "x0, y0, x1, y1", "rectangle that is open at the start, the far sides not included; all of it if absent"
    )
    palette: str | list[str] = other("2017", "name or RRGGBB list", "colors: 2017, 2022, 256, or a list")
    colors: list[str] | None = other(None, "RRGGBB list", "colors that may be used at the start; all if absent")
    background: str = other("FFFFFF", "RRGGBB", "color of the blank canvas")
    cooldown: float = amount(300, "s", "wait after a placement, at the start", 1, 86_400)


class Designs(Section):
    """Where templates come from, and which patterns spread."""

    area: float = amount(2.81, "log10 pixels", "mean of the lognormal law of areas", 0.5, 5)
    spread: float = amount(0.65, "log10 pixels", "its standard deviation", 0, 2)
    early: float = amount(0.635, "log10 pixels", "by how much that mean is lower for those founded at the start", 0, 2)
    early_wear: float = amount(7.5, PER_PIXEL, "after so many designs lack 37 % of that", 0.01, 10_000)
    bare: float = amount(0.655, "share of designs", "have no ground behind their figure, at the start")
    largest: float = amount(0.1, "share of the canvas", "cap on the area of a design")
    artist: bool = other(True, "yes/no", "people draw designs of their own, and not only those that are handed in")
    patterns: list[PatternName] = other(list(NAMES), "names", "patterns that spread from a frontier")
    png_folder: str | None = other(None, "path", "a folder of PNGs that people draw as well")
    atlas: tuple[str, str] | None = other(
        None, "two paths", "outlines (atlas_polygons.json.gz) and the canvas that they are cut out of (final.png)"
    )
    given_share: float = amount(0.8, "probability", "a founding takes one of those designs, as long as any is left")


class Record(Section):
    """What is written down."""

    timeline: float = amount(10, "min", "time between two rows of the timeline", 1, 1440)


class Scenario(Section):
    """An event: canvas, people, groups, designs, interventions.

    Every field has a unit, a range and a default (``canvas-sim show PRESET`` lists them). Frozen; make a changed
    one with `with_values`.
    """

    event: Event = Event()
    canvas: Canvas = Canvas()
    activity: Activity = Activity()
    people: People = People()
    loners: Loners = Loners()
    communities: Communities = Communities()
    society: Society = Society()
    forum: Forum = Forum()
    alliances: Alliances = Alliances()
    designs: Designs = Designs()
    record: Record = Record()
    interventions: list[AnyIntervention] = other([], "list", "timed changes")

    __iter__ = None  # type: ignore[assignment]
    """One value, not a series of sections: so `mesa.batch_run` takes it as one level of a parameter."""

    def _repr_html_(self) -> str:
        from canvas_sim.scenario.toml import scenario_html

        return scenario_html(self)
