"""Timed changes that a scenario names."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from canvas_sim.scenario.fields import Section, number, other

Rectangle = tuple[int, int, int, int]
RECTANGLE = "x0, y0, x1, y1"


class Timed(Section):
    """Anything that happens at a set time."""

    at: float = number(0, "h", "when, from the start", 0, 400)


class Cooldown(Timed):
    """The cooldown changes; it holds for placements from then on."""

    kind: Literal["cooldown"]
    seconds: float = number(300, "s", "the new cooldown", 1, 86_400)


class Palette(Timed):
    """Other colors may be used."""

    kind: Literal["palette"]
    colors: list[str] = other(..., "RRGGBB list", "colors that may be used from then on", min_length=1)


class Expand(Timed):
    """The canvas grows."""

    kind: Literal["expand"]
    open: Rectangle = other(..., RECTANGLE, "rectangle that is open from then on, the far sides not included")


class Raid(Timed):
    """People from outside fall upon a place, then leave."""

    kind: Literal["raid"]
    users: int = number(100, "users", "how many come", 1, 1_000_000)
    hours: float = number(1, "h", "how long they stay", 0.01, 400)
    at_region: Rectangle = other(..., RECTANGLE, "where, the far sides not included")
    color: str | None = other(None, "RRGGBB", "the one color they use; a drawn one if absent")


class Remove(Timed):
    """People leave for good."""

    kind: Literal["remove"]
    who: Literal["leaders", "members", "bots", "vandals", "everybody"] = other("everybody", "name", "of whom")
    share: float = number(1, "share", "how many of them, at random (keyed by user)")
    community: str | None = other(None, "name", "only of this community")


class Dissolve(Timed):
    """A community ends, with all that it plans; its members stay, free to join others."""

    kind: Literal["dissolve"]
    community: str = other(..., "name", "which; all of this name")


class ForumDown(Timed):
    """Nobody can read or post."""

    kind: Literal["forum_down"]
    hours: float = number(1, "h", "for how long", 0.01, 400)


class ForbidAlliances(Timed):
    """All alliances end, and no new ones form."""

    kind: Literal["forbid_alliances"]


class Wipe(Timed):
    """A region is painted over in one color by an administrator."""

    kind: Literal["wipe", "rectangle"]
    region: Rectangle = other(..., RECTANGLE, "where, the far sides not included")
    color: str = other("FFFFFF", "RRGGBB", "with what")


class WhiteOut(Timed):
    """Only one color may be placed until the end."""

    kind: Literal["white_out"]
    color: str = other("FFFFFF", "RRGGBB", "which")


Intervention = Annotated[
    Cooldown | Palette | Expand | Raid | Remove | Dissolve | ForumDown | ForbidAlliances | Wipe | WhiteOut,
    Field(discriminator="kind"),
]
