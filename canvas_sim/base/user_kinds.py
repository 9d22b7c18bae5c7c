"""Kinds of users: what each is called, how many there are, and in what it differs from the others.

A rule asks for a trait (`has_trait` in `canvas_sim.world.queries`), not for a kind. A new kind is a row here, a share
among the parameters of `canvas_sim.scenario.people`, and a stage that a new trait changes, if it has one.
"""

from typing import NamedTuple


class UserKind(NamedTuple):
    """One kind; its code is its place in `USER_KINDS`."""

    name: str
    share: str = ""  # the parameter of `people` that says how many are of it; ordinary are those who are left
    traits: tuple[str, ...] = ()


USER_KINDS = (
    UserKind("ordinary", traits=("founds",)),
    UserKind("bot", share="bots", traits=("exact", "settled", "punctual")),
    UserKind("vandal", share="vandals", traits=("spoils",)),
    UserKind("raider", traits=("raids",)),  # made by interventions
    UserKind("keeper", share="keepers", traits=("keeps",)),
)
NAMES = tuple(kind.name for kind in USER_KINDS)
ORDINARY, BOT, VANDAL, RAIDER, KEEPER = map(NAMES.index, ("ordinary", "bot", "vandal", "raider", "keeper"))


def _who(trait: str) -> int:
    """The kinds that have a trait, one bit each."""
    return sum(1 << code for code, kind in enumerate(USER_KINDS) if trait in kind.traits)


EXACT = _who("exact")  # act: looks before it places, and never misses
FOUNDS = _who("founds")  # tell: may found a community
KEEPS = _who("keeps")  # attend, act: works on one small picture of its own, and nothing else
PUNCTUAL = _who("punctual")  # come back: never late and never tired, stands still for some hours a day
RAIDS = _who("raids")  # attend: paints the region of its raid, and nothing else
SETTLED = _who("settled")  # attend, tell: works on its own design only, and stays
SPOILS = _who("spoils")  # attend: every other turn, any color near where it was
